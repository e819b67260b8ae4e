import Dispatch
import Foundation
import Patterns
import SPLEngine
import Synchronization

/// The events of log files.
///
/// Files are read piece by piece; pieces are worked on by several threads. An event whose raw text cannot hold what the
/// search asks for is passed over before anything is extracted, and only fields that the search looks at are.
public struct LogEvents: EventSource {
  /// The files, in the order in which they came in.
  public let files: [LogFile]
  /// How they are read.
  public let configuration: EventConfiguration
  /// The time that events get which have none, and with which dates without a year are completed.
  public let now: Double
  /// The zone of dates without one.
  public let timeZone: TimeZone
  /// What happened in the last reading of each file.
  public let report = ReadingReport()

  /// How many bytes are read at a time.
  private static let pieceSize = 1 << 20
  /// How many threads work.
  private static let threads = max(1, min(8, ProcessInfo.processInfo.activeProcessorCount))

  /// The events of these files.
  public init(_ files: [LogFile], configuration: EventConfiguration, now: Double, timeZone: TimeZone = .gmt) {
    self.files = files
    self.configuration = configuration
    self.now = now
    self.timeZone = timeZone
  }

  /// Reads the events of all files.
  public func read(
    _ request: EventRequest, prepare: @Sendable (Table) throws(SearchError) -> Table,
    sink: (Table) throws(SearchError) -> Bool
  ) throws(SearchError) {
    for file in files {
      guard try read(file, request, prepare: prepare, sink: sink) else { return }
    }
  }

  /// Reads a file; false where no more events are wanted.
  private func read(
    _ file: LogFile, _ request: EventRequest, prepare: @Sendable (Table) throws(SearchError) -> Table,
    sink: (Table) throws(SearchError) -> Bool
  ) throws(SearchError) -> Bool {
    let origin = configuration.origin(of: file)
    let type = configuration.sourceType(origin)
    let reader = try ChunkReader(path: file.path, charset: type.charset)
    report.begin(file.path)
    var breaker = type.breaker
    // What the last piece left over, at the start of the next.
    var left: [UInt8] = []
    // The names of the columns, where the file is a table.
    var header: [String]?
    var isFirst = true
    func fill(_ piece: Piece) throws(SearchError) -> Bool {
      let isAtEnd = try piece.fill(reader, &left, isFirst: isFirst, type: type, &breaker)
      isFirst = false
      piece.takeHeaders(of: type, &header)
      if piece.isCut {
        report.remark(
          "an event has more than \(EventBreaker.mostBytes >> 20) MiB and was cut", on: file.path)
      }
      if breaker.hasCut {
        report.remark("a line was cut at \(breaker.truncation) bytes, as TRUNCATE says", on: file.path)
      }
      if isAtEnd, case .json = breaker.rule, piece.endsOpen {
        report.remark("the file ends inside of a JSON object", on: file.path)
      }
      return isAtEnd
    }
    let first = Piece()
    let isAtEnd = try fill(first)
    let batch = try EventBatch(
      file: file, request: request, configuration: configuration, now: now, timeZone: timeZone, report: report
    )
    return try withoutActuallyEscaping(prepare) { prepare throws(SearchError) in
      try withoutActuallyEscaping(sink) { sink throws(SearchError) in
        let line = ReadingLine(isAtEnd: isAtEnd, fill: fill) { piece throws(SearchError) in
          try batch.rows(of: piece, prepare: prepare)
        } sink: { rows throws(SearchError) in
          try sink(rows)
        }
        return try line.run(first, threads: Self.threads)
      }
    }
  }

  /// A piece of a file: bytes, and where its events are. Only one thread has it at a time.
  final class Piece: @unchecked Sendable {
    private(set) var bytes: UnsafeMutableRawBufferPointer
    private(set) var events: [Range<Int>] = []
    /// Whether an event was too long.
    private(set) var isCut = false
    /// Whether the last event does not end in a closing bracket.
    var endsOpen: Bool {
      guard let last = events.last, let end = view[last].last(where: { $0 > 0x20 }) else { return false }
      return view[last.lowerBound] == UInt8(ascii: "{") && end != UInt8(ascii: "}")
    }

    init() {
      bytes = .allocate(byteCount: LogEvents.pieceSize, alignment: 64)
    }

    deinit {
      bytes.deallocate()
    }

    /// Reads the next piece and cuts it into events; true where the file is at its end.
    func fill(
      _ reader: ChunkReader, _ left: inout [UInt8], isFirst: Bool, type: SourceType,
      _ breaker: inout EventBreaker
    ) throws(SearchError) -> Bool {
      events.removeAll(keepingCapacity: true)
      isCut = false
      grow(to: left.count + LogEvents.pieceSize / 2)
      left.withUnsafeBytes { bytes.copyMemory(from: $0) }
      let kept = left.count
      var end = try reader.fill(bytes, keeping: kept)
      while true {
        let isLast = end < bytes.count
        let view = UnsafeBufferPointer(rebasing: view[..<end])
        if isFirst { try FileLook.check(view, path: reader.path) }
        if isFirst, type.looksAtFile { breaker = FileLook.breaker(for: view) }
        if isFirst, type.mergesByDate, breaker.merging == nil, breaker.isByLine {
          breaker.merging = FileLook.merging(for: view, type.timestamps)
        }
        events.removeAll(keepingCapacity: true)
        let used = try breaker.split(view, isLast: isLast, into: &events)
        if isLast || used > 0 {
          left = Array(view[used...])
          return isLast
        }
        // An event larger than the piece: more of it is read, up to the most that an event may have; what is longer is
        // cut there.
        if bytes.count >= EventBreaker.mostBytes {
          events = [0..<end]
          left = []
          isCut = true
          return false
        }
        grow(to: bytes.count * 2)
        end = try reader.fill(bytes, keeping: end)
      }
    }

    /// The names of the columns from an event on, where the file is a table.
    private var headers: [(start: Int, names: [String])] = []

    /// The names of the columns of an event, and the first event behind it that has others.
    func header(at event: Int) -> (names: [String], end: Int) {
      let number = headers.lastIndex { $0.start <= event } ?? 0
      guard number < headers.count else { return ([], events.count) }
      return (headers[number].names, number + 1 < headers.count ? headers[number + 1].start : events.count)
    }

    /// Takes the lines that name the columns of a table away from the events. `names` are those that hold so far, nil at
    /// the start of the file.
    func takeHeaders(of type: SourceType, _ names: inout [String]?) {
      headers = []
      switch type.indexed {
      case nil, .json?: return
      case .table(let layout)?:
        if names == nil, !events.isEmpty { names = layout.takeNames(from: &events, in: view) }
        headers = [(0, names ?? [])]
      case .w3c?:
        // Lines that begin with # say something about the table: those that name fields count for what follows.
        headers = [(0, names ?? [])]
        var kept: [Range<Int>] = []
        for range in events {
          guard view[range.lowerBound] == UInt8(ascii: "#") else {
            kept.append(range)
            continue
          }
          let line = String(decoding: UnsafeBufferPointer(rebasing: view[range]), as: UTF8.self)
          guard line.hasPrefix("#Fields:") else { continue }
          let found = line.dropFirst("#Fields:".count).split(separator: " ").map {
            DefaultFields.unclashing(FieldNameText.cleaned(String($0)))
          }
          if found != names { headers.append((kept.count, found)) }
          names = found
        }
        events = kept
      }
    }

    private func grow(to size: Int) {
      guard size > bytes.count else { return }
      let larger = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 64)
      larger.copyMemory(from: UnsafeRawBufferPointer(bytes))
      bytes.deallocate()
      bytes = larger
    }

    var view: UnsafeBufferPointer<UInt8> {
      UnsafeBufferPointer(start: bytes.bindMemory(to: UInt8.self).baseAddress, count: bytes.count)
    }
  }
}

/// What a look at a file says of how it is cut, where nothing else does.
enum FileLook {
  /// Fails on what is no log but stands where one should be.
  static func check(_ bytes: UnsafeBufferPointer<UInt8>, path: String) throws(SearchError) {
    let start = bytes.firstIndex { $0 > 0x20 && $0 < 0x80 } ?? bytes.count
    let head = String(decoding: bytes[start...].prefix(60), as: UTF8.self)
    if head.hasPrefix("version https://git-lfs.github.com/") {
      throw SearchError(
        .data,
        "\(path): this is a pointer of Git LFS, not the file that it stands for; 'git lfs pull' gets that")
    }
    let lower = head.lowercased()
    if lower.hasPrefix("<!doctype html") || lower.hasPrefix("<html") {
      throw SearchError(.data, "\(path): this is a web page, not a log: a download may have failed")
    }
  }

  /// Puts lines without a date to the one before, where the first line has one and is no document.
  static func merging(for bytes: UnsafeBufferPointer<UInt8>, _ dates: TimestampRule) -> LineMerging? {
    let start = bytes.firstIndex { $0 > 0x20 } ?? bytes.count
    let end = ByteSearch.newline(bytes, from: start) ?? bytes.count
    let line = UnsafeBufferPointer(rebasing: bytes[start..<end])
    guard let first = line.first, !"{[<".utf8.contains(first), dates.finds(line) else { return nil }
    var merging = LineMerging()
    merging.dates = dates
    return merging
  }

  static func breaker(for bytes: UnsafeBufferPointer<UInt8>) -> EventBreaker {
    var breaker = EventBreaker()
    guard let first = bytes.first(where: { $0 > 0x20 }) else { return breaker }
    let start = bytes.firstIndex { $0 > 0x20 } ?? 0
    let line = UnsafeBufferPointer(
      rebasing: bytes[start..<(ByteSearch.newline(bytes, from: start) ?? bytes.count)])
    if first == UInt8(ascii: "{") {
      // An object over several lines, or a list of them.
      if !line.contains(UInt8(ascii: "}")) || line.count < 3 { breaker.rule = .json }
    } else if first == UInt8(ascii: "[") {
      let second = bytes[(start + 1)...].first { $0 > 0x20 }
      if second == UInt8(ascii: "{") { breaker.rule = .json }
    } else if first == UInt8(ascii: "<"), let expression = try? RegularExpression(#"([\r\n]+\s*)<Event[ >]"#)
    {
      if line.starts(with: Array("<Event".utf8)) { breaker.rule = .expression(expression) }
    }
    return breaker
  }
}
