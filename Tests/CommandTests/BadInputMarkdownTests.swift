import Foundation
import TestSupport
import Testing

/// Markdown from outside: only a safe part of it becomes markup, and nothing loads from elsewhere.
@Suite struct BadInputMarkdownTests {
  private let catalog = TemporaryCatalog()

  private func page(description: String) async throws -> HTMLScan {
    let text = RuleFixture.quoted(description)
    try catalog.write(
      RuleFixture(description: description).yaml.replacing("Collect sign-ins.", with: text)
        .replacing("Night shifts.", with: text),
      to: "detections/rule.yml")
    let site = try await catalog.build()
    InertPages.check(site)
    return try site.rulePage()
  }

  @Test(arguments: [
    "<b onclick=alert(1)>bold</b>", "<script>alert(1)</script>", "<img src=https://evil.example/p.png>",
    "before <svg/onload=alert(1)> after", "<!-- comment -->", "<style>body{display:none}</style>",
    #"<a href="https://evil.example/raw">raw</a>"#, "<div>\n\n*text*\n\n</div>", "<?php echo 1 ?>",
    "<![CDATA[ x ]]>", "- <iframe src=x>", "> <form action=https://evil.example>", "# <b>heading</b>",
    "a <b title=\"\n*x*\">c</b>",
  ])
  func rawHTMLIsText(_ text: String) async throws {
    let page = try await page(description: text)
    let shown = page.texts(of: "div").first { $0.contains("<") } ?? ""
    #expect(shown.contains("<"), "the tag stands as text")
    #expect(!page.elements.contains { $0.attribute("href")?.contains("evil.example") ?? false })
    #expect(!page.elements.contains { $0.name == "b" || $0.name == "img" })
  }

  @Test(arguments: [
    "[x](javascript:alert(1))", "[x](JaVaScRiPt:alert(1))", "[x](< javascript:alert(1)>)",
    "[x](java\tscript:alert(1))",
    "[x](<java\tscript:alert(1)>)", "[x](< java\tscript:alert(1)>)", "[x](&#106;avascript:alert(1))",
    "[x](&#x6A;avascript&colon;alert(1))", "[x](java&Tab;script:alert(1))",
    "[x](java&NewLine;script:alert(1))",
    "[x](\\javascript:alert(1))", "[x](javascript&#58;alert(1))", "[x](\u{1}javascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)", "[x](data:image/svg+xml,<svg>)", "[x](vbscript:msgbox(1))",
    "[x](file:///etc/passwd)", "[x](blob:https://evil.example)", "[x](//evil.example/)",
    "[x](\\\\evil.example)",
    "[x][1]\n\n[1]: javascript:alert(1)", "[x]\n\n[x]: <data:text/html,x>", "<javascript:alert(1)>",
    "<data:text/html,x>",
    "[x](%6Aavascript:alert(1))", "[x](https:javascript:alert(1))", "[x](http:/\u{0}/x)",
    "[x](../../../../etc/passwd)",
  ])
  func aLinkThatIsNoneOfTheWebIsText(_ text: String) async throws {
    let page = try await page(description: text)
    for element in page.elements where element.name == "a" {
      #expect(page.text(of: element) != "x", "\(element.attribute("href") ?? "")")
      #expect(element.attribute("href")?.lowercased().contains("script") != true)
    }
    let prose = page.texts(of: "div").first { $0.contains("x") || $0.contains("alert") }
    #expect(prose != nil, "its text stays")
  }

  @Test(arguments: [
    "![x](https://evil.example/p.png)", "![x][1]\n\n[1]: https://evil.example/p.png",
    "[![x](https://evil.example/p.png)](https://evil.example/)", "![x](javascript:alert(1))",
    "![x](data:image/png;base64,AAAA)", "![x](p.png)", "![<script>](https://evil.example/ \"t\")",
  ])
  func anImageIsNotLoaded(_ text: String) async throws {
    let page = try await page(description: text)
    #expect(!page.elements.contains { $0.name == "img" })
    #expect(!page.elements.contains { $0.attribute("src") != nil && $0.name != "script" })
    #expect(page.text.contains("x") || page.text.contains("<script>"))
  }

  @Test(arguments: [
    "```\"><script>alert(1)</script>\ncode\n```", "~~~ x\" onclick=\"alert(1)\ncode\n~~~",
    "```{.x onclick=y}\ncode\n```",
    "```&quot;&gt;&lt;script&gt;\ncode\n```", "```<\ncode",
  ])
  func theInfoOfACodeFenceIsNoMarkup(_ text: String) async throws {
    let page = try await page(description: text)
    let code = page.elements.filter { $0.name == "code" && page.text(of: $0) == "code\n" }
    #expect(code.count == 3, "the description, how to implement, false positives")
    for element in code {
      #expect(element.attributes.allSatisfy { $0.name == "class" && $0.value.hasPrefix("language-") })
    }
  }

  @Test(arguments: [
    #"[x](https://example.com/" onmouseover="alert(1))"#,
    #"[x](<https://example.com/" onmouseover="alert(1)>)"#,
    #"[x](https://example.com/ "\" onmouseover=\"alert(1)")"#,
    #"<https://example.com/"onmouseover="alert(1)>"#,
    "[x](https://example.com/<script>)", "[x](mailto:a@example.com?subject=\"><script>)",
    "[x](https://example.com/ '\"><script>alert(1)</script>')",
  ])
  func aWebLinkBringsNoOtherAttribute(_ text: String) async throws {
    let page = try await page(description: text)
    let links = page.elements.filter { $0.attribute("href")?.contains("example.com/") ?? false }
    // A link of the page's own may have the class `address`.
    for link in links {
      #expect(link.attributes.allSatisfy { ["href", "title", "class"].contains($0.name) })
    }
  }

  @Test(arguments: [
    String(repeating: ">", count: 20_000) + "x", String(repeating: "- ", count: 20_000) + "x",
    String(repeating: "[", count: 20_000), String(repeating: "![", count: 20_000) + "x",
    String(repeating: "*x _y ", count: 5_000), String(repeating: "`", count: 20_000) + "x`",
    String(repeating: "<", count: 20_000), String(repeating: "[x](", count: 10_000),
    (1...2_000).map { String(repeating: "`", count: $0 % 50 + 1) + "x" }.joined(), "x\u{0}y\u{FFFD}",
    String(repeating: "[a](<b", count: 5_000), String(repeating: "<!--", count: 5_000),
    String(repeating: "a **a __a ", count: 5_000) + "*",
  ])
  func deepOrLongMarkdownIsRendered(_ text: String) async throws {
    #expect(try await !page(description: text).texts(of: "h1").isEmpty)
  }

  @Test(arguments: [
    "https://example.com/", "javascript:alert(1)", " https://example.com/", "java\tscript:alert(1)",
    "data:text/html,x", "HTTPS://EXAMPLE.COM/", "https://example.com/\" onclick=\"x", "//evil.example",
    "https://example.com/\njavascript:x",
  ])
  func aReferenceIsALinkOnlyWhereItIsOfTheWeb(_ address: String) async throws {
    try catalog.write(
      RuleFixture().yaml.replacing("https://example.com/sign-in", with: RuleFixture.quoted(address)),
      to: "detections/rule.yml")
    let site = try await catalog.build()
    InertPages.check(site)
    let page = try site.rulePage()
    #expect(page.text.contains(address))
    let isLink = page.elements.contains { $0.name == "a" && page.text(of: $0) == address }
    #expect(isLink == (address.lowercased().hasPrefix("https://") && !address.utf8.contains { $0 <= 0x20 }))
  }
}
