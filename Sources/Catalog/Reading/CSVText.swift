/// Comma-separated values: records of fields, a field in double quotes where it holds a comma, a quote or a line break.
/// Source: RFC 4180; a byte order mark and line feeds alone are taken too, as Splunk takes them.
public struct CSVText: Sendable {
  private let bytes: [UInt8]
  private let start: Int

  /// A text in UTF-8.
  public init(_ bytes: [UInt8]) {
    self.bytes = bytes
    start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  /// The first `limit` records; empty lines are none.
  public func records(limit: Int) -> [[String]] {
    var records: [[String]] = []
    var index = start
    while index < bytes.count, records.count < limit {
      let (record, end) = record(from: index)
      if record != [""] { records.append(record) }
      index = end
    }
    return records
  }

  /// How many records there are; empty lines are none.
  public var recordCount: Int {
    var count = 0
    var isQuoted = false
    var isBlank = true
    for byte in bytes[start...] {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if byte == 0x0A, !isQuoted {
        if !isBlank { count += 1 }
        isBlank = true
      } else if byte != 0x0D {
        isBlank = false
      }
    }
    return isBlank ? count : count + 1
  }

  /// The record at `start` and the offset behind its line end.
  private func record(from start: Int) -> ([String], end: Int) {
    var fields: [String] = []
    var field: [UInt8] = []
    var index = start
    var isQuoted = false
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      switch byte {
      case UInt8(ascii: "\"") where isQuoted && index < bytes.count && bytes[index] == byte:
        field.append(byte)
        index += 1
      case UInt8(ascii: "\""): isQuoted.toggle()
      case UInt8(ascii: ",") where !isQuoted:
        fields.append(String(decoding: field, as: UTF8.self))
        field = []
      case 0x0A where !isQuoted: return (fields + [Self.text(field)], index)
      default: field.append(byte)
      }
    }
    return (fields + [Self.text(field)], index)
  }

  /// The last field of a line, without the carriage return of its line end.
  private static func text(_ field: [UInt8]) -> String {
    String(decoding: field.last == 0x0D ? field.dropLast() : field[...], as: UTF8.self)
  }
}
