import Analysis
import Catalog

/// What the pages of rules and of the catalog's parts show in the same way.
struct PartLinks {
  let site: SiteContext
  let from: PagePath

  /// The page of a part, seen from here.
  func link(to part: CatalogIndex.Part, _ name: String) -> Link? {
    site.map.page(of: part, named: name).map { Link(to: $0, from: from) }
  }

  /// Names of parts as links.
  func links(_ names: [String], to part: CatalogIndex.Part) -> HTMLFragment {
    .links(names.map { ($0, link(to: part, part == .cve ? $0.uppercased() : $0)) })
  }

  /// `A, B, COMPANY` as written, each author a link.
  func authors(_ text: String) -> HTMLFragment {
    .written { html in
      for piece in Authors.pieces(of: text) {
        html.text(String(piece.before))
        html.link(String(piece.name), link(to: .author, String(piece.name)))
      }
    }
  }

  /// Addresses, those of the web as links.
  func references(_ references: [String]) -> HTMLFragment {
    guard !references.isEmpty else { return .empty }
    return .written { html in
      html.list(references) { html, reference in html.link(reference, Link(web: reference)) }
    }
  }

  /// Keys that have no place of their own.
  func otherKeys(_ keys: [OtherKey]) -> HTMLFragment {
    guard !keys.isEmpty else { return .empty }
    return .written { html in
      html.table(["Key", "Value"]) { html in
        for key in keys { html.row([.code(key.path), .text(key.value)]) }
      }
    }
  }

  /// The file that says all this, at its source.
  func source(_ file: CatalogFile?) -> HTMLFragment {
    guard let file else { return .empty }
    return .written { html in
      html.element(.p) { html in
        html.text("File: ")
        html.linkedCode(file.path, site.sourceAddress(of: file))
      }
    }
  }
}

extension SiteContext {
  /// The lines of a part's index: each name with its link and the number of its live rules.
  func entries(
    of part: CatalogIndex.Part, from path: PagePath, isCode: Bool = false,
    detail: (String) -> HTMLFragment = { _ in .empty }
  ) -> [PartIndex.Entry] {
    analysis.index.names(of: part).map { name in
      PartIndex.Entry(
        name: name, link: map.page(of: part, named: name).map { Link(to: $0, from: path) },
        detail: detail(name), count: live(analysis.index.rules(naming: name, of: part)).count, isCode: isCode)
    }
  }
}
