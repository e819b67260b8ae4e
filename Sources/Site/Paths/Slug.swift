import Diagnostics

/// A part of an address, safe as a folder's name on every system: lower-case letters, digits, `_`, `-`, `.`.
struct Slug: Sendable, Hashable {
  let text: String

  private static let limit = 120
  private static let reserved: Set<String> = Set(
    ["con", "prn", "aux", "nul", "id", "index.html"] + (1...9).flatMap { ["com\($0)", "lpt\($0)"] })

  /// A part of the program's own naming.
  init(_ name: StaticString) {
    text = "\(name)"
  }

  /// A part made from a text from outside. Different texts can give the same slug: ``SlugMaker`` tells them apart.
  init(from outside: String) {
    var slug = ""
    for scalar in outside.lowercased().unicodeScalars {
      let isPlain = scalar.isASCII && (("a"..."z").contains(scalar) || ("0"..."9").contains(scalar))
      slug.unicodeScalars.append(isPlain || scalar == "-" || scalar == "." ? scalar : "_")
      if slug.utf8.count >= Self.limit { break }
    }
    while slug.hasPrefix(".") { slug.removeFirst() }
    while slug.hasSuffix(".") { slug.removeLast() }
    if slug.isEmpty { slug = "_" }
    // Windows reserves these names with any extension too.
    if Self.reserved.contains(slug) || Self.reserved.contains(String(slug.prefix { $0 != "." })) {
      slug = "_" + slug
    }
    text = slug
  }

  /// A part made from a text from outside that different texts do not share: where characters are lost, a number that
  /// is made of the text follows, so that what else there is does not change it.
  init(distinctly outside: String) {
    let slug = Slug(from: outside)
    text = slug.text == outside ? outside : slug.text + "-" + String(StableHash.of(outside), radix: 36)
  }

  private init(unchecked text: String) {
    self.text = text
  }

  fileprivate func numbered(_ number: Int) -> Slug {
    Slug(unchecked: "\(text)-\(number)")
  }

  /// The id of a tactic or technique as it is: the table's ids are checked when it is looked up.
  init?(attackID id: String) {
    let isPlain = id.utf8.allSatisfy { byte in
      (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || byte == UInt8(ascii: ".")
    }
    guard isPlain, !id.isEmpty, id.utf8.count <= 12, !id.hasPrefix("."), !id.hasSuffix(".") else {
      return nil
    }
    text = id
  }
}

/// Gives each text a slug of its own: the second of a kind becomes `name-2`.
struct SlugMaker {
  private var taken: Set<String> = []
  private var lastNumbers: [Slug: Int] = [:]

  mutating func slug(for text: String) -> Slug {
    let slug = Slug(from: text)
    var candidate = slug
    var number = lastNumbers[slug] ?? 1
    while !taken.insert(candidate.text).inserted {
      number += 1
      candidate = slug.numbered(number)
    }
    lastNumbers[slug] = number
    return candidate
  }
}
