/// What `search`, the first stage and the `where` of `tstats` ask for.
///
/// NOT binds tightest, then OR, then AND; words side by side are AND.
/// Source: Search Manual, "Boolean expressions with logical operators".
public indirect enum SearchExpression: Sendable, Hashable {
  /// All of these (AND, or side by side); empty where nothing is asked for.
  case all([SearchExpression])
  /// Any of these (OR).
  case any([SearchExpression])
  /// Not this. The range is that of the word NOT.
  case not(SearchExpression, Range<Int>)
  /// `field=value`
  case comparison(FieldName, ComparisonOperator, SearchValue)
  /// `field IN (value, …)`; negated in `field NOT IN (…)`.
  case membership(FieldName, [SearchValue], negated: Bool)
  /// A word or a quoted phrase, matched against the raw event.
  case term(SearchTerm)
  /// A macro that could not be expanded.
  case macro(Range<Int>)
  /// A subsearch, whose results become a filter.
  case subsearch(Subsearch)
}

/// The right side of a comparison in the search language.
public enum SearchValue: Sendable, Hashable {
  /// A literal; `CASE(x)` and `TERM(x)` are kept as written.
  case literal(Literal)
  /// What is no literal: a subsearch, a macro that could not be expanded, a function call or a group.
  case computed(Range<Int>)
}

/// A bare word or a quoted phrase.
public struct SearchTerm: Sendable, Hashable {
  /// Whether it stands alone or inside a directive of its own.
  public enum Directive: Sendable, Hashable {
    /// A word or phrase by itself.
    case none
    /// `TERM(x)`: one indexed term, minor breakers and all.
    case term
    /// `CASE(x)`: matched by case.
    case letterCase
  }

  /// The word or phrase as written, quotes included, without TERM or CASE.
  public let text: String
  /// Whether it stands inside `TERM(…)` or `CASE(…)`.
  public let directive: Directive
  /// Where it stands: UTF-8 byte offsets of the parsed text.
  public let range: Range<Int>
}

/// A search in brackets.
public struct Subsearch: Sendable, Hashable {
  /// What it runs.
  public let pipeline: Pipeline
  /// Where it stands, brackets included.
  public let range: Range<Int>
}
