import Testing

@testable import SPLEngine

/// What cases of searches do not reach: broken and hostile XML.
struct XMLFieldsTests {
  private func fields(_ text: String, wanted: Set<String>? = nil) -> [String] {
    let tree = FieldTree(wanted: wanted)
    var found: [String] = []
    var text = text
    text.withUTF8 { bytes in
      XMLFields(tree: tree).read(bytes) { found.append("\(tree.fields[$0])=\($1.text ?? "")") }
    }
    return found
  }

  @Test(arguments: [
    ("<a><b x='1' y=\"2\">t</b></a>", ["a.b{@x}=1", "a.b{@y}=2", "a.b=t"]),
    ("<?xml version='1.0'?><!DOCTYPE a [<!ENTITY e 'x'>]><a>&lt;&#65;&#x42;&e;&amp</a>", ["a=<AB&e;&amp"]),
    ("<a><!-- <b>no</b> --><![CDATA[1 < 2 &amp; 3]]></a>", ["a=1 < 2 &amp; 3"]),
    ("<a p='x > y'/><b>2</b>", ["a{@p}=x > y", "b=2"]),
    ("<a>\n  <b/>\n</a>", []),
    // An end tag closes what was left open; one without a start is nothing.
    ("<a><b>1<c>2</a>", ["a.b.c=2", "a.b=1"]),
    ("</x><a>1</a>", ["a=1"]),
    ("<a>1</a><b attr=\"never closed>2</b>", ["a=1"]),
    ("1 < 2", []), ("<", []), ("<a", []), ("<!--", []), ("<![CDATA[", []), ("<?", []), ("<a>1", []),
    ("<a>&#xD800;&#99999999999;&#x110000;</a>", ["a=&#xD800;&#99999999999;&#x110000;"]),
  ])
  func readsWhatIsThere(_ text: String, _ expected: [String]) {
    #expect(fields(text) == expected)
  }

  @Test func readsWantedFieldsOnly() {
    #expect(fields("<a><b x='1'>2</b><c>3</c></a>", wanted: ["a.c", "a.b{@x}"]) == ["a.b{@x}=1", "a.c=3"])
  }

  @Test func nestingIsBounded() {
    let deep = String(repeating: "<a>", count: 100_000)
    #expect(fields(deep + "x" + String(repeating: "</a>", count: 100_000)).isEmpty)
    #expect(fields(deep + String(repeating: "</b>", count: 100_000)).isEmpty)
  }

  @Test(arguments: [
    ("//b", ["1", "2", "3"]), ("/r/a/b", ["1", "2"]), ("/r/a[2]/b", ["2"]), ("//a[last()]/@id", ["y"]),
    ("//a[@id='x']/b", ["1"]), ("//a[@id!=\"x\"]/b/text()", ["2"]), ("//b[.='3']/..//b", ["3"]),
    ("/r/*/b", ["1", "2", "3"]), ("//a[b]/@*", ["x", "y"]), ("/r/z", []), ("//@id", ["x", "y"]),
  ])
  func followsPaths(_ path: String, _ expected: [String]) throws {
    var text = "<r><a id='x'><b>1</b></a><a id='y'><b>2</b></a><c><b>3</b></c></r>"
    let xpath = try XPath(path)
    #expect(text.withUTF8 { xpath.texts(in: XMLDocument($0)) } == expected)
  }

  @Test(arguments: ["//a[count(b)>1]", "//a | //b", "following::a", "//a[", "", "//a[b='1' and c]"])
  func refusesWhatItDoesNotKnow(_ path: String) {
    #expect(throws: SearchError.self) { try XPath(path) }
  }
}
