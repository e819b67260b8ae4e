/// What a field holds in one row.
///
/// A field that a row does not have is null. Fields from events are text, numbers too: untouched values keep the text
/// they came with, and count as numbers where they read as one.
public enum Value: Sendable, Hashable {
  /// Nothing: the row does not have the field.
  case null
  /// A text.
  case text(String)
  /// A number that was computed.
  case number(Number)
  /// True or false: only inside expressions, a row never holds one.
  case boolean(Bool)
  /// A multivalue field: two values or more, each a text or a number.
  case list([Value])

  /// The value of several values: null for none, the value itself for one. Nulls are left out, lists taken apart.
  public init(_ values: [Value]) {
    let flat = values.allSatisfy(\.isScalar) ? values : values.flatMap(\.values)
    switch flat.count {
    case 0: self = .null
    case 1: self = flat[0]
    default: self = .list(flat)
    }
  }

  /// A number.
  public init(_ number: Double) { self = .number(Number(number)) }

  /// A whole number.
  public init(_ number: Int) { self = .number(Number(Double(number))) }

  /// Whether the row does not have the field.
  public var isNull: Bool {
    if case .null = self { true } else { false }
  }

  private var isScalar: Bool {
    switch self {
    case .text, .number: true
    case .null, .boolean, .list: false
    }
  }

  /// The single values: none for null, one for a single value.
  public var values: [Value] {
    switch self {
    case .null: []
    case .list(let values): values
    case .text, .number, .boolean: [self]
    }
  }

  /// The text of a single value, as Splunk shows it; a list's values joined by line breaks; nil for null.
  public var text: String? {
    switch self {
    case .null: nil
    case .text(let text): text
    case .number(let number): number.text
    case .boolean(let value): value ? "True" : "False"
    case .list(let values): values.map { $0.text ?? "" }.joined(separator: "\n")
    }
  }

  /// The text of a text or a number; nil for null, for a truth value, and for a list, which most functions do not take.
  var singleText: String? {
    switch self {
    case .text(let text): text
    case .number(let number): number.text
    case .null, .boolean, .list: nil
    }
  }

  /// The texts of the single values.
  public var texts: [String] {
    switch self {
    case .text(let text): [text]
    default: values.compactMap(\.text)
    }
  }

  /// The number that a single value is or reads as; nil for all else.
  public var number: Number? {
    switch self {
    case .number(let number): number
    case .text(let text): Number(text)
    case .null, .boolean, .list: nil
    }
  }

  /// The number as a Double; nil where it is none.
  public var double: Double? { number?.value }
}

extension Value: ExpressibleByStringLiteral {
  /// A text.
  public init(stringLiteral text: String) { self = .text(text) }
}
