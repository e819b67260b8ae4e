import Foundation
import TestSupport
import Testing

/// What a page of ours may hold. A page with anything else has taken markup from outside.
enum InertPages {
  private static let elements: Set<String> = [
    "a", "abbr", "article", "bdi", "blockquote", "body", "br", "code", "dd", "details", "div", "dl", "dt",
    "em",
    "footer", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hr", "html", "li", "link", "main",
    "meta",
    "nav", "ol", "p", "pre", "rect", "script", "section", "small", "span", "strong", "summary", "svg",
    "table",
    "tbody", "td", "th", "thead", "time", "title", "tr", "ul",
  ]

  private static let attributes: Set<String> = [
    "aria-current", "aria-hidden", "aria-label", "aria-labelledby", "charset", "class", "content",
    "data-extra", "datetime", "defer", "dir", "height", "href", "http-equiv", "id", "lang", "name", "rel",
    "role", "scope", "src", "start", "tabindex", "title", "type", "width",
  ]

  private static let policies: Set<String> = [
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'",
    "default-src 'none'",
  ]

  /// Checks that every page balances, has only known elements and attributes, loads nothing from elsewhere and leads
  /// only to pages of the site and to web and mail addresses.
  static func check(_ site: BuiltSite, _ location: Testing.SourceLocation = #_sourceLocation) {
    #expect(!site.pages.isEmpty, sourceLocation: location)
    for (path, page) in site.pages {
      let found = page.problems + page.elements.flatMap { problems(of: $0, on: path) }
      #expect(found.isEmpty, "\(path)", sourceLocation: location)
    }
  }

  private static func problems(of element: HTMLScan.Element, on path: String) -> [String] {
    var problems = elements.contains(element.name) ? [] : ["<\(element.name)>"]
    for (name, value) in element.attributes {
      if !attributes.contains(name) { problems.append("\(name) in <\(element.name)>") }
      if name == "href", !isHarmless(value, of: element) { problems.append("leads to \(value)") }
    }
    switch element.attribute("http-equiv")?.lowercased() {
    case "content-security-policy":
      if !policies.contains(element.attribute("content") ?? "") { problems.append("another policy") }
    case .some:
      let target = element.attribute("content") ?? ""
      if !path.hasPrefix("rules/id/") || !target.hasPrefix("0; url=../") {
        problems.append("leads on: \(target)")
      }
    case nil: break
    }
    let source = element.attribute("src")
    if (element.name == "script") != (source != nil) { problems.append("script: \(source ?? "inline")") }
    if let source, source.replacing("../", with: "") != "assets/site.js" {
      problems.append("loads \(source)")
    }
    return problems
  }

  private static func isHarmless(_ address: String, of element: HTMLScan.Element) -> Bool {
    guard !address.utf8.contains(where: { $0 <= 0x20 }) else { return false }
    let scheme = address.prefix { $0 != ":" && $0 != "/" && $0 != "#" && $0 != "?" }
    let hasScheme = address.dropFirst(scheme.count).first == ":"
    guard hasScheme else { return !address.hasPrefix("/") && !address.hasPrefix("\\") }
    return element.name == "a" && ["http", "https", "mailto"].contains(scheme.lowercased())
  }
}
