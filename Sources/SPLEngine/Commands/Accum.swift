import SPL

extension CommandImplementation {
  /// `accum`: adds a field's numbers up from row to row. Source: Search Reference, "accum".
  static let accum = CommandImplementation("accum") { call, compilation throws(SearchError) in
    let (field, target) = try compilation.fieldAs(call)
    var sum = 0.0
    return .stateful(
      RunningCommand { table in
        table[target ?? field] = table.column(field).map { value in
          guard let number = value.double else { return target == nil ? value : .null }
          sum += number
          return Value(sum)
        }
      })
  }

  /// `delta`: by how much a number differs from that of an earlier row. Source: Search Reference, "delta".
  static let delta = CommandImplementation("delta") { call, compilation throws(SearchError) in
    let (field, target) = try compilation.fieldAs(call)
    let distance = call.integer("p") ?? 1
    guard distance > 0 else { throw compilation.argument("p must be above 0") }
    var earlier = EarlierValues(distance)
    return .stateful(
      RunningCommand { table in
        table[target ?? "delta(\(field))"] = table.column(field).map { value in
          defer { earlier.add(value) }
          guard let number = value.double, let before = earlier.value(distance).double else { return .null }
          return Value(number - before)
        }
      })
  }

  /// `autoregress`: copies the values of earlier rows. Source: Search Reference, "autoregress".
  static let autoregress = CommandImplementation("autoregress") { call, compilation throws(SearchError) in
    let (field, target) = try compilation.fieldAs(call)
    let ends = (call.option("p") ?? "1").split(separator: "-").map { Int($0) }
    guard let start = ends.first ?? nil, let end = ends.last ?? nil, ends.count <= 2, start > 0, end >= start
    else { throw compilation.argument("p is a number of rows, or a range such as 1-3") }
    guard target == nil || ends.count == 1 else {
      throw compilation.argument("a range of p and AS do not go together")
    }
    try compilation.meter.check(values: end)
    var earlier = EarlierValues(end)
    return .stateful(
      RunningCommand { table in
        let column = table.column(field)
        var found = [[Value]](repeating: [], count: end - start + 1)
        for value in column {
          for distance in start...end { found[distance - start].append(earlier.value(distance)) }
          earlier.add(value)
        }
        for distance in start...end {
          table[target ?? "\(field)_p\(distance)"] = found[distance - start]
        }
      })
  }
}

extension Compilation {
  /// The field and the name after AS of a command that takes one of each.
  func fieldAs(_ call: CommandCall) throws(SearchError) -> (field: String, target: String?) {
    let names = call.arguments.fields.map(\.name)
    guard let field = names.first else { throw argument("needs a field") }
    return (field, names.count > 1 ? names[1] : nil)
  }
}

/// The last values of a field, as many as may be asked for.
struct EarlierValues {
  private var values: [Value]
  private var next = 0

  /// Remembers this many.
  init(_ count: Int) {
    values = [Value](repeating: .null, count: count)
  }

  /// The value that was added so many calls ago; null where there was none.
  func value(_ distance: Int) -> Value {
    values[(next + values.count - distance) % values.count]
  }

  mutating func add(_ value: Value) {
    values[next] = value
    next = (next + 1) % values.count
  }
}

/// A command that changes batches in place, and remembers something from one to the next.
final class RunningCommand: StatefulCommand {
  private let work: (inout Table) throws(SearchError) -> Void

  init(_ work: @escaping (inout Table) throws(SearchError) -> Void) {
    self.work = work
  }

  func take(_ rows: Table) throws(SearchError) -> Table {
    var table = rows
    try work(&table)
    return table
  }

  func finish() throws(SearchError) -> Table { Table() }
}
