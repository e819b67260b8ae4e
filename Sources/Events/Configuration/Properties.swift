import Patterns

/// What `props.conf` says of a source type, a source and a host.
/// Source: Admin Manual, "props.conf" (stanza precedence).
public struct Properties: Sendable {
  private let exact: [String: ConfTable.Stanza]
  private let patterns: [PatternStanza]
  private let standard: ConfTable.Stanza

  private struct PatternStanza: Sendable {
    enum Kind: Int { case source, host, sourceType }
    let kind: Kind
    let pattern: RegularExpression?
    let name: String
    let priority: Int
    let settings: ConfTable.Stanza

    func matches(sourceType: String, source: String, host: String) -> Bool {
      let text =
        switch kind {
        case .source: source
        case .host: host
        case .sourceType: sourceType
        }
      guard let pattern else { return false }
      return (try? pattern.matches(text)) ?? false
    }
  }

  /// Takes the table of `props`.
  public init(_ table: ConfTable) {
    var exact: [String: ConfTable.Stanza] = [:]
    var patterns: [PatternStanza] = []
    for name in table.names {
      guard let settings = table.stanzas[name] else { continue }
      func add(_ kind: PatternStanza.Kind, _ pattern: some StringProtocol) {
        patterns.append(
          PatternStanza(
            kind: kind, pattern: Self.expression(String(pattern), ignoringCase: kind == .host), name: name,
            priority: settings.integer("priority") ?? (Self.isLiteral(pattern) ? 100 : 0), settings: settings)
        )
      }
      if name.hasPrefix("source::") {
        add(.source, name.dropFirst("source::".count))
      } else if name.hasPrefix("host::") {
        add(.host, name.dropFirst("host::".count))
      } else if name.hasPrefix("(?::){0}") {
        // The form in which add-ons write source types with wildcards.
        add(.sourceType, name.dropFirst("(?::){0}".count))
      } else {
        exact[name] = settings
      }
    }
    self.exact = exact
    self.patterns = patterns.sorted { left, right in
      left.priority != right.priority ? left.priority > right.priority : left.name < right.name
    }
    standard = table.stanzas["default"] ?? [:]
  }

  /// All stanzas.
  var stanzas: [ConfTable.Stanza] { Array(exact.values) + patterns.map(\.settings) + [standard] }

  /// Whether anything is said of a source type, or of this source of it.
  public func knows(sourceType: String, source: String, host: String) -> Bool {
    exact[sourceType] != nil
      || patterns.contains {
        $0.matches(sourceType: sourceType, source: source, host: host) && $0.kind != .host
      }
  }

  /// All settings that hold: those of the source before those of the host, of the source type and of all.
  public func settings(sourceType: String, source: String, host: String) -> ConfTable.Stanza {
    let fitting = patterns.filter { $0.matches(sourceType: sourceType, source: source, host: host) }
    var result: ConfTable.Stanza = [:]
    for kind in [PatternStanza.Kind.source, .host] {
      for stanza in fitting where stanza.kind == kind { result.merge(stanza.settings) { first, _ in first } }
    }
    if let own = exact[sourceType] { result.merge(own) { first, _ in first } }
    for stanza in fitting where stanza.kind == .sourceType {
      result.merge(stanza.settings) { first, _ in first }
    }
    result.merge(standard) { first, _ in first }
    return result
  }

  private static func isLiteral(_ pattern: some StringProtocol) -> Bool {
    !pattern.contains("*") && !pattern.contains("...") && !pattern.contains("|") && !pattern.contains("(")
  }

  /// `...` stands for any text, `*` for any without a slash, `.` for itself; all else is a regular expression. Hosts are
  /// compared without regard to case, others by case unless `(?i)` stands before them.
  private static func expression(_ pattern: String, ignoringCase: Bool) -> RegularExpression? {
    var text = ""
    var rest = Substring(pattern)
    while let character = rest.first {
      if rest.hasPrefix("...") {
        text += ".*"
        rest = rest.dropFirst(3)
        continue
      }
      switch character {
      case "*": text += "[^/\\\\]*"
      case ".": text += "\\."
      case "\\":
        text.append(character)
        rest.removeFirst()
        if let escaped = rest.first { text.append(escaped) }
      default: text.append(character)
      }
      rest = rest.dropFirst()
    }
    return try? RegularExpression("^(?:\(text))$", ignoringCase: ignoringCase)
  }
}
