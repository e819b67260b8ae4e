import Diagnostics
import Yams

/// A YAML file that was read: its text, its root where there is one, and what is wrong with it.
public struct YAMLFile: Sendable {
  /// The text, without a byte order mark.
  public let source: SourceText
  /// The root mapping; nil where the file could not be read as one.
  public let root: YAMLNode?
  /// What is wrong with it as YAML.
  public let diagnostics: [Diagnostic]
}

/// Reads YAML by Yams' `compose` with the basic resolver: positions, no implicit typing, duplicate keys told, aliases
/// counted, nothing expanded without bound.
public enum YAMLReader {
  /// Larger files than this are not rules.
  public static let sizeLimit = 8 << 20

  /// Reads the bytes of one file; `path` is for messages.
  public static func read(path: String, bytes: [UInt8]) -> YAMLFile {
    let source = SourceText(path: path, bytes: TextEncoding.withoutMark(bytes))
    var reading = YAMLReading(source: source)
    let root = reading.root()
    return YAMLFile(source: source, root: root, diagnostics: reading.problems.diagnostics)
  }
}

private struct YAMLReading {
  let source: SourceText
  var problems = DiagnosticList()
  private let marks: MarkMap
  /// The keys that were renamed so that the others could be read: byte offsets.
  private var droppedKeys: Set<Int> = []
  private var nodesLeft: Int
  private var isHiddenTold = false

  init(source: SourceText) {
    self.source = source
    marks = MarkMap(source.bytes)
    // A document has fewer nodes than bytes; only expanded aliases can make more.
    nodesLeft = source.bytes.count + 1000
  }

  mutating func root() -> YAMLNode? {
    guard isText() else { return nil }
    if HiddenCharacters.mayOccur(in: source.bytes) {
      tellHidden(in: String(decoding: source.bytes, as: UTF8.self)) { $0 }
    }
    guard !refusesAliasKeys(), let node = compose() else { return nil }
    guard let root = convert(node) else { return nil }
    guard case .mapping = root.content else {
      complain(
        .yamlShape, at: root.offset..<root.offset + 1, "this file holds \(root.kind), not a mapping",
        help: "begin with keys such as 'name:'")
      return nil
    }
    return root
  }

  // MARK: Encoding

  private mutating func isText() -> Bool {
    let bytes = source.bytes
    if bytes.count > YAMLReader.sizeLimit {
      complainOfFile(
        .fileTooLarge, "this file has \(bytes.count) bytes; at most \(YAMLReader.sizeLimit) are read")
      return false
    }
    if let diagnostic = TextEncoding.diagnostic(of: source) {
      problems.add(diagnostic)
      return false
    }
    return true
  }

  // MARK: Aliases

  /// Yams compares the keys of each mapping, and walks through aliases for that without count: a few lines can keep it
  /// busy for ever. So a file that may have anchors is read once with its aliases made plain words, and one in which an
  /// alias is a key, or stands in one, goes no further. No rule is written like that.
  private mutating func refusesAliasKeys() -> Bool {
    guard AliasScan.mayHaveAnchors(source.bytes) else { return false }
    let plain = Composition(AliasScan.withoutAliases(source.bytes), marks: marks)
    if let error = plain.error {
      explain(error)
      return true
    }
    guard let key = plain.node.flatMap({ AliasScan.keyWithAlias($0, in: source.bytes, marks: marks) }) else {
      return false
    }
    complain(
      .yamlAliases, at: key..<key + 1, "this key is an alias, or holds one",
      help: "write keys out; aliases may stand in values only")
    return true
  }

  // MARK: Composing

  private mutating func compose() -> Node? {
    let composition = Composition(source.bytes, marks: marks)
    for (offset, key) in composition.duplicateKeys {
      complain(
        .yamlDuplicateKey, at: offset..<offset + key.utf8.count, "key '\(key)' stands twice in this mapping",
        notes: ["the last one counts"], help: "remove one of the two")
      droppedKeys.insert(offset)
    }
    if let error = composition.error {
      explain(error)
    } else if composition.node == nil {
      complainOfFile(.yamlShape, "this file is empty", help: "write a rule into it, or delete it")
    }
    return composition.node
  }

  private mutating func explain(_ error: YamlError) {
    switch error {
    case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _):
      if let context, problem.contains("unexpected end of stream") {
        // What is never closed is told where it opens, not at the end of the file.
        let open = marks.offset(context.mark)
        complain(.yamlSyntax, at: open..<open + 1, "this is not valid YAML: what begins here is never closed")
        return
      }
      let offset = marks.offset(mark)
      let code: DiagnosticCode = problem.hasPrefix("Maximum nesting level") ? .yamlNesting : .yamlSyntax
      let summary =
        code == .yamlNesting ? "this YAML is nested too deep" : "this is not valid YAML: \(problem)"
      let notes =
        context.map { ["\($0.text) that begins in line \($0.mark.line), column \($0.mark.column)"] } ?? []
      complain(code, at: offset..<offset + 1, summary, notes: notes)
    case .composer(_, let problem, let mark, _):
      let offset = marks.offset(mark)
      let isSecond = problem.contains("another document")
      complain(
        isSecond ? .yamlShape : .yamlAliases, at: offset..<offset + 1,
        isSecond ? "a second document begins here" : "this alias names no anchor before it",
        help: isSecond ? "put each rule into a file of its own" : nil)
    case .reader(let problem, let offset, _, let yaml):
      let index = offset.map { yaml.index(yaml.startIndex, offsetBy: $0) }
      let byte = index.map { yaml.utf8.distance(from: yaml.startIndex, to: $0) } ?? 0
      complain(.yamlSyntax, at: byte..<byte + 1, "this is not valid YAML: \(problem)")
    case .duplicatedKeysInMapping(let keys, let context):
      let offset = marks.offset(context.mark)
      complain(
        .yamlDuplicateKey, at: offset..<offset + 1, "key '\(keys.first ?? "")' stands twice in this mapping",
        help: "remove one of the two")
    default:
      complainOfFile(.yamlSyntax, "this file cannot be read as YAML: \(error)")
    }
  }

  // MARK: Converting

  private mutating func convert(_ node: Node) -> YAMLNode? {
    nodesLeft -= 1
    guard nodesLeft > 0 else {
      if !problems.contains(.yamlAliases) {
        complainOfFile(
          .yamlAliases, "the aliases of this file expand to more than its own size",
          help: "write the values out; aliases may not multiply")
      }
      return nil
    }
    let offset = node.mark.map { marks.offset($0) } ?? 0
    switch node {
    case .scalar(let scalar):
      return YAMLNode(content: .scalar(convert(scalar, at: offset)), offset: offset)
    case .sequence(let sequence):
      var items: [YAMLNode] = []
      for item in sequence {
        guard let item = convert(item) else { return nil }
        items.append(item)
      }
      return YAMLNode(content: .sequence(items), offset: offset)
    case .mapping(let mapping):
      return convert(mapping, at: offset)
    case .alias:
      return nil
    }
  }

  private mutating func convert(_ mapping: Node.Mapping, at offset: Int) -> YAMLNode? {
    var pairs: [YAMLPair] = []
    for (key, value) in mapping {
      let keyOffset = key.mark.map { marks.offset($0) } ?? offset
      guard case .scalar(let keyScalar) = key else {
        complain(
          .yamlShape, at: keyOffset..<keyOffset + 1, "a key must be a text", help: "write the key as a word")
        continue
      }
      guard let converted = convert(value) else { return nil }
      if droppedKeys.contains(keyOffset) || droppedKeys.contains(keyOffset + 1) { continue }
      let range = keyOffset..<min(keyOffset + max(keyScalar.string.utf8.count, 1), source.bytes.count)
      pairs.append(YAMLPair(key: keyScalar.string, keyRange: range, value: converted))
    }
    return YAMLNode(content: .mapping(pairs), offset: offset)
  }

  private mutating func convert(_ scalar: Node.Scalar, at offset: Int) -> YAMLScalar {
    let start = skipProperties(from: offset)
    if start > offset, let tag = explicitTag(in: offset..<start), tag != "!", !tag.hasPrefix("!!str") {
      complain(
        .wrongType, at: offset..<start, "the tag \(tag) is not used here; the value is read as text",
        help: "remove the tag")
    }
    let style: YAMLScalar.Style =
      switch scalar.style {
      case .any, .plain: .plain
      case .singleQuoted: .singleQuoted
      case .doubleQuoted: .doubleQuoted
      case .literal: .literal
      case .folded: .folded
      }
    let converted = YAMLScalar(text: scalar.string, style: style, offset: start)
    if style == .doubleQuoted {
      // An escape can stand for what the file itself does not hold.
      let file = source.bytes
      tellHidden(in: converted.text) { ScalarTrace(converted, in: file).range(of: $0) }
    }
    return converted
  }

  /// Tells the first hidden character of the file, once.
  private mutating func tellHidden(in text: String, place: (Range<Int>) -> Range<Int>) {
    guard !isHiddenTold, let problem = HiddenCharacters.problem(in: text) else { return }
    isHiddenTold = true
    complain(
      problem.code, at: place(problem.range), problem.summary, notes: problem.notes, help: problem.help)
  }

  /// The offset behind an anchor or tag that stands before a scalar.
  private func skipProperties(from offset: Int) -> Int {
    let bytes = source.bytes
    var index = offset
    while index < bytes.count, bytes[index] == UInt8(ascii: "&") || bytes[index] == UInt8(ascii: "!") {
      while index < bytes.count, bytes[index] > 0x20 { index += 1 }
      while index < bytes.count, bytes[index] <= 0x20 { index += 1 }
    }
    return index
  }

  private func explicitTag(in range: Range<Int>) -> String? {
    String(decoding: source.bytes[range], as: UTF8.self).split(whereSeparator: \.isWhitespace)
      .first { $0.hasPrefix("!") }.map(String.init)
  }

  private mutating func complain(
    _ code: DiagnosticCode, at range: Range<Int>, _ summary: String, notes: [String] = [], help: String? = nil
  ) {
    problems.add(code, at: source.location(of: range), summary, notes: notes, help: help)
  }

  private mutating func complainOfFile(_ code: DiagnosticCode, _ summary: String, help: String? = nil) {
    problems.add(code, at: Location(file: source.path), summary, help: help)
  }
}
