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
    var text = String.UnicodeScalarView()
    write(to: &text, indent: "\n")
    text.append("\n")
    return String(text)
  }

  /// `indent` is a line feed and the spaces that a line of this value's level begins with.
  private func write(to text: inout String.UnicodeScalarView, indent: String) {
    let deeper = indent + "  "
    switch self {
    case .string(let string): Self.write(string, to: &text)
    case .number(let number): text.append(contentsOf: String(number).unicodeScalars)
    case .boolean(let truth): text.append(contentsOf: (truth ? "true" : "false").unicodeScalars)
    case .null: text.append(contentsOf: "null".unicodeScalars)
    case .array(let elements):
      text.append("[")
      for (number, element) in elements.enumerated() {
        text.append(contentsOf: ((number > 0 ? "," : "") + deeper).unicodeScalars)
        element.write(to: &text, indent: deeper)
      }
      text.append(contentsOf: ((elements.isEmpty ? "" : indent) + "]").unicodeScalars)
    case .object(let members):
      text.append("{")
      for (number, member) in members.enumerated() {
        text.append(contentsOf: ((number > 0 ? "," : "") + deeper).unicodeScalars)
        Self.write(member.key, to: &text)
        text.append(contentsOf: ": ".unicodeScalars)
        member.value.write(to: &text, indent: deeper)
      }
      text.append(contentsOf: ((members.isEmpty ? "" : indent) + "}").unicodeScalars)
    }
  }

  /// Writes a string. What could steer a terminal or hide text stands as an escape: nothing is lost, and nothing acts.
  private static func write(_ string: String, to text: inout String.UnicodeScalarView) {
    text.append("\"")
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text.append(contentsOf: #"\""#.unicodeScalars)
      case "\\": text.append(contentsOf: #"\\"#.unicodeScalars)
      case "\n": text.append(contentsOf: #"\n"#.unicodeScalars)
      case "\r": text.append(contentsOf: #"\r"#.unicodeScalars)
      case "\t": text.append(contentsOf: #"\t"#.unicodeScalars)
      case "\u{2028}", "\u{2029}": write(escaped: scalar, to: &text)
      default:
        if PlainText.isActive(scalar) { write(escaped: scalar, to: &text) } else { text.append(scalar) }
      }
    }
    text.append("\"")
  }

  private static func write(escaped scalar: Unicode.Scalar, to text: inout String.UnicodeScalarView) {
    for unit in UTF16.encode(scalar) ?? UTF16.EncodedScalar() {
      let digits = String(unit, radix: 16)
      let zeros = String(repeating: "0", count: 4 - digits.count)
      text.append(contentsOf: "\\u\(zeros)\(digits)".unicodeScalars)
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
