/// How much a diagnostic weighs. Only an error changes the exit status.
public enum Severity: String, Sendable, Hashable, CaseIterable, Comparable {
  /// What is written cannot be used as it stands.
  case error
  /// What is written is used, but very likely not what its author meant.
  case warning
  /// Worth knowing; nothing needs to be done.
  case note

  /// Orders by weight: an error comes before a warning, a warning before a note.
  public static func < (left: Severity, right: Severity) -> Bool {
    left.rank < right.rank
  }

  private var rank: Int {
    switch self {
    case .error: 0
    case .warning: 1
    case .note: 2
    }
  }
}
