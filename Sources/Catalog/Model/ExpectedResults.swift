import Diagnostics

/// What a test of `catalog.yml` expects its search to find: how many results, and rows among them.
///
/// Splunk's tests know one outcome, that a rule finds what it should, and their format forbids further keys. What else a
/// rule must do, to stay silent above all, stands in the catalog's own file.
public struct ExpectedResults: Sendable, Hashable {
  /// The value of a field.
  public struct FieldValue: Sendable, Hashable {
    /// The field's name.
    public let field: String
    /// Its value, as text; of a field with several values, one of them.
    public let value: String

    /// Takes a field and its value.
    public init(field: String, value: String) {
      self.field = field
      self.value = value
    }
  }

  /// The fewest results.
  public let least: Int
  /// The most results; nil for any number.
  public let most: Int?
  /// Rows of which only these fields matter: each must be among the results, by a row of its own.
  public let rows: [[FieldValue]]

  /// Takes the bounds of the number of results, and rows among them.
  public init(least: Int, most: Int?, rows: [[FieldValue]] = []) {
    self.least = least
    self.most = most
    self.rows = rows
  }

  /// Reads a number of results: `0`, `2..5`, `2..` or `..5`; nil for all else.
  public init?(results: String, rows: [[FieldValue]] = []) {
    let text = results.filter { $0 != " " }
    guard let dots = text.firstRange(of: "..") else {
      guard let count = Self.count(text) else { return nil }
      self.init(least: count, most: count, rows: rows)
      return
    }
    let (first, last) = (text[..<dots.lowerBound], text[dots.upperBound...])
    guard !first.isEmpty || !last.isEmpty, let least = first.isEmpty ? 0 : Self.count(first) else {
      return nil
    }
    guard !last.isEmpty else {
      self.init(least: least, most: nil, rows: rows)
      return
    }
    guard let most = Self.count(last), most >= least else { return nil }
    self.init(least: least, most: most, rows: rows)
  }

  private static func count(_ text: some StringProtocol) -> Int? {
    text.allSatisfy { $0.isASCII && $0.isNumber } ? Int(text) : nil
  }

  /// The number of results in words: `no result`, `2 to 5 results`, `at least 2 results`.
  public var words: String {
    guard let most else { return "at least \(Self.results(least))" }
    if most == 0 { return "no result" }
    if least == most { return Self.results(most) }
    return least == 0 ? "at most \(Self.results(most))" : "\(least) to \(Self.results(most))"
  }

  private static func results(_ count: Int) -> String { count == 1 ? "1 result" : "\(count) results" }
}

/// A test that stands in `catalog.yml`.
public struct CatalogTest: Sendable, Hashable {
  /// The name or the id of the rule.
  public let rule: SourcedText
  /// The test.
  public let test: EmbeddedTest
  /// Where it names the rule.
  public let place: Location
}
