import Analysis
import Catalog
import Diagnostics
import Foundation
import SPL

/// What a rule's page shows beyond the specified document.
struct RuleExtras {
  private let site: SiteContext
  private let analysis: RuleAnalysis
  private let rule: Rule
  private let path: PagePath
  private let parts: PartLinks

  init(site: SiteContext, analysis: RuleAnalysis, path: PagePath) {
    self.site = site
    self.analysis = analysis
    rule = analysis.rule
    self.path = path
    parts = PartLinks(site: site, from: path)
  }

  /// The notice at the head of a retired rule's page.
  var retirement: TemplateValue {
    guard rule.isRetired else { return .list([]) }
    var html = HTMLWriter()
    if let deprecation = rule.deprecation {
      if !deprecation.reason.isEmpty { html.element(.p, text: deprecation.reason) }
      if !deprecation.replacements.isEmpty {
        html.element(.p) { html in
          html.text("Use instead: ")
          for (number, name) in deprecation.replacements.enumerated() {
            if number > 0 { html.text(", ") }
            html.link(name, site.map.rule(named: name).map { Link(to: $0, from: path) })
          }
          html.text(".")
        }
      }
      if !deprecation.removedIn.isEmpty {
        html.element(.p, text: "Removed in version \(deprecation.removedIn).")
      }
    }
    return .list([["notice": .html(html.fragment)]])
  }

  var expandedSearch: HTMLFragment {
    guard !analysis.search.stages.isEmpty else { return .empty }
    return .written { $0.search(analysis.search.expansion.text.bytes) }
  }

  /// The fields that the search needs and gives.
  var fields: HTMLFragment {
    let flow = analysis.search.fields
    guard !analysis.search.stages.isEmpty, !flow.needs.isEmpty || !flow.gives.isEmpty else { return .empty }
    return .written { html in
      if !flow.needs.isEmpty {
        html.element(.h3, text: "Needed from the events")
        html.list(flow.needs, name: "names codes") { html, field in
          html.linkedCode(field, site.map.field(field).map { Link(to: $0, from: path) })
        }
      }
      if !flow.gives.isEmpty {
        html.element(.h3, text: "Given by the results")
        html.list(flow.gives, name: "names codes") { html, field in html.element(.code, text: field) }
      }
      if flow.givesOthers {
        html.element(
          .p, .class("note"), text: "Results hold further fields, which the search does not name one by one.")
      }
    }
  }

  var risk: HTMLFragment {
    let risk = rule.risk
    guard !risk.message.isEmpty || !risk.riskObjects.isEmpty || !risk.threatObjects.isEmpty else {
      return .empty
    }
    var html = HTMLWriter()
    if !risk.message.isEmpty { html.element(.p, .class("message"), text: risk.message) }
    if !risk.riskObjects.isEmpty {
      let haveMessages = risk.riskObjects.contains { !$0.message.isEmpty }
      html.table(["Risk object", "Type", "Score"] + (haveMessages ? ["Message"] : [])) { html in
        for object in risk.riskObjects {
          let cells: [HTMLWriter.Cell] = [.code(object.field), .text(object.type), .text(object.score)]
          html.row(cells + (haveMessages ? [.text(object.message)] : []))
        }
      }
    }
    if !risk.threatObjects.isEmpty {
      html.table(["Threat object", "Type"]) { html in
        for object in risk.threatObjects { html.row([.code(object.field), .text(object.type)]) }
      }
    }
    return html.fragment
  }

  var drilldowns: HTMLFragment {
    var html = HTMLWriter()
    for drilldown in rule.drilldowns {
      html.element(.h3, text: drilldown.name)
      html.search(Array(drilldown.search.utf8))
      html.definitions([("Earliest", .code(drilldown.earliest)), ("Latest", .code(drilldown.latest))])
    }
    return html.fragment
  }

  var references: HTMLFragment { parts.references(rule.references) }

  var dataSources: HTMLFragment {
    guard !rule.dataSources.isEmpty else { return .empty }
    return .written { html in
      html.table(["Data source", "Source type", "Source"], name: "sources") { html in
        for name in rule.dataSourceNames {
          let source = site.dataSources[name]
          html.row([
            .link(name, parts.link(to: .dataSource, name)), .code(source?.sourceType ?? ""),
            .code(source?.source ?? ""),
          ])
        }
      }
    }
  }

  var macros: HTMLFragment {
    let calls = analysis.search.expansion.calls
    guard !calls.isEmpty else { return .empty }
    let macros = site.analysis.macros
    return .written { html in
      html.table(["Macro", "Definition"], name: "definitions") { html in
        for call in calls {
          let macro = call.definition.map { macros[$0] }
          let arguments = macro?.spl.arguments ?? []
          let name = arguments.isEmpty ? call.name : "\(call.name)(\(arguments.joined(separator: ", ")))"
          let isFilter = macro == nil && call.name.hasSuffix("_filter")
          let definition = macro?.definition.value ?? (isFilter ? "search *" : "")
          html.row([
            .linkedCode(name, parts.link(to: .macro, call.name)),
            definition.isEmpty ? .text("not defined in this catalog") : .code(definition),
          ])
        }
      }
    }
  }

  var lookups: HTMLFragment {
    guard !analysis.search.lookups.isEmpty else { return .empty }
    return .written { html in
      html.table(["Lookup", "Type", "Description"], name: "definitions") { html in
        for name in site.partNames.names(of: .lookup, in: analysis) {
          let lookup = site.lookups[name]
          html.row([
            .linkedCode(name, parts.link(to: .lookup, name)), .text(lookup?.type ?? ""),
            .text(lookup?.description ?? "not defined in this catalog"),
          ])
        }
      }
    }
  }

  var context: HTMLFragment {
    func text(_ text: String) -> HTMLFragment { HTMLFragment(escaping: text) }
    return .written { html in
      html.definitions([
        ("Analytic stories", parts.links(rule.stories.map(\.value), to: .story)),
        ("CVE", parts.links(rule.cves, to: .cve)),
        ("Data sets", dataSets), ("Asset", text(rule.assetType)),
        ("Product", text(rule.products.joined(separator: ", "))),
        ("Security domain", text(rule.securityDomain)), ("Category", text(rule.category)),
        ("Type", rule.type.isEmpty ? .empty : parts.links([rule.type], to: .type)),
        ("Version", text(rule.version)), ("Created", text(rule.created?.description ?? "")),
        ("Modified", text(rule.modified?.description ?? "")), ("ID", .code(rule.id?.value ?? "")),
      ])
    }
  }

  /// The data sets that the search reads.
  private var dataSets: HTMLFragment {
    .written { html in
      for (number, name) in analysis.search.dataSets.enumerated() {
        if number > 0 { html.text(", ") }
        html.linkedCode(name.text, site.map.page(of: name).map { Link(to: $0, from: path) })
      }
    }
  }

  var otherKeys: HTMLFragment { parts.otherKeys(rule.otherKeys) }

  var findings: HTMLFragment {
    guard let diagnostics = site.diagnostics[rule.file.source.path], !diagnostics.isEmpty else {
      return .empty
    }
    return DiagnosticsTable.html(diagnostics.sorted())
  }

  var sourceLinks: HTMLFragment {
    .written { html in
      html.element(.p) { html in
        html.link("The rule as a file", Link(to: path.sibling("rule.yml"), from: path))
        if let edit = site.sourceAddress(of: rule.file) {
          html.text(" · ")
          html.link("Edit this rule at its source", edit)
        }
        if let permanent = site.map.rule(inFile: rule.file.source.path).flatMap({ site.map.idPages[$0] }) {
          html.text(" · ")
          html.link("Address that stays when the rule is renamed", Link(to: permanent, from: path))
        }
      }
    }
  }
}
