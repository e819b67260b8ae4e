import Analysis

/// The tables of a rule's indicators and exclusions.
struct PredicateTables {
  private let search: SearchAnalysis
  private let site: SiteContext
  private let path: PagePath

  init(_ search: SearchAnalysis, site: SiteContext, from path: PagePath) {
    self.search = search
    self.site = site
    self.path = path
  }

  var indicators: HTMLFragment {
    table(search.indicators, heads: ["Field", "Kind", "Values"], anchor: "indicator", countsCorpus: true)
  }

  var exclusions: HTMLFragment {
    table(
      search.exclusions, heads: ["Field", "Kind", "Excluded values"], anchor: "exclusion", countsCorpus: false
    )
  }

  private func table(
    _ rows: [PredicateRow], heads: [String], anchor: StaticString, countsCorpus: Bool
  ) -> HTMLFragment {
    guard !rows.isEmpty else { return .empty }
    var html = HTMLWriter()
    html.table(heads, name: "predicates") { html in
      for row in rows {
        let place = Anchor(anchor, "\(row.kind.rawValue)-\(row.field)")
        html.element(.tr, .id(place)) { html in
          html.element(.td) { html in
            html.linkedCode(row.field, site.map.field(row.field).map { Link(to: $0, from: path) })
          }
          html.element(.td) { html in html.element(.a, .href(Link(at: place)), text: row.kind.rawValue) }
          html.element(.td) { html in values(row, countsCorpus, &html) }
        }
      }
    }
    return html.fragment
  }

  private func values(_ row: PredicateRow, _ countsCorpus: Bool, _ html: inout HTMLWriter) {
    func badge(_ key: CorpusIndex.Key, _ html: inout HTMLWriter) {
      let count = countsCorpus ? site.analysis.corpus.rules(for: key).count : 0
      guard count >= 2, let page = site.map.field(row.field) else { return }
      html.element(
        .a, .class("corpus"), .href(Link(to: page, from: path, at: site.map.anchor(of: key))),
        .title("\(count) rules look for this"), .extra, text: "corpus \(count)")
    }
    guard !row.values.isEmpty else { return row.keys.forEach { badge($0, &html) } }
    html.element(.ul) { html in
      for (value, key) in zip(row.values, row.keys) {
        html.element(.li) { html in
          html.element(.code, text: value)
          badge(key, &html)
        }
      }
    }
  }
}
