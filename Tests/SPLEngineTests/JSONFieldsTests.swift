import Testing

@testable import SPLEngine

/// What cases of searches do not reach: broken and hostile JSON, and reading of some fields only.
struct JSONFieldsTests {
  private func fields(_ text: String, wanted: Set<String>? = nil, tree: FieldTree? = nil) -> [String] {
    let tree = tree ?? FieldTree(wanted: wanted)
    var found: [String] = []
    var text = text
    _ = text.withUTF8 { bytes in
      JSONFields(tree: tree).read(bytes) { found.append("\(tree.fields[$0])=\($1.text ?? "")") }
    }
    return found
  }

  @Test(arguments: [
    ("{\"a\":1,\"b\":{\"c\":[1,{\"d\":null}]}}", ["a=1", "b.c{}=1", "b.c{}.d=null"]),
    ("[[1,2],[3]]", ["{}{}=1", "{}{}=2", "{}{}=3"]),
    (" {\"a\" : \"x\\u0041\\n\\\"\" , \"b\":\"\\ud83d\\ude00\" } ", ["a=xA\n\"", "b=😀"]),
    ("{\"a\":\"\\ud83d\",\"b\":\"\\udc00x\"}", ["a=\u{FFFD}", "b=\u{FFFD}x"]),
    ("{\"a\":{},\"b\":[],\"c\":\"\"}", ["c="]),
    ("{\"a\":1,\"a\":2}", ["a=1", "a=2"]),
    ("{\"k\\u0065y\":1}", ["key=1"]),
    // What stood before the break counts.
    ("{\"a\":1,\"b\":\"cut of", ["a=1"]),
    ("{\"a\":1,\"b\":", ["a=1"]),
    ("{\"a\":1 \"b\":2}", ["a=1"]),
    ("{\"a\":1,\"b\":nope,\"c\":3}", ["a=1"]),
    ("{\"a\":01}", []),
    ("{\"a\":\"x\\", []),
    ("{,}", []), ("{\"a\"}", []), ("", []), ("\"a\"", []), ("12", []), ("]", []),
  ])
  func readsWhatIsThere(_ text: String, _ expected: [String]) {
    #expect(fields(text) == expected)
  }

  @Test func readsWantedFieldsOnly() {
    let text = "{\"a\":{\"b\":1,\"c\":2},\"a.b\":3,\"l\":[{\"x\":4,\"y\":5}],\"z\":6}"
    #expect(fields(text, wanted: ["a.b", "l{}.y"]) == ["a.b=1", "a.b=3", "l{}.y=5"])
    #expect(fields(text, wanted: []).isEmpty)
  }

  @Test func remembersNamesWhateverTheOrderOfKeys() {
    let tree = FieldTree()
    #expect(fields("{\"a\":1,\"b\":2,\"c\":3}", tree: tree) == ["a=1", "b=2", "c=3"])
    #expect(fields("{\"c\":1,\"a\":2,\"d\":4}", tree: tree) == ["c=1", "a=2", "d=4"])
    #expect(fields("{\"b\":1}", tree: tree) == ["b=1"])
    #expect(tree.fields == ["a", "b", "c", "d"])
  }

  @Test func nestingIsBounded() {
    let deep = String(repeating: "[", count: 200_000) + String(repeating: "]", count: 200_000)
    #expect(fields(deep).isEmpty)
    #expect(fields(String(repeating: "{\"a\":", count: 200_000)).isEmpty)
    #expect(fields("{\"x\":\(deep),\"y\":1}") == ["y=1"])
    #expect(!JSONText.isValid(deep))
  }

  @Test func namesAreBounded() {
    let tree = FieldTree(limit: 10)
    let text = "{" + (0..<50).map { "\"k\($0)\":\($0)" }.joined(separator: ",") + "}"
    #expect(fields(text, tree: tree).count == 9)
    #expect(tree.isFull)
    let wanted = FieldTree(wanted: ["k49"], limit: 10)
    #expect(fields(text, tree: wanted) == ["k49=49"])
    #expect(!wanted.isFull)
  }

  /// Bytes cut off, doubled and exchanged: reading must end, and hand over no more than there is.
  @Test func readsAnythingThatIsThrownAtIt() {
    let seed = Array(
      "{\"a\":{\"b\":[1,-2.5e3,true,null,\"x\\u00e9\\\"\"]},\"c\":[{\"d\":\"e\"},[]],\"f\":false}".utf8)
    var state: UInt64 = 42
    func random(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }
    for _ in 0..<20_000 {
      var bytes = seed
      for _ in 0...random(4) {
        switch random(3) {
        case 0: bytes = Array(bytes.prefix(random(bytes.count + 1)))
        case 1: bytes.insert(UInt8(random(256)), at: random(bytes.count + 1))
        default: if !bytes.isEmpty { bytes[random(bytes.count)] = UInt8(random(256)) }
        }
      }
      bytes.withUnsafeBufferPointer { buffer in
        var count = 0
        JSONFields(tree: FieldTree()).read(buffer) { _, _ in count += 1 }
        #expect(count <= buffer.count)
        _ = DocumentPath("a.b{}.c{0}")?.values(json: buffer)
        XMLFields(tree: FieldTree()).read(buffer) { _, _ in count += 1 }
      }
    }
  }

  @Test(arguments: [
    ("{\"a\":[1,2,{\"b\":\"c\"}]}", true), ("[]", true), ("\"x\"", true), ("-0.5e+10", true), ("null", true),
    ("{bad", false), ("{\"a\":1,}", false), ("[1 2]", false), ("01", false), ("1.", false),
    ("\"a\nb\"", false),
    ("{} x", false), ("", false), ("+1", false), ("nul", false),
  ])
  func knowsWhatIsJSON(_ text: String, _ isValid: Bool) {
    #expect(JSONText.isValid(text) == isValid)
  }
}
