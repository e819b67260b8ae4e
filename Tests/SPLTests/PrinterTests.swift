import TestSupport
import Testing

@testable import SPL

/// Searches that were once printed as something else than they are.
@Suite struct PrinterTests {
  @Test(arguments: [
    // A first word `search` is a word, not the command.
    "search search error", "search SEARCH OR x=1",
    // `<`, `>` and `(` end a name of the search language.
    "\"<<FIELD>>\"=1", "\"a(b\"!=2 \"x>y\" IN (1)", "| stats sum(\"a(b\") AS \"c(d\"",
    // A double quote in a name.
    "'a\"b'=1", "| eval 'a\"b'=1 | fields 'a\"b'",
    // `~` is a word of its own, no field.
    "| fit LinearRegression y ~ x", "| score ttest_ind a ~ b",
    // What begins with a macro goes on.
    "| tstats count where `indexes` OR host=web BY host", "| metasearch `indexes` host=web",
    // `count (x)` would be a call.
    "| timechart count, (avg(x) + 1) BY host",
  ])
  func keepsTheTree(_ search: String) {
    let bytes = Array(search.utf8)
    #expect(ParsedSearch(bytes).problems.map(\.summary) == [])
    #expect(RoundTrip.failure(of: bytes) == nil)
  }

  @Test func whatFollowsARegularExpressionIsTold() {
    let problems = ParsedSearch(Array("* | regex x=\"a\" ```why``` | regex \"b\" y=\"c\"".utf8)).problems
    #expect(problems.map(\.range) == [38..<43])
  }

  @Test func aModelIsMadeFromTheFieldsBehindTheTilde() {
    let parsed = ParsedSearch(Array("| fit LinearRegression y ~ x z".utf8))
    guard case .call(let call) = parsed.pipeline.stages[0].command else {
      Issue.record("no call")
      return
    }
    #expect(call.clause("from").fields.map(\.name) == ["x", "z"])
  }

  @Test func aFilterBeginsWithAMacro() {
    let parsed = ParsedSearch(Array("| tstats count where `indexes` OR host=web BY host".utf8))
    guard case .call(let call) = parsed.pipeline.stages[0].command else {
      Issue.record("no call")
      return
    }
    guard case .any(let terms)? = call.filters.first else {
      Issue.record("no OR")
      return
    }
    #expect(terms.count == 2)
    #expect(call.clause("by").fields.map(\.name) == ["host"])
  }
}
