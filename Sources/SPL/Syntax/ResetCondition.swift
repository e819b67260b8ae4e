/// How `streamstats` writes the conditions of `reset_before` and `reset_after`: an expression in parentheses, in quotes
/// or not, or as its page has it, with quotes inside the parentheses.
public enum ResetCondition {
  /// What the value may mean as an expression, the likeliest first.
  public static func readings(of value: String) -> [String] {
    var text = value
    if text.utf8.count >= 2, text.hasPrefix("\""), text.hasSuffix("\"") {
      text = unescaped(String(text.dropFirst().dropLast()))
    }
    guard text.utf8.count >= 4, text.hasPrefix("(\""), text.hasSuffix("\")") else { return [text] }
    let inner = String(text.dropFirst(2).dropLast(2))
    return [text, inner, unescaped(inner)]
  }

  /// The text with `\"` read as a quote.
  private static func unescaped(_ text: String) -> String {
    var result = ""
    var isEscaped = false
    for character in text {
      if character == "\\", !isEscaped {
        isEscaped = true
        continue
      }
      if isEscaped, character != "\"" { result.append("\\") }
      result.append(character)
      isEscaped = false
    }
    return isEscaped ? result + "\\" : result
  }
}
