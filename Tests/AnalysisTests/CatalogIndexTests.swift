import Catalog
import TestSupport
import Testing

@testable import Analysis

@Suite struct AuthorsTests {
  @Test(arguments: [
    ("Jo Doe", ["Jo Doe"]), ("Jo Doe, Splunk", ["Jo Doe"]), ("Splunk", ["Splunk"]),
    ("Jo Doe, splunk , Ann Lee", ["Jo Doe", "Ann Lee"]), ("", []), (" , ,", []),
    ("Jo Doe,Ann Lee\t", ["Jo Doe", "Ann Lee"]),
  ])
  func names(text: String, names: [String]) {
    #expect(Authors.names(in: text, vendor: "Splunk") == names)
  }

  @Test func whatStandsBetweenTheNamesIsKept() {
    let pieces = Authors.pieces(of: "A , B,C").map { [String($0.before), String($0.name)] }
    #expect(pieces == [["", "A"], [" , ", "B"], [",", "C"]])
  }
}

/// What a catalog's rules refer to, and who looks for what.
@Suite struct CatalogIndexTests {
  private static func analysis(_ rules: [RuleFixture], more: [String: String] = [:]) async throws
    -> CatalogAnalysis
  {
    let catalog = TemporaryCatalog()
    for (number, rule) in rules.enumerated() {
      try catalog.write(rule.yaml, to: "detections/rule_\(number).yml")
    }
    for (path, text) in more { try catalog.write(text, to: path) }
    let table = try AttackTable(json: Array(try Repository.text("catalog/\(AttackTable.path)").utf8))
    return await CatalogAnalysis(try await CatalogReader.read(root: catalog.root).catalog, attack: table)
  }

  private static func rule(_ number: Int, _ search: String, more: String = "") -> RuleFixture {
    RuleFixture(
      name: "Rule \(number)", id: "0a1b2c3d-0000-4000-8000-00000000000\(number)", search: search, more: more)
  }

  @Test(arguments: [
    ("| tstats count from datamodel=Endpoint.Processes by Processes.dest", ["Endpoint.Processes"]),
    ("| tstats count from datamodel=\"Endpoint\".\"Processes\" by Processes.dest", ["Endpoint.Processes"]),
    ("| tstats count from datamodel=Web by Web.url", ["Web.Web"]),
    ("| tstats count from datamodel=Web.Web where nodename=Web.Proxy by Web.url", ["Web.Proxy"]),
    ("| tstats count from datamodel=Endpoint by Processes.dest", ["Endpoint"]),
    ("| from datamodel:Endpoint.Registry | search x=1", ["Endpoint.Registry"]),
    ("| from datamodel Risk.All_Risk", ["Risk.All_Risk"]),
    ("| from datamodel=\"Risk.All_Risk\"", ["Risk.All_Risk"]),
    ("| from datamodel:\"Risk.All_Risk\"", ["Risk.All_Risk"]),
    ("| datamodel Malware Malware_Attacks search", ["Malware.Malware_Attacks"]),
    (
      "index=x [| from datamodel Web.Web | fields src] | join src [| datamodel Email All_Email search]",
      ["Email.All_Email", "Web.Web"]
    ),
    ("index=x sourcetype=y", []), ("| from lookup:assets", []),
  ])
  func dataSets(search: String, names: [String]) async throws {
    let analysis = try await Self.analysis([Self.rule(1, search)])
    #expect(analysis.rules[0].search.dataSets.map(\.text) == names)
  }

  @Test func rulesByTheirParts() async throws {
    let analysis = try await Self.analysis(
      [
        Self.rule(
          1, "`events` user=a | lookup hosts.csv host | `rule_0_filter`", more: "data_source:\n- A AND B\n"),
        Self.rule(2, "`outer` user=b | lookup hosts_def host"),
      ],
      more: [
        "macros/events.yml": "name: events\ndefinition: index=x\n",
        "macros/outer.yml": "name: outer\ndefinition: '`events` status=1'\n",
        "macros/rule_0_filter.yml": "name: rule_0_filter\ndefinition: search *\n",
        "lookups/hosts_def.yml": "name: hosts_def\nlookup_type: csv\nfilename: hosts.csv\n",
        "lookups/hosts.csv": "host,owner\na,b\nc,d\n",
        "stories/s.yml": "name: Unused\n",
      ])
    let index = analysis.index
    #expect(index.names(of: .macro) == ["events", "outer"])
    #expect(index.rules(naming: "events", of: .macro) == [0, 1])
    #expect(index.rules(naming: "outer", of: .macro) == [1])
    #expect(index.names(of: .lookup) == ["hosts_def"])
    #expect(index.rules(naming: "hosts_def", of: .lookup) == [0, 1])
    #expect(index.names(of: .dataSource) == ["A", "B"])
    #expect(index.names(of: .story) == ["Unused"])
    #expect(index.rules(naming: "Unused", of: .story).isEmpty)
    #expect(index.names(of: .author) == ["Jo Doe"])
    #expect(index.rules(naming: "TTP", of: .type) == [0, 1])
    let table = analysis.catalog.lookups.first?.table
    #expect(table?.columns == ["host", "owner"])
    #expect(table?.rowCount == 2)
  }

  @Test func aFieldIsFoundUnderBothItsNames() async throws {
    let analysis = try await Self.analysis([
      Self.rule(
        1, "| tstats count from datamodel=Endpoint.Processes where Processes.user=A by Processes.dest"),
      Self.rule(2, "index=x user=\"a\""), Self.rule(3, "index=x user=a request.user=a"),
    ])
    let fields = analysis.corpus.fields
    #expect(fields.map(\.name) == ["Processes.user", "request.user", "user"])
    #expect(fields.map(\.bareName) == ["user", "request.user", "user"])
    #expect(fields[2].rules == [1, 2])
    #expect(fields[2].values.map(\.rules) == [[1, 2]])
    #expect(fields[2].values[0].text == "\"a\"")
  }

  /// For every indicator of a small real catalog: the rules that hold it, counted anew.
  @Test(.enabled(if: Repository.needsShared, "the shared folder is not here"))
  func corpusEqualsBruteForce() async throws {
    let read = try await CatalogReader.read(root: try Repository.shared("corpus/schema_2024_sample"))
    let table = try AttackTable(json: Array(try Repository.text("catalog/\(AttackTable.path)").utf8))
    let analysis = await CatalogAnalysis(read.catalog, attack: table)
    for field in analysis.corpus.fields {
      for value in field.values {
        let rules = analysis.rules.indices.filter { index in
          !analysis.rules[index].rule.isRetired
            && analysis.rules[index].search.indicators.contains { $0.keys.contains(value.key) }
        }
        #expect(value.rules == rules)
      }
    }
  }
}
