import Foundation

extension EvalImplementations {
  /// Functions on numbers; null for what is no number. Source: Search Reference, "Mathematical functions".
  static let mathematical: [EvalImplementation] = [
    .number("abs") { Number(abs($0.value), decimals: $0.decimals) },
    .number("ceil") { Number($0.value.rounded(.up)) },
    .number("ceiling") { Number($0.value.rounded(.up)) },
    .number("exact") { Number($0.value) },
    .number("exp") { Number(exp($0.value)) },
    .number("floor") { Number($0.value.rounded(.down)) },
    .number("ln") { Number(log($0.value)) },
    .values("log", .number) { values in
      guard let number = values[0].double else { return .null }
      guard values.count > 1 else { return Value(log10(number)) }
      guard let base = values[1].double else { return .null }
      // The logarithms to 2 and 10 are exact where they are whole; the quotient of two others is not.
      if base == 10 { return Value(log10(number)) }
      if base == 2 { return Value(log2(number)) }
      let result = log(number) / log(base)
      let whole = result.rounded()
      return Value(abs(whole) < 64 && pow(base, whole) == number ? whole : result)
    },
    // The last digit is cut off, not rounded: 180 degrees are not quite pi.
    .values("pi", .number) { _ in .number(Number(3.14159265358, decimals: 11)) },
    .values("pow", .number) { values in
      guard let number = values[0].double, let power = values[1].double else { return .null }
      return Value(pow(number, power))
    },
    .values("round", .number) { values in
      guard let number = values[0].double else { return .null }
      guard values.count > 1 else { return Value(Decimals.rounded(number, to: 0)) }
      guard let decimals = values[1].double, abs(decimals) < 1000 else { return .null }
      let count = Int(decimals)
      return .number(Number(Decimals.rounded(number, to: count), decimals: count > 0 ? count : Number.exact))
    },
    .number("sigfig") { $0.rounded },
    .number("sqrt") { Number(sqrt($0.value)) },
    aggregate("sum") { numbers in numbers.reduce(0, +) },
  ]

  /// A function of all numbers in its arguments: every value of a list counts, what is no number does not. A number
  /// in quotes is refused.
  static func aggregate(_ name: String, _ body: @escaping @Sendable ([Double]) -> Double)
    -> EvalImplementation
  {
    .prepared(name, .number) { arguments, compilation throws(SearchError) in
      guard !arguments.contains(where: \.isTextLiteral) else {
        throw compilation.argument("a text in quotes is no number", of: name)
      }
      return { values in
        var numbers: [Double] = []
        for value in values {
          if case .list(let list) = value {
            numbers += list.compactMap(\.double)
          } else if let number = value.double {
            numbers.append(number)
          }
        }
        return numbers.isEmpty ? .null : Value(body(numbers))
      }
    }
  }
}
