extension CommandSyntax {
  /// `datamodel`
  static let datamodel = CommandSyntax(
    "datamodel", .generating, "Shows a data model, or searches one of its data sets.",
    options: [
      Option("strict_fields", .boolean, "true"), Option("allow_old_summaries", .boolean, "false"),
      Option("summariesonly", .boolean, "false"),
    ],
    arguments: [
      .optional([
        .name("data model"), .optional([.name("data set"), .optional([.word(dataModelModes)])]),
      ])
    ],
    examples: [
      "datamodel", "datamodel Web", "datamodel Web Proxy", "datamodel Web Proxy search strict_fields=false",
      "datamodel allow_old_summaries=true summariesonly=t Endpoint Processes flat",
      "datamodel Endpoint Processes acceleration_search_string",
    ])

  private static let dataModelModes = [
    "SEARCH", "FLAT", "ACCELERATION_SEARCH", "SEARCH_STRING", "FLAT_STRING", "ACCELERATION_SEARCH_STRING",
    "SEARCH_FIELD", "FLAT_FIELD", "ACCELERATION_SEARCH_FIELD",
  ]

  /// `from`
  static let from = CommandSyntax(
    "from", .generating, "Reads a data set: a data model's, a lookup's or that of a saved search.",
    arguments: [
      .clause(
        "dataset",
        [
          .any([
            .sequence([
              .word(Pattern.dataSetTypes), .optional([.any([.mark(":"), .mark("=")])]), .dataSetPath,
            ]), .sequence([.name("data set"), .optional([.name("data set")])]),
          ])
        ])
    ],
    examples: [
      "from datamodel:Endpoint.Processes", "from datamodel Risk.All_Risk", "from datamodel:\"Web.Proxy\"",
      "from datamodel:\"Web\".\"Proxy\"", "from savedsearch:\"Failed logins\"", "from inputlookup:users.csv",
      "from lookup:users", "from \"datamodel:Web.Proxy\"",
    ])
}
