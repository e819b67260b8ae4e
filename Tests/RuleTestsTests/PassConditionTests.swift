import Catalog
import SPLEngine
import Testing

@testable import RuleTests

/// When a test passes, as Splunk's own tool decides it.
@Suite struct PassConditionTests {
  private static func risk(_ fields: [String], threats: [String] = []) -> Risk {
    Risk(
      message: "", riskObjects: fields.map { RiskObject(field: $0, type: "user", score: "", message: "") },
      threatObjects: threats.map { ThreatObject(field: $0, type: "process") })
  }

  private static func passes(_ risk: Risk, _ rows: [[(field: String, value: Value)]]) -> Bool {
    PassCondition(risk).judge(Table(rows: rows)).passes
  }

  @Test func noRowFails() {
    #expect(!Self.passes(Self.risk([]), []))
  }

  @Test func anyRowPassesWithoutRiskObjects() {
    #expect(Self.passes(Self.risk([]), [[("count", "1")]]))
  }

  @Test func aMissingOrNullRiskObjectFails() {
    #expect(!Self.passes(Self.risk(["user"]), [[("dest", "HOST-01")]]))
    #expect(!Self.passes(Self.risk(["user"]), [[("user", "null")]]))
    #expect(Self.passes(Self.risk(["user"]), [[("user", "unknown")]]))
  }

  @Test func rowsBehindTheFirstThatPassesAreNotRead() {
    #expect(Self.passes(Self.risk(["user"]), [[("user", "alice")], [("dest", "HOST-01")]]))
    #expect(!Self.passes(Self.risk(["user"]), [[("dest", "HOST-01")], [("user", "alice")]]))
  }

  @Test func threatObjectsMayStandInDifferentRows() {
    let risk = Self.risk(["user"], threats: ["a", "b"])
    #expect(Self.passes(risk, [[("user", "alice"), ("a", "1")], [("user", "alice"), ("b", "1")]]))
    #expect(!Self.passes(risk, [[("user", "alice"), ("a", "1")], [("user", "alice")]]))
  }
}
