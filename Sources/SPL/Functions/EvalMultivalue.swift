extension EvalFunction {
  /// Functions on lists of values. Source: Search Reference, "Multivalue eval functions".
  static let multivalue: [EvalFunction] = [
    EvalFunction(
      name: "commands", category: .multivalue, signature: "commands(search)", minimum: 1, maximum: 1,
      summary: "The names of the commands that the search text uses.",
      examples: [(#"commands("search foo | stats count | sort count")"#, "search\nstats\nsort")]),
    EvalFunction(
      name: "mv_to_json_array", category: .multivalue, signature: "mv_to_json_array(list[, types])",
      minimum: 1, maximum: 2,
      summary: "The values as a JSON array of text, or of their own types on true().",
      examples: [
        (#"mv_to_json_array(split("a,b", ","))"#, #"["a","b"]"#),
        (#"mv_to_json_array(split("1,true", ","), true())"#, "[1,true]"),
      ]),
    EvalFunction(
      name: "mvappend", category: .multivalue, signature: "mvappend(value, …)", minimum: 1, maximum: nil,
      summary: "All values in one list.",
      examples: [(#"mvappend("a", "b")"#, "a\nb"), (#"mvappend("a", split("b,c", ","))"#, "a\nb\nc")]),
    EvalFunction(
      name: "mvcount", category: .multivalue, signature: "mvcount(list)", minimum: 1, maximum: 1,
      summary: "How many values there are; null when there is none.",
      examples: [(#"mvcount(split("a,b,c", ","))"#, "3"), (#"mvcount("a")"#, "1"), ("mvcount(null())", nil)]),
    EvalFunction(
      name: "mvdedup", category: .multivalue, signature: "mvdedup(list)", minimum: 1, maximum: 1,
      summary: "The list with each value once.", examples: [(#"mvdedup(split("a,b,a", ","))"#, "a\nb")]),
    EvalFunction(
      name: "mvfilter", category: .multivalue, signature: "mvfilter(condition)", minimum: 1, maximum: 1,
      summary: "The values of the one field in the condition for which it holds.",
      examples: [("mvfilter(n > 0)", "1")]),
    EvalFunction(
      name: "mvfind", category: .multivalue, signature: "mvfind(list, regex)", minimum: 2, maximum: 2,
      summary: "The position, from 0, of the first value that the regular expression matches.",
      examples: [(#"mvfind(split("a,b,c", ","), "b")"#, "1"), (#"mvfind(split("a,b,c", ","), "z")"#, nil)]),
    EvalFunction(
      name: "mvindex", category: .multivalue, signature: "mvindex(list, start[, end])",
      minimum: 2, maximum: 3,
      summary: "The values from start to end, counted from 0, or from -1 at the last.",
      examples: [
        (#"mvindex(split("alex,claudia,david", ","), 1)"#, "claudia"),
        (#"mvindex(split("alex,claudia,david", ","), 0, 1)"#, "alex\nclaudia"),
        (#"mvindex(split("alex,claudia,david", ","), -1)"#, "david"),
      ]),
    EvalFunction(
      name: "mvjoin", category: .multivalue, signature: "mvjoin(list, separator)", minimum: 2, maximum: 2,
      summary: "The values as one text with the separator between them.",
      examples: [(#"mvjoin(mvrange(1, 6), " OR ")"#, "1 OR 2 OR 3 OR 4 OR 5")]),
    EvalFunction(
      name: "mvmap", category: .multivalue, signature: "mvmap(list, expression)", minimum: 2, maximum: 2,
      summary: "The results of the expression for each value; the field stands for the value.",
      examples: [("mvmap(n, n * 10)", "10")]),
    EvalFunction(
      name: "mvrange", category: .multivalue, signature: "mvrange(start, end[, step])",
      minimum: 2, maximum: 3,
      summary: "The numbers from start up to, and without, end; a step such as 7d is time.",
      examples: [("mvrange(1, 11, 2)", "1\n3\n5\n7\n9"), ("mvrange(1, 4)", "1\n2\n3")]),
    EvalFunction(
      name: "mvreverse", category: .multivalue, signature: "mvreverse(list)", minimum: 1, maximum: 1,
      summary: "The list from its last value to its first.",
      examples: [(#"mvreverse(split("1,2,3", ","))"#, "3\n2\n1")]),
    EvalFunction(
      name: "mvsort", category: .multivalue, signature: "mvsort(list)", minimum: 1, maximum: 1,
      summary: "The values in the order of their characters.",
      examples: [
        (#"mvsort(split("10,9,70,100", ","))"#, "10\n100\n70\n9"),
        (#"mvsort(split("b,B,a", ","))"#, "B\na\nb"),
      ]),
    EvalFunction(
      name: "mvzip", category: .multivalue, signature: "mvzip(left, right[, separator])",
      minimum: 2, maximum: 3,
      summary: "The values of both lists in pairs, joined by a comma unless given.",
      examples: [
        (#"mvzip(split("a,b", ","), split("1,2", ","))"#, "a,1\nb,2"),
        (#"mvzip(split("a,b", ","), split("1,2", ","), "|")"#, "a|1\nb|2"),
      ]),
    EvalFunction(
      name: "split", category: .multivalue, signature: "split(text, separator)", minimum: 2, maximum: 2,
      summary: "The pieces between the separators; every character when it is empty.",
      examples: [(#"split("name::value", "::")"#, "name\nvalue"), (#"split("abcd", "")"#, "a\nb\nc\nd")]),
  ]
}
