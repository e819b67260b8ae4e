import Diagnostics

/// Reads the keys of a mapping against a schema: what is missing, of the wrong kind or unknown is told.
struct KeyReader {
  let source: SourceText
  private(set) var problems = DiagnosticList()
  /// The keys that were kept as they are, and those that nobody asked for.
  private(set) var otherKeys: [OtherKey] = []
  private let pairs: [YAMLPair]
  private let prefix: String
  private let start: Int
  private var taken: Set<Int> = []

  init(_ node: YAMLNode, in source: SourceText, prefix: String = "") {
    self.source = source
    self.prefix = prefix
    start = node.offset
    if case .mapping(let pairs) = node.content { self.pairs = pairs } else { pairs = [] }
  }

  func has(_ key: String) -> Bool {
    pairs.contains { $0.key == key && !$0.value.isNull }
  }

  /// The value of a key; a key without a value counts as absent.
  private mutating func take(_ key: String) -> YAMLNode? {
    guard let index = pairs.firstIndex(where: { $0.key == key }) else { return nil }
    taken.insert(index)
    return pairs[index].value.isNull ? nil : pairs[index].value
  }

  /// Keeps keys that are known but have no place of their own in the model: other tools' bookkeeping.
  mutating func keep(_ keys: String...) {
    for key in keys {
      if let node = take(key) { otherKeys.append(OtherKey(path: prefix + key, value: Self.oneLine(node))) }
    }
  }

  mutating func text(_ key: String, isRequired: Bool = false) -> SourcedText? {
    guard let node = take(key) else {
      if isRequired { complainOfMissing(key) }
      return nil
    }
    guard let scalar = node.scalar else {
      complainOfKind(key, node, wanted: "a text")
      return nil
    }
    if isRequired, scalar.text.allSatisfy(\.isWhitespace) { complainOfMissing(key) }
    return SourcedText(scalar)
  }

  mutating func string(_ key: String, isRequired: Bool = false) -> String {
    text(key, isRequired: isRequired)?.value ?? ""
  }

  /// A list of texts; a single text stands for a list of one.
  mutating func texts(_ key: String) -> [SourcedText] {
    guard let node = take(key) else { return [] }
    switch node.content {
    case .scalar(let scalar):
      complainOfKind(key, node, wanted: "a list", notes: ["it is read as a list of one"])
      return [SourcedText(scalar)]
    case .sequence(let items):
      return items.compactMap { item in
        if let scalar = item.scalar { return item.isNull ? nil : SourcedText(scalar) }
        complainOfKind(key, item, wanted: "a list of texts")
        return nil
      }
    case .mapping:
      complainOfKind(key, node, wanted: "a list")
      return []
    }
  }

  mutating func strings(_ key: String) -> [String] {
    texts(key).map(\.value)
  }

  /// Every key with its text, in the order of the file: for mappings whose keys are the user's own.
  mutating func allTexts() -> [(key: String, value: String)] {
    pairs.map(\.key).map { ($0, string($0)) }
  }

  mutating func date(_ key: String) -> CalendarDate? {
    guard let text = text(key) else { return nil }
    if let date = CalendarDate(text.value) { return date }
    complain(
      .invalidDate, at: { text.location(in: $0) }, "'\(text.value)' is no date",
      help: "write it as YYYY-MM-DD")
    return nil
  }

  /// Reads a nested mapping.
  mutating func mapping<Result>(_ key: String, _ read: (inout KeyReader) -> Result) -> Result? {
    guard let node = take(key) else { return nil }
    return nested(key, node, read)
  }

  /// Reads a list of mappings.
  mutating func mappings<Result>(_ key: String, _ read: (inout KeyReader) -> Result) -> [Result] {
    guard let node = take(key) else { return [] }
    guard case .sequence(let items) = node.content else {
      complainOfKind(key, node, wanted: "a list")
      return []
    }
    return items.filter { !$0.isNull }.compactMap { nested(key + "[]", $0, read) }
  }

  private mutating func nested<Result>(
    _ key: String, _ node: YAMLNode, _ read: (inout KeyReader) -> Result
  ) -> Result? {
    guard case .mapping = node.content else {
      complainOfKind(key, node, wanted: "a mapping")
      return nil
    }
    var inner = KeyReader(node, in: source, prefix: prefix + key + ".")
    // One list for the whole file: what is too much for it is too much for its parts together.
    inner.problems = problems
    let result = read(&inner)
    inner.finish()
    problems = inner.problems
    otherKeys += inner.otherKeys
    return result
  }

  /// Tells the keys that nobody asked for, and keeps them.
  mutating func finish() {
    for (index, pair) in pairs.enumerated() where !taken.contains(index) {
      otherKeys.append(OtherKey(path: prefix + pair.key, value: Self.oneLine(pair.value)))
      complain(
        .unknownKey, at: { $0.location(of: pair.keyRange) }, "key '\(prefix + pair.key)' is not known here",
        notes: ["it is kept and shown as it is"])
    }
  }

  mutating func complain(
    _ code: DiagnosticCode, at place: (SourceText) -> Location, _ summary: String, notes: [String] = [],
    help: String? = nil
  ) {
    problems.add(code, at: place(source), summary, notes: notes, help: help)
  }

  private mutating func complainOfMissing(_ key: String) {
    let place = start..<start + 1
    complain(
      .missingKey, at: { $0.location(of: place) },
      "key '\(prefix + key)' is missing", help: "add '\(key): …'")
  }

  private mutating func complainOfKind(_ key: String, _ node: YAMLNode, wanted: String, notes: [String] = [])
  {
    complain(
      .wrongType, at: { $0.location(of: node.offset..<node.offset + 1) },
      "'\(prefix + key)' must be \(wanted), but is \(node.kind)", notes: notes)
  }

  private static func oneLine(_ node: YAMLNode) -> String {
    switch node.content {
    case .scalar(let scalar): scalar.text
    case .sequence(let items): items.map(oneLine).joined(separator: ", ")
    case .mapping(let pairs): pairs.map { "\($0.key): \(oneLine($0.value))" }.joined(separator: ", ")
    }
  }
}
