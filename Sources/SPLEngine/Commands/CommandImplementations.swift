import SPL

/// The commands that run, by name.
enum CommandImplementations {
  /// All of them, by name.
  static let all: [CommandImplementation] = expressions + reporting + rows + combining

  private static let byName = Dictionary(
    all.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })

  /// Whether a command of the table of commands runs.
  static func runs(_ name: String) -> Bool { byName[name] != nil }

  /// Makes a stage ready to run.
  static func compile(_ stage: Stage, _ compilation: Compilation) throws(SearchError) -> CompiledCommand {
    switch stage.command {
    case .search(let expression):
      if compilation.isFirst { return .generating(try EventReading(compilation, expression)) }
      return .streaming(try SearchFilter(expression, compilation))
    case .where(let expression):
      guard let expression else { throw SearchError(.syntax, "the expression of 'where' could not be read") }
      return .streaming(try WhereFilter(expression, compilation))
    case .regex(let regex): return .streaming(try RegexFilter(regex, compilation))
    case .call(let call):
      guard let implementation = byName[call.name] else {
        let reason =
          CommandStatus.of(call.name) == .needsServer
          ? "needs a Splunk server or one of its apps" : "does not run here yet"
        throw SearchError(.unsupported, "the command '\(call.name)' \(reason)")
      }
      return try implementation.compile(call, compilation)
    case .generic:
      // A known one is generic where its own language could not be read.
      throw SearchError(.syntax, "the command '\(stage.name)' is not known, or cannot be read")
    }
  }
}
