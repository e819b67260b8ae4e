extension EvalFunction {
  /// Functions that tell what a value is. Source: Search Reference, "Informational functions".
  static let informational: [EvalFunction] = [
    EvalFunction(
      name: "isarray", category: .informational, signature: "isarray(value)", minimum: 1, maximum: 1,
      summary: "True when the value is a JSON array.",
      examples: [
        (#"if(isarray("[1, 2, 3]"), "yes", "no")"#, "yes"),
        (#"if(isarray(1), "yes", "no")"#, "no"),
      ]),
    EvalFunction(
      name: "isbool", category: .informational, signature: "isbool(value)", minimum: 1, maximum: 1,
      summary: "True when the value is a Boolean, as comparisons give; fields never are.",
      examples: [(#"if(isbool(1==2), "yes", "no")"#, "yes"), (#"if(isbool("true"), "yes", "no")"#, "no")]),
    EvalFunction(
      name: "isdouble", category: .informational, signature: "isdouble(value)", minimum: 1, maximum: 1,
      summary: "True when the value is a number with decimals.",
      examples: [
        (#"if(isdouble(3.546), "yes", "no")"#, "yes"),
        (#"if(isdouble(1000000), "yes", "no")"#, "no"),
      ]),
    EvalFunction(
      name: "isint", category: .informational, signature: "isint(value)", minimum: 1, maximum: 1,
      summary: "True when the value is a whole number.",
      examples: [(#"if(isint(4), "yes", "no")"#, "yes"), (#"if(isint(4.5), "yes", "no")"#, "no")]),
    EvalFunction(
      name: "ismv", category: .informational, signature: "ismv(value)", minimum: 1, maximum: 1,
      summary: "True when the value is a list of several.",
      examples: [
        (#"if(ismv(split("1,2,3", ",")), "yes", "no")"#, "yes"),
        (#"if(ismv("a"), "yes", "no")"#, "no"),
      ]),
    EvalFunction(
      name: "isnotnull", category: .informational, signature: "isnotnull(value)", minimum: 1, maximum: 1,
      summary: "True when there is a value.",
      examples: [
        (#"if(isnotnull("a"), "yes", "no")"#, "yes"),
        (#"if(isnotnull(null()), "yes", "no")"#, "no"),
      ]),
    EvalFunction(
      name: "isnull", category: .informational, signature: "isnull(value)", minimum: 1, maximum: 1,
      summary: "True when there is no value.",
      examples: [(#"if(isnull(null()), "yes", "no")"#, "yes"), (#"if(isnull("a"), "yes", "no")"#, "no")]),
    EvalFunction(
      name: "isnum", category: .informational, signature: "isnum(value)", minimum: 1, maximum: 1,
      summary: "True when the value is a number.",
      examples: [(#"if(isnum(4.5), "yes", "no")"#, "yes"), (#"if(isnum("anystring"), "yes", "no")"#, "no")]),
    EvalFunction(
      name: "isobject", category: .informational, signature: "isobject(value)", minimum: 1, maximum: 1,
      summary: "True when the value is a JSON object.",
      examples: [
        (#"if(isobject("{\"name\": \"Catan\"}"), "yes", "no")"#, "yes"),
        (#"if(isobject("{cities: \"3\"}"), "yes", "no")"#, "no"),
      ]),
    EvalFunction(
      name: "isstr", category: .informational, signature: "isstr(value)", minimum: 1, maximum: 1,
      summary: "True when the value is text.",
      examples: [(#"if(isstr("anystring"), "yes", "no")"#, "yes"), (#"if(isstr(4), "yes", "no")"#, "no")]),
    EvalFunction(
      name: "typeof", category: .informational, signature: "typeof(value)", minimum: 1, maximum: 1,
      summary: "The name of the value's type.",
      examples: [("typeof(12)", "Number"), (#"typeof("string")"#, "String")]),
  ]
}
