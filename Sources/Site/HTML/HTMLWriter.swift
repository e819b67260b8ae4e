import Catalog

/// Writes HTML element by element. There is no way to write text that is not escaped.
public struct HTMLWriter: Sendable {
  /// The elements that pages are made of.
  public enum Tag: String, Sendable {
    case a, code, dd, details, div, dl, dt, h2, h3, h4, li, nav, ol, p, pre, rect, section, small, span,
      strong, summary, svg, table, tbody, td, th, thead, time, tr, ul
  }

  /// An attribute. Addresses are links, never texts.
  public enum Attribute: Sendable {
    /// `class`
    case `class`(StaticString)
    /// `id`, a text that an anchor maker gave.
    case id(Anchor)
    /// `href`
    case href(Link)
    /// `scope` of a header cell.
    case scope(StaticString)
    /// `title`
    case title(String)
    /// A box that scrolls by itself, and what is in it: it must be reached by keyboard and have a name.
    case scrollable(String)
    /// `aria-label`
    case label(StaticString)
    /// `datetime`
    case datetime(CalendarDate)
    /// An attribute with a number, such as `colspan`.
    case number(StaticString, Int)
    /// `width` in percent.
    case percent(Int)
    /// `aria-hidden`: what stands here is said in words beside it.
    case decorative
    /// `data-extra`: what stands here is no part of the specified page.
    case extra
  }

  private var bytes: [UInt8] = []

  /// A writer with nothing written.
  public init() {}

  /// What was written.
  public var fragment: HTMLFragment {
    HTMLFragment(rendered: String(decoding: bytes, as: UTF8.self))
  }

  /// Writes an element with what `content` writes inside.
  public mutating func element(
    _ tag: Tag, _ attributes: Attribute..., content: (inout HTMLWriter) -> Void
  ) {
    open(tag, attributes)
    content(&self)
    close(tag)
  }

  /// Writes an element with a text inside.
  public mutating func element(_ tag: Tag, _ attributes: Attribute..., text: String) {
    open(tag, attributes)
    self.text(text)
    close(tag)
  }

  /// Writes text, escaped.
  public mutating func text(_ text: String) {
    var text = text
    text.withUTF8 { escape($0) }
  }

  /// Writes a piece of UTF-8, escaped.
  public mutating func text(_ source: [UInt8], _ range: Range<Int>) {
    source.withUnsafeBufferPointer { escape(UnsafeBufferPointer(rebasing: $0[range])) }
  }

  /// Writes a `span` of a class around a piece of UTF-8.
  public mutating func span(_ name: StaticString, _ source: [UInt8], _ range: Range<Int>) {
    write("<span class=\"")
    write(name)
    write("\">")
    text(source, range)
    write("</span>")
  }

  /// Writes a fragment that is HTML already.
  public mutating func fragment(_ fragment: HTMLFragment) {
    bytes.append(contentsOf: fragment.markup.utf8)
  }

  private mutating func open(_ tag: Tag, _ attributes: [Attribute]) {
    write("<")
    bytes.append(contentsOf: tag.rawValue.utf8)
    for attribute in attributes { write(attribute) }
    write(">")
  }

  private mutating func close(_ tag: Tag) {
    write("</")
    bytes.append(contentsOf: tag.rawValue.utf8)
    write(">")
  }

  private mutating func write(_ attribute: Attribute) {
    switch attribute {
    case .class(let name): write(" class=\"", name)
    case .id(let anchor): write(" id=\"", anchor.id)
    case .href(let link): write(" href=\"", link.address)
    case .scope(let scope): write(" scope=\"", scope)
    case .title(let title): write(" title=\"", title)
    case .scrollable(let label): write(" tabindex=\"0\" role=\"region\" aria-label=\"", label)
    case .label(let label): write(" aria-label=\"", label)
    case .datetime(let date): write(" datetime=\"", date.description)
    case .number(let name, let number):
      write(" ")
      write(name)
      write("=\"", String(number))
    case .percent(let percent): write(" width=\"", "\(percent)%")
    case .decorative: write(" aria-hidden=\"true\"")
    case .extra: write(" data-extra")
    }
  }

  private mutating func write(_ name: StaticString, _ value: StaticString) {
    write(name)
    write(value)
    write("\"")
  }

  private mutating func write(_ name: StaticString, _ value: String) {
    write(name)
    text(value)
    write("\"")
  }

  private mutating func write(_ text: StaticString) {
    bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// Copies runs of harmless bytes as they are, and replaces the others.
  private mutating func escape(_ source: UnsafeBufferPointer<UInt8>) {
    var copied = 0
    for index in source.indices {
      guard let replacement = Self.replacement(source[index]) else { continue }
      bytes.append(contentsOf: source[copied..<index])
      write(replacement)
      copied = index + 1
    }
    bytes.append(contentsOf: source[copied...])
  }

  @inline(__always)
  private static func replacement(_ byte: UInt8) -> StaticString? {
    // Most bytes are letters and leave at the first question.
    if byte > UInt8(ascii: ">") { return nil }
    switch byte {
    case UInt8(ascii: "<"): return "&lt;"
    case UInt8(ascii: ">"): return "&gt;"
    case UInt8(ascii: "&"): return "&amp;"
    case UInt8(ascii: "\""): return "&quot;"
    // HTML has no place for these; a carriage return would be read as a line feed.
    case 0x0D: return "&#13;"
    case 0x00...0x08, 0x0B, 0x0C, 0x0E...0x1F: return "\u{FFFD}"
    default: return nil
    }
  }
}
