/// A JSON value that keeps the order of its keys and the text of its numbers.
public indirect enum JSONLine: Sendable, Equatable {
  case null
  case text(String)
  /// A number or a truth value, as written.
  case bare(String)
  case list([JSONLine])
  case object([(key: String, value: JSONLine)])

  /// Whether both are the same value, their keys in the same order.
  public static func == (left: JSONLine, right: JSONLine) -> Bool { "\(left)" == "\(right)" }

  /// Reads one value that fills the text; nil for anything else.
  public init?(_ text: String) {
    var reader = Reader(bytes: Array(text.utf8))
    guard let value = reader.value(), reader.isAtEnd else { return nil }
    self = value
  }

  private struct Reader {
    let bytes: [UInt8]
    var index = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool {
      mutating get {
        skipBlanks()
        return index == bytes.count
      }
    }

    mutating func skipBlanks() {
      while index < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[index]) { index += 1 }
    }

    mutating func take(_ byte: Character) -> Bool {
      skipBlanks()
      guard index < bytes.count, bytes[index] == byte.asciiValue else { return false }
      index += 1
      return true
    }

    mutating func value() -> JSONLine? {
      skipBlanks()
      guard index < bytes.count else { return nil }
      switch bytes[index] {
      case UInt8(ascii: "\""): return string().map(JSONLine.text)
      case UInt8(ascii: "["):
        index += 1
        var items: [JSONLine] = []
        if take("]") { return .list(items) }
        repeat {
          guard let item = value() else { return nil }
          items.append(item)
        } while take(",")
        return take("]") ? .list(items) : nil
      case UInt8(ascii: "{"):
        index += 1
        var members: [(key: String, value: JSONLine)] = []
        if take("}") { return .object(members) }
        repeat {
          skipBlanks()
          guard let key = string(), take(":"), let item = value() else { return nil }
          members.append((key, item))
        } while take(",")
        return take("}") ? .object(members) : nil
      default:
        let start = index
        while index < bytes.count, !",]} \n\t".utf8.contains(bytes[index]) { index += 1 }
        let text = String(decoding: bytes[start..<index], as: UTF8.self)
        return text == "null" ? .null : text.isEmpty ? nil : .bare(text)
      }
    }

    mutating func string() -> String? {
      guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else { return nil }
      index += 1
      var units: [UInt16] = []
      var pending: [UInt8] = []
      func flush() {
        units += Array(String(decoding: pending, as: UTF8.self).utf16)
        pending = []
      }
      while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
        guard bytes[index] == UInt8(ascii: "\\"), index + 1 < bytes.count else {
          pending.append(bytes[index])
          index += 1
          continue
        }
        flush()
        let escape = bytes[index + 1]
        index += 2
        switch escape {
        case UInt8(ascii: "n"): units.append(10)
        case UInt8(ascii: "t"): units.append(9)
        case UInt8(ascii: "r"): units.append(13)
        case UInt8(ascii: "b"): units.append(8)
        case UInt8(ascii: "f"): units.append(12)
        case UInt8(ascii: "u"):
          guard index + 4 <= bytes.count,
            let unit = UInt16(String(decoding: bytes[index..<index + 4], as: UTF8.self), radix: 16)
          else { return nil }
          units.append(unit)
          index += 4
        default: units.append(UInt16(escape))
        }
      }
      flush()
      guard index < bytes.count else { return nil }
      index += 1
      return String(decoding: units, as: UTF16.self)
    }
  }
}
