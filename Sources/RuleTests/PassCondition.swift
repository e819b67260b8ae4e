import Catalog
import SPLEngine

/// When a test of a rule passes: as Splunk's own tool decides it.
///
/// Rows are looked at in order. A row that lacks a risk object, or has the text `null` for one, fails the test. The first
/// row with every risk and threat object passes it. Where no row has all, each threat object must have a value in some
/// row. A rule without risk objects passes with any row.
/// Source: contentctl 5.6, `retry_search_until_timeout`.
struct PassCondition {
  private let riskFields: [String]
  private let threatFields: [String]

  init(_ risk: Risk) {
    riskFields = Self.unique(risk.riskObjects.filter(\.isRequired).map(\.field))
    threatFields = Self.unique(risk.threatObjects.map(\.field))
  }

  /// Whether the rows pass; where they do not, why.
  func judge(_ table: Table) -> (passes: Bool, reason: String) {
    guard table.count > 0 else { return (false, "the search found nothing") }
    let found = table.count == 1 ? "1 result" : "\(table.count) results"
    guard !riskFields.isEmpty || !threatFields.isEmpty else { return (true, found) }
    for row in 0..<table.count {
      for field in riskFields where !Self.isFilled(table.value(field, at: row)) {
        let what = table.value(field, at: row).isNull ? "has no value for" : "says 'null' for"
        return (false, "row \(row + 1) of \(table.count) \(what) the risk object '\(field)'")
      }
      if threatFields.allSatisfy({ Self.isFilled(table.value($0, at: row)) }) {
        return (true, "\(found), with every risk and threat object in row \(row + 1)")
      }
    }
    for field in threatFields
    where !(0..<table.count).contains(where: { Self.isFilled(table.value(field, at: $0)) }) {
      return (false, "no row has a value for the threat object '\(field)'")
    }
    return (true, "\(found), with each threat object in some row")
  }

  /// Whether the row has the field. An empty text is a value, the text `null` is none.
  private static func isFilled(_ value: Value) -> Bool {
    value.texts.contains { $0 != "null" }
  }

  private static func unique(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.filter { !$0.isEmpty && seen.insert($0).inserted }
  }
}
