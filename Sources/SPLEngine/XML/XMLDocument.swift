/// An XML document as a tree, for paths.
struct XMLDocument {
  /// How deep elements may stand in one another; what is deeper is left out.
  static let deepest = 256

  /// An element; its number is its place in the document.
  struct Element {
    let name: String
    let attributes: [(name: String, value: String)]
    let parent: Int?
    var children: [Int] = []
    /// Its own text, that of elements in it left out.
    var text = ""
    /// What stands between its tags.
    var content: Range<Int>
  }

  /// All elements in the order in which they begin.
  private(set) var elements: [Element] = []
  /// Those that stand in no other.
  private(set) var roots: [Int] = []
  private let bytes: UnsafeBufferPointer<UInt8>

  /// Reads a document. The bytes must live as long as it.
  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    var scanner = XMLScanner(bytes)
    var open: [(name: Range<Int>, element: Int)] = []
    var tooDeep = 0
    var start = 0
    while let token = scanner.next() {
      switch token {
      case .open(let name, let attributes, let isEmpty):
        if open.count == Self.deepest {
          if !isEmpty { tooDeep += 1 }
          break
        }
        let element = add(
          Element(
            name: scanner.text(name, isLiteral: true),
            attributes: scanner.attributes(attributes).map {
              (scanner.text($0.name, isLiteral: true), scanner.text($0.value))
            }, parent: open.last?.element, content: scanner.index..<scanner.index))
        if !isEmpty { open.append((name, element)) }
      case .close(let name):
        if tooDeep > 0 {
          tooDeep -= 1
          break
        }
        guard let last = open.lastIndex(where: { scanner.isSame($0.name, name) }) else { break }
        for (_, element) in open[last...] { end(element, at: start) }
        open.removeSubrange(last...)
      case .text(let range, let isLiteral):
        if tooDeep == 0, let element = open.last?.element, !scanner.isBlank(range) {
          elements[element].text += scanner.text(range, isLiteral: isLiteral)
        }
      }
      start = scanner.index
    }
  }

  private mutating func add(_ element: Element) -> Int {
    let number = elements.count
    elements.append(element)
    if let parent = element.parent { elements[parent].children.append(number) } else { roots.append(number) }
    return number
  }

  private mutating func end(_ element: Int, at end: Int) {
    let start = elements[element].content.lowerBound
    elements[element].content = start..<max(start, end)
  }

  /// What a field shows of an element: its text, or what stands in it as it is written where elements do.
  func text(of element: Int) -> String {
    guard !elements[element].children.isEmpty else { return elements[element].text }
    return String(decoding: UnsafeBufferPointer(rebasing: bytes[elements[element].content]), as: UTF8.self)
  }

  /// The text of an element and of all elements in it.
  func wholeText(of element: Int) -> String {
    elements[element].text + elements[element].children.map { wholeText(of: $0) }.joined()
  }

  /// An attribute's value.
  func attribute(_ name: String, of element: Int) -> String? {
    elements[element].attributes.first { $0.name == name }?.value
  }
}

extension DocumentPath {
  /// What stands at the path in XML. Empty braces say nothing there.
  func values(xml bytes: UnsafeBufferPointer<UInt8>) -> [Value] {
    let document = XMLDocument(bytes)
    var places: [Int] = []
    var isStart = true
    for (number, step) in steps.enumerated() {
      switch step {
      case .key(let key):
        let next = isStart ? document.roots : places.flatMap { document.elements[$0].children }
        places = next.filter { document.elements[$0].name == key }
        isStart = false
      case .all: break
      case .index(let index):
        // Counted among the elements of the same name in one parent.
        var counts: [Int: Int] = [:]
        places = places.filter { place in
          counts[document.elements[place].parent ?? -1, default: 0] += 1
          return counts[document.elements[place].parent ?? -1] == index
        }
      case .attribute(let name):
        guard number == steps.count - 1 else { return [] }
        return places.compactMap { document.attribute(name, of: $0).map(Value.text) }
      }
    }
    return places.compactMap { place in
      let text = document.text(of: place)
      return text.isEmpty ? nil : .text(text)
    }
  }
}
