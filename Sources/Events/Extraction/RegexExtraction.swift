import Patterns
import SPLEngine

/// Fields that a regular expression takes out of a text: `EXTRACT-` of props.conf, stanzas of transforms.conf with
/// REGEX. Source: Admin Manual, "props.conf", "transforms.conf".
struct RegexExtraction: Sendable {
  /// A part of the name or the value of a field.
  enum Part: Sendable, Hashable {
    /// This text.
    case text(String)
    /// What a group found.
    case group(Int)
  }

  /// A field that a match gives.
  struct Output: Sendable {
    let name: [Part]
    let value: [Part]
  }

  let expression: RegularExpression
  /// The field that is looked at.
  var sourceKey = "_raw"
  var outputs: [Output]
  /// Whether a further match adds a value to a field that is there.
  var addsValues = false
  /// Whether characters that are none of a name become underscores in names that the event gives.
  var cleansKeys = true
  /// Whether a value of no length makes a field.
  var keepsEmpty = false
  /// Whether only the first match counts.
  var takesFirstOnly = false

  /// Takes the named groups of an expression.
  init(_ expression: RegularExpression) {
    self.expression = expression
    outputs = expression.namedGroups.filter { !$0.name.hasPrefix("_KEY_") && !$0.name.hasPrefix("_VAL_") }
      .map { Output(name: [.text($0.name)], value: [.group($0.number)]) }
    // `_KEY_1` and `_VAL_1`: names and values that the event gives.
    for key in expression.namedGroups where key.name.hasPrefix("_KEY_") {
      let value = "_VAL_" + key.name.dropFirst("_KEY_".count)
      if let group = expression.namedGroups.first(where: { $0.name == value }) {
        outputs.append(Output(name: [.group(key.number)], value: [.group(group.number)]))
      }
    }
    takesFirstOnly = true
  }

  /// The fields that it can give; nil where the event names them.
  var names: Set<String>? {
    var names: Set<String> = []
    for output in outputs {
      guard let own = closedList(of: output.name) else { return nil }
      names.formUnion(own)
    }
    return names
  }

  /// The names that these parts can come to; nil where that is not a closed list. A group that takes no part, as one of
  /// `$1$2` in two alternatives, adds nothing.
  private func closedList(of parts: [Part]) -> Set<String>? {
    var names: Set<String> = [""]
    for part in parts {
      switch part {
      case .text(let text): names = Set(names.map { $0 + text })
      case .group(let group):
        // `(EventID|Level)`: one of a closed list.
        guard let words = GroupWords.words(of: group, in: expression.pattern),
          names.count * (words.count + 1) <= Self.mostNames
        else { return nil }
        names.formUnion(names.flatMap { name in words.map { name + $0 } })
      }
    }
    return names.subtracting([""])
  }

  /// How many names are kept in mind, at most.
  private static let mostNames = 1000

  /// An output with the column of its field, where that is the same for all events. It holds nothing but numbers: it is
  /// looked at for every match.
  struct PlacedOutput {
    /// Its place in `outputs`.
    let number: Int
    /// The column; -1 where the event names the field.
    let slot: Int
    /// The groups that have the name, of which one takes part; -1 for none. Both are -1 for a name that is made of more.
    let name: (first: Int, second: Int)
    /// The group that has the value; -1 for a value that is made of more.
    let value: Int

    init(_ output: Output, number: Int, slot: Int) {
      self.number = number
      self.slot = slot
      name = Self.groups(of: output.name)
      let groups = Self.groups(of: output.value)
      value = groups.second < 0 ? groups.first : -1
    }

    private static func groups(of parts: [Part]) -> (first: Int, second: Int) {
      switch (parts.count, parts.first, parts.last) {
      case (1, .group(let first)?, _): (first, -1)
      case (2, .group(let first)?, .group(let second)?): (first, second)
      default: (-1, -1)
      }
    }
  }

  /// The outputs that anyone asks for.
  func outputs(in columns: inout FieldColumns) -> [PlacedOutput] {
    outputs.indices.compactMap { number in
      let output = outputs[number]
      guard output.name.count == 1, case .text(let name) = output.name[0] else {
        return PlacedOutput(output, number: number, slot: -1)
      }
      return columns.slot(of: name).map { PlacedOutput(output, number: number, slot: $0) }
    }
  }

  /// Extracts the fields of one event.
  func extract(
    _ outputs: [PlacedOutput], from text: UnsafeBufferPointer<UInt8>, row: Int,
    into columns: inout FieldColumns
  ) throws(SearchError) {
    do {
      try expression.forEachMatch(in: text) { offsets in
        for placed in outputs {
          guard let slot = slot(of: placed, text, offsets, &columns),
            let value = value(of: placed, text, offsets)
          else { continue }
          if value.isEmpty && !keepsEmpty { continue }
          columns.set(slot, at: row, .text(value), adds: addsValues)
        }
        return !takesFirstOnly
      }
    } catch {
      throw SearchError(.limit, "an extraction took more steps than it may: \(expression.pattern.prefix(80))")
    }
  }

  private func value(
    of placed: PlacedOutput, _ text: UnsafeBufferPointer<UInt8>, _ offsets: UnsafePointer<Int>
  ) -> String? {
    guard placed.value >= 0 else { return joined(outputs[placed.number].value, text, offsets) }
    return range(placed.value, offsets).map {
      String(decoding: UnsafeBufferPointer(rebasing: text[$0]), as: UTF8.self)
    }
  }

  private func slot(
    of placed: PlacedOutput, _ text: UnsafeBufferPointer<UInt8>, _ offsets: UnsafePointer<Int>,
    _ columns: inout FieldColumns
  ) -> Int? {
    if placed.slot >= 0 { return placed.slot }
    // `$1` or `$1$2`, of which one took part: the name stands in the event as it is.
    let first = placed.name.first < 0 ? nil : range(placed.name.first, offsets)
    let second = placed.name.second < 0 ? nil : range(placed.name.second, offsets)
    guard let only = first?.isEmpty ?? true ? second : second?.isEmpty ?? true ? first : nil, !only.isEmpty
    else {
      return joinedSlot(of: outputs[placed.number].name, text, offsets, &columns)
    }
    let bytes = UnsafeBufferPointer(rebasing: text[only])
    guard cleansKeys, !FieldNameText.isClean(bytes) else { return columns.slot(of: bytes) }
    return columns.slot(of: FieldNameText.cleaned(bytes))
  }

  private func joinedSlot(
    of name: [Part], _ text: UnsafeBufferPointer<UInt8>, _ offsets: UnsafePointer<Int>,
    _ columns: inout FieldColumns
  ) -> Int? {
    guard let joined = joined(name, text, offsets), !joined.isEmpty else { return nil }
    return columns.slot(of: cleansKeys ? FieldNameText.cleaned(joined) : joined)
  }

  /// The parts put together; nil where no group of them took part.
  private func joined(_ parts: [Part], _ text: UnsafeBufferPointer<UInt8>, _ offsets: UnsafePointer<Int>)
    -> String?
  {
    if parts.count == 1, case .group(let group) = parts[0] {
      return range(group, offsets).map {
        String(decoding: UnsafeBufferPointer(rebasing: text[$0]), as: UTF8.self)
      }
    }
    var result = ""
    var hasGroup = false
    var takesPart = false
    for part in parts {
      switch part {
      case .text(let text): result += text
      case .group(let group):
        hasGroup = true
        guard let range = range(group, offsets) else { continue }
        takesPart = true
        let bytes = UnsafeBufferPointer(rebasing: text[range])
        result += String(decoding: bytes, as: UTF8.self)
      }
    }
    return hasGroup && !takesPart ? nil : result
  }

  /// The parts put together, without groups that took no part.
  static func joined(
    _ parts: [Part], _ text: UnsafeBufferPointer<UInt8>, _ offsets: UnsafePointer<Int>, _ groupCount: Int
  ) -> String {
    var result = ""
    for part in parts {
      switch part {
      case .text(let text): result += text
      case .group(let group):
        guard let range = range(group, offsets, groupCount) else { continue }
        result += String(decoding: UnsafeBufferPointer(rebasing: text[range]), as: UTF8.self)
      }
    }
    return result
  }

  private func range(_ group: Int, _ offsets: UnsafePointer<Int>) -> Range<Int>? {
    Self.range(group, offsets, expression.groupCount)
  }

  private static func range(_ group: Int, _ offsets: UnsafePointer<Int>, _ groupCount: Int) -> Range<Int>? {
    guard group <= groupCount else { return nil }
    let (start, end) = (offsets[2 * group], offsets[2 * group + 1])
    return start >= 0 && start <= end ? start..<end : nil
  }
}

/// Names of fields that events give.
enum FieldNameText {
  /// Whether a name holds nothing but letters, digits and underscores, and does not begin with a digit or underscore.
  static func isClean(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = name.first, DateScanner.isLetter(first) else { return false }
    return name.allSatisfy { DateScanner.isWordByte($0) || $0 == UInt8(ascii: "_") }
  }

  static func cleaned(_ name: UnsafeBufferPointer<UInt8>) -> String {
    cleaned(String(decoding: name, as: UTF8.self))
  }

  /// The name with underscores for all other characters, without underscores and digits at its start.
  /// Source: Admin Manual, "transforms.conf" (CLEAN_KEYS).
  static func cleaned(_ name: String) -> String {
    let bytes = name.utf8.map { DateScanner.isWordByte($0) ? $0 : UInt8(ascii: "_") }
    let start = bytes.firstIndex { DateScanner.isLetter($0) } ?? bytes.count
    return String(decoding: bytes[start...], as: UTF8.self)
  }
}
