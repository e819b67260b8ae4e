import Patterns
import SPL

/// A word or phrase that the raw event must hold as whole segments.
///
/// A wildcard stands for any text up to the next major breaker.
/// Source: Getting Data In, "About event segmentation"; Search Manual, "Event segmentation and searching".
struct RawTerm: Sendable {
  /// What stands between wildcards, folded unless by case.
  private let parts: [ByteFinder]
  private let startsOpen: Bool
  private let endsOpen: Bool
  /// Whether only major breakers end it: TERM.
  private let isWholeTerm: Bool
  /// Whether letters outside of ASCII must be folded: only where the term has some.
  private let foldsText: Bool

  init(_ term: SearchTerm) {
    let text = SearchLiteral.unescaped(term.text)
    let ignoresCase = term.directive != .letterCase
    isWholeTerm = term.directive == .term
    let folded = ignoresCase ? Array(text.lowercased().utf8) : Array(text.utf8)
    foldsText = ignoresCase && folded.contains { $0 >= 0x80 }
    let pieces = folded.split(separator: UInt8(ascii: "*"), omittingEmptySubsequences: false)
    startsOpen = pieces.first?.isEmpty ?? true
    endsOpen = pieces.last?.isEmpty ?? true
    parts = pieces.filter { !$0.isEmpty }.map { ByteFinder(Array($0), ignoringCase: ignoresCase) }
  }

  /// The longest text that every event that fits holds, in any case; nil where letters outside of ASCII would have to
  /// be folded to find it.
  var requiredText: String? {
    foldsText
      ? nil
      : parts.max { $0.needle.count < $1.needle.count }.map { String(decoding: $0.needle, as: UTF8.self) }
  }

  /// Takes the rows out of the mask whose raw event does not fit.
  func narrow(_ table: Table, _ mask: inout [Bool]) {
    // `*` alone asks for nothing.
    if parts.isEmpty { return }
    let raw = table["_raw"]
    for row in mask.indices where mask[row] { mask[row] = raw?[row].text.map(fits) ?? false }
  }

  func fits(_ raw: String) -> Bool {
    var text = foldsText ? raw.lowercased() : raw
    return text.withUTF8(find)
  }

  private func find(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = parts.first else { return true }
    var start = 0
    while let found = first.first(in: text, from: start) {
      start = found + 1
      guard startsOpen || isBoundary(text, before: found) else { continue }
      let end = found + first.needle.count
      guard parts.count > 1 else {
        if endsOpen || isBoundary(text, after: end) { return true }
        continue
      }
      let limit = majorBreaker(in: text, from: end)
      if rest(text, from: end, to: limit, part: 1) { return true }
      // Whatever begins before the same breaker fails as well: fewer places are left for the rest.
      start = max(start, limit - first.needle.count + 1)
    }
    return false
  }

  /// Whether the parts from this number on follow, each with nothing but what a wildcard may stand for before it. The
  /// first place of each will do, but for the last one, which must end where a segment ends.
  private func rest(_ text: UnsafeBufferPointer<UInt8>, from start: Int, to limit: Int, part: Int) -> Bool {
    var (position, limit) = (start, limit)
    for index in part..<parts.count {
      let finder = parts[index]
      // Nothing behind the breaker counts: looking there for each beginning would cost the text's length squared.
      let window = UnsafeBufferPointer(rebasing: text[..<min(text.count, limit + finder.needle.count)])
      while true {
        guard let found = finder.first(in: window, from: position) else { return false }
        let end = found + finder.needle.count
        if index + 1 < parts.count || endsOpen || isBoundary(text, after: end) {
          position = end
          break
        }
        position = found + 1
      }
      limit = max(limit, majorBreaker(in: text, from: position))
    }
    return true
  }

  private func majorBreaker(in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var index = start
    while index < text.count, !Breakers.isMajor(text[index]) { index += 1 }
    return index
  }

  private func isBoundary(_ text: UnsafeBufferPointer<UInt8>, before index: Int) -> Bool {
    guard index > 0 else { return true }
    return isBreaker(text[index - 1]) || (!isWholeTerm && Breakers.isBreaker(text[index]))
  }

  private func isBoundary(_ text: UnsafeBufferPointer<UInt8>, after index: Int) -> Bool {
    guard index < text.count else { return true }
    return isBreaker(text[index]) || (!isWholeTerm && Breakers.isBreaker(text[index - 1]))
  }

  private func isBreaker(_ byte: UInt8) -> Bool {
    isWholeTerm ? Breakers.isMajor(byte) : Breakers.isBreaker(byte)
  }
}

/// Where events are cut into segments. Source: Admin Manual, "segmenters.conf" (MAJOR, MINOR).
enum Breakers {
  private static let major = table("[]<>(){}|!;,'\"*\n\r \t&?+")
  private static let any = table("[]<>(){}|!;,'\"*\n\r \t&?+/:=@.-$#%\\_")

  static func isMajor(_ byte: UInt8) -> Bool { major[Int(byte)] }
  static func isBreaker(_ byte: UInt8) -> Bool { any[Int(byte)] }

  private static func table(_ characters: String) -> [Bool] {
    let bytes = Set(characters.utf8)
    return (0..<256).map { bytes.contains(UInt8($0)) }
  }
}
