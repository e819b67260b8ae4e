import Foundation
import Mustache

/// The page templates of the product's home.
struct Templates: Sendable {
  private let templates: [String: MustacheTemplate]
  private let tags: [String: [TemplateTag]]
  private let headings: [String: [TemplateHeading]]

  /// The templates, `NAME.mustache`, of a folder.
  init(folder: String) throws(SiteFailure) {
    var templates: [String: MustacheTemplate] = [:]
    var tags: [String: [TemplateTag]] = [:]
    var headings: [String: [TemplateHeading]] = [:]
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
      throw .missing(folder)
    }
    for name in names.sorted() where name.hasSuffix(".mustache") {
      let stem = String(name.dropLast(".mustache".count))
      guard let text = try? String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8) else {
        throw .missing("\(folder)/\(name)")
      }
      do {
        // Text is escaped before Mustache sees it, by the one writer that all pages use.
        templates[stem] = try MustacheTemplate(string: "{{% CONTENT_TYPE:TEXT}}" + text)
      } catch {
        throw .malformedTemplate("\(folder)/\(name)", "\(error)")
      }
      tags[stem] = TemplateTag.tags(in: text)
      headings[stem] = TemplateHeading.headings(in: text)
    }
    self.templates = templates
    self.tags = tags
    self.headings = headings
  }

  /// Fills a template. A tag that the page does not have, or a text in triple braces, is a fault of the template.
  func render(_ name: String, _ values: [String: TemplateValue]) throws(SiteFailure) -> HTMLFragment {
    guard let template = templates[name], let tags = tags[name] else { throw .missing("\(name).mustache") }
    var values = values
    values["contents"] = .html(contents(of: headings[name] ?? [], values))
    try check(tags, [values], template: name)
    return HTMLFragment(rendered: template.render(TemplateScope(values)))
  }

  /// The headings that a page with these values shows, as links: what `{{{contents}}}` stands for.
  private func contents(
    of headings: [TemplateHeading], _ values: [String: TemplateValue]
  ) -> HTMLFragment {
    .written { html in
      html.element(.ul) { html in
        for heading in headings {
          if let section = heading.section, case .list(let items) = values[section], items.isEmpty {
            continue
          }
          html.element(.li) { $0.element(.a, .href(heading.link)) { $0.fragment(heading.title) } }
        }
      }
    }
  }

  private func check(
    _ tags: [TemplateTag], _ scopes: [[String: TemplateValue]], template: String
  ) throws(SiteFailure) {
    for tag in tags {
      // A list that is empty here says nothing of what its items hold.
      guard let value = scopes.reversed().lazy.compactMap({ $0[tag.name] }).first else {
        throw .unfitTag(template: template, tag: tag.name)
      }
      switch (tag.kind, value) {
      case (.raw, .html), (.text, .text), (.inverted, .list): break
      case (.raw, _): throw .unfitTag(template: template, tag: tag.name)
      case (.section(let inner), .list(let items)):
        for item in items { try check(inner, scopes + [item], template: template) }
      default: throw .unfitTag(template: template, tag: tag.name)
      }
    }
  }
}

/// A tag of a template.
struct TemplateTag: Sendable, Hashable {
  enum Kind: Sendable, Hashable {
    case text, raw, inverted
    indirect case section([TemplateTag])
  }

  let name: String
  let kind: Kind

  /// The tags of a template, those inside sections below their section.
  static func tags(in text: String) -> [TemplateTag] {
    var stack: [(name: String, tags: [TemplateTag])] = [("", [])]
    var rest = text[...]
    while let open = rest.range(of: "{{") {
      let isRaw = rest[open.upperBound...].hasPrefix("{")
      guard let close = rest[open.upperBound...].range(of: isRaw ? "}}}" : "}}") else { break }
      let inside = rest[open.upperBound..<close.lowerBound].drop { $0 == "{" }
      let name =
        inside.drop { "#^/!&".contains($0) }.trimmingPrefix(" ").split(separator: " ").first.map(String.init)
        ?? ""
      switch inside.first {
      case "!": break
      case "#": stack.append((name, []))
      case "^": stack[stack.count - 1].tags.append(TemplateTag(name: name, kind: .inverted))
      case "/":
        if stack.count > 1, stack[stack.count - 1].name == name {
          let section = stack.removeLast()
          stack[stack.count - 1].tags.append(TemplateTag(name: name, kind: .section(section.tags)))
        }
      default: stack[stack.count - 1].tags.append(TemplateTag(name: name, kind: isRaw ? .raw : .text))
      }
      rest = rest[close.upperBound...]
    }
    return stack[0].tags
  }
}
