import Diagnostics

/// Whether a file is the text that it should be: UTF-8, with a byte order mark or without.
public enum TextEncoding {
  /// The bytes behind the byte order mark, where there is one.
  public static func withoutMark(_ bytes: [UInt8]) -> [UInt8] {
    bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
  }

  /// Why a file is not UTF-8; nil where it is.
  public static func diagnostic(of source: SourceText) -> Diagnostic? {
    let bytes = source.bytes
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      return Diagnostic(
        .fileEncoding, at: Location(file: source.path), "this file is UTF-16", help: "save it as UTF-8")
    }
    guard String(validating: bytes, as: UTF8.self) == nil else { return nil }
    let offset = firstInvalidByte(bytes)
    return Diagnostic(
      .fileEncoding, at: source.location(of: offset..<offset + 1), "this byte is not valid UTF-8",
      help: "save the file as UTF-8")
  }

  private static func firstInvalidByte(_ bytes: [UInt8]) -> Int {
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    var offset = 0
    while true {
      switch decoder.decode(&iterator) {
      case .scalarValue(let scalar): offset += UTF8.width(scalar)
      case .emptyInput, .error: return min(offset, max(bytes.count - 1, 0))
      }
    }
  }
}
