import Patterns

/// A configuration file as Splunk's add-ons have them: stanzas of settings.
/// Source: Admin Manual, "About configuration files", "Configuration file structure".
public struct ConfFile: Sendable {
  /// A setting of a stanza.
  public struct Setting: Sendable, Hashable {
    /// The name as written.
    public let name: String
    /// The value, without blanks at both ends; lines that end in a backslash go on in the next.
    public let value: String
    /// The line on which it begins, from 1.
    public let line: Int
  }

  /// A stanza: `[NAME]` and the settings under it.
  public struct Stanza: Sendable {
    /// What stands between the brackets; `default` for settings before the first.
    public let name: String
    /// The line of its head, from 1.
    public let line: Int
    /// Its settings, as they stand.
    public var settings: [Setting]
  }

  /// A line that could not be read.
  public struct Fault: Sendable, Hashable {
    /// The line, from 1.
    public let line: Int
    /// What is wrong.
    public let message: String
  }

  /// The stanzas, as they stand; one that stands twice is there twice.
  public private(set) var stanzas: [Stanza] = []
  /// The lines that could not be read.
  public private(set) var faults: [Fault] = []

  /// The most bytes of a file that are read.
  static let mostBytes = 16 << 20

  /// Reads a file's bytes. What is not UTF-8 is read with marks for what is not.
  public init(_ bytes: [UInt8]) {
    var bytes = bytes[...]
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
    if bytes.count > Self.mostBytes {
      faults.append(
        Fault(line: 1, message: "the file has more than \(Self.mostBytes >> 20) MiB; the rest is not read"))
      bytes = bytes.prefix(Self.mostBytes)
    }
    bytes.withUnsafeBufferPointer { read($0) }
  }

  private mutating func read(_ bytes: UnsafeBufferPointer<UInt8>) {
    var number = 0
    var position = 0
    while position < bytes.count {
      number += 1
      let start = number
      var line = Self.line(bytes, &position)
      // A comment does not go on in the next line.
      if line.isEmpty || bytes[line.lowerBound] == UInt8(ascii: "#") { continue }
      guard bytes[line.upperBound - 1] == UInt8(ascii: "\\") else {
        read(UnsafeBufferPointer(rebasing: bytes[line]), line: start)
        continue
      }
      var text = Array(bytes[line])
      while text.last == UInt8(ascii: "\\"), position < bytes.count {
        number += 1
        line = Self.line(bytes, &position)
        text[text.count - 1] = 0x0A
        text += bytes[line]
      }
      text.withUnsafeBufferPointer { read($0, line: start) }
    }
  }

  /// The next line without blanks at both ends.
  private static func line(_ bytes: UnsafeBufferPointer<UInt8>, _ position: inout Int) -> Range<Int> {
    let start = position
    var end = ByteSearch.newline(bytes, from: start) ?? bytes.count
    position = end + 1
    if end > start, bytes[end - 1] == 0x0D { end -= 1 }
    return trimmed(bytes, start..<end)
  }

  private mutating func read(_ text: UnsafeBufferPointer<UInt8>, line: Int) {
    if text.first == UInt8(ascii: "[") {
      guard let end = text.lastIndex(of: UInt8(ascii: "]")) else {
        faults.append(Fault(line: line, message: "this stanza has no closing bracket"))
        return
      }
      stanzas.append(Stanza(name: Self.text(text, 1..<end), line: line, settings: []))
      return
    }
    guard let equals = text.firstIndex(of: UInt8(ascii: "=")) else {
      faults.append(Fault(line: line, message: "this is neither a stanza nor a setting: it has no '='"))
      return
    }
    let name = Self.text(text, Self.trimmed(text, 0..<equals))
    let value = Self.text(text, Self.trimmed(text, equals + 1..<text.count))
    if stanzas.isEmpty { stanzas.append(Stanza(name: "default", line: line, settings: [])) }
    stanzas[stanzas.count - 1].settings.append(Setting(name: name, value: value, line: line))
  }

  private static func text(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> String {
    String(decoding: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self)
  }

  private static func trimmed(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, bytes[start] == 0x20 || bytes[start] == 0x09 { start += 1 }
    while end > start, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 { end -= 1 }
    return start..<end
  }
}
