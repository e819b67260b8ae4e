import Foundation

/// Ranges of numbers, of one width or growing by a factor. Source: Search Reference, "bin".
enum NumberSpan: Sendable, Hashable {
  /// Of one width, and how many decimals it has.
  case linear(Double, decimals: Int)
  /// Between the powers of a base times a coefficient.
  case logarithmic(coefficient: Double, base: Double)

  /// The span that a text names: `10`, `0.5`, `log10`, `2log5`; nil for a text that is none.
  init?(_ text: String) {
    let text = text.lowercased()
    if let log = text.range(of: "log") {
      let coefficient = text[..<log.lowerBound].isEmpty ? 1 : Double(text[..<log.lowerBound])
      let base = text[log.upperBound...].isEmpty ? 10 : Double(text[log.upperBound...])
      guard let coefficient, let base, base > 1, coefficient >= 1, coefficient < base, base.isFinite else {
        return nil
      }
      self = .logarithmic(coefficient: coefficient, base: base)
      return
    }
    guard let width = Number(text)?.value, width > 0 else { return nil }
    let fraction = text.split(separator: ".", omittingEmptySubsequences: false).dropFirst().first
    self = .linear(width, decimals: min(15, fraction?.count ?? 0))
  }

  /// Ranges of a power of ten, no more than so many of them over the extent.
  init(from least: Double, to greatest: Double, bins: Int) {
    let wanted = (greatest - least) / Double(max(1, bins))
    guard wanted > 0, wanted.isFinite else {
      self = .linear(1, decimals: 0)
      return
    }
    var exponent = Int(log10(wanted).rounded(.up))
    while pow(10, Double(exponent - 1)) >= wanted { exponent -= 1 }
    while pow(10, Double(exponent)) < wanted { exponent += 1 }
    self = .linear(pow(10, Double(exponent)), decimals: min(15, max(0, -exponent)))
  }

  /// The least number of the range in which a number lies; nil where it lies in none.
  func lower(_ number: Double) -> Double? {
    switch self {
    case .linear(let width, let decimals): return rounded((number / width).rounded(.down) * width, decimals)
    case .logarithmic(let coefficient, let base):
      guard number > 0 else { return nil }
      var exponent = (log(number / coefficient) / log(base)).rounded(.down)
      // The logarithm may be off by a little at the edges.
      if coefficient * pow(base, exponent + 1) <= number { exponent += 1 }
      if coefficient * pow(base, exponent) > number { exponent -= 1 }
      return coefficient * pow(base, exponent)
    }
  }

  /// The least number of the range behind the one that begins here.
  func next(_ lower: Double) -> Double {
    switch self {
    case .linear(let width, let decimals): rounded(lower + width, decimals)
    case .logarithmic(_, let base): lower * base
    }
  }

  /// How the range that begins here is shown.
  func label(_ lower: Double) -> String { "\(Number(lower).text)-\(Number(next(lower)).text)" }

  private func rounded(_ number: Double, _ decimals: Int) -> Double {
    guard decimals > 0 else { return number }
    let factor = pow(10, Double(decimals))
    return (number * factor).rounded() / factor
  }
}
