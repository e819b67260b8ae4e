import Foundation
import TestSupport
import Testing

/// Rules that read metrics, on metric files as the HTTP Event Collector takes them and on plain JSON lines.
@Suite final class SearchMetricsTests {
  private let catalog = TemporaryCatalog()

  private static let own = "catalog/attack_data/kubernetes_unlisted_image_holds_a_full_core.log"

  @Test func ourRuleFindsTheUnlistedImage() throws {
    let result = try Program.run([
      "search", "--rule", "kubernetes_unlisted_image_holds_a_full_core", "--data", Self.own, "--format",
      "json",
    ])
    #expect(result.output.split(separator: "\n").count == 1, "\(result.errors)")
    #expect(result.output.contains(#""image":"203.0.113.66:5000/tools/cache""#))
  }

  @Test func aListedImageSilencesOurRule() throws {
    let log = try Repository.text(Self.own).replacing("203.0.113.66:5000/", with: "registry.example.com/")
    try catalog.writeBeside(log, to: "kubernetes_unlisted_image_holds_a_full_core.log")
    let result = try Program.run([
      "search", "--rule", "kubernetes_unlisted_image_holds_a_full_core", "--data",
      "\(catalog.folder)/kubernetes_unlisted_image_holds_a_full_core.log", "--format", "json",
    ])
    #expect((result.status, result.output) == (0, ""))
  }

  /// The search of splunk/security_content's rule on images that a cluster has not run before.
  private static let rule = """
    name: Previously Unseen Image
    id: 5cbe3a06-0f0b-4e4f-8a6c-0b6c0c1d2e3f
    version: 1
    creation_date: '2026-01-02'
    modification_date: '2026-01-02'
    author: Author
    status: experimental
    type: Anomaly
    description: Text.
    search: |-
      | mstats  count(k8s.container.ready) as k8s.container.ready_count where `kubernetes_metrics` AND earliest=-24h by host.name k8s.cluster.name k8s.node.name container.image.name
      | eval current="True"
      | append [mstats  count(k8s.container.ready) as k8s.container.ready_count where `kubernetes_metrics` AND earliest=-30d latest=-1h  by host.name k8s.cluster.name k8s.node.name container.image.name
      | eval current="false" ]
      | stats values(current) as current
         BY host.name k8s.cluster.name k8s.node.name
            container.image.name
      | search current="true" AND current!="false"
      | rename host.name as host
      | `previously_unseen_image_filter`

    """

  /// A data point of a container, so many seconds before now.
  private static func point(_ image: String, _ before: Int, isBody: Bool) -> String {
    let fields =
      #""metric_name:k8s.container.ready":1,"host.name":"node-01","k8s.cluster.name":"prod","k8s.node.name":"node-01","container.image.name":"\#(image)""#
    let time = 1_795_352_400 - before
    return isBody
      ? #"{"time":\#(time).5,"event":"metric","index":"metrics","fields":{\#(fields)}}"#
      : #"{"_time":\#(time).5,"index":"metrics",\#(fields)}"#
  }

  private func run(images: (old: String, new: String), isBody: Bool) throws -> Command.Result {
    try catalog.write(Self.rule, to: "detections/previously_unseen_image.yml")
    try catalog.write(
      "name: kubernetes_metrics\ndescription: d\ndefinition: (index=metrics)\n",
      to: "macros/kubernetes_metrics.yml")
    let day = 86_400
    let points = [
      (images.old, 9 * day), (images.old, 2 * day), (images.old, 600), (images.new, 900), (images.new, 300),
      (images.old, 0),
    ]
    try catalog.writeBeside(
      points.map { Self.point($0.0, $0.1, isBody: isBody) }.joined(separator: "\n"), to: "metrics.json")
    return try Program.run([
      "search", "--rule", "Previously Unseen Image", "--catalog", catalog.root, "--data",
      "\(catalog.folder)/metrics.json", "--format", "json",
    ])
  }

  @Test(arguments: [true, false]) func aNewImageIsFound(isBody: Bool) throws {
    let result = try run(images: ("registry.example.com/shop:1", "example.com/miner:1"), isBody: isBody)
    #expect(
      result.output
        == #"{"host":"node-01","k8s.cluster.name":"prod","k8s.node.name":"node-01","container.image.name":"example.com/miner:1","current":"True"}"#
        + "\n", "\(result.errors)")
  }

  @Test(arguments: [true, false]) func aNameThatWasSeenBeforeIsNot(isBody: Bool) throws {
    let result = try run(
      images: ("registry.example.com/shop:1", "registry.example.com/shop:1"), isBody: isBody)
    #expect((result.status, result.output) == (0, ""), "\(result.errors)")
  }

  @Test func theOldFormAndStandardInputAreRead() throws {
    let lines = """
      {"time": 1700000000, "event": "metric", "fields": {"metric_name": "cpu.load", "_value": 0.5, "host": "a"}}
      {"time": 1700000010, "event": "metric", "fields": {"metric_name": "cpu.load", "_value": 1.5, "host": "a"}}
      this is no metric_name at all

      """
    let result = try Program.run(
      ["search", "| mstats avg(cpu.load) AS load WHERE index=* BY host span=1m", "--format", "json"],
      input: Array(lines.utf8))
    #expect(result.output == #"{"_time":1699999980,"host":"a","load":1}"# + "\n", "\(result.errors)")
  }
}
