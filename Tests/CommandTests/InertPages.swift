import Foundation
import TestSupport
import Testing

/// What a page of ours may hold. A page with anything else has taken markup from outside.
enum InertPages {
  private static let elements: Set<String> = [
    "a", "abbr", "article", "bdi", "blockquote", "body", "br", "code", "dd", "div", "dl", "dt", "em",
    "footer",
    "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hr", "html", "li", "link", "main", "meta", "nav",
    "ol",
    "p", "pre", "section", "span", "strong", "table", "tbody", "td", "th", "thead", "time", "title", "tr",
    "ul",
  ]

  private static let attributes: Set<String> = [
    "aria-current", "aria-hidden", "aria-label", "aria-labelledby", "charset", "class", "content",
    "data-extra",
    "dir", "href", "http-equiv", "id", "lang", "name", "rel", "role", "scope", "start", "tabindex", "title",
  ]

  /// Checks that every page balances, has only known elements and attributes, loads nothing from elsewhere and leads
  /// only to pages of the site and to web and mail addresses.
  static func check(_ site: BuiltSite, _ location: Testing.SourceLocation = #_sourceLocation) {
    #expect(!site.pages.isEmpty, sourceLocation: location)
    for (path, page) in site.pages {
      #expect(page.problems.isEmpty, "\(path)", sourceLocation: location)
      for element in page.elements {
        #expect(elements.contains(element.name), "\(path): <\(element.name)>", sourceLocation: location)
        for (name, value) in element.attributes {
          #expect(
            attributes.contains(name), "\(path): \(name) in <\(element.name)>", sourceLocation: location)
          if name == "href" {
            #expect(isHarmless(value, of: element), "\(path): leads to \(value)", sourceLocation: location)
          }
          if name == "http-equiv" {
            let target = element.attribute("content") ?? ""
            #expect(
              path.hasPrefix("rules/id/") && target.hasPrefix("0; url=../"), "\(path): \(target)",
              sourceLocation: location)
          }
        }
      }
    }
  }

  private static func isHarmless(_ address: String, of element: HTMLScan.Element) -> Bool {
    guard !address.utf8.contains(where: { $0 <= 0x20 }) else { return false }
    let scheme = address.prefix { $0 != ":" && $0 != "/" && $0 != "#" && $0 != "?" }
    let hasScheme = address.dropFirst(scheme.count).first == ":"
    guard hasScheme else { return !address.hasPrefix("/") && !address.hasPrefix("\\") }
    return element.name == "a" && ["http", "https", "mailto"].contains(scheme.lowercased())
  }
}
