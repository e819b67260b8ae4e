import CPCRE2
import Synchronization

/// A regular expression as Splunk means it: PCRE, unanchored, by case unless it says `(?i)`.
///
/// Matching has limits. A limit that is hit is an error, never "no match".
/// Source: PCRE2 10, "pcre2api"; Search Manual, "SPL and regular expressions".
public final class RegularExpression: @unchecked Sendable {
  /// Why a pattern cannot be used, or a text could not be matched.
  public enum Failure: Error, Sendable, Hashable {
    /// The pattern is no regular expression: what is wrong, and the UTF-8 offset in the pattern.
    case syntax(String, offset: Int)
    /// Matching took more steps or memory than it may.
    case limit
    /// The pattern is longer, or compiles to more, than it may.
    case size
  }

  /// What a match found: UTF-8 offsets of the whole and of each group; nil for a group that took no part.
  public struct Match: Sendable, Hashable {
    /// The whole match, then the groups by number.
    public let groups: [Range<Int>?]

    /// The whole match.
    public var range: Range<Int> { groups.first.flatMap { $0 } ?? 0..<0 }
  }

  /// A group with a name.
  public struct NamedGroup: Sendable, Hashable {
    /// The name.
    public let name: String
    /// The number, from 1.
    public let number: Int
  }

  /// The longest pattern that is compiled, in bytes.
  public static let longestPattern = 64 << 10
  /// How many steps one match may take: some milliseconds.
  private static let steps: UInt32 = 2_000_000
  /// How much memory one match may take, in KiB.
  private static let memory: UInt32 = 64 << 10

  /// The pattern as given.
  public let pattern: String
  /// How many groups it has.
  public let groupCount: Int
  /// The groups that have names, by number.
  public let namedGroups: [NamedGroup]

  // PCRE2 never writes to a compiled pattern once it is compiled: threads may share it.
  private let code: OpaquePointer
  private let spare = Mutex<[Scratch]>([])

  /// Compiles a pattern.
  public init(_ pattern: String, ignoringCase: Bool = false) throws(Failure) {
    guard pattern.utf8.count <= Self.longestPattern else {
      throw .size
    }
    var error: Int32 = 0
    var offset = 0
    let options = PCRE2_UTF | PCRE2_MATCH_INVALID_UTF | PCRE2_DUPNAMES | (ignoringCase ? PCRE2_CASELESS : 0)
    var text = pattern
    let code = text.withUTF8 { pcre2_compile_8($0.baseAddress, $0.count, options, &error, &offset, nil) }
    guard let code else {
      throw error == PCRE2_ERROR_PATTERN_TOO_LARGE ? .size : .syntax(Self.message(error), offset: offset)
    }
    // A pattern that JIT cannot take is matched by the interpreter, with the same limits.
    _ = pcre2_jit_compile_8(code, PCRE2_JIT_COMPLETE)
    self.code = code
    self.pattern = pattern
    groupCount = Int(Self.info(code, PCRE2_INFO_CAPTURECOUNT))
    namedGroups = Self.names(code)
  }

  deinit {
    pcre2_code_free_8(code)
  }

  /// The first match at or after an offset.
  public func firstMatch(in text: String, from start: Int = 0) throws(Failure) -> Match? {
    var text = text
    let result = text.withUTF8 { bytes in Result { () throws(Failure) in try match(bytes, from: start) } }
    return try result.get()
  }

  /// Whether it matches anywhere.
  public func matches(_ text: String) throws(Failure) -> Bool {
    try firstMatch(in: text) != nil
  }

  /// All matches that do not overlap, at most `limit`.
  public func matches(in text: String, limit: Int = .max) throws(Failure) -> [Match] {
    var text = text
    let result = text.withUTF8 { bytes in
      Result { () throws(Failure) in
        var found: [Match] = []
        var start = 0
        while found.count < limit, start <= bytes.count, let match = try match(bytes, from: start) {
          found.append(match)
          if match.range.upperBound > start, !match.range.isEmpty {
            start = match.range.upperBound
          } else {
            start = max(start, match.range.upperBound) + 1
            while start < bytes.count, bytes[start] & 0xC0 == 0x80 { start += 1 }
          }
        }
        return found
      }
    }
    return try result.get()
  }

  /// The first match in bytes, which need not be UTF-8.
  public func match(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int = 0) throws(Failure) -> Match? {
    guard start <= bytes.count else { return nil }
    let scratch = spare.withLock { $0.popLast() } ?? Scratch(code)
    defer { spare.withLock { $0.append(scratch) } }
    var status = pcre2_match_8(code, bytes.baseAddress, bytes.count, start, 0, scratch.data, scratch.context)
    if status == PCRE2_ERROR_JIT_STACKLIMIT {
      status = pcre2_match_8(
        code, bytes.baseAddress, bytes.count, start, PCRE2_NO_JIT, scratch.data, scratch.context)
    }
    if status == PCRE2_ERROR_NOMATCH { return nil }
    guard status > 0 else { throw .limit }
    guard let vector = pcre2_get_ovector_pointer_8(scratch.data) else { return nil }
    let groups = (0...groupCount).map { group -> Range<Int>? in
      // A group that took no part has offsets of -1. `\K` can bring the end before the start.
      let (from, to) = (Int(vector[2 * group]), Int(vector[2 * group + 1]))
      return group < Int(status) && from >= 0 && from <= to ? from..<to : nil
    }
    return Match(groups: groups)
  }

  /// Goes through all matches that do not overlap, and gives `body` the offsets of the whole and of each group, two for
  /// each, -1 for a group that took no part, until it says that no more are wanted. For hot loops: nothing is allocated.
  public func forEachMatch(
    in bytes: UnsafeBufferPointer<UInt8>, _ body: (UnsafePointer<Int>) -> Bool
  ) throws(Failure) {
    let scratch = spare.withLock { $0.popLast() } ?? Scratch(code)
    defer { spare.withLock { $0.append(scratch) } }
    var start = 0
    while start <= bytes.count {
      var status = pcre2_match_8(
        code, bytes.baseAddress, bytes.count, start, 0, scratch.data, scratch.context)
      if status == PCRE2_ERROR_JIT_STACKLIMIT {
        status = pcre2_match_8(
          code, bytes.baseAddress, bytes.count, start, PCRE2_NO_JIT, scratch.data, scratch.context)
      }
      if status == PCRE2_ERROR_NOMATCH { return }
      guard status > 0, let vector = pcre2_get_ovector_pointer_8(scratch.data) else { throw .limit }
      // Groups behind the last that took part are left as they were: they took no part.
      for index in Int(status) * 2..<(groupCount + 1) * 2 where index >= 0 { vector[index] = -1 }
      let wantsMore = vector.withMemoryRebound(to: Int.self, capacity: (groupCount + 1) * 2) {
        body(UnsafePointer($0))
      }
      guard wantsMore else { return }
      let end = Int(vector[1])
      start = end > start && end > Int(vector[0]) ? end : max(start, end) + 1
    }
  }

  /// What one thread needs for matching.
  private struct Scratch: @unchecked Sendable {
    let data: OpaquePointer?
    let context: OpaquePointer?

    init(_ code: OpaquePointer) {
      data = pcre2_match_data_create_from_pattern_8(code, nil)
      context = pcre2_match_context_create_8(nil)
      pcre2_set_match_limit_8(context, RegularExpression.steps)
      pcre2_set_heap_limit_8(context, RegularExpression.memory)
    }
  }

  private static func info(_ code: OpaquePointer, _ what: Int32) -> UInt32 {
    var value: UInt32 = 0
    pcre2_pattern_info_8(code, UInt32(what), &value)
    return value
  }

  private static func names(_ code: OpaquePointer) -> [NamedGroup] {
    let count = Int(info(code, PCRE2_INFO_NAMECOUNT))
    let size = Int(info(code, PCRE2_INFO_NAMEENTRYSIZE))
    var table: UnsafePointer<UInt8>?
    pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_NAMETABLE), &table)
    guard count > 0, let table else { return [] }
    return (0..<count).map { entry in
      let start = table + entry * size
      return NamedGroup(
        name: String(cString: start + 2), number: Int(start[0]) << 8 | Int(start[1]))
    }.sorted { $0.number < $1.number }
  }

  private static func message(_ error: Int32) -> String {
    var buffer = [UInt8](repeating: 0, count: 256)
    let length = pcre2_get_error_message_8(error, &buffer, buffer.count)
    return length > 0 ? String(decoding: buffer.prefix(Int(length)), as: UTF8.self) : "error \(error)"
  }
}
