/// A heading of the second level in a template: `<h2 id="NAME"><a href="#NAME">TITLE</a>`.
struct TemplateHeading: Sendable {
  /// Its place on the page.
  let link: Link
  /// What it says.
  let title: HTMLFragment
  /// The section of the template that it stands in, and is left out with; nil for one that is always shown.
  let section: String?

  /// The headings of a template, in order.
  static func headings(in text: String) -> [TemplateHeading] {
    var section: String?
    return text.split(separator: "\n").compactMap { line in
      if line.hasPrefix("{{#"), line.hasSuffix("}}") { section = String(line.dropFirst(3).dropLast(2)) }
      if line.hasPrefix("{{/") { section = nil }
      guard let match = line.firstMatch(of: /<h2 id="([a-z_-]+)"><a href="#\1">([^<]*)<\/a>/) else {
        return nil
      }
      return TemplateHeading(
        link: Link(at: Anchor(Slug(from: String(match.1)))), title: HTMLFragment(rendered: String(match.2)),
        section: section)
    }
  }
}
