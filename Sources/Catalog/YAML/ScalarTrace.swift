import Diagnostics

/// Maps the bytes of a scalar's value to where they stand in the file.
///
/// The value is read a second time, the way YAML 1.2 (chapters 7.3 and 8.1) and libyaml read it, and for each byte the
/// place is noted.
public struct ScalarTrace: Sendable {
  /// For each byte of the value, and for the end, the byte offset in the file.
  private let offsets: [Int]

  /// The bytes of the value as read again: equal to the scalar's text, or something is wrong with this type.
  let bytes: [UInt8]

  /// Reads `scalar` again in the text of its file.
  public init(_ scalar: YAMLScalar, in file: [UInt8]) {
    var reader = ScalarReader(file: file, count: scalar.text.utf8.count, index: scalar.offset)
    reader.read(scalar.style)
    bytes = reader.bytes
    offsets = reader.offsets + [min(reader.index, file.count)]
  }

  /// The file's byte offset for a byte offset of the value; the end of the value for an offset behind it.
  public func offset(of valueOffset: Int) -> Int {
    offsets[min(max(valueOffset, 0), offsets.count - 1)]
  }

  /// The file's byte range for a byte range of the value.
  public func range(of valueRange: Range<Int>) -> Range<Int> {
    let start = offset(of: valueRange.lowerBound)
    guard !valueRange.isEmpty else { return start..<start }
    // The last byte decides, not the one behind it: that may stand lines below, behind an indentation.
    let end =
      valueRange.upperBound < offsets.count
      ? offset(of: valueRange.upperBound - 1) + 1 : offset(of: valueRange.upperBound)
    return start..<max(end, start)
  }
}

private struct ScalarReader {
  let file: [UInt8]
  /// How many bytes the value has: where it ends is known, what follows it need not be understood.
  let count: Int
  var index: Int
  var bytes: [UInt8] = []
  var offsets: [Int] = []

  init(file: [UInt8], count: Int, index: Int) {
    self.file = file
    self.count = count
    self.index = index
    bytes.reserveCapacity(count)
    offsets.reserveCapacity(count + 1)
  }

  private var isDone: Bool { bytes.count >= count || index >= file.count }

  mutating func read(_ style: YAMLScalar.Style) {
    switch style {
    case .plain: readFlow(quote: nil)
    case .singleQuoted:
      index += 1
      readFlow(quote: UInt8(ascii: "'"))
    case .doubleQuoted:
      index += 1
      readFlow(quote: UInt8(ascii: "\""))
    case .literal: readBlock(isFolded: false)
    case .folded: readBlock(isFolded: true)
    }
  }

  private mutating func put(_ byte: UInt8, from offset: Int) {
    guard bytes.count < count else { return }
    bytes.append(byte)
    offsets.append(offset)
  }

  private mutating func put(_ scalar: Unicode.Scalar, from offset: Int) {
    for byte in String(scalar).utf8 { put(byte, from: offset) }
  }

  private mutating func put(_ breaks: [LineBreak]) {
    for entry in breaks { for byte in entry.bytes { put(byte, from: entry.offset) } }
  }

  // MARK: Line breaks

  /// A line break: how it stands in a value, and where it stands in the file.
  private struct LineBreak {
    let bytes: [UInt8]
    let offset: Int
  }

  /// How many bytes the line break at `position` has; 0 where there is none. NEL, LS and PS break lines too.
  private func breakLength(at position: Int) -> Int {
    guard position < file.count else { return 0 }
    switch file[position] {
    case 0x0A: return 1
    case 0x0D: return position + 1 < file.count && file[position + 1] == 0x0A ? 2 : 1
    case 0xC2: return position + 1 < file.count && file[position + 1] == 0x85 ? 2 : 0
    case 0xE2:
      guard position + 2 < file.count, file[position + 1] == 0x80 else { return 0 }
      return file[position + 2] == 0xA8 || file[position + 2] == 0xA9 ? 3 : 0
    default: return 0
    }
  }

  /// A line break as it stands in a value: LS and PS stay, all others become a line feed.
  private func breakBytes(at position: Int) -> [UInt8] {
    file[position] == 0xE2 ? Array(file[position..<position + 3]) : [0x0A]
  }

  private func isBlank(at position: Int) -> Bool {
    position < file.count && (file[position] == 0x20 || file[position] == 0x09)
  }

  // MARK: Flow scalars

  /// Plain and quoted scalars: white space around a line break goes; one break is a space, more are line feeds.
  private mutating func readFlow(quote: UInt8?) {
    while !isDone {
      if isBlank(at: index) || breakLength(at: index) > 0 {
        foldSpace()
        continue
      }
      let byte = file[index]
      if quote == UInt8(ascii: "'"), byte == UInt8(ascii: "'") {
        put(byte, from: index)
        index += 2
      } else if quote == UInt8(ascii: "\""), byte == UInt8(ascii: "\\") {
        readEscape()
      } else {
        put(byte, from: index)
        index += 1
      }
    }
  }

  private mutating func foldSpace() {
    let start = index
    var position = index
    var breaks: [LineBreak] = []
    while position < file.count {
      let length = breakLength(at: position)
      if length > 0 {
        breaks.append(LineBreak(bytes: breakBytes(at: position), offset: position))
        position += length
      } else if isBlank(at: position) {
        position += 1
      } else {
        break
      }
    }
    index = position
    guard let first = breaks.first else {
      for offset in start..<position { put(file[offset], from: offset) }
      return
    }
    if first.bytes != [0x0A] {
      put(breaks)
    } else if breaks.count == 1 {
      put(0x20, from: first.offset)
    } else {
      put(Array(breaks.dropFirst()))
    }
  }

  private mutating func readEscape() {
    let start = index
    let next = index + 1
    let length = breakLength(at: next)
    if length > 0 {
      // An escaped line break joins two lines; the blanks that open the second go.
      index = next + length
      var breaks: [Int] = []
      while isBlank(at: index) || breakLength(at: index) > 0 {
        let length = breakLength(at: index)
        if length > 0 { breaks.append(index) }
        index += max(length, 1)
      }
      for position in breaks { for byte in breakBytes(at: position) { put(byte, from: position) } }
      return
    }
    guard next < file.count else {
      index = file.count
      return
    }
    let digits: Int
    switch file[next] {
    case UInt8(ascii: "x"): digits = 2
    case UInt8(ascii: "u"): digits = 4
    case UInt8(ascii: "U"): digits = 8
    default:
      index = next + 1
      if let scalar = Self.escapes[file[next]] { put(scalar, from: start) }
      return
    }
    let end = min(next + 1 + digits, file.count)
    index = end
    let value = UInt32(String(decoding: file[next + 1..<end], as: UTF8.self), radix: 16)
    if let scalar = value.flatMap(Unicode.Scalar.init) { put(scalar, from: start) }
  }

  private static let escapes: [UInt8: Unicode.Scalar] = [
    UInt8(ascii: "0"): "\0", UInt8(ascii: "a"): "\u{07}", UInt8(ascii: "b"): "\u{08}",
    UInt8(ascii: "t"): "\t",
    0x09: "\t", UInt8(ascii: "n"): "\n", UInt8(ascii: "v"): "\u{0B}", UInt8(ascii: "f"): "\u{0C}",
    UInt8(ascii: "r"): "\r", UInt8(ascii: "e"): "\u{1B}", UInt8(ascii: " "): " ", UInt8(ascii: "\""): "\"",
    UInt8(ascii: "/"): "/", UInt8(ascii: "\\"): "\\", UInt8(ascii: "N"): "\u{85}",
    UInt8(ascii: "_"): "\u{A0}",
    UInt8(ascii: "L"): "\u{2028}", UInt8(ascii: "P"): "\u{2029}",
  ]

  // MARK: Block scalars

  /// Literal and folded scalars: the indentation goes; in a folded one a single break between two lines that start
  /// without white space becomes a space.
  private mutating func readBlock(isFolded: Bool) {
    // The indicator: a digit and a sign for chomping, in either order. Blanks and a comment may follow.
    var explicitIndent: Int?
    index += 1
    while index < file.count, breakLength(at: index) == 0, !isBlank(at: index) {
      if (UInt8(ascii: "1")...UInt8(ascii: "9")).contains(file[index]) {
        explicitIndent = Int(file[index] - UInt8(ascii: "0"))
      }
      index += 1
    }
    while index < file.count, breakLength(at: index) == 0 { index += 1 }
    index += breakLength(at: index)

    let indent = explicitIndent.map { parentIndent + $0 } ?? detectedIndent()
    var pending: [LineBreak] = []
    var leadingBreak: LineBreak?
    var wasBlank = false
    eatBreaks(indent: indent, into: &pending)
    while !isDone, column == indent {
      let startsBlank = isBlank(at: index)
      if let first = leadingBreak {
        if isFolded, first.bytes == [0x0A], !wasBlank, !startsBlank {
          if pending.isEmpty { put(0x20, from: first.offset) }
        } else {
          put([first])
        }
      }
      put(pending)
      pending = []
      wasBlank = startsBlank
      while index < file.count, breakLength(at: index) == 0 {
        put(file[index], from: index)
        index += 1
      }
      guard index < file.count else { return }
      leadingBreak = LineBreak(bytes: breakBytes(at: index), offset: index)
      index += breakLength(at: index)
      eatBreaks(indent: indent, into: &pending)
    }
    // What is left of the value are the line breaks that chomping keeps.
    if let last = leadingBreak { put([last]) }
    put(pending)
  }

  private var column: Int {
    var start = index
    while start > 0, file[start - 1] != 0x0A, file[start - 1] != 0x0D { start -= 1 }
    return index - start
  }

  /// The indentation of the line that holds the scalar's indicator: a number in the indicator counts from there.
  private var parentIndent: Int {
    let end = index
    var start = max(end - 1, 0)
    while start > 0, breakLength(at: start - 1) == 0 || start == end { start -= 1 }
    var position = start
    // Each "- " of a list opens a level of its own.
    while position < end,
      file[position] == 0x20 || (file[position] == UInt8(ascii: "-") && isBlank(at: position + 1))
    {
      position += 1
    }
    return position - start
  }

  /// The indentation of the first line that is not empty.
  private func detectedIndent() -> Int {
    var position = index
    var widest = 0
    while position < file.count {
      let start = position
      while position < file.count, file[position] == 0x20 { position += 1 }
      let length = breakLength(at: position)
      widest = max(widest, position - start)
      if length == 0 { return max(position - start, widest) }
      position += length
    }
    return widest
  }

  private mutating func eatBreaks(indent: Int, into breaks: inout [LineBreak]) {
    while index < file.count {
      let start = index
      while index < file.count, index - start < indent, file[index] == 0x20 { index += 1 }
      let length = breakLength(at: index)
      guard length > 0 else { return }
      breaks.append(LineBreak(bytes: breakBytes(at: index), offset: index))
      index += length
    }
  }
}
