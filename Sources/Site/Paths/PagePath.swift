/// Where a page or file lies in the site. Only the site map makes one from a text that comes from outside, and that
/// goes through ``Slug``.
public struct PagePath: Sendable, Hashable, Comparable {
  /// The path from the site's root, with `/`.
  public let text: String
  /// How many folders lie between this page and the site's root.
  let depth: Int

  /// A page: the `index.html` of a folder.
  init(_ folders: Slug...) {
    self.init(folder: folders.map { $0.text + "/" }.joined(), depth: folders.count, file: "index.html")
  }

  /// A file of the program's own naming.
  init(folders: [Slug] = [], file: StaticString) {
    self.init(folder: folders.map { $0.text + "/" }.joined(), depth: folders.count, file: "\(file)")
  }

  private init(folder: String, depth: Int, file: String) {
    text = folder + file
    self.depth = depth
  }

  /// The folder, ending in `/` where it is not the root.
  var folder: Substring {
    text[
      ..<(text.utf8.lastIndex(of: UInt8(ascii: "/")).map { text.utf8.index(after: $0) } ?? text.startIndex)]
  }

  /// The file's name.
  var file: Substring {
    text[folder.endIndex...]
  }

  /// A file beside this page.
  func sibling(_ file: StaticString) -> PagePath {
    PagePath(folder: String(folder), depth: depth, file: "\(file)")
  }

  /// The page of a folder below that of this page.
  func below(_ name: Slug) -> PagePath {
    PagePath(folder: "\(folder)\(name.text)/", depth: depth + 1, file: "index.html")
  }

  /// The relative address of this page on `origin`: it names the file, so that the site opens from a disk too.
  public func relative(to origin: PagePath) -> String {
    // What both paths share up to a slash are folders that need not be left.
    var shared = text.startIndex
    var depth = 0
    var index = text.utf8.startIndex
    for byte in origin.text.utf8 {
      guard index < text.utf8.endIndex, text.utf8[index] == byte else { break }
      index = text.utf8.index(after: index)
      if byte == UInt8(ascii: "/") {
        shared = index
        depth += 1
      }
    }
    return String(repeating: "../", count: origin.depth - depth) + text[shared...]
  }

  /// Orders by path.
  public static func < (left: PagePath, right: PagePath) -> Bool {
    left.text < right.text
  }
}
