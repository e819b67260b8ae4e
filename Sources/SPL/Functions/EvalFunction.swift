/// A function of `eval`, `where` and `fieldformat`.
/// Source: Search Reference, "Evaluation functions".
public struct EvalFunction: Sendable {
  /// The groups of Splunk's list.
  public enum Category: String, Sendable, CaseIterable {
    case bitwise = "Bitwise"
    case conditional = "Comparison and Conditional"
    case conversion = "Conversion"
    case cryptographic = "Cryptographic"
    case dateAndTime = "Date and Time"
    case informational = "Informational"
    case json = "JSON"
    case mathematical = "Mathematical"
    case multivalue = "Multivalue"
    case statistical = "Statistical eval"
    case text = "Text"
    case trigonometric = "Trigonometry and Hyperbolic"
  }

  /// The name, in lower case.
  public let name: String
  /// Its group.
  public let category: Category
  /// How it is called, with the names of its arguments: `replace(text, regex, replacement)`; optional ones in brackets,
  /// `…` for any number.
  public let signature: String
  /// The fewest arguments.
  public let minimum: Int
  /// The most arguments; nil for any number.
  public let maximum: Int?
  /// What it gives: one sentence.
  public let summary: String
  /// Calls that show it: the expression and the value as text; nil for null.
  public let examples: [(expression: String, value: String?)]
}

/// A function of `stats`, `chart`, `timechart`, `eventstats`, `streamstats`, `tstats`, `mstats` and their kin.
/// Source: Search Reference, "Statistical and charting functions".
public struct StatsFunction: Sendable {
  /// The groups of Splunk's list.
  public enum Category: String, Sendable, CaseIterable {
    case aggregate = "Aggregate"
    case eventOrder = "Event order"
    case multivalue = "Multivalue stats and chart"
    case time = "Time"
  }

  /// The name, in lower case. `p`, `perc`, `exactperc` and `upperperc` are followed by a number from 0 to 100.
  public let name: String
  /// Other names for it: `dc` for `distinct_count`.
  public let aliases: [String]
  /// Its group.
  public let category: Category
  /// Whether it may stand without an argument, as `count` may.
  public let standsAlone: Bool
  /// Whether a number follows its name: `p95`.
  public let takesPercent: Bool
  /// What it gives: one sentence.
  public let summary: String
}

extension EvalFunction {
  /// Whether its arguments come in pairs of a condition and a value.
  var takesPairs: Bool { name == "case" || name == "validate" }

  /// How many arguments it takes, in words.
  var argumentCount: String {
    func arguments(_ count: Int) -> String { count == 1 ? "1 argument" : "\(count) arguments" }
    guard let maximum else { return "at least \(arguments(minimum))" }
    if maximum == minimum { return maximum == 0 ? "no arguments" : arguments(minimum) }
    return "\(minimum) to \(arguments(maximum))"
  }
}
