/// A text in which some places stand for anything: `*` of the search language, `%` and `_` of `like`.
///
/// Each literal run is looked for at its leftmost place, so a match takes time in proportion to text times pattern
/// however many wildcards there are. Source: Search Manual, "Wildcards"; Search Reference, "like".
public struct WildcardPattern: Sendable, Hashable {
  /// A part of the pattern.
  public enum Part: Sendable, Hashable {
    /// These bytes.
    case literal([UInt8])
    /// One character, whichever it is.
    case one
    /// Any number of characters.
    case many
  }

  /// The parts in order; no two `many` side by side.
  public let parts: [Part]
  /// Whether ASCII letters match in either case, and other letters by their lower case.
  public let ignoresCase: Bool
  /// Between two `many`: literals and single characters.
  private let segments: [[Part]]
  /// For each segment that is one literal: what finds it.
  private let finders: [ByteFinder?]
  /// Whether letters outside of ASCII must be folded: only where the pattern has some.
  private let foldsText: Bool

  /// Takes the parts of a pattern.
  public init(_ parts: [Part], ignoringCase: Bool) {
    self.parts = parts
    ignoresCase = ignoringCase
    segments = parts.split(separator: .many, omittingEmptySubsequences: false).map { segment in
      segment.map { part in
        guard case .literal(let bytes) = part, ignoringCase else { return part }
        return .literal(Self.folded(bytes))
      }
    }
    finders = segments.map { segment in
      guard segment.count == 1, case .literal(let bytes) = segment[0] else { return nil }
      return ByteFinder(bytes, ignoringCase: ignoringCase)
    }
    foldsText =
      ignoringCase
      && parts.contains { part in
        if case .literal(let bytes) = part { bytes.contains { $0 >= 0x80 } } else { false }
      }
  }

  /// Takes a pattern of the search language, in which `*` stands for any number of characters.
  public init(search text: String, ignoringCase: Bool = true) {
    var parts: [Part] = []
    var literal: [UInt8] = []
    for byte in text.utf8 {
      if byte == UInt8(ascii: "*") {
        if !literal.isEmpty { parts.append(.literal(literal)) }
        literal = []
        if parts.last != .many { parts.append(.many) }
      } else {
        literal.append(byte)
      }
    }
    if !literal.isEmpty { parts.append(.literal(literal)) }
    self.init(parts, ignoringCase: ignoringCase)
  }

  /// Takes a pattern of `like`: `%` for any number of characters, `_` for one.
  public init(like text: String) {
    var parts: [Part] = []
    var literal: [UInt8] = []
    func flushed() -> [Part] { literal.isEmpty ? [] : [.literal(literal)] }
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "%"):
        parts += flushed()
        literal = []
        if parts.last != .many { parts.append(.many) }
      case UInt8(ascii: "_"):
        parts += flushed()
        literal = []
        parts.append(.one)
      default: literal.append(byte)
      }
    }
    parts += flushed()
    self.init(parts, ignoringCase: false)
  }

  /// Whether the whole text fits.
  public func matches(_ text: String) -> Bool {
    var text = text
    guard foldsText else { return text.withUTF8 { fits($0) } }
    var lower = text.lowercased()
    return lower.withUTF8 { fits($0) }
  }

  private func fits(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = segments.first, let last = segments.last else { return text.isEmpty }
    guard var position = end(of: first, in: text, at: 0) else { return false }
    if segments.count == 1 { return position == text.count }
    for index in 1..<segments.count - 1 where !segments[index].isEmpty {
      guard let found = firstEnd(of: index, in: text, from: position) else { return false }
      position = found
    }
    // The last segment must reach the end of the text: tried from the right.
    return last.isEmpty || reachesEnd(last, in: text, from: position)
  }

  private func firstEnd(of index: Int, in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    if let finder = finders[index] {
      return finder.first(in: text, from: start).map { $0 + finder.needle.count }
    }
    var position = start
    while position <= text.count {
      if let end = end(of: segments[index], in: text, at: position) { return end }
      position += 1
    }
    return nil
  }

  private func reachesEnd(_ segment: [Part], in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Bool {
    // How many bytes a character is long is known from the text alone: walk back by the segment's length.
    var position = text.count
    for part in segment.reversed() {
      switch part {
      case .literal(let bytes): position -= bytes.count
      case .one:
        position -= 1
        while position > start, position < text.count, text[position] & 0xC0 == 0x80 { position -= 1 }
      case .many: return false
      }
      guard position >= start else { return false }
    }
    return end(of: segment, in: text, at: position) == text.count
  }

  /// Where the segment ends when it begins at `start`; nil where it does not fit there.
  private func end(of segment: [Part], in text: UnsafeBufferPointer<UInt8>, at start: Int) -> Int? {
    var position = start
    for part in segment {
      switch part {
      case .literal(let bytes):
        guard position + bytes.count <= text.count else { return nil }
        for (offset, byte) in bytes.enumerated() {
          let other = text[position + offset]
          guard (ignoresCase ? Self.lower(other) : other) == byte else { return nil }
        }
        position += bytes.count
      case .one:
        guard position < text.count else { return nil }
        position += 1
        while position < text.count, text[position] & 0xC0 == 0x80 { position += 1 }
      case .many: return nil
      }
    }
    return position
  }

  private static func lower(_ byte: UInt8) -> UInt8 {
    byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte
  }

  private static func folded(_ bytes: [UInt8]) -> [UInt8] {
    bytes.allSatisfy { $0 < 0x80 }
      ? bytes.map(lower) : Array(String(decoding: bytes, as: UTF8.self).lowercased().utf8)
  }
}
