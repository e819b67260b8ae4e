extension CommandSyntax {
  /// `geom`
  static let geom = CommandSyntax(
    "geom", .streaming, "Adds the outlines of areas, so that a map can be coloured.",
    options: [
      Option("allfeatures", .boolean, "false"), Option("featureidfield", .field, "featureId"),
      Option("gen", .number), Option("min_x", .number, "-180"), Option("min_y", .number, "-90"),
      Option("max_x", .number, "180"), Option("max_y", .number, "90"),
    ],
    arguments: [.optional([.name("collection of areas")])],
    examples: [
      "geom", "geom geo_countries featureIdField=Country", "geom \"geo_us_states\" allFeatures=true gen=0.1",
      "geom geo_us_states min_x=-130.5 min_y=37.6 max_x=-130.1 max_y=37.7",
    ])

  /// `geostats`
  static let geostats = CommandSyntax(
    "geostats", .transforming, "Aggregates over the cells of a map, so that a map can show them.",
    options: [
      Option("translatetoxy", .boolean, "true"), Option("latfield", .field, "lat"),
      Option("longfield", .field, "lon"), Option("outputlatfield", .field, "latitude"),
      Option("outputlongfield", .field, "longitude"), Option("globallimit", .integer, "10"),
      Option("locallimit", .integer, "10"), Option("binspanlat", .number, "22.5"),
      Option("binspanlong", .number, "45.0"), Option("maxzoomlevel", .integer, "9"),
    ],
    arguments: [.optional([.list(.aggregation)]), .optional([.by])],
    examples: [
      "geostats count", "geostats latfield=y longfield=x avg(bytes) AS size, count BY action",
      "geostats translatetoxy=false binspanlat=10 binspanlong=20.5 maxzoomlevel=5 count",
      "geostats globallimit=0 locallimit=5 outputlatfield=y outputlongfield=x count by user",
    ])
}
