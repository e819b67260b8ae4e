import Analysis
import Catalog

/// The index of data models, and a page per data model and per data set that a rule reads.
struct DataModelPages: Sendable {
  let site: SiteContext
  private static let steps = [("Data models", SiteMap.index(of: .dataModel))]

  var planned: [PlannedPage] {
    let models = site.analysis.index.names(of: .dataModel).compactMap { name in
      site.map.page(of: .dataModel, named: name).map { path in PlannedPage(path) { model(name, at: path) } }
    }
    let sets = site.map.dataSets.map { entry in
      PlannedPage(entry.path) { dataSet(entry.name, at: entry.path) }
    }
    return [PlannedPage(SiteMap.index(of: .dataModel)) { index }] + models + sets
  }

  private var index: Page {
    let path = SiteMap.index(of: .dataModel)
    return PartIndex(
      path: path, title: "Data models",
      lead: "The data models that rules read, such as those of the Common Information Model.", area: .browse,
      singular: "Data model", detailHead: "Data sets",
      entries: site.entries(of: .dataModel, from: path, isCode: true) { model in
        .links(
          dataSets(of: model).map { ($0.name.dataSet, Link(to: $0.path, from: path)) })
      },
      none: "No rule reads a data model."
    ).page
  }

  private func dataSets(of model: String) -> [(name: DataSetName, path: PagePath)] {
    site.map.dataSets.filter { $0.name.model == model }
  }

  private func model(_ name: String, at path: PagePath) -> Page {
    let sets = dataSets(of: name)
    let table = HTMLFragment.written { html in
      html.table(["Data set", "Rules"], name: "counts") { html in
        for set in sets {
          let rules = site.live(site.analysis.index.dataSets[set.name] ?? [])
          html.row([.linkedCode(set.name.dataSet, Link(to: set.path, from: path)), .number(rules.count)])
        }
      }
    }
    return page(
      name, kind: "Data model", steps: Self.steps,
      rules: site.analysis.index.rules(naming: name, of: .dataModel),
      sets: sets.isEmpty ? .empty : table, fields: .empty, at: path)
  }

  private func dataSet(_ name: DataSetName, at path: PagePath) -> Page {
    let model = site.map.page(of: .dataModel, named: name.model).map { [(name.model, $0)] } ?? []
    // A child's fields bear the name of the root: what its rules ask for with a data set's name before it.
    let rules = Set(site.analysis.index.dataSets[name] ?? [])
    let fields = site.analysis.corpus.fields.filter { field in
      field.name != field.bareName && !rules.isDisjoint(with: field.rules)
    }
    let list = HTMLFragment.written { html in
      html.table(["Field", "Rules"], name: "counts") { html in
        for field in fields {
          html.row([
            .linkedCode(field.name, site.map.field(field.name).map { Link(to: $0, from: path) }),
            .number(field.rules.count),
          ])
        }
      }
    }
    return page(
      name.text, kind: "Data set", steps: Self.steps + model, rules: site.analysis.index.dataSets[name] ?? [],
      sets: .empty, fields: fields.isEmpty ? .empty : list, at: path)
  }

  private func page(
    _ name: String, kind: String, steps: [(String, PagePath)], rules: [Int], sets: HTMLFragment,
    fields: HTMLFragment, at path: PagePath
  ) -> Page {
    Page(
      path: path, title: name, summary: "The rules that read the \(kind.lowercased()) \(name).",
      area: .browse,
      template: "data-model",
      values: [
        "breadcrumb": .html(Breadcrumb(steps: steps, path: path).html), "name": .text(name),
        "kind": .text(kind), "sets": .section(sets), "fields": .section(fields),
      ].merging(RuleTable(site: site, from: path).values(rules)) { own, _ in own })
  }
}
