/// Events that belong together.
struct EventGroup {
  /// Their rows, the newest first.
  var rows: [Int]
  var start: Double?
  var end: Double?
  var isClosed = false
  /// Whether it is one event that belongs to no transaction.
  var isOrphan = false
  /// Whether each of the fields that tie them together has exactly one value.
  var isExact = false
  /// The values of the fields that tie them together.
  var values: [Set<String>]

  var earliestFirst: ReversedCollection<[Int]> { rows.reversed() }
}

/// Finds which events belong together.
struct TransactionGrouping {
  private let settings: TransactionSettings
  private let times: [Double?]
  private let keys: [[Value]?]
  private let count: Int
  /// All groups, in the order in which they were opened.
  private(set) var groups: [EventGroup] = []
  private var open: Set<Int> = []
  /// The open group with exactly one value in each field, by these values.
  private var exact: [[String]: Int] = [:]
  /// Groups by field and value, and those of them that are not exact; the last list is that of all. Groups that were
  /// closed since are left in until they are met.
  private var byValue: [[String: [Int]]]
  private var inexactByValue: [[String: [Int]]]
  private var all: [Int] = []
  private var inexact: [Int] = []

  init(_ settings: TransactionSettings, _ events: Table) {
    self.settings = settings
    count = events.count
    times = events["_time"]?.map(\.double) ?? [Double?](repeating: nil, count: events.count)
    keys = settings.fields.map { events[$0] }
    byValue = [[String: [Int]]](repeating: [:], count: keys.count)
    inexactByValue = byValue
  }

  mutating func run(starts: [Bool]?, ends: [Bool]?, _ meter: Meter) throws(SearchError) {
    for row in 0..<count {
      if row & 255 == 0 { try meter.checkTime() }
      let values = keys.map { column in Set(column?[row].texts ?? []) }
      if !keys.isEmpty, values.allSatisfy(\.isEmpty) {
        addOrphan(row)
        continue
      }
      var group = partner(of: values)
      if let found = group, isFull(found, before: row) {
        close(found, isComplete: true)
        group = nil
      }
      if let ends {
        if ends[row] {
          // What is still open lacks its start, unless no start is asked for.
          if let found = group { close(found, isComplete: starts == nil) }
          group = nil
        } else if group == nil {
          addOrphan(row)
          continue
        }
      }
      let number = group ?? begin()
      add(row, values, to: number)
      if starts?[row] == true { close(number, isComplete: true) }
    }
    // The end of the rows is as good as a long pause, but no start.
    for number in open { groups[number].isClosed = settings.hasConditions && starts == nil }
  }

  private func isFull(_ number: Int, before row: Int) -> Bool {
    let group = groups[number]
    if group.rows.count >= settings.mostEvents { return true }
    guard let time = times[row], let start = group.start, let end = group.end else { return false }
    if let span = settings.longestSpan, end - time > span { return true }
    if let pause = settings.longestPause, start - time > pause { return true }
    return false
  }

  /// The newest open group that an event with these values belongs to.
  private mutating func partner(of values: [Set<String>]) -> Int? {
    guard let key = Self.key(values), !keys.isEmpty else {
      // A value may be missing, so that groups with any value there will do.
      if keys.isEmpty || !settings.isConnected { return newest(in: &all, values, inexactOnly: false) }
      return newest(in: &byValue, values, inexactOnly: false)
    }
    let same = exact[key]
    let other =
      settings.isConnected
      ? newest(in: &inexactByValue, values, inexactOnly: true)
      : newest(in: &inexact, values, inexactOnly: true)
    return [same, other].compactMap { $0 }.max()
  }

  private func newest(in lists: inout [[String: [Int]]], _ values: [Set<String>], inexactOnly: Bool) -> Int? {
    var best: Int?
    for (field, texts) in values.enumerated() {
      for text in texts {
        guard lists[field][text] != nil,
          let found = newest(in: &lists[field][text, default: []], values, inexactOnly: inexactOnly)
        else { continue }
        best = max(best ?? found, found)
      }
    }
    return best
  }

  private func newest(in list: inout [Int], _ values: [Set<String>], inexactOnly: Bool) -> Int? {
    func isStale(_ number: Int) -> Bool {
      !open.contains(number) || (inexactOnly && groups[number].isExact)
    }
    while let last = list.last, isStale(last) { list.removeLast() }
    var stale = 0
    defer { if stale > 32, stale * 2 > list.count { list.removeAll(where: isStale) } }
    for number in list.reversed() {
      if isStale(number) {
        stale += 1
      } else if agrees(number, values) {
        return number
      }
    }
    return nil
  }

  /// Whether no field of a group has other values than the event.
  private func agrees(_ number: Int, _ values: [Set<String>]) -> Bool {
    zip(groups[number].values, values).allSatisfy { mine, theirs in
      mine.isEmpty || theirs.isEmpty || !mine.isDisjoint(with: theirs)
    }
  }

  private mutating func begin() -> Int {
    let number = groups.count
    groups.append(EventGroup(rows: [], values: [Set<String>](repeating: [], count: keys.count)))
    open.insert(number)
    all.append(number)
    inexact.append(number)
    return number
  }

  private mutating func add(_ row: Int, _ values: [Set<String>], to number: Int) {
    groups[number].rows.append(row)
    if let time = times[row] {
      groups[number].start = time
      if groups[number].end == nil { groups[number].end = time }
    }
    let key = Self.key(groups[number].values)
    for (field, texts) in values.enumerated() {
      for text in texts where groups[number].values[field].insert(text).inserted {
        byValue[field][text, default: []].append(number)
        inexactByValue[field][text, default: []].append(number)
      }
    }
    let newKey = Self.key(groups[number].values)
    guard key != newKey else { return }
    groups[number].isExact = newKey != nil
    if let newKey { exact[newKey] = number }
    guard let key, newKey == nil else { return }
    // It has several values in a field now, and is found like those that lack one.
    exact[key] = nil
    inexact.append(number)
    for (field, texts) in groups[number].values.enumerated() {
      for text in texts where inexactByValue[field][text]?.contains(number) != true {
        inexactByValue[field][text, default: []].append(number)
      }
    }
  }

  /// The values where each field has exactly one.
  private static func key(_ values: [Set<String>]) -> [String]? {
    var key: [String] = []
    for texts in values {
      guard let text = texts.first, texts.count == 1 else { return nil }
      key.append(text)
    }
    return key
  }

  private mutating func addOrphan(_ row: Int) {
    groups.append(EventGroup(rows: [row], start: times[row], end: times[row], isOrphan: true, values: []))
  }

  private mutating func close(_ number: Int, isComplete: Bool) {
    groups[number].isClosed = isComplete
    open.remove(number)
    if let key = Self.key(groups[number].values), exact[key] == number { exact[key] = nil }
  }
}
