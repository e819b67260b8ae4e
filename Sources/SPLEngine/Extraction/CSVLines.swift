/// The lines of a CSV text, each with its values: quotes may hold commas, line breaks and doubled quotes.
/// Source: RFC 4180.
struct CSVLines: Sequence, IteratorProtocol {
  private let bytes: [UInt8]
  private var index = 0

  init(_ text: String) {
    bytes = Array(text.utf8)
  }

  /// The next line; empty lines are passed over.
  mutating func next() -> [String]? {
    while index < bytes.count, bytes[index] == 0x0A || bytes[index] == 0x0D { index += 1 }
    guard index < bytes.count else { return nil }
    var values: [String] = []
    var value: [UInt8] = []
    var isQuoted = false
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      if isQuoted {
        if byte != 0x22 {
          value.append(byte)
        } else if index < bytes.count, bytes[index] == 0x22 {
          value.append(0x22)
          index += 1
        } else {
          isQuoted = false
        }
      } else if byte == 0x22 {
        isQuoted = true
      } else if byte == 0x2C {
        values.append(String(decoding: value, as: UTF8.self))
        value = []
      } else if byte == 0x0A || byte == 0x0D {
        break
      } else {
        value.append(byte)
      }
    }
    values.append(String(decoding: value, as: UTF8.self))
    return values
  }
}
