import Patterns
import SPL

/// `lookup(table, inputs, outputs)`: the output columns of the rows of a lookup that match, as a JSON object; a list of
/// values where several rows match. Source: Search Reference, "Comparison and Conditional functions" (lookup).
enum LookupFunction {
  @Sendable
  static func compile(_ arguments: [CompiledExpression], _ compilation: Compilation) throws(SearchError)
    -> CompiledExpression
  {
    guard let name = arguments[0].constantText else {
      throw compilation.argument("the lookup must be named in quotes", of: "lookup")
    }
    guard let definition = try compilation.run.lookup(name) else {
      throw compilation.argument("there is no lookup '\(name)'", of: "lookup")
    }
    let matcher = Matcher(definition)
    return .map(.any, arguments[1], arguments[2]) { inputs, outputs throws(SearchError) in
      guard let members = inputs.singleText.flatMap(JSONTree.init)?.members, !members.isEmpty,
        let columns = outputs.singleText.flatMap(JSONTree.init)?.elements?.compactMap({ $0.value.text })
      else { return .null }
      let wanted = members.map { ($0.key, $0.value.value.text) }
      for field in wanted.map(\.0) + columns where !definition.table.has(field) {
        throw compilation.argument("the lookup '\(name)' has no column '\(field)'", of: "lookup")
      }
      guard let rows = matcher.rows(wanted) else { return .null }
      return .text(object(of: rows, columns, definition.table).text)
    }
  }

  private static func object(of rows: [Int], _ columns: [String], _ table: Table) -> JSONTree {
    .object(
      columns.map { column in
        let values = rows.compactMap { table.value(column, at: $0).text }
        return (column, values.count == 1 ? .text(values[0]) : .array(values.map { .text($0) }))
      })
  }

  /// Finds the rows of a lookup.
  private struct Matcher: Sendable {
    let definition: LookupDefinition

    init(_ definition: LookupDefinition) {
      self.definition = definition
    }

    /// The rows whose columns fit these values; nil where none does.
    func rows(_ wanted: [(field: String, text: String?)]) -> [Int]? {
      var rows = Array(0..<definition.table.count)
      for (field, text) in wanted {
        guard let text, let column = definition.table[field] else { return nil }
        let fits = test(field, text)
        rows = rows.filter { row in column[row].texts.contains(where: fits) }
      }
      let found = Array(rows.prefix(definition.maximumMatches))
      return found.isEmpty ? nil : found
    }

    private func test(_ field: String, _ text: String) -> (String) -> Bool {
      let isCaseSensitive = definition.isCaseSensitive
      switch definition.matchTypes[field] ?? .exact {
      case .exact:
        let folded = text.lowercased()
        return { isCaseSensitive ? $0 == text : $0.lowercased() == folded }
      case .wildcard:
        return { WildcardPattern(search: $0, ignoringCase: !isCaseSensitive).matches(text) }
      case .cidr:
        let address = NetworkAddress(text)
        return { pattern in
          guard let address, let network = Network(pattern) else { return pattern == text }
          return network.contains(address)
        }
      }
    }
  }
}
