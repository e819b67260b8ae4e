/// AND, OR, NOT and XOR with three outcomes: true, false, and null where a part is null and decides.
enum Logic {
  static func not(_ inner: CompiledExpression) -> CompiledExpression {
    .map(.boolean, [inner]) { values in truth(values[0]).map { .boolean(!$0) } ?? .null }
  }

  static func all(_ terms: [CompiledExpression]) -> CompiledExpression {
    .map(.boolean, terms) { values in
      var result: Bool? = true
      for value in values {
        switch truth(value) {
        case false?: return .boolean(false)
        case nil: result = nil
        case true?: break
        }
      }
      return result.map { .boolean($0) } ?? .null
    }
  }

  static func any(_ terms: [CompiledExpression]) -> CompiledExpression {
    .map(.boolean, terms) { values in
      var result: Bool? = false
      for value in values {
        switch truth(value) {
        case true?: return .boolean(true)
        case nil: result = nil
        case false?: break
        }
      }
      return result.map { .boolean($0) } ?? .null
    }
  }

  static func exclusive(_ left: CompiledExpression, _ right: CompiledExpression) -> CompiledExpression {
    .map(.boolean, [left, right]) { values in
      guard let first = truth(values[0]), let second = truth(values[1]) else { return .null }
      return .boolean(first != second)
    }
  }

  private static func truth(_ value: Value) -> Bool? {
    if case .boolean(let truth) = value { truth } else { nil }
  }
}
