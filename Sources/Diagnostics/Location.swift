/// A place in a file, with the line of text to show for it.
public struct Location: Sendable, Hashable {
  /// The file's path, as shown to the user.
  public let path: String
  /// The 1-based line; 0 where the file as a whole is meant.
  public let line: Int
  /// The 1-based column, in code points; 0 where the file as a whole is meant.
  public let column: Int
  /// How many code points the caret underlines, within the line.
  public let width: Int
  /// The text of the line, or the piece of a long line around the place; empty where the file as a whole is meant.
  public let excerpt: String
  /// How many code points of the line stand before the excerpt.
  public let cutBefore: Int
  /// Whether the line goes on behind the excerpt.
  public let isCutAfter: Bool

  /// The 1-based column behind the last character of the place; 0 where the file as a whole is meant.
  public var endColumn: Int { column + width }

  /// A place within a file.
  public init(
    path: String, line: Int, column: Int, width: Int, excerpt: String, cutBefore: Int = 0,
    isCutAfter: Bool = false
  ) {
    self.path = path
    self.line = line
    self.column = column
    self.width = width
    self.excerpt = excerpt
    self.cutBefore = cutBefore
    self.isCutAfter = isCutAfter
  }

  /// A file as a whole: one that cannot be read has no lines.
  public init(file path: String) {
    self.init(path: path, line: 0, column: 0, width: 0, excerpt: "")
  }
}
