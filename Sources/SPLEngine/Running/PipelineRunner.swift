import SPL

/// Runs the stages of a pipeline.
struct PipelineRunner {
  let run: SearchRun
  /// How many searches stand around this one: only the outermost is reported.
  let depth: Int

  /// The rows that the pipeline gives. With `input`, its first command takes those rows instead of events.
  func run(_ search: ParsedText, input: Table? = nil) throws(SearchError) -> Table {
    let pipeline = search.pipeline
    if depth == 0 {
      run.reporter.begin(pipeline.stages.map { SearchReport.Stage(name: $0.name, range: $0.range) })
    }
    var commands = try compile(search, readsInput: input != nil)
    var result = Table()
    guard !commands.isEmpty else { return input ?? result }
    var first: (any GeneratingCommand)?
    if case .generating(let command) = commands[0] { first = command }
    let start = first == nil ? 0 : 1
    let streaming = commands[start...].streamingPrefix
    // A search that names no events takes rows as they stand in their source, as a command in the middle does.
    let order: RowOrder =
      commands.count > pipeline.stages.count ? .any : rowOrder(of: commands[(start + streaming.count)...])
    let prefix =
      order == .any
      ? streaming
      : Array(
        zip(streaming, pipeline.stages[start...]).prefix { $0.1.keepsTime(in: search.bytes) }.map(\.0))
    let prefixEnd = start + prefix.count

    let prepare: @Sendable (Table) throws(SearchError) -> Table = { table throws(SearchError) in
      try run.meter.checkTime()
      var table = table
      for (offset, command) in prefix.enumerated() {
        table = try apply(command, start + offset, to: table)
      }
      return table
    }
    var state = Chain(commands: Array(commands[prefixEnd...]), offset: prefixEnd, depth: depth, run: run)
    if var first {
      first.order = order
      do {
        try first.generate(prepare: prepare) { rows throws(SearchError) in
          result.append(try state.push(rows))
          try run.meter.check(rows: result.count)
          return !state.isDone
        }
      } catch {
        throw error.at(pipeline.stages[0].range)
      }
    } else if let input {
      result.append(try state.push(try prepare(input)))
    }
    commands = []
    result.append(try state.finish())
    return result
  }

  private func compile(_ search: ParsedText, readsInput: Bool) throws(SearchError) -> [CompiledCommand] {
    let pipeline = search.pipeline
    let flow = FieldFlow(pipeline, in: search.bytes)
    let demand: FieldDemand =
      flow.givesOthers || flow.looksAt.contains { $0.utf8.contains(UInt8(ascii: "*")) }
      ? .all : .some(flow.looksAt.union(ImplicitFields.of(pipeline)))
    var commands: [CompiledCommand] = []
    var time = run.environment.time
    // A search that begins with a command that makes no rows works on all events; in a subsearch it works on none, as
    // `[| stats count]` shows, which makes a row out of nothing.
    let readsAll = !readsInput && depth == 0 && pipeline.stages.first.map { !$0.makesRows } ?? false
    if readsAll, let stage = pipeline.stages.first {
      let start = Stage(
        range: stage.range.lowerBound..<stage.range.lowerBound, name: "search", command: .search(.all([])))
      if depth == 0 { run.reporter.insertReading(start) }
      let compilation = Compilation(
        run: run, stage: start, index: 0, depth: depth, bytes: search.bytes, demand: demand,
        time: time)
      commands.append(.generating(try EventReading(compilation, .all([]))))
    }
    for (index, stage) in pipeline.stages.enumerated() {
      let number = readsInput || readsAll ? index + 1 : index
      let compilation = Compilation(
        run: run, stage: stage, index: number, depth: depth, bytes: search.bytes, demand: demand,
        time: time)
      do {
        let command = try CommandImplementations.compile(stage, compilation)
        if case .generating(let reading as EventReading) = command { time = reading.time }
        commands.append(command)
      } catch {
        throw error.at(stage.range)
      }
    }
    return commands
  }

  private func rowOrder(of commands: ArraySlice<CompiledCommand>) -> RowOrder {
    for case .stateful(let command) in commands { return command.dependsOnOrder ? .newestFirst : .any }
    return .newestFirst
  }

  /// Lets a command work on a batch, and counts.
  @Sendable
  private func apply(_ command: any StreamingCommand, _ index: Int, to table: Table) throws(SearchError)
    -> Table
  {
    let began = ContinuousClock.now
    let result = try command.apply(to: table)
    if depth == 0 {
      run.reporter.count(
        stage: index, rowsIn: table.count, rowsOut: result.count,
        seconds: (ContinuousClock.now - began).seconds)
    }
    return result
  }
}

/// The stages from the first that keeps state, and what they hold.
private struct Chain {
  var commands: [CompiledCommand]
  /// The number of the first of them in the pipeline.
  let offset: Int
  let depth: Int
  let run: SearchRun
  private(set) var isDone = false

  init(commands: [CompiledCommand], offset: Int, depth: Int, run: SearchRun) {
    self.commands = commands
    self.offset = offset
    self.depth = depth
    self.run = run
  }

  /// Sends rows through all stages, and gives those that come out.
  mutating func push(_ rows: Table) throws(SearchError) -> Table {
    try push(rows, from: 0)
  }

  private mutating func push(_ rows: Table, from first: Int) throws(SearchError) -> Table {
    var rows = rows
    for index in commands.indices.dropFirst(first) {
      if rows.isEmpty && rows.fields.isEmpty { return rows }
      rows = try step(index, taking: rows)
    }
    return rows
  }

  /// Tells each stage in turn that no more rows come.
  mutating func finish() throws(SearchError) -> Table {
    var result = Table()
    for index in commands.indices {
      result.append(try push(step(index, taking: nil), from: index + 1))
      try run.meter.check(rows: result.count)
    }
    return result
  }

  /// Lets a stage work on rows; nil tells it that no more come.
  private mutating func step(_ index: Int, taking rows: Table?) throws(SearchError) -> Table {
    let began = ContinuousClock.now
    try run.meter.checkTime()
    var result = rows ?? Table()
    switch commands[index] {
    case .streaming(let command): if let rows { result = try command.apply(to: rows) }
    case .stateful(let command):
      result = if let rows { try command.take(rows) } else { try command.finish() }
      if command.isDone { isDone = true }
    case .generating: break
    }
    if depth == 0 {
      run.reporter.count(
        stage: offset + index, rowsIn: rows?.count ?? 0, rowsOut: result.count,
        seconds: (ContinuousClock.now - began).seconds)
    }
    return result
  }
}

extension ArraySlice<CompiledCommand> {
  /// The commands at its start that work on each row by itself.
  fileprivate var streamingPrefix: [any StreamingCommand] {
    var prefix: [any StreamingCommand] = []
    for command in self {
      guard case .streaming(let streaming) = command else { break }
      prefix.append(streaming)
    }
    return prefix
  }
}

extension Stage {
  /// Commands that leave the time of events alone, unless they name it.
  private static let timeless: Set<String> = [
    "search", "where", "regex", "eval", "rex", "rename", "fields", "fillnull", "lookup", "replace", "spath",
    "makemv",
    "nomv", "extract", "iplocation", "convert", "fieldformat",
  ]

  /// Whether rows have the time of their events behind it as before: only then can they be put in order afterwards.
  fileprivate func keepsTime(in bytes: [UInt8]) -> Bool {
    guard Self.timeless.contains(name) else { return false }
    let text = bytes[range.clamped(to: 0..<bytes.count)]
    let written = String(decoding: text, as: UTF8.self)
    return !written.contains("_time") && !written.contains("_*")
  }

  /// Whether its command can begin a search.
  fileprivate var makesRows: Bool {
    name == "search" || CommandTable.syntax(of: name)?.kind == .generating
  }
}

extension Duration {
  /// The duration in seconds.
  var seconds: Double {
    Double(components.seconds) + Double(components.attoseconds) / 1e18
  }
}
