import SPL

extension CommandImplementation {
  /// `sort`: orders the rows, and keeps the first 10,000 or as many as it says. Source: Search Reference, "sort".
  static let sort = CommandImplementation("sort") { call, compilation throws(SearchError) in
    let order = SortOrder(call.arguments)
    guard !order.isEmpty else { throw compilation.argument("needs a field to sort by") }
    let limit = call.number ?? call.integer("limit") ?? 10_000
    guard limit >= 0 else { throw compilation.argument("the number of rows must not be negative") }
    let isGiven = call.number != nil || call.integer("limit") != nil
    let reporter = compilation.run.reporter
    return .stateful(
      WholeTableCommand(compilation.meter) { table in
        let rows = order.sorted(table)
        guard limit > 0, rows.count > limit else { return table.selecting(rows) }
        if !isGiven { reporter.note("sort kept the first \(limit) of \(rows.count) rows; sort 0 keeps all") }
        return table.selecting(Array(rows.prefix(limit)))
      })
  }
}

/// The keys by which `sort` and `dedup … sortby` order rows.
///
/// A key compares by its function; without one, numbers come first and by value, then IP addresses, then texts by
/// code point. Rows without the field are last in either direction, equal ones keep their order.
struct SortOrder: Sendable {
  private struct Key: Sendable {
    let field: String
    let function: String
    let isDescending: Bool
  }

  private var keys: [Key] = []

  /// Whether there is no key.
  var isEmpty: Bool { keys.isEmpty }

  /// Reads the keys among these arguments.
  init(_ arguments: [CommandArgument]) {
    var isReversed = false
    // A sign that stands by itself goes for all keys behind it.
    var standard = false
    for case .clause(let name, let inner) in arguments {
      if name == "reverse" { isReversed = true }
      guard name == "key", let field = inner.fields.first else { continue }
      var isDescending = standard
      var function = "auto"
      for argument in inner {
        switch argument {
        case .mark(let mark) where mark.text == "-" || mark.text == "+":
          isDescending = mark.text == "-"
          let next = inner.compactMap(\.start).first { $0 >= mark.range.upperBound }
          if let next, next > mark.range.upperBound { standard = isDescending }
        case .word(let word): function = word.text.lowercased()
        default: break
        }
      }
      keys.append(Key(field: field.name, function: function, isDescending: isDescending))
    }
    if isReversed {
      keys = keys.map { Key(field: $0.field, function: $0.function, isDescending: !$0.isDescending) }
    }
  }

  /// The numbers of the rows in their order.
  func sorted(_ table: Table) -> [Int] {
    let columns = keys.map { key in table.column(key.field).map { SortValue($0, key.function) } }
    return (0..<table.count).sorted { left, right in
      for (key, column) in zip(keys, columns) {
        let (first, second) = (column[left], column[right])
        if case .missing = first {
          if case .missing = second { continue }
          return false
        }
        if case .missing = second { return true }
        let order = first.compare(second)
        if order != 0 { return (order < 0) != key.isDescending }
      }
      return left < right
    }
  }
}

/// What a value is compared as; of several values the first counts.
private enum SortValue {
  case number(Double)
  case address(IPAddress)
  case text(String)
  case missing

  init(_ value: Value, _ function: String) {
    guard let value = value.values.first, let text = value.text else {
      self = .missing
      return
    }
    switch function {
    case "str": self = .text(text)
    case "num": self = value.double.map { .number($0) } ?? .missing
    case "ip": self = IPAddress(text).map { .address($0) } ?? .missing
    default:
      if let number = value.double {
        self = .number(number)
      } else {
        self = IPAddress(text).map { .address($0) } ?? .text(text)
      }
    }
  }

  private var rank: Int {
    switch self {
    case .number: 0
    case .address: 1
    case .text: 2
    case .missing: 3
    }
  }

  func compare(_ other: SortValue) -> Int {
    switch (self, other) {
    case (.number(let left), .number(let right)): left < right ? -1 : left > right ? 1 : 0
    case (.address(let left), .address(let right)): left < right ? -1 : right < left ? 1 : 0
    case (.text(let left), .text(let right)): ValueOrder.compareTexts(left, right)
    default: rank - other.rank
    }
  }
}

/// An IP address, ordered by version, then by number.
struct IPAddress: Comparable {
  private let isV6: Bool
  private let high: UInt64
  private let low: UInt64

  /// The address that a text is: four decimal numbers with dots, or IPv6.
  init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count >= 2, bytes.count <= 45 else { return nil }
    if bytes.contains(UInt8(ascii: ":")) {
      guard let groups = Self.groups(text) else { return nil }
      isV6 = true
      high = groups[0..<4].reduce(0) { $0 << 16 | UInt64($1) }
      low = groups[4..<8].reduce(0) { $0 << 16 | UInt64($1) }
    } else {
      guard let number = Self.v4(bytes[...]) else { return nil }
      isV6 = false
      high = 0
      low = UInt64(number)
    }
  }

  private static func v4(_ bytes: ArraySlice<UInt8>) -> UInt32? {
    let parts = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard parts.count == 4 else { return nil }
    var number: UInt32 = 0
    for part in parts {
      guard (1...3).contains(part.count), part.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return nil }
      let value = part.reduce(UInt32(0)) { $0 * 10 + UInt32($1 & 15) }
      guard value < 256 else { return nil }
      number = number << 8 | value
    }
    return number
  }

  private static func groups(_ text: String) -> [UInt16]? {
    let halves = text.split(separator: "::", maxSplits: 1, omittingEmptySubsequences: false)
    var sides: [[UInt16]] = []
    for half in halves {
      var groups: [UInt16] = []
      for part in half.split(separator: ":", omittingEmptySubsequences: false) where !half.isEmpty {
        if part.utf8.contains(UInt8(ascii: ".")) {
          guard let number = v4(Array(part.utf8)[...]) else { return nil }
          groups += [UInt16(number >> 16), UInt16(truncatingIfNeeded: number)]
        } else {
          guard (1...4).contains(part.utf8.count), let group = UInt16(part, radix: 16) else { return nil }
          groups.append(group)
        }
      }
      sides.append(groups)
    }
    guard sides.count == 2 else { return sides[0].count == 8 ? sides[0] : nil }
    let missing = 8 - sides[0].count - sides[1].count
    return missing > 0 ? sides[0] + [UInt16](repeating: 0, count: missing) + sides[1] : nil
  }

  static func < (left: IPAddress, right: IPAddress) -> Bool {
    if left.isV6 != right.isV6 { return right.isV6 }
    return left.high != right.high ? left.high < right.high : left.low < right.low
  }
}

extension CommandArgument {
  /// Where it begins; nil for what has no place of its own.
  fileprivate var start: Int? {
    switch self {
    case .word(let literal), .mark(let literal): literal.range.lowerBound
    case .field(let field): field.range.lowerBound
    default: nil
    }
  }
}
