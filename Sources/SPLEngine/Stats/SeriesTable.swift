import SPL

/// The table of `chart` and `timechart`: groups by row and column become cells.
final class SeriesTable: StatefulCommand {
  private let arguments: ChartArguments
  private let compilation: Compilation
  private let prepares: Bool
  private let aggregator: Aggregator
  /// Rows that wait until the ranges are known.
  private var waiting: Table?
  private var rowBins: Bins?
  private var seriesBins: Bins?

  init(_ arguments: ChartArguments, _ compilation: Compilation, prepares: Bool = false) throws(SearchError) {
    self.arguments = arguments
    self.compilation = compilation
    self.prepares = prepares
    aggregator = Aggregator(
      arguments.calls, by: [arguments.rowField, arguments.seriesField].compactMap { $0 },
      splitsOnce: arguments.splitsOnce, meter: compilation.meter)
    if let field = arguments.rowField {
      rowBins = try arguments.rowBins.fixed(for: field)
      if rowBins == nil, arguments.isTimechart, compilation.time.earliest != nil,
        compilation.time.latest != nil,
        let times = compilation.time.covering(nil)
      {
        rowBins = .times(arguments.rowBins.chosen(times, standard: 100))
      }
      if rowBins == nil, arguments.isTimechart || arguments.rowBins.isGiven { waiting = Table() }
    }
    if let field = arguments.seriesField, let options = arguments.seriesBins {
      seriesBins = try options.fixed(for: field)
      if seriesBins == nil { waiting = Table() }
    }
  }

  var dependsOnOrder: Bool { aggregator.dependsOnOrder }

  func take(_ table: Table) throws(SearchError) -> Table {
    if waiting == nil {
      try add(table)
    } else {
      waiting?.append(table)
      try compilation.meter.check(rows: waiting?.count ?? 0)
    }
    return Table()
  }

  private func add(_ table: Table) throws(SearchError) {
    var keys: [GroupTable.Key] = []
    if let field = arguments.rowField {
      guard let column = table[field] else { return }
      keys.append(.init(values: rowBins.map { bins in column.map(bins.lower) } ?? column))
    }
    if let field = arguments.seriesField {
      var column = table[field] ?? [Value](repeating: .null, count: table.count)
      if let seriesBins { column = column.map { seriesBins.shown($0) } }
      keys.append(.init(values: column, keepsNull: arguments.choice.null != nil || prepares))
    }
    try aggregator.add(table, by: keys)
  }

  func finish() throws(SearchError) -> Table {
    if let waiting {
      self.waiting = nil
      chooseBins(waiting)
      try add(waiting)
    }
    if prepares {
      return aggregator.saved(by: [arguments.rowField, arguments.seriesField].compactMap { $0 })
    }
    return try cells()
  }

  private func chooseBins(_ table: Table) {
    if rowBins == nil, let field = arguments.rowField, arguments.isTimechart || arguments.rowBins.isGiven {
      rowBins = arguments.rowBins.chosen(
        for: field, table[field] ?? [], standard: arguments.isTimechart ? 100 : 300,
        covering: compilation.time)
    }
    if seriesBins == nil, let field = arguments.seriesField, let options = arguments.seriesBins {
      seriesBins = options.chosen(for: field, table[field] ?? [], standard: 300, covering: TimeRange())
    }
  }

  // MARK: Cells

  /// A row of the result: the beginning of its range or its value, and its number among those that were met.
  private struct Row {
    let value: Value
    let number: Int?
  }

  /// Sorts groups into rows and columns.
  private func cells() throws(SearchError) -> Table {
    let count = aggregator.groups.count
    let nothing = [Value](repeating: .null, count: count)
    let (rowOf, rowValues) = try numbered(arguments.rowField == nil ? nothing : try rowKeys())
    let hasSeries = arguments.seriesField != nil
    let (seriesOf, seriesValues) = try numbered(hasSeries ? aggregator.groups.values(of: 1) : nothing)
    var cells = [[Int: Int]](repeating: [:], count: seriesValues.count)
    for group in 0..<count {
      let (row, series) = (rowOf[group], seriesOf[group])
      if let cell = cells[series][row] {
        aggregator.merge(group, into: cell)
      } else {
        cells[series][row] = group
      }
    }
    let rows = try shownRows(rowValues)
    var result = Table(count: rows.count)
    if let field = arguments.rowField {
      let isText = rowBins == nil
      result[field] = rows.map { row in
        rowBins?.label(row.value, isText: isText || row.value.double == nil) ?? row.value
      }
    }
    let empty = aggregator.addGroup()
    if !hasSeries {
      for (name, values) in try outputs(cells.first ?? [:], rows, empty) { result[name] = values }
      return result
    }
    for (name, values) in try seriesColumns(seriesValues, cells, rows, empty) {
      result[name == arguments.rowField ? "VALUE_\(name)" : name] = values
      try compilation.meter.check(values: result.fields.count)
    }
    return result
  }

  private func rowKeys() throws(SearchError) -> [Value] {
    let values = aggregator.groups.values(of: 0)
    guard rowBins == nil, arguments.rowField != "_time" else { return values }
    // Many different numbers become ranges of their own accord.
    let standard = 300
    guard Set(values.map { $0.double }).count > standard, values.allSatisfy({ $0.double != nil }) else {
      return values
    }
    let bins = arguments.rowBins.chosen(
      for: arguments.rowField ?? "", values, standard: standard, covering: TimeRange())
    rowBins = bins
    return values.map(bins.lower)
  }

  /// Gives equal values one number, in the order in which they are met.
  private func numbered(_ values: [Value]) throws(SearchError) -> (numbers: [Int], values: [Value]) {
    var table = GroupTable(width: 1)
    let key = GroupTable.Key(values: values, keepsNull: true)
    let groups = try table.assign([key], count: values.count, meter: compilation.meter).groups ?? []
    return (groups.map { Int($0) }, table.values(of: 0))
  }

  // MARK: Rows

  private func shownRows(_ values: [Value]) throws(SearchError) -> [Row] {
    let order = OrderedValues(values)
    let sorted = values.indices.sorted { order.compare($0, $1) < 0 }.map {
      Row(value: values[$0], number: $0)
    }
    guard let rowBins, arguments.isContinuous else { return sorted.filter(isWhole) }
    let numbers = sorted.filter { $0.value.double != nil }
    var extent: ClosedRange<Double>?
    if let first = numbers.first?.value.double, let last = numbers.last?.value.double {
      extent = first...last
    }
    if arguments.coversRange { extent = compilation.time.covering(extent) ?? extent }
    guard let extent else { return sorted }
    let known = Dictionary(
      numbers.compactMap { row in row.value.double.map { ($0, row) } },
      uniquingKeysWith: { first, _ in first })
    var rows: [Row] = []
    // Told before so many ranges are made.
    let estimate = rowBins.estimate(of: extent)
    try compilation.meter.check(rows: estimate < Double(Int.max / 2) ? Int(estimate / 2) : .max)
    var start = rowBins.lower(Value(extent.lowerBound)).double ?? extent.lowerBound
    while start <= extent.upperBound {
      rows.append(known[start] ?? Row(value: Value(start), number: nil))
      try compilation.meter.check(rows: rows.count)
      let next = rowBins.next(start)
      guard next > start else { break }
      start = next
    }
    return rows.filter(isWhole) + sorted.dropFirst(numbers.count)
  }

  /// Whether the search's range of time holds a row's whole span, where that is asked for.
  private func isWhole(_ row: Row) -> Bool {
    guard !arguments.keepsPartial, let start = row.value.double, let rowBins else { return true }
    if let earliest = compilation.time.earliest, start < earliest { return false }
    if let latest = compilation.time.latest, rowBins.next(start) > latest { return false }
    return true
  }

  // MARK: Columns

  /// The values of the cells of one column, by the names of the functions.
  private func outputs(_ cells: [Int: Int], _ rows: [Row], _ empty: Int) throws(SearchError)
    -> [(name: String, values: [Value])]
  {
    let groups = rows.map { row in row.number.flatMap { cells[$0] } ?? empty }
    let times = compilation.time.covering(aggregator.times)
    let columns = aggregator.columns(of: groups) { place in
      var context = StatsContext(times: times)
      if case .times? = rowBins, let start = rows[place].value.double {
        context.span = (rowBins?.next(start) ?? start) - start
      }
      return context
    }
    var outputs: [(name: String, values: [Value])] = []
    for output in arguments.outputs {
      switch output {
      case .call(let call): outputs += columns.filter { $0.call == call }.map { ($0.name, $0.values) }
      case .expression(let expression, let name):
        var table = Table(count: rows.count)
        for column in columns { table[ChartArguments.resultName(column.call)] = column.values }
        outputs.append((name, try expression.values(table)))
      }
    }
    return outputs
  }

  /// The columns by the values of the column field: those that stay, then the one for null, then that for the rest.
  private func seriesColumns(_ values: [Value], _ cells: [[Int: Int]], _ rows: [Row], _ empty: Int)
    throws(SearchError) -> [(name: String, values: [Value])]
  {
    let named = values.indices.filter { !values[$0].isNull }.sorted {
      ValueOrder.compareTexts(values[$0].text ?? "", values[$1].text ?? "") < 0
    }
    var columns: [(rows: Double, values: [Value]?)] = []
    for series in named {
      let own = cells[series].sorted { $0.value < $1.value }
      let counts = aggregator.columns(of: own.map(\.value)) { _ in StatsContext() }
        .first { $0.call == arguments.rowCount }?.values
      let met = own.map { Row(value: values[series], number: $0.key) }
      let outputs = try outputs(cells[series], met, empty)
      columns.append(
        (counts?.reduce(0) { $0 + ($1.double ?? 0) } ?? 0, outputs.count == 1 ? outputs[0].values : nil))
      try compilation.meter.checkTime()
    }
    let kept = arguments.choice.kept(columns)
    var shown: [(name: String, cells: [Int: Int])] = []
    for (series, isKept) in zip(named, kept) where isKept {
      shown.append((values[series].text ?? "", cells[series]))
    }
    if let null = arguments.choice.null, let series = values.firstIndex(where: \.isNull) {
      shown.append((null, cells[series]))
    }
    let dropped = zip(named, kept).filter { !$0.1 }.map(\.0)
    if let other = arguments.choice.other, !dropped.isEmpty {
      shown.append((other, merged(dropped.map { cells[$0] })))
    }
    var results: [[(name: String, values: [Value])]] = []
    for column in shown { results.append(try outputs(column.cells, rows, empty)) }
    var columnsByFunction: [(name: String, values: [Value])] = []
    for output in (results.first ?? []).indices {
      for (column, result) in zip(shown, results) {
        let function = result.count > 1 ? result[output].name : nil
        columnsByFunction.append(
          (arguments.choice.name(column.name, function: function), result[output].values))
      }
    }
    return columnsByFunction
  }

  /// The cells of several columns put together.
  private func merged(_ columns: [[Int: Int]]) -> [Int: Int] {
    var result: [Int: Int] = [:]
    for column in columns {
      for (row, group) in column.sorted(by: { $0.key < $1.key }) {
        let target = result[row] ?? aggregator.addGroup()
        result[row] = target
        aggregator.merge(group, into: target)
      }
    }
    return result
  }
}
