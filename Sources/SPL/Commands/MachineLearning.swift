extension CommandSyntax {
  /// `fit`
  static let fit = CommandSyntax(
    "fit", .dataset, "Trains a model on the rows.",
    takesAnyOption: true,
    arguments: [
      .name("algorithm"),
      .optional([.list(.field)]),
      .optional([
        .clause("from", [.word(["FROM", "~"]), .list(.field)])
      ]),
      .optional([.by]), .optional([.asName]),
      .optional([.clause("into", [.word(["INTO"]), .name("model")])]), .optional([.by]), .optional([.asName]),
    ],
    examples: [
      "fit DensityFunction logins BY \"user,hour\" into logins_model threshold=0.01 dist=norm",
      "fit LogisticRegression fit_intercept=true is_bad from bytes, ports_* probabilities=t into bad_model",
      "fit KMeans bytes packets k=3 into traffic_model", "fit PCA from bytes packets k=2 into small AS part",
      "fit LinearRegression load from users AS predicted into load_model",
    ],
    source: machineLearning)

  /// `apply`
  static let apply = CommandSyntax(
    "apply", .streaming, "Runs a trained model on the rows.",
    takesAnyOption: true,
    arguments: [.name("model"), .optional([.asName])],
    examples: ["apply logins_model", "apply app:logins_model threshold=0.005 AS is_odd"],
    source: machineLearning)

  /// `summary`
  static let summary = CommandSyntax(
    "summary", .generating, "Describes a trained model.",
    takesAnyOption: true,
    arguments: [.name("model")],
    examples: ["summary logins_model"],
    source: machineLearning)

  /// `score`
  static let score = CommandSyntax(
    "score", .transforming, "Measures how well predicted values fit the real ones.",
    takesAnyOption: true,
    arguments: [
      .name("method"), .list(.field),
      .optional([.clause("against", [.word(["AGAINST", "~"]), .list(.field)])]),
    ],
    examples: [
      "score accuracy_score is_bad against predicted", "score f1_score average=macro is_bad ~ first, second",
      "score describe bytes",
    ],
    source: machineLearning)

  /// `sample`
  static let sample = CommandSyntax(
    "sample", .dataset, "Keeps rows by chance, or splits them by chance into parts.",
    options: [
      Option("ratio", .number), Option("count", .integer), Option("proportional", .field),
      Option("partitions", .integer), Option("fieldname", .field, "partition_number"),
      Option("seed", .integer),
    ],
    takesAnyOption: true,
    arguments: [.optional([.number]), .optional([.word(["INVERSE"])]), .optional([.by])],
    examples: [
      "sample 5", "sample ratio=0.1 seed=42", "sample count=20 BY host",
      "sample proportional=\"weight\" inverse",
      "sample partitions=3 fieldname=part",
    ],
    source: machineLearning)

  /// `listmodels`
  static let listmodels = CommandSyntax(
    "listmodels", .generating, "Lists the trained models.",
    takesAnyOption: true, examples: ["listmodels"], source: machineLearning)

  /// `deletemodel`
  static let deletemodel = CommandSyntax(
    "deletemodel", .generating, "Deletes a trained model.",
    arguments: [.name("model")],
    examples: ["deletemodel logins_model", "deletemodel app:logins_model"],
    source: machineLearning)

  private static let machineLearning =
    "Machine Learning Toolkit User Guide, \"Search commands for machine learning\""
}
