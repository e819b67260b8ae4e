import Catalog

/// Fills a page's template and puts the frame around it that all pages share.
struct PageRenderer: Sendable {
  let templates: Templates
  let settings: CatalogSettings
  /// The program's version, for the foot of the page.
  let version: String

  /// The page as UTF-8.
  func render(_ page: Page) throws(SiteFailure) -> [UInt8] {
    let content = try templates.render(page.template, page.values)
    func address(_ target: PagePath) -> TemplateValue {
      // The page for unknown addresses is shown under any of them: it names the others by the site's own address.
      page.area == .none ? .text(absolute(target)) : .text(target.relative(to: page.path))
    }
    func entry(_ title: String, _ target: PagePath, _ area: Page.Area) -> [String: TemplateValue] {
      ["title": .text(title), "href": address(target), "current": .shown(page.area == area)]
    }
    let frame = try templates.render(
      "layout",
      [
        "title": .text(page.title.isEmpty ? settings.title : "\(page.title) – \(settings.title)"),
        "summary": .list(page.summary.isEmpty ? [] : [["text": .text(page.summary)]]),
        "style": address(SiteMap.styleSheet),
        "site": .text(settings.title),
        "home": address(SiteMap.home),
        "navigation": .list([
          entry("Rules", SiteMap.rules, .rules), entry("ATT&CK", SiteMap.attack, .attack),
        ]),
        "content": .html(content),
        "version": .text(version),
      ])
    return Array(frame.markup.utf8)
  }

  /// A page that leads on to another one by itself.
  func redirect(from origin: PagePath, to target: PagePath, title: String) throws(SiteFailure) -> [UInt8] {
    let page = try templates.render(
      "redirect", ["title": .text(title), "target": .text(target.relative(to: origin))])
    return Array(page.markup.utf8)
  }

  /// The address of a page that holds from everywhere, where the site's own address is known.
  func absolute(_ page: PagePath) -> String {
    guard Link(web: settings.baseURL) != nil else { return page.text }
    return settings.baseURL + (settings.baseURL.hasSuffix("/") ? "" : "/") + page.text
  }
}
