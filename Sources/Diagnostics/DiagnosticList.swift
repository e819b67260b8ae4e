/// The diagnostics of one piece of work on one file, bounded: a hostile file can be wrong in a million places.
public struct DiagnosticList: Sendable {
  /// How many are kept.
  public static let limit = 100

  private var kept: [Diagnostic] = []
  private var untold = 0

  /// An empty list.
  public init() {}

  /// Adds one; `location` is only worked out where it is kept.
  public mutating func add(
    _ code: DiagnosticCode, at location: @autoclosure () -> Location, _ summary: String, notes: [String] = [],
    help: String? = nil
  ) {
    if !isFull {
      kept.append(Diagnostic(code, at: location(), summary, notes: notes, help: help))
    } else {
      untold += 1
    }
  }

  /// Adds one that is there already.
  public mutating func add(_ diagnostic: Diagnostic) {
    if !isFull { kept.append(diagnostic) } else { untold += 1 }
  }

  /// Whether no more are kept: what comes now needs no place and no notes.
  public var isFull: Bool { kept.count >= Self.limit }

  /// Counts one that is not kept.
  public mutating func addUntold() {
    untold += 1
  }

  /// Whether one of this kind is kept.
  public func contains(_ code: DiagnosticCode) -> Bool {
    kept.contains { $0.code == code }
  }

  /// Those kept, and one more that counts the others.
  public var diagnostics: [Diagnostic] {
    guard untold > 0, let path = kept.first?.location.path else { return kept }
    let more = Diagnostic(
      .tooManyProblems, at: Location(file: path), "this file has \(untold) more problems",
      help: "mend those that are told first")
    return kept + [more]
  }
}
