extension StatsFunction {
  /// Functions that condense values into one. Source: Search Reference, "Aggregate functions".
  /// `sparkline` has a section of its own at the commands `stats` and `chart`.
  static let aggregate: [StatsFunction] = [
    StatsFunction(
      name: "avg", aliases: [], category: .aggregate, standsAlone: false, takesPercent: false,
      summary: "The mean of the numbers."),
    StatsFunction(
      name: "count", aliases: ["c"], category: .aggregate, standsAlone: true, takesPercent: false,
      summary: "How many rows have a value; without a field, how many rows there are."),
    StatsFunction(
      name: "distinct_count", aliases: ["dc"], category: .aggregate, standsAlone: false, takesPercent: false,
      summary: "How many different values there are, compared as text."),
    StatsFunction(
      name: "estdc", aliases: [], category: .aggregate, standsAlone: false, takesPercent: false,
      summary: "About how many different values there are; exact below 1,000 by default."),
    StatsFunction(
      name: "estdc_error", aliases: [], category: .aggregate, standsAlone: false, takesPercent: false,
      summary: "By what share estdc is thought to be off."),
    StatsFunction(
      name: "exactperc", aliases: [], category: .aggregate, standsAlone: false, takesPercent: true,
      summary: "The value below which that percentage of the numbers lies, without estimating."),
    StatsFunction(
      name: "max", aliases: [], category: .aggregate, standsAlone: false, takesPercent: false,
      summary: "The greatest value; by characters when the values are not numbers."),
    StatsFunction(
      name: "mean", aliases: [], category: .aggregate, standsAlone: false, takesPercent: false,
      summary: "The mean of the numbers, as avg."),
    StatsFunction(
      name: "median", aliases: [], category: .aggregate, standsAlone: false, takesPercent: false,
      summary: "The middle number; the higher of the two for an even count."),
    StatsFunction(
      name: "min", aliases: [], category: .aggregate, standsAlone: false, takesPercent: false,
      summary: "The least value; by characters when the values are not numbers."),
    StatsFunction(
      name: "mode", aliases: [], category: .aggregate, standsAlone: false, takesPercent: false,
      summary: "The most frequent value, compared as text."),
    StatsFunction(
      name: "perc", aliases: ["p", "percentile"], category: .aggregate, standsAlone: false,
      takesPercent: true,
      summary: "The value below which that percentage of the numbers lies, estimated above 1,000 values."),
    StatsFunction(
      name: "range", aliases: [], category: .aggregate, standsAlone: false, takesPercent: false,
      summary: "The greatest number minus the least."),
    StatsFunction(
      name: "sparkline", aliases: [], category: .aggregate, standsAlone: true, takesPercent: false,
      summary: "A small chart over time of another function, or of the count."),
    StatsFunction(
      name: "stdev", aliases: [], category: .aggregate, standsAlone: false, takesPercent: false,
      summary: "The standard deviation of the numbers as a sample."),
    StatsFunction(
      name: "stdevp", aliases: [], category: .aggregate, standsAlone: false, takesPercent: false,
      summary: "The standard deviation of the numbers as the whole population."),
    StatsFunction(
      name: "sum", aliases: [], category: .aggregate, standsAlone: false, takesPercent: false,
      summary: "The sum of the numbers."),
    StatsFunction(
      name: "sumsq", aliases: [], category: .aggregate, standsAlone: false, takesPercent: false,
      summary: "The sum of the squares of the numbers."),
    StatsFunction(
      name: "upperperc", aliases: [], category: .aggregate, standsAlone: false, takesPercent: true,
      summary: "As perc, but the upper bound of the estimate above 1,000 values."),
    StatsFunction(
      name: "var", aliases: [], category: .aggregate, standsAlone: false, takesPercent: false,
      summary: "The variance of the numbers as a sample."),
    StatsFunction(
      name: "varp", aliases: [], category: .aggregate, standsAlone: false, takesPercent: false,
      summary: "The variance of the numbers as the whole population."),
  ]

  /// Functions that go by the order of the rows. Source: Search Reference, "Event order functions".
  static let eventOrder: [StatsFunction] = [
    StatsFunction(
      name: "first", aliases: [], category: .eventOrder, standsAlone: false, takesPercent: false,
      summary: "The value of the first row that arrives, most often the newest."),
    StatsFunction(
      name: "last", aliases: [], category: .eventOrder, standsAlone: false, takesPercent: false,
      summary: "The value of the last row that arrives, most often the oldest."),
  ]

  /// Functions that give a list. Source: Search Reference, "Multivalue stats and chart functions".
  static let multivalue: [StatsFunction] = [
    StatsFunction(
      name: "list", aliases: [], category: .multivalue, standsAlone: false, takesPercent: false,
      summary: "The first 100 values in the order of the rows, as a list."),
    StatsFunction(
      name: "values", aliases: [], category: .multivalue, standsAlone: false, takesPercent: false,
      summary: "The different values in the order of their characters, as a list."),
  ]

  /// Functions that go by the time of the rows. Source: Search Reference, "Time functions".
  static let time: [StatsFunction] = [
    StatsFunction(
      name: "earliest", aliases: [], category: .time, standsAlone: false, takesPercent: false,
      summary: "The value of the row with the earliest time."),
    StatsFunction(
      name: "earliest_time", aliases: [], category: .time, standsAlone: false, takesPercent: false,
      summary: "The earliest time at which the field has a value, in seconds since 1970."),
    StatsFunction(
      name: "latest", aliases: [], category: .time, standsAlone: false, takesPercent: false,
      summary: "The value of the row with the latest time."),
    StatsFunction(
      name: "latest_time", aliases: [], category: .time, standsAlone: false, takesPercent: false,
      summary: "The latest time at which the field has a value, in seconds since 1970."),
    StatsFunction(
      name: "per_day", aliases: [], category: .time, standsAlone: false, takesPercent: false,
      summary: "The sum of the values as a rate per day; timechart only."),
    StatsFunction(
      name: "per_hour", aliases: [], category: .time, standsAlone: false, takesPercent: false,
      summary: "The sum of the values as a rate per hour; timechart only."),
    StatsFunction(
      name: "per_minute", aliases: [], category: .time, standsAlone: false, takesPercent: false,
      summary: "The sum of the values as a rate per minute; timechart only."),
    StatsFunction(
      name: "per_second", aliases: [], category: .time, standsAlone: false, takesPercent: false,
      summary: "The sum of the values as a rate per second; timechart only."),
    StatsFunction(
      name: "rate", aliases: [], category: .time, standsAlone: false, takesPercent: false,
      summary: "By how much a counter grows in a second, between its earliest and latest value."),
    StatsFunction(
      name: "rate_avg", aliases: [], category: .time, standsAlone: false, takesPercent: false,
      summary: "The mean of the rates of a counter's time series; mstats only."),
    StatsFunction(
      name: "rate_sum", aliases: [], category: .time, standsAlone: false, takesPercent: false,
      summary: "The sum of the rates of a counter's time series; mstats only."),
  ]

  /// All functions, group by group in the order of Splunk's list.
  public static let all: [StatsFunction] = aggregate + eventOrder + multivalue + time

  /// All names and aliases.
  static let names: [String] = all.flatMap { [$0.name] + $0.aliases }

  /// The functions by their names and aliases in lower case; those that take a percentage without the number.
  public static let byName: [String: StatsFunction] = Dictionary(
    all.flatMap { function in ([function.name] + function.aliases).map { ($0, function) } },
    uniquingKeysWith: { first, _ in first })

  /// The function that a search calls so, in any case: `count`, `dc`, `p95`, `perc99.9`.
  /// A percentile function needs its number, from 0 to 100; any other has none.
  public static func named(_ name: String) -> StatsFunction? {
    let name = name.lowercased()
    if let function = byName[name] { return function.takesPercent ? nil : function }
    let letters = name.prefix { $0.isASCII && $0.isLetter }
    guard let function = byName[String(letters)], function.takesPercent,
      isPercent(name.dropFirst(letters.count))
    else { return nil }
    return function
  }

  /// Whether the text is a number from 0 to 100: digits, and decimals after a point if any.
  private static func isPercent(_ text: Substring) -> Bool {
    let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy { $0.isASCII && $0.isNumber } }),
      let value = Double(text)
    else { return false }
    return value <= 100
  }
}
