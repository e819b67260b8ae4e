/// A configuration file as Splunk's add-ons have them: stanzas of settings.
/// Source: Admin Manual, "About configuration files", "Configuration file structure".
public struct ConfFile: Sendable {
  /// A setting of a stanza.
  public struct Setting: Sendable, Hashable {
    /// The name as written.
    public let name: String
    /// The value, without blanks at both ends; lines that end in a backslash go on in the next.
    public let value: String
    /// The line on which it begins, from 1.
    public let line: Int
  }

  /// A stanza: `[NAME]` and the settings under it.
  public struct Stanza: Sendable {
    /// What stands between the brackets; `default` for settings before the first.
    public let name: String
    /// The line of its head, from 1.
    public let line: Int
    /// Its settings, as they stand.
    public var settings: [Setting]
  }

  /// A line that could not be read.
  public struct Fault: Sendable, Hashable {
    /// The line, from 1.
    public let line: Int
    /// What is wrong.
    public let message: String
  }

  /// The stanzas, as they stand; one that stands twice is there twice.
  public private(set) var stanzas: [Stanza] = []
  /// The lines that could not be read.
  public private(set) var faults: [Fault] = []

  /// The most bytes of a file that are read.
  static let mostBytes = 16 << 20

  /// Reads a file's bytes. What is not UTF-8 is read with marks for what is not.
  public init(_ bytes: [UInt8]) {
    var bytes = bytes[...]
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
    if bytes.count > Self.mostBytes {
      faults.append(
        Fault(line: 1, message: "the file has more than \(Self.mostBytes >> 20) MiB; the rest is not read"))
      bytes = bytes.prefix(Self.mostBytes)
    }
    var number = 0
    var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).makeIterator()
    while let first = lines.next() {
      number += 1
      let start = number
      var text = Self.line(first)
      // A comment does not go on in the next line.
      if text.first == "#" { continue }
      while text.hasSuffix("\\"), let next = lines.next() {
        number += 1
        text = String(text.dropLast()) + "\n" + Self.line(next)
      }
      read(text, line: start)
    }
  }

  private static func line(_ bytes: ArraySlice<UInt8>) -> String {
    let bytes = bytes.last == 0x0D ? bytes.dropLast() : bytes
    return trimmed(String(decoding: bytes, as: UTF8.self))
  }

  private mutating func read(_ text: String, line: Int) {
    guard !text.isEmpty, text.first != "#" else { return }
    if text.first == "[" {
      guard let end = text.lastIndex(of: "]") else {
        faults.append(Fault(line: line, message: "this stanza has no closing bracket"))
        return
      }
      stanzas.append(
        Stanza(name: String(text[text.index(after: text.startIndex)..<end]), line: line, settings: []))
      return
    }
    guard let equals = text.firstIndex(of: "=") else {
      faults.append(Fault(line: line, message: "this is neither a stanza nor a setting: it has no '='"))
      return
    }
    let name = Self.trimmed(String(text[..<equals]))
    let value = Self.trimmed(String(text[text.index(after: equals)...]))
    if stanzas.isEmpty { stanzas.append(Stanza(name: "default", line: line, settings: [])) }
    stanzas[stanzas.count - 1].settings.append(Setting(name: name, value: value, line: line))
  }

  private static func trimmed(_ text: String) -> String {
    var text = Substring(text)
    while let first = text.first, first == " " || first == "\t" { text.removeFirst() }
    while let last = text.last, last == " " || last == "\t" { text.removeLast() }
    return String(text)
  }
}
