import SPLEngine

extension Table {
  /// The records of comma-separated values, the first of which names the fields. An empty cell is null; cells behind
  /// the last name are left out, and short records end in nulls.
  public init(csv bytes: [UInt8]) {
    var records = CSVText(bytes).records(limit: .max, fields: 4096, bytesPerField: 1 << 20).makeIterator()
    guard let head = records.next() else {
      self.init()
      return
    }
    var columns = [[Value]](repeating: [], count: head.fields.count)
    var count = 0
    while let record = records.next() {
      for column in columns.indices {
        let text = column < record.fields.count ? record.fields[column] : ""
        columns[column].append(text.isEmpty ? .null : .text(text))
      }
      count += 1
    }
    self.init(count: count, zip(head.fields, columns).map { ($0, $1) })
  }
}
