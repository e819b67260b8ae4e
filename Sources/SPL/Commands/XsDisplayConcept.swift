extension CommandSyntax {
  /// `xsdisplayconcept`
  static let xsdisplayconcept = CommandSyntax(
    "xsdisplayconcept", .generating, "Shows the curve of concepts, such as `above medium`, of a context.",
    arguments: [
      .list(
        .clause(
          "concept",
          [
            .optional([.mark(";")]), .list(.name("hedge or term")), .word(["FROM"]), .name("context"),
            .optional([.word(["IN"]), .name("scope")]),
          ])), .optional([.word(["USING"]), .name("synonyms")]),
    ],
    examples: [
      "xsDisplayConcept medium FROM failures_by_src_count_1h IN authentication",
      "xsDisplayConcept very high from failures in web ; above low from failures in web using synonyms",
    ],
    source: "Extreme Search, \"xsDisplayConcept\"")
}
