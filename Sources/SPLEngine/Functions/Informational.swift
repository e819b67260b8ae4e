import Foundation

extension EvalImplementations {
  /// Functions that tell what a value is. A field whose text reads as a number is a number, a text in quotes never.
  /// Source: Search Reference, "Informational functions".
  static let informational: [EvalImplementation] = [
    .value("isarray", .boolean) { .boolean($0.singleText.flatMap(JSONTree.init)?.isArray ?? false) },
    .value("isbool", .boolean) { value in if case .boolean = value { .boolean(true) } else { .boolean(false) }
    },
    typed("isdouble") { $0 == .double },
    typed("isint") { $0 == .whole },
    .value("ismv", .boolean) { value in if case .list = value { .boolean(true) } else { .boolean(false) } },
    .value("isnotnull", .boolean) { .boolean(!$0.isNull) },
    .value("isnull", .boolean) { .boolean($0.isNull) },
    typed("isnum") { $0 == .whole || $0 == .double },
    .value("isobject", .boolean) { .boolean($0.singleText.flatMap(JSONTree.init)?.isObject ?? false) },
    typed("isstr") { $0 == .text },
    EvalImplementation("typeof") { arguments, _ in
      let type = type(of: arguments[0])
      return .map(.text, arguments[0]) { .text(type($0).name) }
    },
  ]

  private enum ValueType {
    case whole, double, text, boolean, null, list

    /// What `typeof` says.
    var name: String {
      switch self {
      case .whole, .double: "Number"
      case .text: "String"
      case .boolean: "Bool"
      case .null: "Invalid"
      case .list: "Multivalue"
      }
    }
  }

  private static func typed(_ name: String, _ test: @escaping @Sendable (ValueType) -> Bool)
    -> EvalImplementation
  {
    EvalImplementation(name) { arguments, _ in
      let type = type(of: arguments[0])
      return .map(.boolean, arguments[0]) { .boolean(test(type($0))) }
    }
  }

  private static func type(of argument: CompiledExpression) -> @Sendable (Value) -> ValueType {
    let isLiteral = argument.isTextLiteral
    let isDouble = argument.kind == .double
    return { value in
      switch value {
      case .null: return .null
      case .boolean: return .boolean
      case .list: return .list
      case .number(let number): return isDouble || !number.isWhole ? .double : .whole
      case .text(let text):
        guard !isLiteral else { return .text }
        if let number = Number(text) { return number.isWhole ? .whole : .double }
        return text.lowercased() == "nan" ? .double : .text
      }
    }
  }
}
