/// A JSON value to be written: objects keep the order of their keys.
public enum JSONValue: Sendable {
  /// A text.
  case string(String)
  /// A whole number.
  case number(Int)
  /// True or false.
  case boolean(Bool)
  /// Nothing.
  case null
  /// A list.
  case array([JSONValue])
  /// Members, in order.
  case object([(key: String, value: JSONValue)])

  /// A text, or null where there is none.
  public init(_ text: String?) {
    self = text.map(JSONValue.string) ?? .null
  }

  /// The value as text, two spaces deeper on each level, ended by a line feed.
  public var text: String {
    var text = ""
    write(to: &text, indent: "\n")
    return text + "\n"
  }

  /// `indent` is a line feed and the spaces that a line of this value's level begins with.
  private func write(to text: inout String, indent: String) {
    let deeper = indent + "  "
    switch self {
    case .string(let string): Self.write(string, to: &text)
    case .number(let number): text += String(number)
    case .boolean(let truth): text += (truth ? "true" : "false")
    case .null: text += "null"
    case .array(let elements):
      text += "["
      for (number, element) in elements.enumerated() {
        text += ((number > 0 ? "," : "") + deeper)
        element.write(to: &text, indent: deeper)
      }
      text += ((elements.isEmpty ? "" : indent) + "]")
    case .object(let members):
      text += "{"
      for (number, member) in members.enumerated() {
        text += ((number > 0 ? "," : "") + deeper)
        Self.write(member.key, to: &text)
        text += ": "
        member.value.write(to: &text, indent: deeper)
      }
      text += ((members.isEmpty ? "" : indent) + "}")
    }
  }

  /// Writes a string. What could steer a terminal or hide text stands as an escape: nothing is lost, and nothing acts.
  private static func write(_ string: String, to text: inout String) {
    text += "\""
    defer { text += "\"" }
    // Most texts have nothing to escape.
    if string.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F && $0 != 0x22 && $0 != 0x5C }) {
      text += string
      return
    }
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text += #"\""#
      case "\\": text += #"\\"#
      case "\n": text += #"\n"#
      case "\r": text += #"\r"#
      case "\t": text += #"\t"#
      case "\u{2028}", "\u{2029}": write(escaped: scalar, to: &text)
      default:
        if PlainText.isActive(scalar) {
          write(escaped: scalar, to: &text)
        } else {
          text.unicodeScalars.append(scalar)
        }
      }
    }
  }

  private static func write(escaped scalar: Unicode.Scalar, to text: inout String) {
    for unit in UTF16.encode(scalar) ?? UTF16.EncodedScalar() {
      let digits = String(unit, radix: 16)
      let zeros = String(repeating: "0", count: 4 - digits.count)
      text += "\\u\(zeros)\(digits)"
    }
  }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral {
  /// A text.
  public init(stringLiteral value: String) { self = .string(value) }
  /// A whole number.
  public init(integerLiteral value: Int) { self = .number(value) }
}

extension JSONValue: ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral {
  /// A list.
  public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
  /// An object.
  public init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(elements.map { (key: $0, value: $1) })
  }
}
