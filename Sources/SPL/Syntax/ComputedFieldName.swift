/// The name on the left side of an assignment of `eval`, of which parts in braces are taken from the fields that they
/// name: `count_{action}`. Source: Search Reference, "eval" (field name on the left).
public struct ComputedFieldName: Sendable {
  /// A part of it.
  public enum Part: Sendable, Hashable {
    /// A text that is the same in every row.
    case literal(String)
    /// The value of a field.
    case field(String)
  }

  /// The name as written.
  public let name: String
  /// Its parts in order.
  public let parts: [Part]

  /// The fields that parts are taken from.
  public var fields: [String] {
    parts.compactMap { if case .field(let field) = $0 { field } else { nil } }
  }

  /// Whether it is another in each row.
  public var isComputed: Bool { !fields.isEmpty }

  /// Takes a name apart.
  public init(_ name: String) {
    self.name = name
    var parts: [Part] = []
    var rest = Substring(name)
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      let inner = rest[rest.index(after: open)..<close]
      // `tags{}` is a name of its own.
      guard !inner.isEmpty else {
        parts.append(.literal(String(rest[...close])))
        rest = rest[rest.index(after: close)...]
        continue
      }
      if open > rest.startIndex { parts.append(.literal(String(rest[..<open]))) }
      parts.append(.field(String(inner)))
      rest = rest[rest.index(after: close)...]
    }
    if !rest.isEmpty { parts.append(.literal(String(rest))) }
    self.parts = parts
  }
}
