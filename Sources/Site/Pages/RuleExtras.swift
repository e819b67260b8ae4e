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

  init(site: SiteContext, analysis: RuleAnalysis, path: PagePath) {
    self.site = site
    self.analysis = analysis
    rule = analysis.rule
    self.path = path
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

  var tests: HTMLFragment {
    guard !rule.tests.isEmpty || !rule.manualTest.isEmpty else { return .empty }
    var html = HTMLWriter()
    if !rule.manualTest.isEmpty { html.element(.p, text: "Tested by hand: \(rule.manualTest)") }
    for test in rule.tests {
      html.element(.h3, text: test.type.isEmpty ? test.name : "\(test.name) (\(test.type))")
      if !test.description.isEmpty { html.element(.p, text: test.description) }
      for data in test.data {
        html.definitions([
          ("Data", data.data), ("Source type", data.sourceType), ("Source", data.source), ("Host", data.host),
          ("Index", data.index),
          ("Timestamps", data.updateTimestamp == "true" ? "moved to the time of the test" : ""),
        ])
      }
    }
    return html.fragment
  }

  var expandedSearch: HTMLFragment {
    guard !analysis.search.stages.isEmpty else { return .empty }
    var html = HTMLWriter()
    html.element(.pre, .class("code spl wrapped"), .focusable) { html in
      html.element(.code) { html in html.spl(analysis.search.expansion.text.bytes) }
    }
    return html.fragment
  }

  var risk: HTMLFragment {
    let risk = rule.risk
    guard !risk.message.isEmpty || !risk.riskObjects.isEmpty || !risk.threatObjects.isEmpty else {
      return .empty
    }
    var html = HTMLWriter()
    if !risk.message.isEmpty { html.element(.p, .class("message"), text: risk.message) }
    if !risk.riskObjects.isEmpty {
      html.table(["Risk object", "Type", "Score", "Message"]) { html in
        for object in risk.riskObjects {
          html.row([.code(object.field), .text(object.type), .text(object.score), .text(object.message)])
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
      html.element(.pre, .class("code spl wrapped"), .focusable) { html in
        html.element(.code) { html in html.spl(Array(drilldown.search.utf8)) }
      }
      html.definitions([("Earliest", drilldown.earliest), ("Latest", drilldown.latest)])
    }
    return html.fragment
  }

  var references: HTMLFragment {
    guard !rule.references.isEmpty else { return .empty }
    var html = HTMLWriter()
    html.list(rule.references) { html, reference in html.link(reference, Link(web: reference)) }
    return html.fragment
  }

  var dataSources: HTMLFragment {
    guard !rule.dataSources.isEmpty else { return .empty }
    let known = site.dataSources
    var html = HTMLWriter()
    html.table(["Data source", "Source type", "Source"]) { html in
      for name in rule.dataSources.flatMap({ $0.value.components(separatedBy: " AND ") }) {
        html.row([.text(name), .code(known[name]?.sourceType ?? ""), .code(known[name]?.source ?? "")])
      }
    }
    return html.fragment
  }

  var macros: HTMLFragment {
    let calls = analysis.search.expansion.calls
    guard !calls.isEmpty else { return .empty }
    let macros = site.analysis.macros
    var html = HTMLWriter()
    html.table(["Macro", "Definition"]) { html in
      for call in calls {
        let macro = call.definition.map { macros[$0] }
        let arguments = macro?.spl.arguments ?? []
        let name = arguments.isEmpty ? call.name : "\(call.name)(\(arguments.joined(separator: ", ")))"
        let isFilter = macro == nil && call.name.hasSuffix("_filter")
        let definition = macro?.definition.value ?? (isFilter ? "search *" : "")
        html.row([.code(name), definition.isEmpty ? .text("not defined in this catalog") : .code(definition)])
      }
    }
    return html.fragment
  }

  var lookups: HTMLFragment {
    guard !analysis.search.lookups.isEmpty else { return .empty }
    let known = site.lookups
    var html = HTMLWriter()
    html.table(["Lookup", "Type", "Description"]) { html in
      for name in analysis.search.lookups.map(\.name) {
        let lookup = known[name]
        html.row([
          .code(name), .text(lookup?.type ?? ""), .text(lookup?.description ?? "not defined in this catalog"),
        ])
      }
    }
    return html.fragment
  }

  var context: HTMLFragment {
    var html = HTMLWriter()
    let entries = [
      ("Analytic stories", rule.stories.map(\.value).joined(separator: ", ")),
      ("CVE", rule.cves.joined(separator: ", ")), ("Asset", rule.assetType),
      ("Product", rule.products.joined(separator: ", ")), ("Security domain", rule.securityDomain),
      ("Category", rule.category), ("Type", rule.type), ("Version", rule.version),
      ("Created", rule.created?.description ?? ""), ("Modified", rule.modified?.description ?? ""),
      ("ID", rule.id?.value ?? ""),
    ]
    guard entries.contains(where: { !$0.1.isEmpty }) else { return .empty }
    html.definitions(entries)
    return html.fragment
  }

  var otherKeys: HTMLFragment {
    guard !rule.otherKeys.isEmpty else { return .empty }
    var html = HTMLWriter()
    html.table(["Key", "Value"]) { html in
      for key in rule.otherKeys { html.row([.code(key.path), .text(key.value)]) }
    }
    return html.fragment
  }

  var findings: HTMLFragment {
    guard let diagnostics = site.diagnostics[rule.file.source.path], !diagnostics.isEmpty else {
      return .empty
    }
    var html = HTMLWriter()
    html.table(["Severity", "Line", "Finding"]) { html in
      for diagnostic in diagnostics.sorted() {
        html.element(.tr) { html in
          html.element(.td, text: diagnostic.severity.rawValue)
          html.element(
            .td, .class("number"), text: diagnostic.location.line > 0 ? String(diagnostic.location.line) : "")
          html.element(.td) { html in
            html.element(.p) { html in
              html.text(diagnostic.summary + " ")
              html.element(.code, text: diagnostic.code.rawValue)
            }
            for note in diagnostic.notes { html.element(.p, .class("note"), text: note) }
            if let help = diagnostic.help { html.element(.p, .class("note"), text: help) }
          }
        }
      }
    }
    return html.fragment
  }

  var sourceLinks: HTMLFragment {
    var html = HTMLWriter()
    html.element(.p) { html in
      html.link("The rule as a file", Link(to: path.sibling("rule.yml"), from: path))
      if let edit = editAddress {
        html.text(" · ")
        html.link("Edit this rule at its source", edit)
      }
    }
    return html.fragment
  }

  private var editAddress: Link? {
    let encoded = rule.file.path.utf8.reduce(into: "") { text, byte in
      let isPlain =
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        || "/_-.".utf8.contains(byte)
      text +=
        isPlain
        ? String(Unicode.Scalar(byte))
        : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    }
    if !site.settings.editURL.isEmpty {
      return Link(web: site.settings.editURL.replacing("{path}", with: encoded))
    }
    guard site.settings.source.hasPrefix("https://github.com/") else { return nil }
    return Link(web: "\(site.settings.source)/blob/HEAD/\(encoded)")
  }
}

extension HTMLWriter {
  /// A cell of a table.
  enum Cell {
    case text(String)
    case code(String)
    case link(String, Link?)
    case number(Int)
  }

  /// A row of a table.
  mutating func row(_ cells: [Cell]) {
    element(.tr) { html in
      for cell in cells {
        switch cell {
        case .text(let text): html.element(.td, text: text)
        case .code(""): html.element(.td, text: "")
        case .code(let text): html.element(.td) { $0.element(.code, text: text) }
        case .link(let text, let link): html.element(.td) { $0.link(text, link) }
        case .number(let number): html.element(.td, .class("number"), text: String(number))
        }
      }
    }
  }
}
