/// Pairs of names and values in a text. Source: Search Reference, "extract"; Admin Manual, "transforms.conf".
struct KeyValuePairs: Sendable {
  /// Characters between pairs; nil for pairs that are found by their `=`.
  var pairDelimiters: Set<UInt8>?
  /// Characters between a name and its value.
  var valueDelimiters: Set<UInt8> = [UInt8(ascii: "=")]
  /// The most pairs that are taken.
  var limit = 50
  /// Whether other characters of a name than letters and digits become underscores.
  var cleansNames = true
  /// Whether pairs without a value count.
  var keepsEmptyValues = false

  /// Hands over each pair in its order.
  func read(
    _ bytes: UnsafeBufferPointer<UInt8>, _ found: (String, String) throws(SearchError) -> Void
  ) throws(SearchError) {
    if pairDelimiters == nil { try scan(bytes, found) } else { try split(bytes, found) }
  }

  /// `name=value` anywhere: a value in quotes, or up to a blank, comma or semicolon.
  private func scan(
    _ bytes: UnsafeBufferPointer<UInt8>, _ found: (String, String) throws(SearchError) -> Void
  ) throws(SearchError) {
    var taken = 0
    var index = 0
    var nameStart = 0
    while index < bytes.count, taken < limit {
      let byte = bytes[index]
      guard valueDelimiters.contains(byte), index > nameStart else {
        index += 1
        if !Self.isName(byte) { nameStart = index }
        continue
      }
      let name = nameStart..<index
      let value = Self.value(bytes, from: index + 1)
      index = max(value.next, index + 1)
      nameStart = index
      guard !value.range.isEmpty || keepsEmptyValues else { continue }
      try found(self.name(bytes[name]), Self.text(bytes, value.range))
      taken += 1
    }
  }

  private static func value(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int)
    -> (range: Range<Int>, next: Int)
  {
    var end = start
    if start < bytes.count, bytes[start] == UInt8(ascii: "\"") || bytes[start] == UInt8(ascii: "'") {
      end += 1
      while end < bytes.count, bytes[end] != bytes[start] {
        end += bytes[end] == UInt8(ascii: "\\") ? 2 : 1
      }
      if end < bytes.count { return (start + 1..<end, end + 1) }
      // A quote that is never closed is part of the value.
      end = start
    }
    while end < bytes.count, bytes[end] > 0x20, bytes[end] != UInt8(ascii: ","),
      bytes[end] != UInt8(ascii: ";")
    {
      end += 1
    }
    return (start..<end, end)
  }

  /// Pieces between the separators, each a name and a value; quotes keep separators in a value.
  private func split(
    _ bytes: UnsafeBufferPointer<UInt8>, _ found: (String, String) throws(SearchError) -> Void
  ) throws(SearchError) {
    var taken = 0
    var start = 0
    while start < bytes.count, taken < limit {
      var end = start
      var separators = 0
      var separator = start
      var isQuoted = false
      while end < bytes.count, isQuoted || pairDelimiters?.contains(bytes[end]) != true {
        if bytes[end] == UInt8(ascii: "\"") { isQuoted.toggle() }
        if !isQuoted, valueDelimiters.contains(bytes[end]) {
          if separators == 0 { separator = end }
          separators += 1
        }
        end += 1
      }
      defer { start = end + 1 }
      // A value that holds the separator of name and value cannot be told from one that does not.
      guard separators == 1 else { continue }
      let name = Self.trimmed(bytes, start..<separator)
      var value = Self.trimmed(bytes, separator + 1..<end)
      if value.count >= 2, bytes[value.lowerBound] == UInt8(ascii: "\""),
        bytes[value.upperBound - 1] == UInt8(ascii: "\"")
      {
        value = value.lowerBound + 1..<value.upperBound - 1
      }
      guard !name.isEmpty, !value.isEmpty || keepsEmptyValues else { continue }
      try found(self.name(bytes[name]), Self.text(bytes, value))
      taken += 1
    }
  }

  private static func trimmed(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, bytes[start] <= 0x20 { start += 1 }
    while end > start, bytes[end - 1] <= 0x20 { end -= 1 }
    return start..<end
  }

  private static func text(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> String {
    String(decoding: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self)
  }

  /// The field's name: leading underscores and digits go with the cleaning, as no field of an event begins so.
  private func name(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> String {
    guard cleansNames else { return String(decoding: bytes, as: UTF8.self) }
    let clean = bytes.map { byte -> UInt8 in
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x80...: byte
      default: UInt8(ascii: "_")
      }
    }
    let name = clean.drop { $0 == UInt8(ascii: "_") || ($0 >= 0x30 && $0 <= 0x39) }
    return String(decoding: name.isEmpty ? clean[...] : name, as: UTF8.self)
  }

  private static func isName(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x80...: true
    case UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: ":"), UInt8(ascii: "{"),
      UInt8(ascii: "}"), UInt8(ascii: "@"):
      true
    default: false
    }
  }
}
