/// How values are ordered and compared.
public enum ValueOrder {
  /// Compares two single values as `sort` does without a function, and as `<` of `where` does: as numbers where both
  /// are numbers, else as texts by code point.
  public static func compare(_ left: Value, _ right: Value) -> Int {
    if let first = left.double, let second = right.double {
      // Texts that are too large for a double are told apart as texts.
      if first == second, first.isInfinite { return compareTexts(left.text ?? "", right.text ?? "") }
      return compareNumbers(first, second)
    }
    return compareTexts(left.text ?? "", right.text ?? "")
  }

  /// Compares two numbers; what is no number comes last, so that there is one order of all.
  public static func compareNumbers(_ left: Double, _ right: Double) -> Int {
    if left < right { return -1 }
    if left > right { return 1 }
    if left == right { return 0 }
    return left.isNaN == right.isNaN ? 0 : left.isNaN ? 1 : -1
  }

  /// Compares two texts by code point.
  public static func compareTexts(_ left: String, _ right: String) -> Int {
    if left == right && left.utf8.count == right.utf8.count { return 0 }
    var others = right.utf8.makeIterator()
    for byte in left.utf8 {
      guard let other = others.next() else { return 1 }
      if byte != other { return byte < other ? -1 : 1 }
    }
    return others.next() == nil ? 0 : -1
  }

  /// Numbers first by value, then texts by code point: the order of groups that `stats … BY` gives.
  public static func mixed(_ left: Value, _ right: Value) -> Int {
    switch (left.double, right.double) {
    case (let first?, let second?) where compareNumbers(first, second) != 0: compareNumbers(first, second)
    case (.some, nil): -1
    case (nil, .some): 1
    default: compareTexts(left.text ?? "", right.text ?? "")
    }
  }
}
