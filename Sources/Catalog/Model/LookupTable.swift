/// The table of a lookup, as far as a page shows it.
public struct LookupTable: Sendable, Hashable {
  /// The path of its CSV file relative to the catalog's root.
  public let path: String
  /// The names of the first columns.
  public let columns: [String]
  /// How many columns there are.
  public let columnCount: Int
  /// The first rows.
  public let firstRows: [[String]]
  /// How many rows there are; nil where the file was too large to count them.
  public let rowCount: Int?

  /// The file's name, by which searches may call the lookup.
  public var fileName: String {
    path.split(separator: "/").last.map(String.init) ?? path
  }

  /// How many rows are kept.
  static let sampleSize = 20
  /// How many columns are kept.
  static let columnLimit = 50
  /// How many bytes of a cell are kept.
  static let cellLimit = 200
  /// Larger files are not read.
  static let sizeLimit = 64 << 20
}
