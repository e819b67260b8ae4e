import Patterns

/// How a file that is a table is laid out: what separates its columns, and where their names stand.
/// Source: Admin Manual, "props.conf" (structured data header extraction).
struct TableLayout: Sendable {
  /// FIELD_DELIMITER
  var separator = Separator.byte(UInt8(ascii: ","))
  /// FIELD_QUOTE; nil for none.
  var quote: UInt8? = UInt8(ascii: "\"")
  /// HEADER_FIELD_DELIMITER; that of the fields unless given.
  var headerSeparator: Separator?
  /// HEADER_FIELD_QUOTE; that of the fields unless given.
  var headerQuote: UInt8?
  /// HEADER_FIELD_LINE_NUMBER: the line with the names, from 1; 0 for the first that is not passed over.
  var headerLine = 0
  /// FIELD_HEADER_REGEX: what stands before the names, on their line.
  var headerExpression: RegularExpression?
  /// PREAMBLE_REGEX: lines before the names that say nothing.
  var preamble: RegularExpression?
  /// MISSING_VALUE_REGEX: what stands where a value is missing.
  var missing: RegularExpression?
  /// HEADER_FIELD_ACCEPTABLE_SPECIAL_CHARACTERS: what may stand in names beside letters, digits and underscores.
  var acceptable: Set<UInt8> = []
  /// FIELD_NAMES: the names, where the file has none.
  var names: [String] = []

  /// What stands between columns.
  enum Separator: Sendable, Hashable {
    case byte(UInt8)
    /// Blanks and tabs, any number of them.
    case blanks
    /// Nothing: a line is one column.
    case none

    /// Reads a character or its name: `tab`, `space`, `whitespace`, `fs`, `\x1f`; nil for all else.
    init?(_ text: String) {
      switch text.lowercased() {
      case "tab", "\\t": self = .byte(0x09)
      case "space": self = .byte(0x20)
      case "whitespace", "ws": self = .blanks
      case "none": self = .none
      case "fs", "file separator": self = .byte(0x1C)
      case "gs", "group separator": self = .byte(0x1D)
      case "rs", "record separator": self = .byte(0x1E)
      case "us", "unit separator": self = .byte(0x1F)
      case let other where other.hasPrefix("\\x"):
        guard let byte = UInt8(other.dropFirst(2), radix: 16) else { return nil }
        self = .byte(byte)
      default:
        guard text.utf8.count == 1, let byte = text.utf8.first else { return nil }
        self = .byte(byte)
      }
    }
  }

  /// Takes the lines up to the names away from `lines`, and gives the names.
  func takeNames(from lines: inout [Range<Int>], in bytes: UnsafeBufferPointer<UInt8>) -> [String] {
    func line(_ index: Int) -> UnsafeBufferPointer<UInt8> {
      UnsafeBufferPointer(rebasing: bytes[lines[index]])
    }
    func fits(_ expression: RegularExpression?, _ index: Int) -> RegularExpression.Match? {
      expression.flatMap { try? $0.match(line(index)) }
    }
    if headerLine > 1 { lines.removeFirst(min(headerLine - 1, lines.count)) }
    while !lines.isEmpty, fits(preamble, 0) != nil { lines.removeFirst() }
    guard names.isEmpty else { return names }
    var start = 0
    // Lines before the one that the expression fits are passed over; where none does, the first has the names.
    for index in lines.indices {
      guard let match = fits(headerExpression, index) else { continue }
      lines.removeFirst(index)
      start = match.range.upperBound
      break
    }
    guard !lines.isEmpty else { return [] }
    let cells = TableText.cells(
      of: UnsafeBufferPointer(rebasing: line(0)[start...]), separator: headerSeparator ?? separator,
      quote: headerQuote ?? quote)
    lines.removeFirst()
    return cells.map(name)
  }

  /// The name of a column: other characters become underscores.
  private func name(_ cell: String) -> String {
    let bytes = cell.utf8.map { byte in
      DateScanner.isWordByte(byte) || byte == UInt8(ascii: "_") || acceptable.contains(byte)
        ? byte : UInt8(ascii: "_")
    }
    return DefaultFields.unclashing(String(decoding: bytes, as: UTF8.self))
  }
}
