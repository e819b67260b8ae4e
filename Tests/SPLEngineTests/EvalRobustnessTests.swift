import SPL
import Testing

@testable import SPLEngine

/// No function fails in any other way than by an error of the search, whatever its arguments are.
struct EvalRobustnessTests {
  private static let values: [Value] = [
    .null, "", "abc", "-1", Value(0), Value(1e300), Value(-Double.infinity), Value(Double.nan),
    .list(["5", "x", Value(2.5)]), "{\"a\":[1,{\"b\":null}]}", "%5.3f %s %*d %Y-%m-%dT%H:%M:%S.%9N%:::z",
    "(a+)\\d{1,2}é", "9007199254740993", "-7d@w1+1mon", "é😀\u{0}", "1.50",
  ]

  /// Every pair of values in `a` and `b`, with a third in `c`.
  private static let table: Table = {
    var columns: [[Value]] = [[], [], []]
    for (first, a) in values.enumerated() {
      for (second, b) in values.enumerated() {
        columns[0].append(a)
        columns[1].append(b)
        columns[2].append(values[(first * 3 + second * 5) % values.count])
      }
    }
    return Table(
      count: columns[0].count, [("a", columns[0]), ("b", columns[1]), ("c", columns[2])])
  }()

  static let expressions: [String] =
    EvalFunction.all.filter { $0.name != "searchmatch" && $0.name != "lookup" }.flatMap {
      function -> [String] in
      (function.minimum...min(5, function.maximum ?? 5)).map { count in
        "\(function.name)(\(["a", "b", "c", "a", "b"].prefix(count).joined(separator: ", ")))"
      }
    } + ["+", "-", "*", "/", "%", ".", "=", "<", "!="].map { "a \($0) b" }
    + [
      "NOT a", "a=b AND b=c", "a=b XOR b=c", "-a", "a IN (b, c)", "a LIKE b", "if(a=b, b, c)",
      "mvmap(a, a.b)",
      "mvfilter(len(a)>0)", "case(a<b, a, b<c, b)", "if(isnull(a), 1, tostring(a, \"duration\"))",
      "tostring(a, \"hex\")", "tostring(a, \"commas\")", "printf(\"%x %c %+08.3e %'d\", a, b, c, a)",
      "relative_time(1700000000, a)", "strptime(a, \"%Y %j %z %Z %p\")", "round(a, 3000)", "substr(a, b, -1)",
    ]

  @Test(arguments: expressions)
  func anyArgumentsGiveAValueOrAnError(_ expression: String) throws {
    let search = "| eval r=if(isnotnull(tostring(\(expression))), 1, 0)"
    do {
      let environment = SearchEnvironment(events: MemoryEvents(Self.table), now: 1_700_000_000)
      #expect(try Search.run(search, in: environment).table.count == Self.table.count)
    } catch {
      // One row fails the search: each by itself then.
      for row in 0..<Self.table.count {
        let environment = SearchEnvironment(
          events: MemoryEvents(Self.table.selecting([row])), now: 1_700_000_000)
        _ = try? Search.run(search, in: environment)
      }
    }
  }

  @Test(arguments: ["auto", "ctime", "dur2sec", "memk", "mktime", "mstime", "num", "rmcomma", "rmunit"])
  func anyValueIsConvertedOrLeft(_ conversion: String) throws {
    let environment = SearchEnvironment(events: MemoryEvents(Self.table), now: 1_700_000_000)
    let result = try Search.run("| convert \(conversion)(*)", in: environment)
    #expect(result.table.count == Self.table.count)
  }
}
