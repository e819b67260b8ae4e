/// A whole JSON text as a value that can be changed; keys keep their order, numbers their text. Source: RFC 8259.
indirect enum JSONTree: Sendable {
  case object([(key: String, value: JSONTree)])
  case array([JSONTree])
  case text(String)
  case number(String)
  case boolean(Bool)
  case null

  /// Reads a text; nil where it is no JSON as a whole.
  init?(_ text: String) {
    var text = text
    let tree = text.withUTF8 { bytes -> JSONTree? in
      var cursor = JSONCursor(bytes)
      guard let tree = Self.read(&cursor, 0), cursor.peek() == nil else { return nil }
      return tree
    }
    guard let tree else { return nil }
    self = tree
  }

  private static func read(_ cursor: inout JSONCursor, _ depth: Int) -> JSONTree? {
    guard depth < JSONText.deepest else { return nil }
    switch cursor.peek() {
    case 0x22?: return cursor.string().map { .text(cursor.text($0)) }
    case 0x7B?:
      var members: [(key: String, value: JSONTree)] = []
      let isWhole = Result { () throws(SearchError) in
        try cursor.members { cursor, key in
          guard let value = read(&cursor, depth + 1) else { return false }
          members.append((cursor.text(key), value))
          return true
        }
      }
      return (try? isWhole.get()) == true ? .object(members) : nil
    case 0x5B?:
      var elements: [JSONTree] = []
      let isWhole = Result { () throws(SearchError) in
        try cursor.elements { cursor, _ in
          guard let value = read(&cursor, depth + 1) else { return false }
          elements.append(value)
          return true
        }
      }
      return (try? isWhole.get()) == true ? .array(elements) : nil
    default:
      guard let range = cursor.bare() else { return nil }
      switch cursor.bytes[range.lowerBound] {
      case UInt8(ascii: "t"): return .boolean(true)
      case UInt8(ascii: "f"): return .boolean(false)
      case UInt8(ascii: "n"): return .null
      default: return .number(cursor.raw(range))
      }
    }
  }

  /// What a value of `eval` is in JSON: text that is itself an object or array of JSON is taken as such, a field that
  /// reads as a number as one, a list as an array.
  init(_ value: Value, isLiteral: Bool = false) {
    switch value {
    case .null: self = .null
    case .boolean(let truth): self = .boolean(truth)
    case .number(let number): self = number.value.isFinite ? .number(number.text) : .text(number.text)
    case .list(let values): self = .array(values.map { JSONTree($0) })
    case .text(let text):
      let first = text.utf8.first
      if first == 0x7B || first == 0x5B, let tree = JSONTree(text) {
        self = tree
      } else if !isLiteral, let first, first == 0x2D || (first >= 0x30 && first <= 0x39),
        JSONText.isNumber(text)
      {
        self = .number(text)
      } else {
        self = .text(text)
      }
    }
  }

  var isObject: Bool { if case .object = self { true } else { false } }
  var isArray: Bool { if case .array = self { true } else { false } }

  /// The members of an object; nil for all else.
  var members: [(key: String, value: JSONTree)]? {
    if case .object(let members) = self { members } else { nil }
  }

  /// The elements of an array; nil for all else.
  var elements: [JSONTree]? {
    if case .array(let elements) = self { elements } else { nil }
  }

  /// What a field shows of it: a text without its quotes, an object or array as JSON, nothing for null.
  var value: Value {
    switch self {
    case .null: .null
    case .text(let text), .number(let text): .text(text)
    case .boolean, .object, .array: .text(text)
    }
  }

  /// The JSON, without blanks.
  var text: String {
    switch self {
    case .object(let members):
      "{\(members.map { "\(JSONText.quoted($0.key)):\($0.value.text)" }.joined(separator: ","))}"
    case .array(let elements): "[\(elements.map(\.text).joined(separator: ","))]"
    case .text(let text): JSONText.quoted(text)
    case .number(let text): text
    case .boolean(let truth): truth ? "true" : "false"
    case .null: "null"
    }
  }

  /// The same with numbers as `eval` shows them.
  var withShownNumbers: JSONTree {
    switch self {
    case .object(let members): .object(members.map { ($0.key, $0.value.withShownNumbers) })
    case .array(let elements): .array(elements.map(\.withShownNumbers))
    case .number(let text): .number(Number(text).map { Number($0.value).text } ?? text)
    case .text, .boolean, .null: self
    }
  }
}

extension JSONText {
  /// Whether a text is a number of JSON.
  static func isNumber(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { isNumber($0[...]) }
  }
}
