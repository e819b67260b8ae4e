/// Comma-separated values: records of fields, a field in double quotes where it holds a comma, a quote or a line break.
/// Source: RFC 4180; a byte order mark and line feeds alone are taken too, as Splunk takes them. A quote inside a field
/// that did not begin with one is a character like any other.
public struct CSVText: Sendable {
  /// A record, as far as it is kept.
  public struct Record: Sendable, Hashable {
    /// The first fields, each cut to so many bytes.
    public let fields: [String]
    /// How many fields there are.
    public let fieldCount: Int
  }

  private let bytes: [UInt8]
  private let start: Int

  /// A text in UTF-8.
  public init(_ bytes: [UInt8]) {
    self.bytes = bytes
    start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  /// The first records, with so many fields of so many bytes each. Empty lines are no records.
  public func records(limit: Int, fields: Int, bytesPerField: Int) -> [Record] {
    var records: [Record] = []
    var index = start
    while index < bytes.count, records.count < limit {
      let (record, isBlank, end) = record(from: index, fields: fields, bytesPerField: bytesPerField)
      if !isBlank { records.append(record) }
      index = end
    }
    return records
  }

  /// How many records there are.
  public var recordCount: Int {
    var count = 0
    var index = start
    while index < bytes.count {
      let (_, isBlank, end) = record(from: index, fields: 0, bytesPerField: 0)
      if !isBlank { count += 1 }
      index = end
    }
    return count
  }

  private func record(
    from start: Int, fields limit: Int, bytesPerField: Int
  ) -> (Record, isBlank: Bool, end: Int) {
    var fields: [String] = []
    var count = 0
    var index = start
    while true {
      let (range, isQuoted, end) = field(from: index)
      count += 1
      if fields.count < limit { fields.append(text(of: range, isQuoted: isQuoted, limit: bytesPerField)) }
      index = end
      guard index < bytes.count, bytes[index] == UInt8(ascii: ",") else { break }
      index += 1
    }
    let isBlank = count == 1 && index == start || index == start + 1 && bytes[start] == 0x0D
    return (Record(fields: fields, fieldCount: count), isBlank, min(index + 1, bytes.count))
  }

  /// What a field holds, without its quotes, and the offset of the comma or line feed behind it.
  private func field(from start: Int) -> (Range<Int>, isQuoted: Bool, end: Int) {
    guard start < bytes.count, bytes[start] == UInt8(ascii: "\"") else {
      let end = self.end(from: start)
      let isLineEnd = end == bytes.count || bytes[end] == 0x0A
      return (start..<(isLineEnd && end > start && bytes[end - 1] == 0x0D ? end - 1 : end), false, end)
    }
    var index = start + 1
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "\"") {
        guard index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "\"") else { break }
        index += 1
      }
      index += 1
    }
    return (start + 1..<index, true, end(from: min(index + 1, bytes.count)))
  }

  private func end(from start: Int) -> Int {
    bytes[start...].firstIndex { $0 == UInt8(ascii: ",") || $0 == 0x0A } ?? bytes.count
  }

  private func text(of range: Range<Int>, isQuoted: Bool, limit: Int) -> String {
    let kept = String(decoding: bytes[range].prefix(limit), as: UTF8.self)
    let text = isQuoted ? kept.replacing("\"\"", with: "\"") : kept
    return range.count > limit ? text + "…" : text
  }
}
