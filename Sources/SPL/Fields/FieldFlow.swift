/// Which fields a search needs from its events, and which it gives at its end.
public struct FieldFlow: Sendable, Hashable {
  /// The fields that its events must bring, by code point; with a wildcard where the search names them so.
  public let needs: [String]
  /// The fields of its results, by code point.
  public let gives: [String]
  /// Whether its results hold further fields: those of the events, or of a lookup without a list of outputs.
  public let givesOthers: Bool

  /// Follows the fields through a pipeline.
  public init(_ pipeline: Pipeline) {
    var tracker = FieldTracker()
    tracker.follow(pipeline)
    needs = tracker.needed.sorted(by: CodePoints.precede)
    gives = tracker.made.sorted(by: CodePoints.precede)
    givesOthers = tracker.passesOthers
  }
}

extension CommandCall {
  /// The fields that the command makes by itself, whatever came before it.
  public var madeFields: Set<String> {
    var tracker = FieldTracker()
    tracker.follow(self)
    return tracker.made
  }
}

/// The fields that are known at one point of a pipeline.
struct FieldTracker {
  /// The event fields that were read so far.
  private(set) var needed: Set<String> = []
  /// The fields that the search made or named, and that are still there.
  private(set) var made: Set<String> = []
  /// Whether the fields of the events are still there.
  private(set) var hasEventFields = true
  /// Whether fields may be there that no one named: those of the events, or of a table.
  private(set) var passesOthers = true
  /// Those of the made fields that hold wildcards.
  private var wildcards: Set<String> = []
  private var dropped: Set<String> = []

  /// Fields that every search has, whatever the events bring.
  private static let own: Set<String> = ["_time", "_raw"]

  /// A field is looked at.
  mutating func read(_ name: String) {
    guard hasEventFields, !isMade(name), !dropped.contains(name), !SearchScope.fields.contains(name),
      !Self.own.contains(name), name != "*", !name.isEmpty
    else { return }
    needed.insert(name)
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
    for field in made {
      guard let renamed = Wildcard.replaced(field, name, other) else { continue }
      made.remove(field)
      made.insert(renamed)
    }
  }

  /// Nothing is left but these fields.
  mutating func keep(_ names: [String]) {
    var kept: Set<String> = []
    for name in names {
      if name.utf8.contains(UInt8(ascii: "*")) {
        kept.formUnion(made.filter { Wildcard.fits(name, $0) })
        if hasEventFields { needed.insert(name) }
        if passesOthers { kept.insert(name) }
      } else {
        read(name)
        kept.insert(name)
      }
    }
    made = kept
    wildcards = kept.filter { $0.utf8.contains(UInt8(ascii: "*")) }
    close()
  }

  /// No event field is left.
  mutating func close() {
    hasEventFields = false
    passesOthers = false
    dropped = []
  }

  /// Rows come from a table whose columns are not known.
  mutating func open(hasEventFields: Bool) {
    self.hasEventFields = hasEventFields
    passesOthers = true
  }

  /// The rows, or the fields, of another search come in.
  mutating func add(_ pipeline: Pipeline) {
    var other = FieldTracker()
    other.follow(pipeline)
    needed.formUnion(other.needed)
    made.formUnion(other.made)
    passesOthers = passesOthers || other.passesOthers
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

  /// What each `*` stands for, the shortest that fits, the last one what is left; nil where the name does not fit.
  public static func captured(_ name: String, _ pattern: String) -> [String]? {
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
