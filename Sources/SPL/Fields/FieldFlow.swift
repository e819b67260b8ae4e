/// Which fields a search needs from its events, and which it gives at its end.
public struct FieldFlow: Sendable, Hashable {
  /// The fields that its events must bring, by code point; with a wildcard where the search names them so.
  public let needs: [String]
  /// Every event field that may be looked at: also those that every event has, and those that stay as they are where a
  /// command finds nothing to put there. With wildcards where not all of them have names.
  public let looksAt: Set<String>
  /// The fields of its results, by code point.
  public let gives: [String]
  /// Whether its results hold further fields: those of the events, or of a lookup without a list of outputs.
  public let givesOthers: Bool

  /// Follows the fields through a pipeline that was read from `bytes`.
  public init(_ pipeline: Pipeline, in bytes: [UInt8]) {
    var tracker = FieldTracker(bytes: bytes)
    tracker.follow(pipeline)
    needs = tracker.needed.sorted(by: CodePoints.precede)
    looksAt = tracker.lookedAt
    gives = tracker.made.sorted(by: CodePoints.precede)
    givesOthers = tracker.passesOthers
  }
}

extension CommandCall {
  /// The fields that the command, read from `bytes`, makes by itself, whatever came before it.
  public func madeFields(in bytes: [UInt8]) -> Set<String> {
    var tracker = FieldTracker(bytes: bytes)
    tracker.follow(self)
    return tracker.made
  }
}

/// The fields that are known at one point of a pipeline.
struct FieldTracker {
  /// The text that is followed.
  let bytes: [UInt8]
  /// The event fields that were read so far.
  private(set) var needed: Set<String> = []
  /// Those, and any other event field that may have been looked at.
  private(set) var lookedAt: Set<String> = []
  /// The fields that the search made or named, and that are still there.
  private(set) var made: Set<String> = []
  /// Whether the fields of the events are still there.
  private(set) var hasEventFields = true
  /// Whether fields may be there that no one named: those of the events, or of a table.
  private(set) var passesOthers = true
  /// Those of the made fields that hold wildcards.
  private var wildcards: Set<String> = []
  private var dropped: Set<String> = []

  init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// Fields that every event has, whatever its data. Source: Knowledge Manager Manual, "Use default fields".
  private static let own: Set<String> = [
    "_time", "_raw", "_indextime", "host", "linecount", "punct", "source", "sourcetype",
  ]

  /// A field is looked at.
  mutating func read(_ name: String) {
    guard lookAt(name), !SearchScope.fields.contains(name), !Self.own.contains(name), name != "*" else {
      return
    }
    needed.insert(name)
  }

  /// A field may stay as it is, where a command finds nothing to put there. Says whether it is one of the events.
  @discardableResult
  mutating func lookAt(_ name: String) -> Bool {
    guard hasEventFields, !isMade(name), !name.isEmpty, !isDropped(name) else { return false }
    lookedAt.insert(name)
    return true
  }

  /// A field is set.
  mutating func make(_ name: String) {
    guard !name.isEmpty else { return }
    made.insert(name)
    if name.utf8.contains(UInt8(ascii: "*")) { wildcards.insert(name) }
    dropped.remove(name)
  }

  /// A field is taken away. A wildcard takes away all that it fits.
  mutating func drop(_ name: String) {
    if name.utf8.contains(UInt8(ascii: "*")) {
      made = made.filter { !Wildcard.fits(name, $0) }
    } else {
      made.remove(name)
    }
    dropped.insert(name)
  }

  /// A field gets another name; with wildcards on both sides, all that fit do.
  mutating func rename(_ name: String, to other: String) {
    guard name.utf8.contains(UInt8(ascii: "*")) else {
      read(name)
      drop(name)
      return make(other)
    }
    read(name)
    let renamed = made.compactMap { Wildcard.replaced($0, name, other) }
    drop(name)
    for field in renamed { make(field) }
    // Among the fields that no one named there may be some that fit.
    if passesOthers, other != "*" { make(other) }
  }

  /// A field's value is changed in place, or goes under another name; with wildcards, those of all that fit.
  mutating func change(_ name: String, into other: String?) {
    guard name.utf8.contains(UInt8(ascii: "*")) else { return make(other ?? name) }
    guard let other else { return }
    for field in made.compactMap({ Wildcard.replaced($0, name, other) }) { make(field) }
    if passesOthers, other != "*" { make(other) }
  }

  /// Nothing is left but these fields; `*` keeps all.
  mutating func keep(_ names: [String]) {
    var kept: Set<String> = []
    for name in names {
      read(name)
      if name.utf8.contains(UInt8(ascii: "*")) {
        kept.formUnion(made.filter { Wildcard.fits(name, $0) })
        if passesOthers, name != "*" { kept.insert(name) }
      } else {
        kept.insert(name)
      }
    }
    made = kept
    wildcards = kept.filter { $0.utf8.contains(UInt8(ascii: "*")) }
    if !names.contains("*") { close() }
  }

  /// No event field is left.
  mutating func close() {
    hasEventFields = false
    passesOthers = false
    dropped = []
  }

  /// No field is left: the rows are new ones.
  mutating func clear() {
    made = []
    wildcards = []
    close()
  }

  /// Fields may be there that no one named.
  mutating func open(hasEventFields: Bool) {
    self.hasEventFields = hasEventFields
    passesOthers = true
  }

  /// The rows, or the fields, of another search come in.
  mutating func add(_ other: FieldTracker) {
    need(what: other)
    for name in other.made { make(name) }
    passesOthers = passesOthers || other.passesOthers
    hasEventFields = hasEventFields || other.hasEventFields
  }

  /// What another search needs of its events is needed.
  mutating func need(what other: FieldTracker) {
    needed.formUnion(other.needed)
    lookedAt.formUnion(other.lookedAt)
  }

  /// Whether a field of the events was taken away.
  func isDropped(_ name: String) -> Bool {
    dropped.contains { Wildcard.fits($0, name) }
  }

  private func isMade(_ name: String) -> Bool {
    made.contains(name) || wildcards.contains { Wildcard.fits($0, name) }
  }
}

/// Names with `*`.
public enum Wildcard {
  /// Whether a name fits a pattern; one without `*` fits itself.
  public static func fits(_ pattern: String, _ name: String) -> Bool {
    captured(name, pattern) != nil
  }

  /// A name that fits `pattern`, with what its wildcards stood for put into those of `other`; nil where it fits not.
  public static func replaced(_ name: String, _ pattern: String, _ other: String) -> String? {
    guard var pieces = captured(name, pattern) else { return nil }
    var result = ""
    for character in other {
      if character == "*", !pieces.isEmpty {
        result += pieces.removeFirst()
      } else {
        result.append(character)
      }
    }
    return result
  }

  /// What each `*` stands for: the shortest that fits, the last one what is left.
  static func captured(_ name: String, _ pattern: String) -> [String]? {
    guard pattern.utf8.contains(UInt8(ascii: "*")) else { return name == pattern ? [] : nil }
    let parts = pattern.split(separator: "*", omittingEmptySubsequences: false)
    guard name.hasPrefix(parts[0]) else { return nil }
    var rest = name.dropFirst(parts[0].count)
    var pieces: [String] = []
    for part in parts[1...].dropLast() {
      guard let range = part.isEmpty ? rest.startIndex..<rest.startIndex : rest.firstRange(of: part) else {
        return nil
      }
      pieces.append(String(rest[..<range.lowerBound]))
      rest = rest[range.upperBound...]
    }
    let last = parts[parts.count - 1]
    guard rest.hasSuffix(last) else { return nil }
    return pieces + [String(rest.dropLast(last.count))]
  }
}
