import Catalog
import SPLEngine

extension ExpectedResults {
  /// Whether the rows are what is expected; where they are not, why.
  func judge(_ table: Table) -> (passes: Bool, reason: String) {
    let found =
      switch table.count {
      case 0: "the search found nothing"
      case 1: "the search found 1 result"
      default: "the search found \(table.count) results"
      }
    guard table.count >= least, table.count <= most ?? .max else {
      return (false, "\(found), but \(words) \(words.hasSuffix("result") ? "is" : "are") expected")
    }
    var isFree = [Bool](repeating: true, count: table.count)
    for row in rows {
      guard let match = isFree.indices.first(where: { isFree[$0] && Self.fits(row, table, $0) }) else {
        let wanted = row.map { "\($0.field)=\($0.value)" }.joined(separator: ", ")
        return (false, "\(found), but none of those left has \(wanted)")
      }
      isFree[match] = false
    }
    guard !rows.isEmpty else { return (true, "\(found), as expected") }
    return (
      true,
      "\(found), with \(rows.count == 1 ? "the row that is" : "all \(rows.count) rows that are") expected"
    )
  }

  private static func fits(_ row: [FieldValue], _ table: Table, _ number: Int) -> Bool {
    row.allSatisfy { table.value($0.field, at: number).texts.contains($0.value) }
  }
}
