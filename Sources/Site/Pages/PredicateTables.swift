import Analysis

/// The tables of a rule's indicators and exclusions.
struct PredicateTables {
  private let search: SearchAnalysis
  private let corpus: CorpusCounts

  init(_ search: SearchAnalysis, corpus: CorpusCounts) {
    self.search = search
    self.corpus = corpus
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
          html.element(.td) { html in html.element(.code, text: row.field) }
          html.element(.td) { html in html.element(.a, .href(Link(at: place)), text: row.kind.rawValue) }
          html.element(.td) { html in values(row, countsCorpus, &html) }
        }
      }
    }
    return html.fragment
  }

  private func values(_ row: PredicateRow, _ countsCorpus: Bool, _ html: inout HTMLWriter) {
    func badge(_ value: String, _ html: inout HTMLWriter) {
      guard countsCorpus else { return }
      let count = corpus.count(field: row.field, kind: row.kind, value: value)
      guard count >= 2 else { return }
      html.element(
        .span, .class("corpus"), .title("\(count) rules look for this"), .extra, text: "corpus \(count)")
    }
    guard !row.values.isEmpty else { return badge("", &html) }
    html.element(.ul) { html in
      for value in row.values {
        html.element(.li) { html in
          html.element(.code, text: value)
          badge(value, &html)
        }
      }
    }
  }
}
