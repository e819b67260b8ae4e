/// A path of XPath 1.0, as far as searches use it: steps by name or `*`, `//`, `.` and `..`, `@name`, `text()`, and
/// predicates that are a number, `last()`, a path, or a path compared with a text or number.
/// Source: XPath 1.0; Search Reference, "xpath".
struct XPath: Sendable {
  private enum Test: Sendable {
    case name(String)
    case any
    case itself
    case parent
    case text
    case attribute(String)
  }

  private indirect enum Predicate: Sendable {
    case position(Int)
    case last
    case exists(XPath)
    case equals(XPath, String, isNegated: Bool)
  }

  private struct Step: Sendable {
    var isDeep: Bool
    var test: Test
    var predicates: [Predicate] = []
  }

  /// An element, the place above all of them, or a text of an element.
  private enum Node {
    case document
    case element(Int)
    case text(String)
  }

  private var steps: [Step] = []
  private let startsAtRoot: Bool

  /// Reads a path; fails as unsupported where it needs more of XPath.
  init(_ text: String) throws(SearchError) {
    var scanner = Scanner(text.trimmingBlanks)
    self = try XPath(&scanner)
    guard scanner.isAtEnd else { throw scanner.problem }
  }

  private init(_ scanner: inout Scanner) throws(SearchError) {
    startsAtRoot = scanner.peek("/")
    var isDeep = scanner.take("//")
    if !isDeep { _ = scanner.take("/") }
    while true {
      steps.append(try Self.step(&scanner, isDeep: isDeep))
      if scanner.take("//") {
        isDeep = true
      } else if scanner.take("/") {
        isDeep = false
      } else {
        return
      }
    }
  }

  private static func step(_ scanner: inout Scanner, isDeep: Bool) throws(SearchError) -> Step {
    var step = Step(isDeep: isDeep, test: .any)
    if scanner.take("..") {
      step.test = .parent
    } else if scanner.take(".") {
      step.test = .itself
    } else if scanner.take("@") {
      guard let name = scanner.take("*") ? "*" : scanner.name() else { throw scanner.problem }
      step.test = .attribute(name)
    } else if scanner.take("text()") {
      step.test = .text
    } else if !scanner.take("*") {
      guard let name = scanner.name(), !scanner.peek("(") else { throw scanner.problem }
      step.test = .name(name)
    }
    while scanner.take("[") {
      scanner.skipBlanks()
      step.predicates.append(try predicate(&scanner))
      scanner.skipBlanks()
      guard scanner.take("]") else { throw scanner.problem }
    }
    return step
  }

  private static func predicate(_ scanner: inout Scanner) throws(SearchError) -> Predicate {
    if let number = scanner.number() { return .position(number) }
    if scanner.take("last()") { return .last }
    let path = try XPath(&scanner)
    scanner.skipBlanks()
    let isNegated = scanner.take("!=")
    guard isNegated || scanner.take("=") else { return .exists(path) }
    scanner.skipBlanks()
    guard let text = scanner.literal() else { throw scanner.problem }
    return .equals(path, text, isNegated: isNegated)
  }

  /// The texts of what the path finds, in the order of the document.
  func texts(in document: XMLDocument) -> [String] {
    let tree = Tree(document)
    return values(tree, from: .document).filter { !$0.isEmpty }
  }

  private func values(_ tree: Tree, from start: Node) -> [String] {
    var nodes = [startsAtRoot ? Node.document : start]
    for step in steps {
      if case .attribute(let name) = step.test { return attributes(name, step, tree, nodes) }
      var next: [Node] = []
      var seen: Set<Int> = []
      for parent in step.isDeep ? tree.descendants(of: nodes) : nodes {
        let candidates = tree.fitting(step.test, of: parent)
        for found in Self.chosen(candidates, step.predicates, tree) {
          if case .element(let number) = found, !seen.insert(number).inserted { continue }
          next.append(found)
        }
      }
      nodes = next
    }
    return nodes.map(tree.text)
  }

  private func attributes(_ name: String, _ step: Step, _ tree: Tree, _ nodes: [Node]) -> [String] {
    let owners = step.isDeep ? tree.descendants(of: nodes) : nodes
    return owners.flatMap { node -> [String] in
      guard case .element(let number) = node else { return [] }
      return tree.document.elements[number].attributes.filter { name == "*" || $0.name == name }.map(\.value)
    }
  }

  private static func chosen(_ nodes: [Node], _ predicates: [Predicate], _ tree: Tree) -> [Node] {
    var nodes = nodes
    for predicate in predicates {
      switch predicate {
      case .position(let number): nodes = nodes.indices.contains(number - 1) ? [nodes[number - 1]] : []
      case .last: nodes = nodes.suffix(1)
      case .exists(let path): nodes = nodes.filter { !path.values(tree, from: $0).isEmpty }
      case .equals(let path, let text, let isNegated):
        nodes = nodes.filter { node in
          path.values(tree, from: node).contains { ($0 == text) != isNegated }
        }
      }
    }
    return nodes
  }

  /// A document as paths walk through it.
  private struct Tree {
    let document: XMLDocument

    init(_ document: XMLDocument) { self.document = document }

    func children(of node: Node) -> [Node] {
      switch node {
      case .document: document.roots.map(Node.element)
      case .element(let number): document.elements[number].children.map(Node.element)
      case .text: []
      }
    }

    /// The nodes and all elements in them, in the order of the document, each once: the elements in an element follow
    /// it without a gap.
    func descendants(of nodes: [Node]) -> [Node] {
      var found: [Node] = []
      var next = 0
      for node in nodes {
        switch node {
        case .document: return [.document] + document.elements.indices.map(Node.element)
        case .text: found.append(node)
        case .element(let number):
          var end = number
          while let last = document.elements[end].children.last { end = last }
          guard next <= end else { continue }
          found += (max(next, number)...end).map(Node.element)
          next = end + 1
        }
      }
      return found
    }

    func fitting(_ test: Test, of node: Node) -> [Node] {
      switch test {
      case .any: return children(of: node)
      case .name(let name):
        return children(of: node).filter { child in
          if case .element(let number) = child { document.elements[number].name == name } else { false }
        }
      case .itself: return [node]
      case .parent:
        guard case .element(let number) = node else { return [] }
        return [document.elements[number].parent.map(Node.element) ?? .document]
      case .text:
        guard case .element(let number) = node, !document.elements[number].text.isEmpty else { return [] }
        return [.text(document.elements[number].text)]
      case .attribute: return []
      }
    }

    func text(_ node: Node) -> String {
      switch node {
      case .document: ""
      case .element(let number): document.wholeText(of: number)
      case .text(let text): text
      }
    }
  }

  /// Reads a path from left to right.
  private struct Scanner {
    private let whole: String
    private var rest: Substring

    init(_ text: String) {
      whole = text
      rest = Substring(text)
    }

    var isAtEnd: Bool { rest.isEmpty }
    var problem: SearchError {
      SearchError(.unsupported, "xpath: '\(whole)' needs more of XPath than is known, from '\(rest)' on")
    }

    func peek(_ text: String) -> Bool { rest.hasPrefix(text) }

    mutating func take(_ text: String) -> Bool {
      guard rest.hasPrefix(text) else { return false }
      rest = rest.dropFirst(text.count)
      return true
    }

    mutating func skipBlanks() { rest = rest.drop { $0.isWhitespace } }

    mutating func name() -> String? {
      let name = rest.prefix { $0.isLetter || $0.isNumber || "_-.:".contains($0) }
      // Two colons are an axis.
      guard !name.isEmpty, !name.contains("::") else { return nil }
      rest = rest.dropFirst(name.count)
      return String(name)
    }

    mutating func number() -> Int? {
      let digits = rest.prefix { $0.isASCII && $0.isNumber }
      guard let number = Int(digits) else { return nil }
      rest = rest.dropFirst(digits.count)
      return number
    }

    mutating func literal() -> String? {
      guard let quote = rest.first, quote == "'" || quote == "\"" else { return number().map(String.init) }
      rest.removeFirst()
      guard let end = rest.firstIndex(of: quote) else { return nil }
      defer { rest = rest[rest.index(after: end)...] }
      return String(rest[..<end])
    }
  }
}
