extension CommandSyntax {
  /// `folderize`
  static let folderize = CommandSyntax(
    "folderize", .transforming, "Joins paths into the folders that they are in.",
    options: [
      Option("attr", .field), Option("sep", .text, "::"), Option("size", .field, "totalCount"),
      Option("minfolders", .integer, "2"), Option("maxfolders", .integer, "20"),
    ],
    examples: ["folderize attr=source sep=\"/\" size=count minfolders=3 maxfolders=10"])

  /// `bucketdir`
  static let bucketdir = CommandSyntax(
    "bucketdir", .transforming, "Joins paths into folders, those with many files and few events first.",
    options: [
      Option("pathfield", .field), Option("sizefield", .field), Option("maxcount", .integer, "20"),
      Option("countfield", .field, "totalCount"), Option("sep", .text),
    ],
    examples: [
      "bucketdir pathfield=source sizefield=count",
      "bucketdir pathfield=source sizefield=size maxcount=10 countfield=count sep=\"/\"",
    ])
}
