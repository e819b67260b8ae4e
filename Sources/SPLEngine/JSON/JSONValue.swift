/// A value of JSON, of which objects and arrays stay as they are written.
enum JSONValue {
  case text(String)
  case number(String)
  case boolean(Bool)
  case null
  case object(String)
  case array(String)

  /// Takes the next value; nil where the text is broken.
  static func read(_ cursor: inout JSONCursor) -> JSONValue? {
    switch cursor.peek() {
    case 0x22?: return cursor.string().map { .text(cursor.text($0)) }
    case 0x7B?: return cursor.value().map { .object(cursor.raw($0)) }
    case 0x5B?: return cursor.value().map { .array(cursor.raw($0)) }
    default:
      return cursor.bare().map { range in
        switch cursor.bytes[range.lowerBound] {
        case UInt8(ascii: "t"): .boolean(true)
        case UInt8(ascii: "f"): .boolean(false)
        case UInt8(ascii: "n"): .null
        default: .number(cursor.raw(range))
        }
      }
    }
  }

  /// What a field shows of it; a null is the text `null`.
  var value: Value {
    switch self {
    case .text(let text), .number(let text), .object(let text), .array(let text): .text(text)
    case .boolean(let value): .text(value ? "true" : "false")
    case .null: .text("null")
    }
  }

  /// The members of an object that is the whole text; nil where it is none, or broken.
  static func members(of text: String) -> [(key: String, value: JSONValue)]? {
    var text = text
    return text.withUTF8 { bytes in
      var cursor = JSONCursor(bytes)
      var members: [(key: String, value: JSONValue)] = []
      let isWhole = Result { () throws(SearchError) in
        try cursor.members { cursor, key in
          guard let value = read(&cursor) else { return false }
          members.append((cursor.text(key), value))
          return true
        }
      }
      return (try? isWhole.get()) == true && cursor.peek() == nil ? members : nil
    }
  }

  /// The elements of an array that is the whole text; nil where it is none, or broken.
  static func elements(of text: String) -> [JSONValue]? {
    var text = text
    return text.withUTF8 { bytes in
      var cursor = JSONCursor(bytes)
      var elements: [JSONValue] = []
      let isWhole = Result { () throws(SearchError) in
        try cursor.elements { cursor, _ in
          guard let value = read(&cursor) else { return false }
          elements.append(value)
          return true
        }
      }
      return (try? isWhole.get()) == true && cursor.peek() == nil ? elements : nil
    }
  }
}
