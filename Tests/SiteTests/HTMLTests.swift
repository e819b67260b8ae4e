import TestSupport
import Testing

@testable import Site

@Suite struct HTMLTests {
  @Test func textIsEscaped() {
    var html = HTMLWriter()
    html.element(.p, .title("\"><script>"), text: "<script>alert('&')</script>\"\r\u{0}")
    #expect(
      html.fragment.markup
        == "<p title=\"&quot;&gt;&lt;script&gt;\">&lt;script&gt;alert('&amp;')&lt;/script&gt;&quot;&#13;\u{FFFD}</p>"
    )
  }

  @Test(arguments: [
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", " java\tscript:alert(1)", "data:text/html,x",
    "//example.com", "/x",
    "vbscript:x", "", "x", "https:/example.com", "http\n://x", "\u{1}https://example.com",
    "https://exam ple.com",
    "file:///etc/passwd",
  ])
  func otherAddressesAreNoLinks(_ address: String) {
    #expect(Link(web: address) == nil)
  }

  @Test(arguments: [
    "https://example.com/a?b=c&d#e", "http://example.com", "mailto:a@example.com", "HTTPS://example.com",
  ])
  func webAddressesAreLinks(_ address: String) {
    #expect(Link(web: address)?.address == address)
  }

  @Test(arguments: [
    ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n"),
    ("a <b onclick=x>c</b>", "<p>a &lt;b onclick=x&gt;c&lt;/b&gt;</p>\n"),
    ("[x](javascript:alert(1))", "<p>x</p>\n"),
    ("[x](data:text/html,y)", "<p>x</p>\n"),
    ("[x](<java\tscript:alert(1)>)", "<p>x</p>\n"),
    ("[x](https://example.com)", "<p><a href=\"https://example.com\">x</a></p>\n"),
    ("<javascript:alert(1)>", "<p>javascript:alert(1)</p>\n"),
    ("![alt](https://example.com/i.png)", "<p><a href=\"https://example.com/i.png\">alt</a></p>\n"),
    ("![alt](x.png)", "<p>alt</p>\n"),
    ("```\">x\ncode\n```", "<pre><code>code\n</code></pre>\n"),
    ("one\n\ntwo", "<p>one</p>\n<p>two</p>\n"),
    ("# Title", "<h4>Title</h4>\n"),
    ("", ""),
  ])
  func markdownIsDisarmed(text: String, html: String) {
    #expect(Markdown.html(text).markup == html)
  }

  @Test func addressesOfPagesAreRelativeAndNameTheFile() {
    let rule = PagePath(Slug("rules"), Slug("splunk"), Slug("a"))
    let other = PagePath(Slug("rules"), Slug("splunk"), Slug("b"))
    #expect(other.relative(to: rule) == "../b/index.html")
    #expect(SiteMap.home.relative(to: rule) == "../../../index.html")
    #expect(rule.relative(to: SiteMap.home) == "rules/splunk/a/index.html")
    #expect(rule.sibling("rule.yml").relative(to: rule) == "rule.yml")
  }

  @Test(arguments: [
    ("Kubernetes_Scan", "kubernetes_scan"), ("../../etc", "_.._etc"), ("..", "_"), ("a/b\0c", "a_b_c"),
    ("CON", "_con"),
    ("nul.txt", "_nul.txt"), ("name. ", "name._"), ("x.", "x"), ("é", "_"), ("", "_"),
    ("index.html", "_index.html"),
  ])
  func slugsAreSafe(text: String, slug: String) {
    #expect(Slug(from: text).text == slug)
  }

  @Test func slugsAreShort() {
    #expect(Slug(from: String(repeating: "a", count: 300)).text.utf8.count <= 120)
  }

  @Test func equalSlugsAreNumbered() {
    var maker = SlugMaker()
    #expect(
      ["A b", "a_b", "a-b", "a_b-2", "A_B"].map { maker.slug(for: $0).text } == [
        "a_b", "a_b-2", "a-b", "a_b-2-2", "a_b-3",
      ])
  }

  @Test func differentTextsGiveDifferentAnchors() {
    let texts = ["a.b", "a_b", "a b", "a:b", "é", "a-b", "a.2eb"]
    #expect(Set(texts.map { Anchor("indicator", $0).id }).count == texts.count)
  }
}
