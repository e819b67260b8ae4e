import SPL
import Synchronization

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
    let matchers = Matchers(definition)
    return .map(.any, arguments[1], arguments[2]) { inputs, outputs throws(SearchError) in
      guard let members = inputs.singleText.flatMap(JSONTree.init)?.members, !members.isEmpty,
        let columns = outputs.singleText.flatMap(JSONTree.init)?.elements?.compactMap({ $0.value.text })
      else { return .null }
      let fields = members.map(\.key)
      for field in fields + columns where !definition.table.has(field) {
        throw compilation.argument("the lookup '\(name)' has no column '\(field)'", of: "lookup")
      }
      let values = members.map { $0.value.elements.map { Value($0.map(\.value)) } ?? $0.value.value }
      guard !values.contains(where: \.isNull) else { return .null }
      let rows = matchers.matcher(of: fields).rows(for: values).prefix(definition.maximumMatches)
      return rows.isEmpty ? .null : .text(object(of: Array(rows), columns, definition.table).text)
    }
  }

  private static func object(of rows: [Int], _ columns: [String], _ table: Table) -> JSONTree {
    .object(
      columns.map { column in
        let values = rows.compactMap { table.value(column, at: $0).text }
        return (column, values.count == 1 ? .text(values[0]) : .array(values.map { .text($0) }))
      })
  }

  /// The indexes of a lookup by the columns that rows name: nearly always the same ones.
  private final class Matchers: Sendable {
    private let definition: LookupDefinition
    private let known = Mutex<[[String]: LookupMatcher]>([:])

    init(_ definition: LookupDefinition) {
      self.definition = definition
    }

    func matcher(of fields: [String]) -> LookupMatcher {
      known.withLock { known in
        if let matcher = known[fields] { return matcher }
        if known.count >= 16 { known.removeAll() }
        let matcher = LookupMatcher(definition, columns: fields)
        known[fields] = matcher
        return matcher
      }
    }
  }
}
