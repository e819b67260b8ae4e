/// A line of a table.
enum TableText {
  /// The cells of a line, without quotes and blanks around them.
  static func cells(of line: UnsafeBufferPointer<UInt8>, separator: TableLayout.Separator, quote: UInt8?)
    -> [String]
  {
    var cells: [String] = []
    var current: [UInt8] = []
    var isQuoted = false
    func finish() {
      cells.append(String(decoding: current, as: UTF8.self).trimmingBlanks)
      current = []
    }
    for byte in line {
      if byte == quote {
        isQuoted.toggle()
      } else if !isQuoted, separator == .byte(byte) {
        finish()
      } else if !isQuoted, separator == .blanks, byte == 0x20 || byte == 0x09 {
        if !current.isEmpty { finish() }
      } else {
        current.append(byte)
      }
    }
    if separator != .blanks || !current.isEmpty { finish() }
    // A byte order mark stands before the first name.
    if let first = cells.first, first.hasPrefix("\u{FEFF}") { cells[0] = String(first.dropFirst()) }
    return cells
  }
}
