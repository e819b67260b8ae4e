/// An address that a page may lead to: another page of the site, a place on a page, or a web address.
public struct Link: Sendable, Hashable {
  /// The address as it stands in `href`, not yet escaped for HTML.
  public let address: String

  /// A page of the site, seen from another one, with a place on it.
  public init(to page: PagePath, from origin: PagePath, at anchor: Anchor? = nil) {
    address = page.relative(to: origin) + (anchor.map { "#" + $0.id } ?? "")
  }

  /// A page of the site, seen from any page with so many folders above it.
  init(to page: PagePath, fromDepth depth: Int) {
    address = String(repeating: "../", count: depth) + page.text
  }

  /// A place on the same page.
  public init(at anchor: Anchor) {
    address = "#" + anchor.id
  }

  /// An address from outside; nil unless it is one of the web or of mail. Source: WHATWG URL, which drops tabs and
  /// line breaks before it looks for the scheme: an address with such characters is none.
  public init?(web text: String) {
    guard !text.utf8.contains(where: { $0 <= 0x20 || $0 == 0x7F }) else { return nil }
    let lower = text.prefix(8).lowercased()
    guard lower.hasPrefix("https://") || lower.hasPrefix("http://") || lower.hasPrefix("mailto:") else {
      return nil
    }
    address = text
  }
}

/// The name of a place on a page: letters, digits, `-`, `_` and `.`.
public struct Anchor: Sendable, Hashable {
  /// The name.
  public let id: String

  /// A name that the program chose.
  public init(_ name: StaticString) {
    id = "\(name)"
  }

  /// A name with a number, such as `stage-3`.
  public init(_ name: StaticString, _ number: Int) {
    id = "\(name)-\(number)"
  }

  /// A name made of a slug.
  init(_ slug: Slug) {
    id = slug.text
  }

  /// A name made of a prefix and a text from outside: what an anchor cannot hold becomes its code in hexadecimal, so
  /// that different texts stay different.
  public init(_ name: StaticString, _ text: String) {
    var id = "\(name)-"
    for byte in text.utf8 {
      let isPlain =
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
      if isPlain {
        id.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        id += "." + (byte < 16 ? "0" : "") + String(byte, radix: 16)
      }
    }
    self.id = id
  }
}
