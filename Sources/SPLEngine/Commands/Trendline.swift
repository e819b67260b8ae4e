import SPL

extension CommandImplementation {
  /// `trendline`: moving averages over a number of rows: simple, weighted (the newest row counts most), exponential.
  /// Rows without a number are passed over; the first rows, of which there are not enough, have no average.
  /// Source: Search Reference, "trendline".
  static let trendline = CommandImplementation("trendline") { call, compilation throws(SearchError) in
    var averages: [(field: String, target: String, average: MovingAverage)] = []
    for clause in call.clauses("average") {
      guard case .name(let name)? = clause.first, let field = clause.fields.first?.name else { continue }
      let word = name.text.lowercased()
      guard let kind = MovingAverage.Kind(rawValue: String(word.prefix(3))),
        let period = Int(word.dropFirst(3))
      else { throw compilation.argument("'\(name.text)' is no average: sma5, ema10, wma3") }
      guard (2...10_000).contains(period) else {
        throw compilation.argument("the number of rows of '\(name.text)' must be from 2 to 10000")
      }
      let target = clause.fields.count > 1 ? clause.fields[1].name : "\(name.text)(\(field))"
      averages.append((field, target, MovingAverage(kind, period)))
    }
    return .stateful(
      RunningCommand { table in
        for index in averages.indices {
          table[averages[index].target] = table.column(averages[index].field).map { value in
            value.double.flatMap { averages[index].average.add($0) }.map { Value($0) } ?? .null
          }
        }
      })
  }
}

/// A moving average over the last numbers.
private struct MovingAverage {
  enum Kind: String {
    case simple = "sma"
    case exponential = "ema"
    case weighted = "wma"
  }

  private let kind: Kind
  private var window: [Double]
  private var count = 0
  private var sum = 0.0
  private var weighted = 0.0
  private var exponential = 0.0

  init(_ kind: Kind, _ period: Int) {
    self.kind = kind
    window = [Double](repeating: 0, count: period)
  }

  /// Takes a number, and gives the average; nil before there are enough.
  mutating func add(_ number: Double) -> Double? {
    let period = Double(window.count)
    let oldest = window[count % window.count]
    exponential = count == 0 ? number : exponential + 2 / (period + 1) * (number - exponential)
    // One step takes one off each weight but the new one's.
    weighted += period * number - sum
    sum += number - oldest
    window[count % window.count] = number
    count += 1
    guard count >= window.count else { return nil }
    switch kind {
    case .simple: return sum / period
    case .exponential: return exponential
    case .weighted: return weighted / (period * (period + 1) / 2)
    }
  }
}
