import Patterns
import SPLEngine

/// Fields between delimiters: DELIMS and FIELDS of transforms.conf. Source: Admin Manual, "transforms.conf".
struct DelimitedExtraction: Sendable {
  /// Characters between fields, or between pairs.
  let separators: [UInt8]
  /// Characters between a key and its value; nil where the fields have the names of `fields`, in order.
  var keyEnds: [UInt8]?
  /// The names, in order.
  var fields: [String] = []
  var sourceKey = "_raw"
  var addsValues = false
  var cleansKeys = true
  /// What quotes a field; nil for nothing.
  var quote: UInt8? = UInt8(ascii: "\"")
  /// Whether separators that follow one another are one.
  var mergesSeparators = false
  /// What stands where a value is missing.
  var missing: RegularExpression?

  /// The fields that it can give; nil where the event names them.
  var names: Set<String>? { keyEnds == nil ? Set(fields) : nil }

  /// Extracts the fields of one event.
  func extract(from text: UnsafeBufferPointer<UInt8>, row: Int, into columns: inout FieldColumns) {
    var number = 0
    var start = 0
    while start <= text.count {
      let end = end(of: text, from: start)
      if let keyEnds {
        pair(UnsafeBufferPointer(rebasing: text[start..<end]), keyEnds, row, &columns)
      } else if number < fields.count {
        set(fields[number], unquoted(UnsafeBufferPointer(rebasing: text[start..<end])), row, &columns)
      }
      number += 1
      start = end + 1
      if mergesSeparators {
        while start < text.count, separators.contains(text[start]) { start += 1 }
      }
      if keyEnds == nil, number >= fields.count { return }
    }
  }

  private func set(_ field: String, _ value: String, _ row: Int, _ columns: inout FieldColumns) {
    guard !value.isEmpty, !field.isEmpty, let slot = columns.slot(of: field) else { return }
    // A value that takes too long to compare is there.
    if let missing, (try? missing.matches(value)) ?? false { return }
    columns.set(slot, at: row, .text(value), adds: addsValues)
  }

  private func pair(
    _ text: UnsafeBufferPointer<UInt8>, _ keyEnds: [UInt8], _ row: Int, _ columns: inout FieldColumns
  ) {
    guard let split = text.firstIndex(where: { keyEnds.contains($0) }) else { return }
    let key = unquoted(UnsafeBufferPointer(rebasing: text[..<split]))
    let value = unquoted(UnsafeBufferPointer(rebasing: text[(split + 1)...]))
    set(cleansKeys ? FieldNameText.cleaned(key) : key, value, row, &columns)
  }

  /// The end of the field that begins at `start`; delimiters in quotes are text.
  private func end(of text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var index = start
    var isQuoted = false
    while index < text.count {
      let byte = text[index]
      if byte == UInt8(ascii: "\\"), isQuoted {
        index += 1
      } else if byte == quote {
        isQuoted.toggle()
      } else if !isQuoted, separators.contains(byte) {
        return index
      }
      index += 1
    }
    // Quotes that never close hide no delimiter.
    if isQuoted {
      return text[start...].firstIndex { separators.contains($0) } ?? text.count
    }
    return text.count
  }

  private func unquoted(_ text: UnsafeBufferPointer<UInt8>) -> String {
    var range = text.startIndex..<text.endIndex
    while let first = range.first, text[first] <= 0x20 { range = range.lowerBound + 1..<range.upperBound }
    while let last = range.last, text[last] <= 0x20 { range = range.lowerBound..<range.upperBound - 1 }
    if range.count >= 2, let quote, text[range.lowerBound] == quote, text[range.upperBound - 1] == quote {
      range = range.lowerBound + 1..<range.upperBound - 1
      let inner = String(decoding: UnsafeBufferPointer(rebasing: text[range]), as: UTF8.self)
      let sign = String(UnicodeScalar(quote))
      return inner.utf8.contains(quote) ? inner.replacing(sign + sign, with: sign) : inner
    }
    return String(decoding: UnsafeBufferPointer(rebasing: text[range]), as: UTF8.self)
  }
}
