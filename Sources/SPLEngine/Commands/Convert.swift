import Foundation
import SPL

extension CommandImplementation {
  /// `convert`: turns values into numbers, times into text and text into times. Source: Search Reference, "convert".
  static let convert = CommandImplementation("convert") { call, compilation throws(SearchError) in
    let conversions = try Conversion.all(in: call, compilation)
    // `auto` looks at all values of a field before it changes one.
    guard conversions.contains(where: { $0.kind == .auto }) else {
      return .streaming(RowCommand { table in Conversion.apply(conversions, to: table) })
    }
    return .stateful(
      WholeTableCommand(compilation.meter) { table in Conversion.apply(conversions, to: table) })
  }
}

/// One conversion of `convert`, of one field or of those that a wildcard names.
private struct Conversion: Sendable {
  enum Kind: String {
    case auto, ctime, dur2sec, memk, mktime, mstime, none, num, rmcomma, rmunit
  }

  let kind: Kind
  let pattern: String
  let name: String?
  let converter: ValueConverter

  static func all(in call: CommandCall, _ compilation: Compilation) throws(SearchError) -> [Conversion] {
    // An option may stand between conversions, and then belongs to a clause.
    let options = CommandCall(name: call.name, arguments: CommandCall.flat(call.arguments))
    let format = options.option("timeformat") ?? "%m/%d/%Y %H:%M:%S"
    let converter = ValueConverter(
      format: TimeFormat(QuotedText.unescaped("\"\(format)\"")), zone: compilation.environment.timeZone,
      now: compilation.environment.now)
    var conversions: [Conversion] = []
    for case .clause("conversion", let inner) in call.arguments {
      let inner = inner.filter { if case .option = $0 { false } else { true } }
      guard case .word(let word)? = inner.first, let kind = Kind(rawValue: word.text.lowercased()) else {
        throw compilation.argument("a conversion is missing")
      }
      let split = inner.firstIndex {
        if case .word(let word) = $0 { word.text.lowercased() == "as" } else { false }
      }
      let fields = inner[..<(split ?? inner.count)].map { $0 }.fields.map(\.name)
      let name = split.flatMap { Array(inner[$0...]).fields.first?.name }
      guard name == nil || fields.count == 1 else {
        throw compilation.argument("AS gives one field a new name, not \(fields.count)")
      }
      for field in fields.isEmpty ? ["*"] : fields {
        conversions.append(Conversion(kind: kind, pattern: field, name: name, converter: converter))
      }
    }
    return conversions
  }

  static func apply(_ conversions: [Conversion], to table: Table) -> Table {
    let kept = Set(
      conversions.filter { $0.kind == .none }.flatMap { FieldPatterns([$0.pattern]).matching(table.fields) })
    var result = table
    for conversion in conversions where conversion.kind != .none {
      let isPattern = conversion.pattern.utf8.contains(UInt8(ascii: "*"))
      for field in FieldPatterns([conversion.pattern]).matching(table.fields) {
        guard !(isPattern && kept.contains(field)), let column = table[field],
          let values = conversion.converted(column)
        else { continue }
        result[conversion.target(of: field)] = values
      }
    }
    return result
  }

  private func target(of field: String) -> String {
    guard let name else { return field }
    return Wildcard.replaced(field, pattern, name) ?? name
  }

  /// The column with its values converted; nil where it is left alone.
  private func converted(_ column: [Value]) -> [Value]? {
    let values = column.map { value in
      if case .list(let list) = value { Value(list.map(single)) } else { single(value) }
    }
    guard kind == .auto else { return values }
    let isWhole = zip(column, values).allSatisfy { $0.values.count == $1.values.count }
    return isWhole ? values : nil
  }

  private func single(_ value: Value) -> Value {
    guard let text = value.singleText else { return .null }
    switch kind {
    case .auto, .num: return converter.number(text)
    case .ctime: return converter.date(value)
    case .dur2sec: return converter.seconds(ofDuration: text) ?? value
    case .memk: return converter.kilobytes(text) ?? value
    case .mktime: return converter.time(text) ?? value
    case .mstime: return converter.seconds(ofMinutes: text) ?? value
    case .rmcomma: return .text(text.filter { $0 != "," })
    case .rmunit: return converter.withoutUnit(text) ?? value
    case .none: return value
    }
  }
}

/// The conversions of single texts.
private struct ValueConverter: Sendable {
  let format: TimeFormat
  let zone: TimeZone
  let now: Double

  /// A number, a duration or a date as a number; null for all else.
  func number(_ text: String) -> Value {
    if Number(text) != nil { return .text(text.trimmingBlanks) }
    return seconds(ofDuration: text) ?? time(text) ?? .null
  }

  func date(_ value: Value) -> Value {
    guard let time = value.double, let text = format.text(time, in: zone) else { return value }
    return .text(text)
  }

  func time(_ text: String) -> Value? {
    format.time(text, in: zone, today: now, allowingRest: true).map { Value($0) }
  }

  /// `[D+]HH:MM:SS`, or minutes and seconds alone.
  func seconds(ofDuration text: String) -> Value? {
    let parts = text.trimmingBlanks.split(separator: "+", omittingEmptySubsequences: false)
    guard parts.count <= 2, let clock = parts.last, let days = parts.count == 2 ? Int(parts[0]) : 0 else {
      return nil
    }
    let pieces = clock.split(separator: ":", omittingEmptySubsequences: false)
    guard (2...3).contains(pieces.count), days >= 0, days < 1_000_000_000 else { return nil }
    var seconds = 0.0
    for (index, piece) in pieces.enumerated() {
      let isLast = index == pieces.count - 1
      guard piece.utf8.allSatisfy({ (0x30...0x39).contains($0) || (isLast && $0 == 0x2E) }),
        let number = Number(String(piece))?.value
      else { return nil }
      seconds = seconds * 60 + number
    }
    return Value(Double(days) * 86400 + seconds)
  }

  /// `[MM:]SS.SSS`
  func seconds(ofMinutes text: String) -> Value? {
    let pieces = text.trimmingBlanks.split(separator: ":", omittingEmptySubsequences: false)
    guard pieces.count <= 2, let last = pieces.last, let seconds = Number(String(last)) else { return nil }
    guard pieces.count == 2 else { return .number(seconds) }
    guard let minutes = Int(pieces[0]), minutes >= 0, minutes < 1_000_000_000 else { return nil }
    return .number(Number(Double(minutes) * 60 + seconds.value, decimals: seconds.decimals))
  }

  /// A number with `k`, `m` or `g` behind it; `k` without.
  func kilobytes(_ text: String) -> Value? {
    var digits = text.trimmingBlanks
    var factor = 1.0
    switch digits.last.map({ $0.lowercased() }) {
    case "k": digits.removeLast()
    case "m":
      digits.removeLast()
      factor = 1024
    case "g":
      digits.removeLast()
      factor = 1_048_576
    default: break
    }
    return Number(digits).map { Value($0.value * factor) }
  }

  /// The number at the start of a text.
  func withoutUnit(_ text: String) -> Value? {
    let text = text.trimmingBlanks
    let digits = text.prefix { "+-.0123456789".contains($0) }
    return Number(String(digits)) == nil ? nil : .text(String(digits))
  }
}
