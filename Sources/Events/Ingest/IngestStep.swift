import Patterns
import SPLEngine

/// What is done to single events when they come in, in the order in which TRANSFORMS names it.
/// Source: Admin Manual, "transforms.conf".
enum IngestStep: Sendable {
  case transform(IngestTransform)
  case eval([IngestAssignment])
  /// No further step is taken for events for which the field `stop` of the program is true.
  case stop(RowProgram)
  /// Events that the transform fits are there a second time, under another source type, with what the transform sets.
  case clone(IngestTransform, sourceType: String)

  /// Whether it can change raw texts or times, or looks at what has to be made for it.
  var needsWholeEvents: Bool {
    switch self {
    case .transform(let transform): transform.target.isRaw
    case .eval, .stop, .clone: true
    }
  }
}

/// What an expression that fits sets: host, source, source type, index, the raw text, fields; or whether an event is
/// kept. Source: Admin Manual, "transforms.conf" (SOURCE_KEY, DEST_KEY, WRITE_META).
struct IngestTransform: Sendable {
  /// What is looked at.
  enum Key: Sendable, Hashable {
    case raw, sourceType, source, host, index
    case field(String)
  }

  /// What is set.
  enum Target: Sendable {
    case sourceType, source, host, index, raw
    /// Whether the event is kept: not where the value is `nullQueue`.
    case queue
    /// Fields, each with its name and value.
    case fields([RegexExtraction.Output])

    var isRaw: Bool { if case .raw = self { true } else { false } }
  }

  let key: Key
  let expression: RegularExpression
  /// How many bytes are looked at.
  let lookahead: Int
  let target: Target
  let value: [RegexExtraction.Part]
  /// What is set where the expression does not fit; nil for nothing.
  var fallback: String?
  /// Whether all matches count, not the first alone.
  var repeats = false
}

/// An assignment of INGEST_EVAL.
struct IngestAssignment: Sendable {
  let field: String
  /// `:=`: whether a value that is there goes.
  let replaces: Bool
  let program: RowProgram
}

extension IngestAssignment {
  /// Reads `a=1, b:=a+1`. The commas in parentheses, brackets and quotes are parts of expressions.
  static func list(_ text: String, in environment: SearchEnvironment) throws(SearchError)
    -> [IngestAssignment]
  {
    var result: [IngestAssignment] = []
    for piece in pieces(of: text) {
      guard let sign = piece.firstIndex(of: "="), sign > piece.startIndex else {
        throw SearchError(.syntax, "'\(piece.prefix(80))' is no assignment")
      }
      let replaces = piece[piece.index(before: sign)] == ":"
      var name = plain(String(piece[..<(replaces ? piece.index(before: sign) : sign)])).trimmingBlanks
      // `name[int]`: the type says how the index keeps it.
      if name.hasSuffix("]"), let bracket = name.lastIndex(of: "[") { name = String(name[..<bracket]) }
      let field = name.trimmingCharacters(of: "\"").trimmingCharacters(of: "'")
      let expression = plain(String(piece[piece.index(after: sign)...]))
      let program = try RowProgram("| eval '\(field)'=\(expression)", in: environment)
      result.append(IngestAssignment(field: field, replaces: replaces, program: program))
    }
    return result
  }

  /// `$field:a$` and `$pd:_raw$` are a and _raw; `$mv:a$` and `mv:a` are all values of a.
  static func plain(_ text: String) -> String {
    text.replacing(/\$(?:field:|pd:)?([\w.]+)\$/) { "'\($0.output.1)'" }
      .replacing(/\$mv:([\w.]+)\$|\bmv:([\w.]+)/) { "'mv:\($0.output.1 ?? $0.output.2 ?? "")'" }
  }

  private static func pieces(of text: String) -> [Substring] {
    var pieces: [Substring] = []
    var start = text.startIndex
    var depth = 0
    var quote: Character?
    var isEscaped = false
    for index in text.indices {
      let character = text[index]
      if isEscaped {
        isEscaped = false
      } else if let open = quote {
        if character == "\\" { isEscaped = true } else if character == open { quote = nil }
      } else {
        switch character {
        case "\"", "'": quote = character
        case "(", "[", "{": depth += 1
        case ")", "]", "}": depth -= 1
        case "," where depth == 0:
          pieces.append(text[start..<index])
          start = text.index(after: index)
        default: break
        }
      }
    }
    pieces.append(text[start...])
    return pieces.filter { !$0.allSatisfy(\.isWhitespace) }
  }
}
