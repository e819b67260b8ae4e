/// A path as those who look at it from a folder of theirs know it: a repository's root, say.
struct RootedPath: Sendable, Hashable {
  /// The path relative to the root where it lies below it, else the absolute path; without `.` and `..`.
  let path: String
  /// Whether it lies below the root.
  let isInRoot: Bool

  /// Finds a path, absolute or relative to `root`, by its text alone: links are not followed.
  init(_ path: String, root: String) {
    let base = Self.parts(root)
    let whole = path.hasPrefix("/") ? Self.parts(path) : Self.parts(root + "/" + path)
    isInRoot = whole.starts(with: base)
    let shown = isInRoot ? Array(whole.dropFirst(base.count)) : whole
    let joined = shown.joined(separator: "/")
    self.path = isInRoot ? (joined.isEmpty ? "." : joined) : "/" + joined
  }

  /// A relative reference, or a `file` URI. Source: RFC 3986, 2.1, 2.3 and 4.2; a colon is encoded too, so that no
  /// first segment looks like a scheme.
  var uri: String {
    var uri = isInRoot ? "" : "file://"
    for byte in path.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "~"), UInt8(ascii: "/"):
        uri.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        uri += (byte < 0x10 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
      }
    }
    return uri
  }

  private static func parts(_ path: String) -> [Substring] {
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return parts
  }
}
