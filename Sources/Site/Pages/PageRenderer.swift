import Catalog

/// Fills a page's template and puts the frame around it that all pages share.
struct PageRenderer: Sendable {
  private let templates: Templates
  private let settings: CatalogSettings
  private let frames: [FrameKind: Frame]
  private let redirect: Frame

  /// What a frame depends on.
  private struct FrameKind: Hashable {
    /// How many folders lie between the page and the site's root.
    let depth: Int
    let area: Page.Area
    let isIndex: Bool
  }

  /// No page lies deeper.
  private static let depthLimit = 4

  /// Renders the frames. `version` is the program's, for the foot of the page.
  init(templates: Templates, settings: CatalogSettings, version: String) throws(SiteFailure) {
    self.templates = templates
    self.settings = settings
    var frames: [FrameKind: Frame] = [:]
    for depth in 0...Self.depthLimit {
      for area in Page.Area.allCases {
        for isIndex in depth > 1 ? [false] : [false, true] {
          let kind = FrameKind(depth: depth, area: area, isIndex: isIndex)
          frames[kind] = try Self.frame(kind, templates, settings, version)
        }
      }
    }
    self.frames = frames
    redirect = Frame(
      try templates.render(
        "redirect", ["title": .text(Frame.Gap.title.mark), "target": .text(Frame.Gap.target.mark)]))
  }

  private static func frame(
    _ kind: FrameKind, _ templates: Templates, _ settings: CatalogSettings, _ version: String
  ) throws(SiteFailure) -> Frame {
    func address(_ target: PagePath) -> TemplateValue {
      // The page for unknown addresses is shown under any of them: it names the others by the site's own address.
      let root = kind.area == .none ? absoluteRoot(settings) : String(repeating: "../", count: kind.depth)
      return .text(root + target.text)
    }
    func entry(_ title: String, _ target: PagePath, _ area: Page.Area) -> [String: TemplateValue] {
      [
        "title": .text(title), "href": address(target),
        "page": .shown(kind.area == area && kind.isIndex), "part": .shown(kind.area == area && !kind.isIndex),
      ]
    }
    return Frame(
      try templates.render(
        "layout",
        [
          "title": .text(Frame.Gap.title.mark),
          "summary": .text(Frame.Gap.summary.mark),
          "style": address(SiteMap.styleSheet),
          "script": address(SiteMap.script),
          "icon": address(SiteMap.icon),
          "site": .text(settings.title),
          "home": address(SiteMap.home),
          "navigation": .list([
            entry("Rules", SiteMap.rules, .rules), entry("ATT&CK", SiteMap.attack, .attack),
            entry("Stories", SiteMap.index(of: .story), .stories),
            entry("Data sources", SiteMap.index(of: .dataSource), .dataSources),
            entry("Fields", SiteMap.fields, .fields), entry("Tests", SiteMap.tests, .tests),
            entry("All indexes", SiteMap.browse, .browse),
          ]),
          "content": .html(HTMLFragment(escaping: Frame.Gap.content.mark)),
          "diagnostics": address(SiteMap.diagnostics),
          "version": .text(version),
        ]))
  }

  /// The site's own address, ending in `/`, where it is known.
  private static func absoluteRoot(_ settings: CatalogSettings) -> String {
    guard Link(web: settings.baseURL) != nil else { return "" }
    return settings.baseURL + (settings.baseURL.hasSuffix("/") ? "" : "/")
  }

  /// The page as UTF-8.
  func render(_ page: Page) throws(SiteFailure) -> [UInt8] {
    let content = try templates.render(page.template, page.values)
    let kind = FrameKind(
      depth: page.path.depth, area: page.area, isIndex: page.isIndex)
    guard let frame = frames[kind] else { throw .missing("layout.mustache") }
    return frame.filled([
      .title: HTMLFragment(
        escaping: page.title.isEmpty ? settings.title : "\(page.title) – \(settings.title)"),
      .summary: HTMLFragment(escaping: page.summary.isEmpty ? page.title : page.summary),
      .content: content,
    ])
  }

  /// A page that leads on to another one by itself.
  func redirect(from origin: PagePath, to target: PagePath, title: String) -> [UInt8] {
    redirect.filled([
      .title: HTMLFragment(escaping: title), .target: HTMLFragment(escaping: target.relative(to: origin)),
    ])
  }
}
