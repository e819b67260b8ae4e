extension CommandSyntax {
  /// `cluster`
  static let cluster = CommandSyntax(
    "cluster", aliases: ["slc"], .dataset, "Groups events whose text is alike, and keeps one of each group.",
    options: [
      Option("t", .number, "0.8"), Option("delims", .text), Option("showcount", .boolean, "false"),
      Option("countfield", .field, "cluster_count"), Option("labelfield", .field, "cluster_label"),
      Option("field", .field, "_raw"), Option("labelonly", .boolean, "false"),
      Option("match", .choice(["termlist", "termset", "ngramset"]), "termlist"),
    ],
    examples: [
      "cluster", "cluster t=0.9 showcount=true countfield=size field=message match=ngramset",
      "cluster delims=\" ;:\" labelonly=true labelfield=group",
    ])

  /// `kmeans`
  static let kmeans = CommandSyntax(
    "kmeans", .dataset, "Groups rows whose numbers are near to each other.",
    options: [
      Option("reps", .integer, "10"), Option("maxiters", .integer, "10000"), Option("t", .number, "0"),
      Option("k", .text, "2"), Option("cfield", .field, "CLUSTERNUM"),
      Option("cnumfield", .field, "CLUSTERNUM"),
      Option(
        "dt",
        .choice([
          "l1", "l1norm", "cityblock", "cb", "l2", "l2norm", "sq", "sqeuclidean", "cos", "cosine",
        ]), "l2norm"), Option("showcentroid", .boolean, "true"),
    ],
    arguments: [.optional([.list(.field)])],
    examples: [
      "kmeans", "kmeans k=4 bytes, duration", "kmeans k=2-6 reps=5 maxiters=500 t=0.01 dt=cosine",
      "kmeans cfield=group showcentroid=f bytes",
    ])
}
