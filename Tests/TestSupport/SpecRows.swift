import SPLEngine
import Testing

/// Rows as a spec file writes them: an object of JSON for each, and how they are compared.
public enum SpecRows {
  /// What stands in a file where an object should.
  public struct Fault: Error, CustomStringConvertible {
    /// What is wrong.
    public let description: String
  }

  /// The fields of a row. An array is a field with several values; a null is none.
  public static func object(_ line: String) throws -> [(field: String, value: Value)] {
    guard case .object(let members)? = JSONLine(line) else {
      throw Fault(description: "no JSON object: \(line)")
    }
    return members.map { ($0.key, value($0.value)) }
  }

  private static func value(_ json: JSONLine) -> Value {
    switch json {
    case .null: .null
    case .text(let text), .bare(let text): .text(text)
    case .list(let items): Value(items.map(value))
    case .object: .null
    }
  }

  /// Compares the section `rows`, or `rows in any order`, and `fields` where it is there. Fields whose names begin with an
  /// underscore are compared only where a row names them.
  public static func check(_ table: Table, against example: SpecCase) throws {
    let isOrdered = example.sections["rows"] != nil
    let lines = try #require(example.lines("rows") ?? example.lines("rows in any order"), "no rows section")
    let wanted = try lines.filter { !$0.hasPrefix("#") }.map(object)
    let internals = Set(wanted.flatMap { $0.map(\.field) }.filter { $0.hasPrefix("_") })
    func text(_ row: [(field: String, value: Value)]) -> String {
      row.filter { (!$0.field.hasPrefix("_") || internals.contains($0.field)) && !$0.value.isNull }
        .map { "\($0.field)=\($0.value.texts)" }.sorted().joined(separator: " ")
    }
    var got = (0..<table.count).map { row in text(table.fields.map { ($0, table.value($0, at: row)) }) }
    var expected = wanted.map(text)
    if !isOrdered {
      got.sort()
      expected.sort()
    }
    #expect(got == expected)
    if let fields = example.sections["fields"] {
      let names = fields.split(whereSeparator: \.isWhitespace).map(String.init)
      #expect(table.fields.filter { !$0.hasPrefix("_") || names.contains($0) } == names)
    }
  }
}
