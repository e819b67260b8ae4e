extension EvalFunction {
  /// Functions on text. Source: Search Reference, "Text functions".
  static let text: [EvalFunction] = [
    EvalFunction(
      name: "len", category: .text, signature: "len(text)", minimum: 1, maximum: 1,
      summary: "How many code points the text has.", examples: [(#"len("buttercup")"#, "9")]),
    EvalFunction(
      name: "length", category: .text, signature: "length(text)", minimum: 1, maximum: 1,
      summary: "Another name of len.", examples: [(#"length("dash")"#, "4")]),
    EvalFunction(
      name: "lower", category: .text, signature: "lower(text)", minimum: 1, maximum: 1,
      summary: "The text in lower case.", examples: [(#"lower("Admin")"#, "admin")]),
    EvalFunction(
      name: "ltrim", category: .text, signature: "ltrim(text[, characters])", minimum: 1, maximum: 2,
      summary: "The text without the characters at its start; spaces and tabs unless given.",
      examples: [(#"ltrim("   ZZZZabcZZ ", " Z")"#, "abcZZ "), (#"ltrim("$100", "$")"#, "100")]),
    EvalFunction(
      name: "replace", category: .text, signature: "replace(text, regex, replacement)",
      minimum: 3, maximum: 3,
      summary: #"The text with every match replaced; \1 stands for the first group."#,
      examples: [
        (#"replace("1/14/2023", "^(\d{1,2})/(\d{1,2})/", "\2/\1/")"#, "14/1/2023"),
        (#"replace("54.81.233.206:443:X1", ":.*", "")"#, "54.81.233.206"),
      ]),
    EvalFunction(
      name: "rtrim", category: .text, signature: "rtrim(text[, characters])", minimum: 1, maximum: 2,
      summary: "The text without the characters at its end; spaces and tabs unless given.",
      examples: [(#"rtrim("abcZZ ", " Z")"#, "abc")]),
    EvalFunction(
      name: "spath", category: .text, signature: "spath(text, path)", minimum: 2, maximum: 2,
      summary: "What the JSON or XML text has at the path.",
      examples: [(#"spath("{\"a\":{\"b\":\"c\"}}", "a.b")"#, "c")]),
    EvalFunction(
      name: "substr", category: .text, signature: "substr(text, start[, length])", minimum: 2, maximum: 3,
      summary: "The part from start, counted from 1 or, below 0, from the end.",
      examples: [(#"substr("string", 1, 3)"#, "str"), (#"substr("string", -3)"#, "ing")]),
    EvalFunction(
      name: "trim", category: .text, signature: "trim(text[, characters])", minimum: 1, maximum: 2,
      summary: "The text without the characters at both ends; spaces and tabs unless given.",
      examples: [(#"trim("   ZZZZabcZZ ", " Z")"#, "abc"), (#"trim("  abc ")"#, "abc")]),
    EvalFunction(
      name: "upper", category: .text, signature: "upper(text)", minimum: 1, maximum: 1,
      summary: "The text in upper case.", examples: [(#"upper("Admin")"#, "ADMIN")]),
    EvalFunction(
      name: "urldecode", category: .text, signature: "urldecode(url)", minimum: 1, maximum: 1,
      summary: "The text with its percent escapes decoded.",
      examples: [
        (
          #"urldecode("http%3A%2F%2Fwww.splunk.com%2Fdownload%3Fr%3Dheader")"#,
          "http://www.splunk.c"
            + "om/download?r=header"
        )
      ]),
  ]
}
