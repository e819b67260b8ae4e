import SPL

extension CommandImplementation {
  /// `cluster`: groups rows whose text is alike, and keeps the first of each group. A row belongs to the first group
  /// whose first row shares enough words with it, at the same places (`termlist`), anywhere (`termset`), or of pieces
  /// of three characters (`ngramset`). Source: Search Reference, "cluster".
  static let cluster = CommandImplementation("cluster") { call, compilation throws(SearchError) in
    guard let threshold = Number(call.option("t") ?? "0.8")?.value, threshold > 0, threshold < 1 else {
      throw compilation.argument("t must be between 0 and 1")
    }
    let groups = TextGroups(
      threshold: threshold, match: call.option("match")?.lowercased() ?? "termlist",
      delimiters: call.text("delims").map { Set($0.utf8) }, meter: compilation.meter)
    let field = call.text("field") ?? "_raw"
    let label = call.text("labelfield") ?? "cluster_label"
    let count = call.boolean("showcount") ?? false ? call.text("countfield") ?? "cluster_count" : nil
    let labelsOnly = call.boolean("labelonly") ?? false
    return .stateful(
      WholeTableCommand(compilation.meter) { table throws(SearchError) in
        let (labels, sizes) = try groups.labels(table.column(field))
        var result = table
        result[label] = labels.map { $0.map { Value($0 + 1) } ?? .null }
        if let count { result[count] = labels.map { $0.map { Value(sizes[$0]) } ?? .null } }
        if labelsOnly { return result }
        var seen = [Bool](repeating: false, count: sizes.count)
        return result.filtered(
          labels.map { label in
            guard let label, !seen[label] else { return false }
            seen[label] = true
            return true
          })
      })
  }
}

private struct TextGroups {
  let threshold: Double
  let match: String
  let delimiters: Set<UInt8>?
  let meter: Meter

  /// What a text is compared by.
  private struct Feature: Hashable {
    let place: Int
    let text: String
  }

  /// The group of each row, nil for one without the field, and how many rows each group has.
  func labels(_ column: [Value]) throws(SearchError) -> (labels: [Int?], sizes: [Int]) {
    var labels: [Int?] = []
    var sizes: [Int] = []
    var lengths: [Int] = []
    var groups: [Feature: [Int]] = [:]
    var known: [String: Int] = [:]
    var shared: [Int: Int] = [:]
    for (row, value) in column.enumerated() {
      if row & 255 == 0 { try meter.checkTime() }
      guard let text = value.text else {
        labels.append(nil)
        continue
      }
      var group = known[text]
      if group == nil {
        let features = Set(features(text))
        shared.removeAll(keepingCapacity: true)
        for feature in features {
          for other in groups[feature] ?? [] { shared[other, default: 0] += 1 }
        }
        group =
          shared.filter { Double($0.value) >= threshold * Double(max(features.count, lengths[$0.key])) }.keys
          .min()
        if group == nil {
          group = sizes.count
          sizes.append(0)
          lengths.append(features.count)
          for feature in features { groups[feature, default: []].append(sizes.count - 1) }
        }
        known[text] = group
      }
      if let group { sizes[group] += 1 }
      labels.append(group)
    }
    return (labels, sizes)
  }

  private func features(_ text: String) -> [Feature] {
    if match == "ngramset" {
      let bytes = Array(text.utf8)
      guard bytes.count > 3 else { return [Feature(place: 0, text: text)] }
      return (0...bytes.count - 3).map { start in
        Feature(place: 0, text: String(decoding: bytes[start..<start + 3], as: UTF8.self))
      }
    }
    let words = text.utf8.split { byte in
      delimiters?.contains(byte) ?? !(byte >= 0x80 || byte.isLetterOrDigit)
    }
    return words.enumerated().map {
      Feature(place: match == "termset" ? 0 : $0.offset, text: String($0.element) ?? "")
    }
  }
}

extension UInt8 {
  fileprivate var isLetterOrDigit: Bool {
    (self >= 0x30 && self <= 0x39) || ((self | 0x20) >= 0x61 && (self | 0x20) <= 0x7A)
  }
}
