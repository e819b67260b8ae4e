import Foundation
import TestSupport
import Testing

@testable import Site

@Suite struct TemplateTests {
  private static func templates(_ text: String) throws -> Templates {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try text.write(to: folder.appendingPathComponent("page.mustache"), atomically: true, encoding: .utf8)
    return try Templates(folder: folder.path)
  }

  @Test func textIsEscapedAndHTMLIsNot() throws {
    let html = try Self.templates("{{a}} {{{b}}}").render(
      "page", ["a": .text("<i>"), "b": .html(Markdown.html("*x*"))])
    #expect(html.markup == "&lt;i&gt; <p><em>x</em></p>\n")
  }

  @Test func textInTripleBracesIsRefused() throws {
    let templates = try Self.templates("{{{a}}}")
    #expect(throws: SiteFailure.unfitTag(template: "page", tag: "a")) {
      try templates.render("page", ["a": .text("<i>")])
    }
  }

  @Test func aTagThatThePageLacksIsRefused() throws {
    let templates = try Self.templates("{{#list}}{{inner}}{{/list}}{{^list}}none{{/list}}")
    #expect(throws: SiteFailure.unfitTag(template: "page", tag: "inner")) {
      try templates.render("page", ["list": .list([[:]])])
    }
    #expect(try templates.render("page", ["list": .list([])]).markup == "none")
    #expect(try templates.render("page", ["list": .list([["inner": .text("x")]])]).markup == "x")
  }

  @Test func aSectionRepeatsAndSeesWhatIsAround() throws {
    let html = try Self.templates("{{#list}}{{x}}{{y}};{{/list}}").render(
      "page", ["y": .text("!"), "list": .list([["x": .text("1")], ["x": .text("2")]])])
    #expect(html.markup == "1!;2!;")
  }

  @Test func theContentsNameTheHeadingsThatAreShown() throws {
    let template = """
      {{{contents}}}
      {{#first}}
      <h2 id="first"><a href="#first">First</a></h2>
      {{{html}}}
      {{/first}}
      {{#second}}
      <h2 id="second"><a href="#second">A &amp; B</a> <span>2</span></h2>
      {{/second}}
      <h2 id="last"><a href="#last">Last</a></h2>
      """
    let html = try Self.templates(template).render(
      "page", ["first": .list([]), "second": .shown(true)])
    let items = ##"<li><a href="#second">A &amp; B</a></li><li><a href="#last">Last</a></li>"##
    #expect(html.markup.hasPrefix("<ul>\(items)</ul>"))
  }

  @Test func theTemplatesOfTheHomeAreThere() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: "\(Repository.root)/templates")
    #expect(
      Set(names) == [
        "layout.mustache", "redirect.mustache", "home.mustache", "rules.mustache", "rule.mustache",
        "attack.mustache", "tactic.mustache", "technique.mustache", "index.mustache", "browse.mustache",
        "field.mustache", "story.mustache", "data-source.mustache", "macro.mustache", "lookup.mustache",
        "data-model.mustache", "group.mustache", "diagnostics.mustache", "not-found.mustache",
        "tests.mustache",
        "style.css",
        "site.js", "icon.svg",
      ])
  }
}
