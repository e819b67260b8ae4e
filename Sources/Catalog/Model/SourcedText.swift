import Diagnostics

/// A text of a file, and where in the file it stands.
public struct SourcedText: Sendable, Hashable {
  /// The text.
  public let value: String
  /// How it is written and where, for positions inside it; nil for a text that no file holds.
  public let scalar: YAMLScalar?

  init(_ scalar: YAMLScalar) {
    value = scalar.text
    self.scalar = scalar
  }

  /// A text that stands in no file.
  public init(_ value: String) {
    self.value = value
    scalar = nil
  }

  /// Whether there is nothing in it but white space.
  public var isBlank: Bool { value.allSatisfy(\.isWhitespace) }

  /// Where the byte `range` of the text stands in its file.
  public func location(of range: Range<Int>, in source: SourceText) -> Location {
    guard let scalar else { return Location(file: source.path) }
    return source.location(of: ScalarTrace(scalar, in: source.bytes).range(of: range))
  }

  /// Where the text as a whole stands in its file.
  public func location(in source: SourceText) -> Location {
    location(of: 0..<value.utf8.count, in: source)
  }
}
