import Testing

@testable import Events

/// Which fields an expression gives whose names stand in the event.
@Suite struct GroupWordsTests {
  @Test(arguments: [
    ("<(EventID|Level)(?:\\s[^>]*)?>([^<]+)</", 1, ["EventID", "Level"]),
    ("(?s)(?:a|b)[)(](x\\)|y)(k_1|k2)=", 2, ["k_1", "k2"]),
    ("(?<n>a|b)(c)", 2, ["c"]),
  ])
  func wordsAreFound(_ pattern: String, _ group: Int, _ words: [String]) {
    #expect(GroupWords.words(of: group, in: pattern) == Set(words))
  }

  @Test(arguments: [
    ("(\\w+)=", 1), ("(?i)(a|b)=", 1), ("\\Q(a)\\E(b)", 1), ("(?<n>a|b)", 1), ("(a|)", 1), ("(?|(a)|(b))", 1),
    ("((a)|b)", 1), ("(a", 1), ("a", 1), ("(?#()(a)", 1), ("[[:alpha:](](a", 1),
  ])
  func whatIsNotCertainIsNotSaid(_ pattern: String, _ group: Int) {
    #expect(GroupWords.words(of: group, in: pattern) == nil)
  }
}
