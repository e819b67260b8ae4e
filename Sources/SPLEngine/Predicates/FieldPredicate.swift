import SPL

/// A field compared with one literal or several: `user=alice`, `code IN (1, 2*)`.
///
/// Any of several values may fit, but for `!=`, which needs the field, none may be equal. Source: Search Reference, "search"; Search Manual, "Difference
/// between != and NOT".
struct FieldPredicate: Sendable {
  let field: String
  let comparison: ComparisonOperator
  /// Whether `IN` stands under NOT: then a row without the field fits.
  let isNegated: Bool
  let range: Range<Int>
  private let literals: [ValueMatcher]
  /// Of many plain literals: their texts in lower case, which are looked up instead of compared.
  private let texts: Set<String>
  private let others: [ValueMatcher]

  init(
    field: String, comparison: ComparisonOperator, literals: [ValueMatcher], isNegated: Bool,
    range: Range<Int>
  ) {
    self.field = field
    self.comparison = comparison
    self.literals = literals
    self.isNegated = isNegated
    self.range = range
    let isLong = comparison == .equal && literals.count >= FieldAlternatives.fewest
    texts = isLong ? Set(literals.compactMap(\.foldedText)) : []
    others = isLong ? literals.filter { $0.foldedText == nil } : literals
  }

  /// Takes the rows out of the mask that do not fit.
  func narrow(_ table: Table, _ mask: inout [Bool]) {
    guard let column = table[field] else {
      if !isNegated { for row in mask.indices { mask[row] = false } }
      return
    }
    for row in mask.indices where mask[row] { mask[row] = fits(column[row]) != isNegated }
  }

  private func fits(_ value: Value) -> Bool {
    switch value {
    case .null: return false
    case .list(let values):
      return comparison == .notEqual ? values.allSatisfy(fitsOne) : values.contains(where: fitsOne)
    case .text, .number, .boolean: return fitsOne(value)
    }
  }

  private func fitsOne(_ value: Value) -> Bool {
    if !texts.isEmpty, let text = value.text, texts.contains(text.lowercased()) { return true }
    return others.contains { $0.fits(value, comparison) }
  }

  /// Texts of which an event's value is one, where that is certain.
  var requiredTexts: [String]? {
    guard comparison == .equal, !isNegated else { return nil }
    var texts: [String] = []
    for literal in literals {
      guard let text = literal.plainText else { return nil }
      texts.append(text)
    }
    return texts
  }

  /// The one text in lower case that fits, in any case; nil where something else may fit.
  var onlyText: String? {
    literals.count == 1 && comparison == .equal && !isNegated ? literals[0].foldedText : nil
  }
}
