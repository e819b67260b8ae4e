/// Reads JSON from left to right, in bytes that need not be well-formed.
///
/// Every step either moves forward or says that it cannot: broken text ends the reading, and what was read before
/// stays. Source: RFC 8259.
struct JSONCursor {
  let bytes: UnsafeBufferPointer<UInt8>
  /// The next byte's offset.
  private(set) var index: Int
  /// Whether words that are no JSON stand for values too.
  var isLenient = false

  init(_ bytes: UnsafeBufferPointer<UInt8>, from index: Int = 0) {
    self.bytes = bytes
    self.index = index
  }

  /// A string as it stands between its quotes.
  struct Text {
    let range: Range<Int>
    let hasEscapes: Bool
  }

  /// The next byte that is no blank, which stays to be read; nil at the end.
  mutating func peek() -> UInt8? {
    while index < bytes.count {
      let byte = bytes[index]
      if byte > 0x20 { return byte }
      guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return byte }
      index += 1
    }
    return nil
  }

  /// Takes this byte if it is the next that is no blank.
  mutating func take(_ byte: UInt8) -> Bool {
    guard peek() == byte else { return false }
    index += 1
    return true
  }

  /// Takes a string; nil where none begins or the text ends in it.
  mutating func string() -> Text? {
    guard take(0x22) else { return nil }
    let start = index
    var hasEscapes = false
    while let place = ByteClasses.quoteOrEscape(in: bytes, from: index) {
      if bytes[place] == 0x22 {
        index = place + 1
        return Text(range: start..<place, hasEscapes: hasEscapes)
      }
      hasEscapes = true
      index = place + 2
    }
    index = bytes.count
    return nil
  }

  /// Takes a number, `true`, `false` or `null`; nil for all else.
  mutating func bare() -> Range<Int>? {
    guard peek() != nil else { return nil }
    let start = index
    loop: while index < bytes.count {
      switch bytes[index] {
      case 0x2C, 0x5D, 0x7D, 0x20, 0x0A, 0x0D, 0x09: break loop
      default: index += 1
      }
    }
    let range = start..<index
    guard JSONText.isNumber(bytes[range]) || JSONText.isWord(bytes[range]) else { return nil }
    return range
  }

  /// Takes what stands where a number could: also `NaN`, `True` and other words that programs write; nil where nothing
  /// stands there.
  mutating func word() -> Range<Int>? {
    guard peek() != nil else { return nil }
    let start = index
    loop: while index < bytes.count {
      switch bytes[index] {
      case 0...0x20, 0x2C, 0x5D, 0x7D, 0x3A, 0x22, 0x7B, 0x5B: break loop
      default: index += 1
      }
    }
    return index > start ? start..<index : nil
  }

  /// Takes any value without looking into it; nil where the text ends before it does. Nesting costs no stack.
  mutating func value() -> Range<Int>? {
    guard let first = peek() else { return nil }
    let start = index
    if first == 0x22 { return string() == nil ? nil : start..<index }
    guard first == 0x7B || first == 0x5B else { return isLenient ? word() : bare() }
    var depth = 0
    while let place = ByteClasses.quoteOrBracket(in: bytes, from: index) {
      index = place
      switch bytes[place] {
      case 0x22:
        guard string() != nil else { return nil }
      case 0x7B, 0x5B:
        depth += 1
        index += 1
      default:
        depth -= 1
        index += 1
        if depth == 0 { return start..<index }
      }
    }
    index = bytes.count
    return nil
  }

  /// The characters of a string, escapes resolved.
  func text(_ text: Text) -> String {
    let content = UnsafeBufferPointer(rebasing: bytes[text.range])
    return text.hasEscapes ? JSONText.unescaped(content) : String(decoding: content, as: UTF8.self)
  }

  /// The bytes of a range as text.
  func raw(_ range: Range<Int>) -> String {
    String(decoding: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self)
  }
}

extension JSONCursor {
  /// Takes an object's opening brace and hands over each of its keys: `member` takes the value. False where the text
  /// is broken, or `member` says so.
  mutating func members(
    _ member: (inout JSONCursor, Text) throws(SearchError) -> Bool
  ) throws(SearchError) -> Bool {
    guard take(0x7B) else { return false }
    if take(0x7D) { return true }
    while let key = string(), take(0x3A) {
      guard try member(&self, key) else { return false }
      if take(0x7D) { return true }
      guard take(0x2C) else { return false }
    }
    return false
  }

  /// Takes an array's opening bracket; `element` takes each element and is told its number.
  mutating func elements(
    _ element: (inout JSONCursor, Int) throws(SearchError) -> Bool
  ) throws(SearchError) -> Bool {
    guard take(0x5B) else { return false }
    if take(0x5D) { return true }
    var number = 0
    while try element(&self, number) {
      if take(0x5D) { return true }
      guard take(0x2C) else { return false }
      number += 1
    }
    return false
  }
}
