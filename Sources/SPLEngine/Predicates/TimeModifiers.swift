import Foundation
import SPL

/// `earliest=`, `latest=`, `starttime=` and their kin in a search: they bound the time of its events, and are no
/// predicates. Source: Search Reference, "search" (time options); Search Manual, "Specify time modifiers in your
/// search".
struct TimeModifiers {
  private let compilation: Compilation
  private var timeFormat = "%m/%d/%Y:%H:%M:%S"

  init(_ compilation: Compilation) {
    self.compilation = compilation
  }

  /// Takes the modifiers out of an expression, and sets the bounds that they give. Modifiers in a search replace those
  /// that it is started with, and one that begins somewhere ends now.
  mutating func take(from expression: SearchExpression, into time: inout TimeRange) throws(SearchError)
    -> SearchExpression
  {
    if let format = try format(in: expression) { timeFormat = format }
    var bounds = TimeRange()
    var hasBounds = false
    let rest = try take(from: expression, &bounds, &hasBounds)
    if !hasBounds {
      // Modifiers inside of alternatives hold there, and nowhere else.
      if Self.hasModifiers(rest) { time = TimeRange() }
      return rest
    }
    if bounds.latest == nil, bounds.earliest != nil {
      bounds.latest = Self.including(compilation.environment.now)
    }
    if bounds.earliest == -.infinity { bounds.earliest = nil }
    time = bounds
    return rest
  }

  /// The range that one modifier gives; nil for what is none.
  func range(_ name: String, _ value: SearchValue) throws(SearchError) -> TimeRange? {
    guard let modifier = Self.modifiers[name] else { return nil }
    let literal = try SubsearchFilter(compilation).literal(value)
    let text = SearchLiteral.unescaped(literal.text)
    let environment = compilation.environment
    var isInclusive = false
    let moment: Double?
    switch modifier.form {
    case .modifier:
      moment = TimeModifier.seconds(text, now: environment.now, in: environment.timeZone)
      // `now` is the time of the newest event here, which happened before a real search would have begun.
      isInclusive = text == "now" || text == "now()"
    case .date:
      moment = TimeFormat.parse(text, timeFormat, in: environment.timeZone)
      isInclusive = true
    case .seconds: moment = Double(text)
    case .ago(let unit):
      moment = Int(text).flatMap {
        TimeModifier.relative("-\($0)\(unit)", to: environment.now, in: environment.timeZone)
      }
    case .format: return TimeRange()
    case .unsupported:
      throw SearchError(.unsupported, "the time option '\(name)' does not run here", at: literal.range)
    }
    guard let moment else {
      throw SearchError(
        .argument, "'\(text)' is no time: -1d@d, now, 1700000000, 11/22/2026:13:00:00", at: literal.range)
    }
    // 0 is the beginning of time.
    if modifier.isStart { return TimeRange(earliest: moment == 0 ? -.infinity : moment) }
    return TimeRange(latest: isInclusive ? Self.including(moment) : moment)
  }

  /// The first moment after one that still belongs to a range.
  private static func including(_ moment: Double) -> Double { moment.nextUp }

  private func take(from expression: SearchExpression, _ bounds: inout TimeRange, _ hasBounds: inout Bool)
    throws(SearchError) -> SearchExpression
  {
    switch expression {
    case .all(let terms):
      var rest: [SearchExpression] = []
      for term in terms {
        let left = try take(from: term, &bounds, &hasBounds)
        if case .comparison = term, case .all(let none) = left, none.isEmpty { continue }
        rest.append(left)
      }
      return .all(rest)
    case .comparison(let field, .equal, let value):
      guard let range = try range(field.name, value) else { return expression }
      if let earliest = range.earliest { bounds.earliest = earliest }
      if let latest = range.latest { bounds.latest = latest }
      if range.isBounded { hasBounds = true }
      return .all([])
    default: return expression
    }
  }

  private func format(in expression: SearchExpression) throws(SearchError) -> String? {
    switch expression {
    case .all(let terms):
      for term in terms { if let format = try format(in: term) { return format } }
      return nil
    case .comparison(let field, .equal, .literal(let literal)) where field.name == "timeformat":
      return SearchLiteral.unescaped(literal.text)
    default: return nil
    }
  }

  private static func hasModifiers(_ expression: SearchExpression) -> Bool {
    switch expression {
    case .all(let terms), .any(let terms): terms.contains(where: hasModifiers)
    case .not(let term, _): hasModifiers(term)
    case .comparison(let field, .equal, _): modifiers[field.name] != nil
    default: false
    }
  }

  private enum Form {
    /// `-1d@d`, `now`, seconds, or a date.
    case modifier
    /// A date in the form that `timeformat` gives.
    case date
    /// Seconds since 1970.
    case seconds
    /// So many of a unit before now.
    case ago(String)
    case format
    case unsupported
  }

  private static let modifiers: [String: (isStart: Bool, form: Form)] = [
    "earliest": (true, .modifier), "latest": (false, .modifier), "starttime": (true, .date),
    "endtime": (false, .date), "starttimeu": (true, .seconds), "endtimeu": (false, .seconds),
    "startdaysago": (true, .ago("d")), "enddaysago": (false, .ago("d")), "starthoursago": (true, .ago("h")),
    "endhoursago": (false, .ago("h")), "startminutesago": (true, .ago("m")),
    "endminutesago": (false, .ago("m")), "startmonthsago": (true, .ago("mon")),
    "endmonthsago": (false, .ago("mon")), "timeformat": (true, .format),
    "_index_earliest": (true, .unsupported), "_index_latest": (false, .unsupported),
    "searchtimespandays": (true, .unsupported), "searchtimespanhours": (true, .unsupported),
    "searchtimespanminutes": (true, .unsupported), "searchtimespanmonths": (true, .unsupported),
  ]
}
