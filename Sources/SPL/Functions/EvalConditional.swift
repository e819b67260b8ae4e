extension EvalFunction {
  /// Functions that compare and choose. Source: Search Reference, "Comparison and Conditional functions".
  static let conditional: [EvalFunction] = [
    EvalFunction(
      name: "case", category: .conditional, signature: "case(condition, value, …)", minimum: 2, maximum: nil,
      summary: "The value after the first condition that holds; null when none does.",
      examples: [
        (#"case(1==2, "a", 1==1, "b")"#, "b"),
        (#"case(1==2, "a", true(), "other")"#, "other"),
        (#"case(1==2, "a")"#, nil),
      ]),
    EvalFunction(
      name: "cidrmatch", category: .conditional, signature: "cidrmatch(cidr, ip)", minimum: 2, maximum: 2,
      summary: "True when the IPv4 or IPv6 address lies in the network.",
      examples: [
        (#"if(cidrmatch("192.0.2.0/24", "192.0.2.56"), "yes", "no")"#, "yes"),
        (#"if(cidrmatch("192.0.2.0/24", "192.0.3.0"), "yes", "no")"#, "no"),
      ]),
    EvalFunction(
      name: "coalesce", category: .conditional, signature: "coalesce(value, …)", minimum: 1, maximum: nil,
      summary: "The first value that is not null.",
      examples: [(#"coalesce(null(), "a", "b")"#, "a"), ("coalesce(null(), null())", nil)]),
    EvalFunction(
      name: "false", category: .conditional, signature: "false()", minimum: 0, maximum: 0,
      summary: "The Boolean false.", examples: [(#"if(false(), "a", "b")"#, "b")]),
    EvalFunction(
      name: "if", category: .conditional, signature: "if(condition, then, else)", minimum: 3, maximum: 3,
      summary: "The second argument when the condition holds, otherwise the third.",
      examples: [(#"if(1==1, "OK", "Error")"#, "OK"), (#"if(1==2, "OK", "Error")"#, "Error")]),
    EvalFunction(
      name: "in", category: .conditional, signature: "in(value, candidate, …)", minimum: 2, maximum: nil,
      summary: "True when the value equals one of the candidates; wildcards are plain text.",
      examples: [
        (#"if(in("404", "404", "500"), "yes", "no")"#, "yes"),
        (#"if(in("200", "404", "500"), "yes", "no")"#, "no"),
      ]),
    EvalFunction(
      name: "like", category: .conditional, signature: "like(text, pattern)", minimum: 2, maximum: 2,
      summary: "True when the pattern covers the whole text; % is any run, _ one character.",
      examples: [
        (#"if(like("foobar", "foo%"), "yes", "no")"#, "yes"),
        (#"if(like("foobar", "foo_"), "yes", "no")"#, "no"),
      ]),
    EvalFunction(
      name: "lookup", category: .conditional, signature: "lookup(table, inputs, outputs)",
      minimum: 3, maximum: 3,
      summary: "The output columns of the matching CSV lookup rows, as a JSON object.", examples: []),
    EvalFunction(
      name: "match", category: .conditional, signature: "match(text, regex)", minimum: 2, maximum: 2,
      summary: "True when the regular expression is found anywhere in the text.",
      examples: [
        (#"if(match("10.0.0.1", "^\d+\."), "yes", "no")"#, "yes"),
        (#"if(match("abc", "b"), "yes", "no")"#, "yes"),
        (#"if(match("abc", "^b"), "yes", "no")"#, "no"),
      ]),
    EvalFunction(
      name: "null", category: .conditional, signature: "null()", minimum: 0, maximum: 0,
      summary: "No value; given to a field, it clears it.", examples: [("null()", nil)]),
    EvalFunction(
      name: "nullif", category: .conditional, signature: "nullif(a, b)", minimum: 2, maximum: 2,
      summary: "Null when both are equal, otherwise the first.",
      examples: [(#"nullif("a", "b")"#, "a"), (#"nullif("a", "a")"#, nil)]),
    EvalFunction(
      name: "searchmatch", category: .conditional, signature: "searchmatch(search)", minimum: 1, maximum: 1,
      summary: "True when the event matches the filter, written as for the search command.", examples: []),
    EvalFunction(
      name: "true", category: .conditional, signature: "true()", minimum: 0, maximum: 0,
      summary: "The Boolean true.", examples: [(#"if(true(), "a", "b")"#, "a")]),
    EvalFunction(
      name: "validate", category: .conditional, signature: "validate(condition, text, …)",
      minimum: 2, maximum: nil,
      summary: "The text after the first condition that fails; null when all hold.",
      examples: [
        (#"validate(isint(80), "not a number", 80 > 100, "too small")"#, "too small"),
        (#"validate(1==1, "wrong")"#, nil),
      ]),
  ]
}
