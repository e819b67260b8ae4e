import Diagnostics
import Foundation
import SPLEngine

/// The outcomes of tests as text, for people and for programs.
public struct TestReport: Sendable {
  /// The outcomes, in order.
  public let outcomes: [TestOutcome]
  /// How long all of them took together, in seconds.
  public let seconds: Double

  /// Takes outcomes.
  public init(_ outcomes: [TestOutcome], seconds: Double) {
    self.outcomes = outcomes
    self.seconds = seconds
  }

  /// How many outcomes have a verdict.
  public func count(_ verdict: Verdict) -> Int { outcomes.count { $0.verdict == verdict } }

  /// One line: how many tests came to what.
  public var conclusion: String {
    let counts = Verdict.allCases.filter { count($0) > 0 }.map { "\(count($0)) \($0.words)" }
    let tests = outcomes.count == 1 ? "1 test" : "\(outcomes.count) tests"
    let time = String(format: "%.2f s", seconds)
    return "\(tests) in \(time): \(counts.isEmpty ? "nothing to run" : counts.joined(separator: ", "))"
  }

  // MARK: For people

  /// A line for each test, and the evidence of those that failed.
  public func text(colored: Bool) -> String {
    var text = ""
    for outcome in outcomes {
      let mark = Self.paint(outcome.verdict.words, outcome.verdict, colored)
      text += "\(mark)  \(PlainText.inert(outcome.rule)): \(PlainText.inert(outcome.test))\n"
      text += "    \(PlainText.inert(outcome.reason))\n"
      if outcome.verdict == .failed { text += evidence(outcome.evidence) }
    }
    return text + conclusion + "\n"
  }

  private static func paint(_ text: String, _ verdict: Verdict, _ colored: Bool) -> String {
    guard colored else { return text }
    let color =
      switch verdict {
      case .passed: "32"
      case .failed, .error: "31"
      case .dataMissing, .unsupported, .skipped: "33"
      }
    return "\u{1B}[1;\(color)m\(text)\u{1B}[0m"
  }

  private func evidence(_ evidence: TestOutcome.Evidence) -> String {
    var text = ""
    for data in evidence.data {
      let known = data.isConfigured ? "" : ", not configured: fields are found automatically"
      let times = data.times.isEmpty ? "" : "; times: \(data.timesInWords)"
      text +=
        "    data: \(PlainText.inert(data.name)): \(data.events) events of \(PlainText.inert(data.sourceType))\(known)\(times)\n"
    }
    for (number, stage) in evidence.stages.enumerated() {
      let mark = number == evidence.emptyStage ? "  <- empty from here" : ""
      text += "    stage \(number + 1): \(stage.rowsIn) in, \(stage.rowsOut) out  \(stage.name)\(mark)\n"
    }
    for predicate in evidence.unmet {
      text += "    no row fits: \(PlainText.inert(evidence.text(of: predicate)))\n"
      if let field = predicate.field {
        let values = predicate.otherValues.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(5)
        let seen = values.map { PlainText.inert(String($0.key.prefix(80))) }.joined(separator: ", ")
        text += "      \(PlainText.inert(field)) is \(seen.isEmpty ? "not there" : "instead: \(seen)")\n"
      }
    }
    return text
  }

  // MARK: For programs

  /// `{"summary": {…}, "tests": [{"rule", "path", "test", "verdict", "reason", …}]}`
  public var json: String {
    let summary = Verdict.allCases.map { (key: $0.rawValue, value: JSONValue.number(count($0))) }
    return JSONValue.object([("summary", .object(summary)), ("tests", .array(outcomes.map(Self.json)))]).text
  }

  private static func json(_ outcome: TestOutcome) -> JSONValue {
    let evidence = outcome.evidence
    let data = evidence.data.map { data -> JSONValue in
      [
        "name": .string(data.name), "sourcetype": .string(data.sourceType),
        "configured": .boolean(data.isConfigured), "events": .number(data.events),
        "times": .object(
          data.times.sorted { $0.key.rawValue < $1.key.rawValue }.map { ($0.key.rawValue, .number($0.value)) }
        ),
      ]
    }
    let stages = evidence.stages.map { stage -> JSONValue in
      ["command": .string(stage.name), "in": .number(stage.rowsIn), "out": .number(stage.rowsOut)]
    }
    return [
      "rule": .string(outcome.rule), "path": .string(outcome.path), "test": .string(outcome.test),
      "verdict": .string(outcome.verdict.rawValue), "reason": .string(outcome.reason),
      "results": .number(evidence.resultCount), "data": .array(data), "stages": .array(stages),
      "notes": .array(evidence.notes.map { .string($0) }),
    ]
  }

  /// JUnit's XML: a failure for what failed, an error for errors, skipped for all that did not run.
  public var junit: String {
    var text = #"<?xml version="1.0" encoding="UTF-8"?>"# + "\n"
    let skipped = count(.skipped) + count(.dataMissing) + count(.unsupported)
    text += "<testsuite name=\"detection-catalog\" tests=\"\(outcomes.count)\" failures=\"\(count(.failed))\""
    text +=
      " errors=\"\(count(.error))\" skipped=\"\(skipped)\" time=\"\(String(format: "%.3f", seconds))\">\n"
    for outcome in outcomes {
      let time = String(format: "%.3f", outcome.evidence.seconds)
      text +=
        "  <testcase classname=\"\(Self.xml(outcome.rule))\" name=\"\(Self.xml(outcome.test))\" time=\"\(time)\""
      let reason = Self.xml(outcome.reason)
      switch outcome.verdict {
      case .passed: text += "/>\n"
      case .failed: text += "><failure message=\"\(reason)\"/></testcase>\n"
      case .error: text += "><error message=\"\(reason)\"/></testcase>\n"
      case .dataMissing, .unsupported, .skipped:
        text += "><skipped message=\"\(outcome.verdict.words): \(reason)\"/></testcase>\n"
      }
    }
    return text + "</testsuite>\n"
  }

  private static func xml(_ text: String) -> String {
    var result = ""
    for scalar in PlainText.inert(text).unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case _ where scalar.value < 0x20 && scalar != "\t": result += " "
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}

extension TestOutcome.Evidence {
  /// A predicate as it stands in the search.
  public func text(of predicate: SearchReport.Predicate) -> String {
    String(decoding: search[predicate.range.clamped(to: 0..<search.count)], as: UTF8.self)
  }
}
