import Diagnostics

/// A file of the catalog that was read.
public struct CatalogFile: Sendable {
  /// The path relative to the catalog's root, with `/` between its parts.
  public let path: String
  /// The file's bytes to the letter.
  public let bytes: [UInt8]
  /// The text for positions: the bytes without a byte order mark, under the path that messages show.
  public let source: SourceText

  /// The file's name without folders and extension.
  public var stem: String {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    return name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name
  }
}
