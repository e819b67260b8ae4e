import Foundation

/// The kinds of pages of a site, told apart by where they lie, so that a new kind is found without being named here.
struct PageKinds {
  /// The first page of each kind and its largest, sorted.
  let examples: [String]

  init(_ site: BuiltSite) {
    func size(_ page: String) -> Int {
      let attributes = try? FileManager.default.attributesOfItem(atPath: "\(site.folder)/\(page)")
      return attributes?[.size] as? Int ?? 0
    }
    let kinds = Self.kinds(of: site.files.filter { $0.hasSuffix(".html") })
    examples = Set(
      kinds.values.flatMap { pages in
        [pages.first, pages.max { size($0) < size($1) }].compactMap(\.self)
      }
    ).sorted()
  }

  /// Pages by their kind: `attack/techniques/T1105/index.html` is an `attack/techniques/*/index.html`. A page that others
  /// lie below, and one at the top, is a kind of its own.
  static func kinds(of pages: [String]) -> [String: [String]] {
    let folders = pages.map { $0.split(separator: "/").dropLast() }
    let above = Set(folders.flatMap { folder in folder.indices.map { folder[..<$0] } })
    return Dictionary(grouping: zip(pages, folders)) { page, folder in
      guard folder.count > 1, !above.contains(folder) else { return page }
      return (folder.dropLast() + ["*"] + page.split(separator: "/").suffix(1)).joined(separator: "/")
    }.mapValues { $0.map(\.0) }
  }
}
