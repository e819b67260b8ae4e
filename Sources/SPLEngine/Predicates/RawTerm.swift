import Patterns
import SPL

/// A word or phrase that the raw event must hold as whole segments.
///
/// Source: Getting Data In, "About event segmentation"; Search Manual, "Event segmentation and searching".
struct RawTerm: Sendable {
  /// Text between wildcards, folded unless by case.
  private let parts: [[UInt8]]
  private let startsOpen: Bool
  private let endsOpen: Bool
  private let isCaseSensitive: Bool
  /// Whether only major breakers end it: TERM.
  private let isWholeTerm: Bool
  /// Whether `*` alone: every event fits.
  private let fitsAll: Bool

  init(_ term: SearchTerm) {
    let text = SearchLiteral.unescaped(term.text)
    isCaseSensitive = term.directive == .letterCase
    isWholeTerm = term.directive == .term
    let folded = isCaseSensitive ? Array(text.utf8) : Array(text.lowercased().utf8)
    let pieces = folded.split(separator: UInt8(ascii: "*"), omittingEmptySubsequences: false).map(Array.init)
    startsOpen = pieces.first?.isEmpty ?? true
    endsOpen = pieces.last?.isEmpty ?? true
    parts = pieces.filter { !$0.isEmpty }
    fitsAll = parts.isEmpty
  }

  /// The longest text that every event that fits holds, in any case.
  var requiredText: String? {
    parts.max { $0.count < $1.count }.map { String(decoding: $0, as: UTF8.self) }
  }

  func mask(_ table: Table) -> [Bool] {
    if fitsAll { return [Bool](repeating: true, count: table.count) }
    guard let raw = table["_raw"] else { return [Bool](repeating: false, count: table.count) }
    return raw.map { $0.text.map(fits) ?? false }
  }

  func fits(_ raw: String) -> Bool {
    var text = raw
    let isASCII = isCaseSensitive || text.utf8.allSatisfy { $0 < 0x80 }
    if !isASCII { text = text.lowercased() }
    return text.withUTF8(find)
  }

  private func find(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = parts.first else { return true }
    var start = 0
    while let found = index(of: first, in: text, from: start) {
      if startsOpen || isBoundary(text, before: found), rest(text, from: found + first.count, part: 1) {
        return true
      }
      start = found + 1
    }
    return false
  }

  /// Whether the parts from this number on follow, with nothing but what a wildcard may stand for between.
  private func rest(_ text: UnsafeBufferPointer<UInt8>, from start: Int, part: Int) -> Bool {
    guard part < parts.count else { return endsOpen || isBoundary(text, after: start) }
    var limit = start
    while limit < text.count, !Breakers.isMajor(text[limit]) { limit += 1 }
    var position = start
    while let found = index(of: parts[part], in: text, from: position), found <= limit {
      if rest(text, from: found + parts[part].count, part: part + 1) { return true }
      // Of the last part but one, only the first place counts: what follows may stand anywhere behind it.
      if part + 1 < parts.count || endsOpen { return false }
      position = found + 1
    }
    return false
  }

  private func index(of part: [UInt8], in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    let last = text.count - part.count
    guard start <= last else { return nil }
    var position = start
    while position <= last {
      var offset = 0
      while offset < part.count, folded(text[position + offset]) == part[offset] { offset += 1 }
      if offset == part.count { return position }
      position += 1
    }
    return nil
  }

  private func folded(_ byte: UInt8) -> UInt8 {
    !isCaseSensitive && byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
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
