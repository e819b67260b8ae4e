import Foundation
import Testing

@testable import SPLEngine

/// Rows 15 and 16 of the inputs that the program must stand: what takes too much ends in an error that says limit, what
/// has no value is null.
@Suite struct BadInputTests {
  private func environment(_ rows: [[(field: String, value: Value)]] = [[("a", .text("1"))]])
    -> SearchEnvironment
  {
    SearchEnvironment(events: MemoryEvents(Table(rows: rows)), now: 1_700_000_000)
  }

  private func run(_ search: String, over text: String = "") -> Result<Table, SearchError> {
    let environment = environment([[("text", .text(text)), ("a", .text("1"))]])
    return Result { () throws(SearchError) in try Search.run(search, in: environment).table }
  }

  private func expectLimit(_ search: String, over text: String) {
    let began = ContinuousClock.now
    guard case .failure(let error) = run(search, over: text) else {
      Issue.record("no error: \(search.prefix(80))")
      return
    }
    #expect(error.kind == .limit, "\(error.message)")
    #expect(ContinuousClock.now - began < .seconds(10))
  }

  // MARK: Row 15

  /// Patterns that take more than a lifetime on forty letters.
  static let patterns = [
    "^(a+)+$", "^(a|aa)+$", "^(a|a?)+$", "(.*a){25}$", #"^(?:(?:a+)+)+\d$"#, "^(?<all>a*a*a*a*a*a*a*[bc])$",
  ]

  @Test(arguments: patterns) func patternsThatExplodeEndAtALimit(_ pattern: String) {
    let text = String(repeating: "a", count: pattern.contains("a*a*") ? 2000 : 40) + "!"
    let named = pattern.hasPrefix("^(?<all>") ? pattern : "(?<all>\(pattern))"
    expectLimit("| rex field=text \"\(named.replacing("\\", with: "\\\\"))\"", over: text)
    expectLimit("| regex text=\"\(pattern.replacing("\\", with: "\\\\"))\"", over: text)
    expectLimit("| where match(text, \"\(pattern.replacing("\\", with: "\\\\"))\")", over: text)
    expectLimit("| eval b=replace(text, \"\(pattern.replacing("\\", with: "\\\\"))\", \"x\")", over: text)
  }

  @Test(arguments: ["^(a(?1)?b?)+$", "a(?R)?a(?R)?[bc]"]) func recursionEndsAtALimit(_ pattern: String) {
    expectLimit("| regex text=\"\(pattern)\"", over: String(repeating: "a", count: 5000) + "!")
  }

  @Test func endlessRecursionIsRefused() {
    // Whichever of the two PCRE2 finds first: that it never ends, or that it takes too long.
    guard case .failure(let error) = run("| regex text=\"(?R)\"", over: "aaa") else {
      Issue.record("no error")
      return
    }
    #expect([.limit, .argument].contains(error.kind))
  }

  @Test func aPatternOfAHundredKilobytesIsALimit() {
    let pattern = String(repeating: "(a|b)", count: 20_000)
    expectLimit("| regex text=\"\(pattern)\"", over: "aaa")
    expectLimit("| rex field=text \"(?<x>\(pattern))\"", over: "aaa")
    expectLimit("| where match(text, \"\(pattern)\")", over: "aaa")
    // The same out of a field, row by row.
    let rows: [[(field: String, value: Value)]] = [[("text", "aaa"), ("pattern", .text(pattern))]]
    let result = Result { () throws(SearchError) in
      try Search.run("| where match(text, pattern)", in: environment(rows))
    }
    guard case .failure(let error) = result else {
      Issue.record("no error")
      return
    }
    #expect(error.kind == .limit)
  }

  @Test func aPatternThatCompilesToTooMuchIsRefused() {
    guard
      case .failure(let error) = run(
        "| regex text=\"((((a{1,999}){1,999}){1,999}){1,999}){1,999}\"", over: "a")
    else {
      Issue.record("no error")
      return
    }
    #expect([.limit, .argument].contains(error.kind), "\(error.message)")
  }

  @Test(arguments: ["*a*a*a*a*b", "a*a*a*a*a*a*a*a*b", "*a?a*a*c"]) func wildcardsAreLinear(_ pattern: String)
    throws
  {
    let text = String(repeating: "a", count: 1 << 20)
    for search in [
      "text=\"\(pattern)\"", "\"\(pattern)\"", "| where like(text, \"\(pattern.replacing("*", with: "%"))\")",
    ] {
      let began = ContinuousClock.now
      let environment = environment([[("text", .text(text)), ("_raw", .text(text))]])
      #expect(try Search.run(search, in: environment).table.count == 0)
      #expect(ContinuousClock.now - began < .seconds(10), "\(search.prefix(40))")
    }
  }

  // MARK: Row 16

  static let nulls = [
    "1/0", "0/0", "1%0", "ln(0-1)", "sqrt(0-1)", "tonumber(text)", #"substr("abc", 7)"#,
    #"substr("abc", 2, 0)"#,
    #"mvindex("a", 5)"#, #"strptime("99999", "%Y-%m-%d")"#, #"json_extract("{", "a")"#,
  ]

  @Test(arguments: nulls) func whatHasNoValueIsNullOrEmpty(_ expression: String) throws {
    let table = try run("| eval b=\(expression)").get()
    let text = table.value("b", at: 0).text ?? ""
    #expect(text.isEmpty || text == "nan", "\(expression) = \(text)")
  }

  /// What may be a number, infinite or null, but is told the same in every format.
  static let extremes = [
    "1e400", "0-1e400", "1e308*10", "9223372036854775807+1", "0-9223372036854775807-10", "pow(10, 400)",
    "exp(1000)",
    "9007199254740993", "tonumber(\"9999999999999999999999\")", "round(1e300, 5)", "round(1.5, 100000)",
    "floor(1e300)", "bit_shift_left(1, 100)", "tonumber(\"zz\", 36)", #"tostring(1e300, "hex")"#,
    #"tostring(1e300, "duration")"#, #"tostring(0-1e300, "commas")"#, #"strftime(1e300, "%Y")"#,
    #"relative_time(1e300, "+1y")"#, "relative_time(now(), \"+999999999999y\")", #"substr("é😀b", 2, 1)"#,
    #"substr("abc", 0-2)"#, #"substr("abc", 1e300)"#, #"substr("abc", 0-1e300, 1e300)"#, #"printf("%s%n")"#,
    #"printf("%n%n%n%n")"#, #"printf("%999999999d", 1)"#, #"printf("%.999999999f", 1)"#,
    #"printf("%*d", 1e300, 1)"#,
    #"printf("%s%s%s%s")"#, #"mvindex(split("a,b", ","), 0-1e300, 1e300)"#, "mvrange(1, 10, 0)",
    "mvrange(0, 10, 0-1)", "random() % 1", #"mvjoin("a", 5)"#,
  ]

  @Test(arguments: extremes) func extremesGiveAValueOrAnError(_ expression: String) throws {
    switch run("| eval b=\(expression)") {
    case .success(let table):
      let json = ResultText.json(table)
      _ = try JSONSerialization.jsonObject(with: Data(json.utf8))
      _ = ResultText.csv(table, fields: ["b"])
    case .failure(let error): #expect([.limit, .argument].contains(error.kind), "\(error.message)")
    }
  }

  @Test func whatGrowsTooLargeEndsAtALimit() {
    expectLimit("| eval b=mvrange(0, 1e12)", over: "")
    expectLimit("| eval b=mvrange(0, 1e12, 0.001)", over: "")
    let large = String(repeating: "a", count: 100_000)
    expectLimit(
      "| eval b=replace(text, \"a\", \"\(String(repeating: "x", count: 1000))\")", over: large)
    // Doubling, forty times.
    let doubling = Array(repeating: "text=text.text", count: 40).joined(separator: ", ")
    expectLimit("| eval \(doubling)", over: "0123456789")
    expectLimit("| eval a=mvrange(0, 1000000) | eval b=mvappend(a, a)", over: "")
    expectLimit("| makeresults count=3000000000", over: "")
    expectLimit("| eval b=printf(\"%2000000000s\", text)", over: "a")
  }

  @Test func numbersOfJSONAreJSON() throws {
    let numbers = [
      0, -0.0, 1, -1, 0.1, 1e-7, 1e-300, 123456789.125, 1e15, 1e18, 1e21, -1e300, .leastNonzeroMagnitude,
      .greatestFiniteMagnitude, 1.0 / 3,
    ]
    for number in numbers {
      let text = ResultText.json(Table(count: 1, [("n", [Value(number)])]))
      let object = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Double]
      #expect(object?["n"] == number, "\(text)")
    }
    // With the decimals that count, and what is no number of JSON.
    let table = try Search.run("| eval n=1.280*1, m=1e400, o=\"007\"", in: environment()).table
    #expect(ResultText.json(table) == #"{"a":"1","n":1.280,"m":"inf","o":"007"}"# + "\n")
  }
}
