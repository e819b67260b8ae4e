import SPL

extension CommandImplementation {
  /// `reltime`: how long before the search began a time was, such as `2 hours ago`.
  /// Source: Search Reference, "reltime".
  static let reltime = CommandImplementation("reltime") { call, compilation throws(SearchError) in
    let written = call.text("timefield") ?? "_time"
    let fields = written.split { "(), \"".contains($0) }.map(String.init)
    let prefix = call.text("prefix")
    let now = compilation.environment.now
    return .streaming(
      RowCommand { table in
        var table = table
        for field in fields {
          guard let times = table[field] else { continue }
          let target = fields.count > 1 || prefix != nil ? (prefix ?? "reltime_") + field : "reltime"
          let old = table.column(target)
          table[target] = zip(times, old).map { time, old in
            time.double.map { .text(words(now - $0)) } ?? old
          }
        }
        return table
      })
  }

  private static let units: [(name: String, seconds: Double)] = [
    ("year", 31_536_000), ("month", 2_592_000), ("day", 86_400), ("hour", 3600), ("minute", 60),
    ("second", 1),
  ]

  /// The largest unit of which there is one at least.
  private static func words(_ seconds: Double) -> String {
    guard abs(seconds) >= 1, abs(seconds) < 1e15,
      let unit = units.first(where: { abs(seconds) >= $0.seconds })
    else { return "now" }
    let count = Int(abs(seconds) / unit.seconds)
    let words = "\(count) \(unit.name)\(count == 1 ? "" : "s")"
    return seconds > 0 ? "\(words) ago" : "in \(words)"
  }
}
