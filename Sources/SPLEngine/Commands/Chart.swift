import SPL

extension CommandImplementation {
  /// `chart`: a table with a row per value of one field and a column per value of another.
  /// Source: Search Reference, "chart".
  static let chart = CommandImplementation("chart") { call, compilation throws(SearchError) in
    .stateful(try SeriesTable(try ChartArguments(chart: call, compilation), compilation))
  }

  /// `sichart`: the states of the functions in each cell, with which a `chart` goes on.
  /// Source: Search Reference, "sichart".
  static let sichart = CommandImplementation("sichart") { call, compilation throws(SearchError) in
    .stateful(try SeriesTable(try ChartArguments(chart: call, compilation), compilation, prepares: true))
  }

  /// `timechart`: a table with a row per span of time and a column per value of a field.
  /// Source: Search Reference, "timechart".
  static let timechart = CommandImplementation("timechart") { call, compilation throws(SearchError) in
    .stateful(try SeriesTable(try ChartArguments(timechart: call, compilation), compilation))
  }

  /// `sitimechart`: the states of the functions in each cell, with which a `timechart` goes on.
  /// Source: Search Reference, "sitimechart".
  static let sitimechart = CommandImplementation("sitimechart") { call, compilation throws(SearchError) in
    .stateful(try SeriesTable(try ChartArguments(timechart: call, compilation), compilation, prepares: true))
  }
}
