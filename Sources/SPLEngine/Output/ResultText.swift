/// Results as text, for people and for programs.
public enum ResultText {
  /// One JSON object per row, a line each: fields in the order of the table, a list for several values, numbers that
  /// were computed bare. Source: RFC 8259; jsonlines.org.
  public static func json(_ table: Table) -> String {
    var text = ""
    for row in 0..<table.count {
      let members = table.row(row).map { "\(quoted($0.field)):\(json($0.value))" }
      text += "{\(members.joined(separator: ","))}\n"
    }
    return text
  }

  private static func json(_ value: Value) -> String {
    switch value {
    case .null: "null"
    case .text(let text): quoted(text)
    case .number(let number): number.value.isFinite ? number.text : quoted(number.text)
    case .boolean(let truth): truth ? "true" : "false"
    case .list(let values): "[\(values.map(json).joined(separator: ","))]"
    }
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case _ where scalar.value < 0x20 || (scalar.value > 0x7E && isHidden(scalar)):
        for unit in String(scalar).utf16 {
          let digits = String(unit, radix: 16)
          result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  /// Whether a character steers a terminal, hides text or ends a line.
  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: true
    default: false
    }
  }

  /// Comma-separated values with a line of names. A cell that a spreadsheet would take for a formula gets an
  /// apostrophe before it. Source: RFC 4180; OWASP, "CSV Injection".
  public static func csv(_ table: Table, fields: [String]) -> String {
    var text = fields.map(cell).joined(separator: ",") + "\r\n"
    let columns = fields.map { table[$0] }
    for row in 0..<table.count {
      text += columns.map { cell($0?[row].text ?? "") }.joined(separator: ",") + "\r\n"
    }
    return text
  }

  private static func cell(_ text: String) -> String {
    var text = text
    if let first = text.unicodeScalars.first,
      "=+-@\t\r\n\u{FF1D}\u{FF0B}\u{FF0D}\u{FF20}".unicodeScalars.contains(first),
      Number(text) == nil
    {
      text = "'" + text
    }
    guard text.utf8.contains(where: { ",\"\r\n".utf8.contains($0) }) else { return text }
    return "\"\(text.replacing("\"", with: "\"\""))\""
  }

  /// The raw text of each row, a line each; rows without one as JSON.
  public static func raw(_ table: Table) -> String {
    var text = ""
    for row in 0..<table.count {
      if let raw = table.value("_raw", at: row).text {
        text += raw + "\n"
      } else {
        text += json(table.selecting([row]))
      }
    }
    return text
  }

  /// The fields that a table for people shows: the time first, then those that do not begin with `_`; events, which
  /// have a raw text, show that instead of all that was found in it.
  public static func shownFields(_ table: Table, isEvents: Bool) -> [String] {
    if isEvents { return ["_time", "sourcetype", "_raw"].filter(table.has) }
    let plain = table.fields.filter { !$0.hasPrefix("_") }
    return (table.has("_time") ? ["_time"] : []) + plain
  }
}
