extension EvalFunction {
  /// Functions that turn a value into another type. Source: Search Reference, "Conversion functions".
  /// `object_to_array` is in the SPL2 list alone.
  static let conversion: [EvalFunction] = [
    EvalFunction(
      name: "ipmask", category: .conversion, signature: "ipmask(mask, ip)", minimum: 2, maximum: 2,
      summary: "The IPv4 address with only the bits that the mask has set.",
      examples: [
        (#"ipmask("255.255.255.0", "10.20.30.120")"#, "10.20.30.0"),
        (#"ipmask("0.255.0.224", "10.20.30.120")"#, "0.20.0.96"),
      ]),
    EvalFunction(
      name: "object_to_array", category: .conversion, signature: "object_to_array(object, key, value)",
      minimum: 3, maximum: 3,
      summary: "A JSON array with an object for each pair, its two fields named as given.", examples: []),
    EvalFunction(
      name: "printf", category: .conversion, signature: "printf(format[, value, …])",
      minimum: 1, maximum: nil,
      summary: "The format with its conversions, as in C, filled by the values.",
      examples: [
        (#"printf("%.2f", pi())"#, "3.14"),
        (#"printf("%04d", 1)"#, "0001"),
        (#"printf("%s%z", "foo", "bar")"#, "foobar"),
      ]),
    EvalFunction(
      name: "toarray", category: .conversion, signature: "toarray(value)", minimum: 1, maximum: 1,
      summary: "A JSON array from its text or from several values; null for anything else.",
      examples: [
        (#"toarray(split("1,2,3", ","))"#, "[1,2,3]"),
        (#"toarray("[\"carrots\", 1.00]")"#, #"["carrots",1]"#),
        (#"toarray("somefield")"#, nil),
      ]),
    EvalFunction(
      name: "tobool", category: .conversion, signature: "tobool(value)", minimum: 1, maximum: 1,
      summary: "A Boolean: false for 0, true for other numbers; text must be true or false.",
      examples: [
        (#"if(tobool("true"), "yes", "no")"#, "yes"),
        (#"if(tobool(0), "yes", "no")"#, "no"),
        (#"if(tobool(12), "yes", "no")"#, "yes"),
      ]),
    EvalFunction(
      name: "todouble", category: .conversion, signature: "todouble(value[, base])", minimum: 1, maximum: 2,
      summary: "A floating-point number; null when the text is not a number.",
      examples: [(#"todouble("2.5")"#, "2.5"), (#"todouble("number")"#, nil)]),
    EvalFunction(
      name: "toint", category: .conversion, signature: "toint(value[, base])", minimum: 1, maximum: 2,
      summary: "A whole number, rounded down; null when the text is not a number.",
      examples: [(#"toint("24")"#, "24"), ("toint(3.14)", "3"), (#"toint("1010", 2)"#, "10")]),
    EvalFunction(
      name: "tomv", category: .conversion, signature: "tomv(value)", minimum: 1, maximum: 1,
      summary: "The elements of a JSON array as several values; null for plain text.",
      examples: [("tomv(json_array(1, 2))", "1\n2")]),
    EvalFunction(
      name: "tonumber", category: .conversion, signature: "tonumber(text[, base])", minimum: 1, maximum: 2,
      summary: "The number that the text writes in the base, 10 unless given.",
      examples: [
        (#"tonumber("0A4", 16)"#, "164"),
        (#"tonumber("0101", 2)"#, "5"),
        (#"tonumber("42")"#, "42"),
      ]),
    EvalFunction(
      name: "toobject", category: .conversion, signature: "toobject(value)", minimum: 1, maximum: 1,
      summary: "A JSON object from its text; null when it is not one.",
      examples: [(#"toobject("{\"name\": \"maria\", \"age\": 25}")"#, #"{"name":"maria","age":25}"#)]),
    EvalFunction(
      name: "tostring", category: .conversion, signature: "tostring(value[, format])", minimum: 1, maximum: 2,
      summary: "Text; a number may take the format hex, binary, commas or duration.",
      examples: [
        ("tostring(1==1)", "True"),
        (#"tostring(12345.6789, "commas")"#, "12,345.68"),
        (#"tostring(615, "duration")"#, "00:10:15"),
      ]),
  ]
}
