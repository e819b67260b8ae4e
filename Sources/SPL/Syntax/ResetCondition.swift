/// How `streamstats` writes the conditions of `reset_before` and `reset_after`: an expression in parentheses, in quotes
/// or not, or as its page has it, with quotes of its own inside the parentheses: `"("match(x,\"y\")")"`.
public enum ResetCondition {
  /// The expression that an option's value stands for, and the text that its ranges lie in; nil where it is none.
  public static func expression(of value: String) -> (expression: EvalExpression, bytes: [UInt8])? {
    for text in readings(of: value) {
      let bytes = Array("| where \(text)".utf8)
      let parsed = ParsedSearch(bytes)
      guard !parsed.problems.contains(where: { $0.code.severity == .error }),
        parsed.pipeline.stages.count == 1,
        case .where(let expression?)? = parsed.pipeline.stages.first?.command
      else { continue }
      if case .string = expression { continue }
      return (expression, bytes)
    }
    return nil
  }

  /// What the value may mean, the likeliest first.
  private static func readings(of value: String) -> [String] {
    var text = value
    if text.utf8.count >= 2, text.hasPrefix("\""), text.hasSuffix("\"") {
      text = String(text.dropFirst().dropLast())
      if !text.hasPrefix("(\"") { text = unescaped(text) }
    }
    guard text.utf8.count >= 4, text.hasPrefix("(\""), text.hasSuffix("\")") else { return [text] }
    let inner = String(text.dropFirst(2).dropLast(2))
    return [unescaped(inner), text, unescaped(text)]
  }

  /// The text with `\"` read as a quote.
  private static func unescaped(_ text: String) -> String {
    text.replacing("\\\"", with: "\"")
  }
}
