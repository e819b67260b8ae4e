extension EvalFunction {
  /// Functions that build, read and change JSON. Source: Search Reference, "JSON functions".
  static let json: [EvalFunction] = [
    EvalFunction(
      name: "json", category: .json, signature: "json(value)", minimum: 1, maximum: 1,
      summary: "The value itself when it is JSON, otherwise null.",
      examples: [
        (#"json("{\"animal\":\"pony\"}")"#, #"{"animal":"pony"}"#),
        (#"json("Golden Gate Bridge")"#, nil),
      ]),
    EvalFunction(
      name: "json_append", category: .json, signature: "json_append(json, path, value, …)",
      minimum: 3, maximum: nil,
      summary: "The JSON with each value added to the end of the array at its path.",
      examples: [
        (#"json_append(json_object("a", json_array(1)), "a", 2)"#, #"{"a":[1,2]}"#),
        (#"json_append(json_object("a", json_array(1)), "a", json_array(2, 3))"#, #"{"a":[1,[2,3]]}"#),
      ]),
    EvalFunction(
      name: "json_array", category: .json, signature: "json_array([value, …])", minimum: 0, maximum: nil,
      summary: "A JSON array of the values.",
      examples: [
        (#"json_array("a", 1)"#, #"["a",1]"#),
        (#"json_array("dubois", json_object("name", "patel"))"#, #"["dubois",{"name":"patel"}]"#),
      ]),
    EvalFunction(
      name: "json_array_to_mv", category: .json, signature: "json_array_to_mv(array[, quotes])",
      minimum: 1, maximum: 2,
      summary: "The elements of the array as several values, text with its quotes only on true().",
      examples: [
        (#"json_array_to_mv(json_array("a", "b"))"#, "a\nb"),
        (#"json_array_to_mv(json_array("a", "b"), true())"#, "\"a\"\n\"b\""),
      ]),
    EvalFunction(
      name: "json_delete", category: .json, signature: "json_delete(object, key, …)",
      minimum: 2, maximum: nil,
      summary: "The object without the keys; a dot in a key leads into a nested object.",
      examples: [(#"json_delete(json_object("a", 1, "b", 2), "b")"#, #"{"a":1}"#)]),
    EvalFunction(
      name: "json_entries", category: .json, signature: "json_entries(object)", minimum: 1, maximum: 1,
      summary: "An array with an object of key and value for each pair of the object.",
      examples: [
        (#"json_entries("{\"a\": 1, \"b\": 2}")"#, #"[{"key":"a","value":1},{"key":"b","value":2}]"#)
      ]),
    EvalFunction(
      name: "json_extend", category: .json, signature: "json_extend(json, path, array, …)",
      minimum: 3, maximum: nil,
      summary: "The JSON with the elements of each array added to the array at its path.",
      examples: [
        (#"json_extend(json_object("a", json_array(1)), "a", json_array(2, 3))"#, #"{"a":[1,2,3]}"#)
      ]),
    EvalFunction(
      name: "json_extract", category: .json, signature: "json_extract(json[, path, …])",
      minimum: 1, maximum: nil,
      summary: "The value at the path; for several paths, a JSON array of their values.",
      examples: [
        (#"json_extract(json_object("a", json_object("b", 5)), "a.b")"#, "5"),
        (#"json_extract("[\"x\",\"y\"]", "{1}")"#, "y"),
        (#"json_extract("[{\"n\":1},{\"n\":2}]", "{}.n")"#, "[1,2]"),
      ]),
    EvalFunction(
      name: "json_extract_exact", category: .json, signature: "json_extract_exact(json[, key, …])",
      minimum: 1, maximum: nil,
      summary: "As json_extract, with keys taken literally, dots and all.",
      examples: [(#"json_extract_exact("{\"a.b\":1}", "a.b")"#, "1")]),
    EvalFunction(
      name: "json_has_key_exact", category: .json, signature: "json_has_key_exact(object, key)",
      minimum: 2, maximum: 2,
      summary: "True when the object has the key, taken literally.",
      examples: [
        (#"if(json_has_key_exact("{\"a.b\":10}", "a.b"), "yes", "no")"#, "yes"),
        (#"if(json_has_key_exact(json_object("a", 1), "b"), "yes", "no")"#, "no"),
      ]),
    EvalFunction(
      name: "json_keys", category: .json, signature: "json_keys(object)", minimum: 1, maximum: 1,
      summary: "The keys of the object as a JSON array.",
      examples: [(#"json_keys("{\"name\":\"Rialto\",\"length\":157}")"#, #"["name","length"]"#)]),
    EvalFunction(
      name: "json_object", category: .json, signature: "json_object([key, value, …])",
      minimum: 0, maximum: nil,
      summary: "A JSON object of the pairs.",
      examples: [
        (#"json_object("name", "maria")"#, #"{"name":"maria"}"#),
        (#"json_object("name", json_array("maria", "arun"))"#, #"{"name":["maria","arun"]}"#),
      ]),
    EvalFunction(
      name: "json_set", category: .json, signature: "json_set(json, path, value, …)",
      minimum: 3, maximum: nil,
      summary: "The JSON with the values at their paths, put in or replaced.",
      examples: [
        (#"json_set(json_object(), "a.b", 1)"#, #"{"a":{"b":1}}"#),
        (#"json_set(json_object("a", 1), "a", "x")"#, #"{"a":"x"}"#),
      ]),
    EvalFunction(
      name: "json_set_exact", category: .json, signature: "json_set_exact(json, key, value, …)",
      minimum: 3, maximum: nil,
      summary: "As json_set, with keys taken literally, dots and all.",
      examples: [(#"json_set_exact(json_object(), "a.b", 1)"#, #"{"a.b":1}"#)]),
    EvalFunction(
      name: "json_valid", category: .json, signature: "json_valid(json)", minimum: 1, maximum: 1,
      summary: "True when the text is well-formed JSON.",
      examples: [
        (#"if(json_valid("{\"a\":1}"), "yes", "no")"#, "yes"),
        (#"if(json_valid("{\"a\":"), "yes", "no")"#, "no"),
      ]),
  ]
}
