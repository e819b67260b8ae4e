/// Where a page or file lies in the site. Only the site map makes one from a text that comes from outside, and that
/// goes through ``Slug``.
public struct PagePath: Sendable, Hashable, Comparable {
  /// The folders, from the site's root.
  let folders: [String]
  /// The file's name.
  let file: String

  /// A page: the `index.html` of a folder.
  init(_ folders: Slug...) {
    self.folders = folders.map(\.text)
    file = "index.html"
  }

  /// A file of the program's own naming.
  init(folders: [Slug] = [], file: StaticString) {
    self.folders = folders.map(\.text)
    self.file = "\(file)"
  }

  /// A file beside this page.
  func sibling(_ file: StaticString) -> PagePath {
    PagePath(folders: folders, file: "\(file)")
  }

  private init(folders: [String], file: String) {
    self.folders = folders
    self.file = file
  }

  /// The path from the site's root, with `/`.
  public var text: String {
    (folders + [file]).joined(separator: "/")
  }

  /// The relative address of this page on `origin`: it names the file, so that the site opens from a disk too.
  public func relative(to origin: PagePath) -> String {
    var common = 0
    while common < folders.count, common < origin.folders.count, folders[common] == origin.folders[common] {
      common += 1
    }
    let up = [String](repeating: "..", count: origin.folders.count - common)
    return (up + folders[common...] + [file]).joined(separator: "/")
  }

  /// How many folders lie between this page and the site's root.
  var depth: Int { folders.count }

  /// Orders by path.
  public static func < (left: PagePath, right: PagePath) -> Bool {
    left.text < right.text
  }
}
