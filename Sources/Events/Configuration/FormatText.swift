/// FORMAT of transforms.conf: `name::$1 $2::$3`.
enum FormatText {
  static func outputs(_ text: String) -> [RegexExtraction.Output] {
    words(text).compactMap { word in
      guard let range = word.range(of: "::") else { return nil }
      let value = String(word[range.upperBound...]).trimmingCharacters(of: "\"")
      return RegexExtraction.Output(name: parts(String(word[..<range.lowerBound])), value: parts(value))
    }
  }

  /// Words between blanks; those in quotes are part of a word.
  private static func words(_ text: String) -> [Substring] {
    var isQuoted = false
    return text.split { character in
      if character == "\"" { isQuoted.toggle() }
      return !isQuoted && character.isWhitespace
    }
  }

  /// Texts and the groups that `$1` names.
  static func parts(_ text: String, sign: Character = "$") -> [RegexExtraction.Part] {
    var parts: [RegexExtraction.Part] = []
    var current = ""
    var rest = Substring(text)
    while let character = rest.popFirst() {
      let digits = character == sign ? rest.prefix { $0.isASCII && $0.isNumber }.prefix(2) : ""
      guard let group = Int(digits) else {
        current.append(character)
        continue
      }
      rest = rest.dropFirst(digits.count)
      if !current.isEmpty { parts.append(.text(current)) }
      current = ""
      parts.append(.group(group))
    }
    if !current.isEmpty { parts.append(.text(current)) }
    return parts
  }
}

extension String {
  /// The text without a character at both ends.
  func trimmingCharacters(of character: Character) -> String {
    var text = Substring(self)
    while text.first == character { text.removeFirst() }
    while text.last == character { text.removeLast() }
    return String(text)
  }
}
