/// The fields of XML documents, named as `spath` names them: `a.b` for elements in elements, `a{@id}` for attributes.
/// Source: Search Reference, "spath".
struct XMLFields {
  /// The names that are looked for, and their slots.
  let tree: FieldTree

  /// An element that is not closed yet.
  private struct Open {
    let name: Range<Int>
    /// Its place among the names; nil where nothing in it is asked for.
    let node: Int?
    var text = ""
  }

  /// Reads a document, and hands over each value that is asked for with its slot: attributes when an element begins,
  /// its text when it ends. Elements without text give nothing.
  func read(_ bytes: UnsafeBufferPointer<UInt8>, _ found: (Int, Value) -> Void) {
    var scanner = XMLScanner(bytes)
    var open: [Open] = []
    // Elements that stand too deep: passed over with all that is in them.
    var tooDeep = 0
    while let token = scanner.next() {
      switch token {
      case .open(let name, let attributes, let isEmpty):
        if open.count == XMLDocument.deepest {
          if !isEmpty { tooDeep += 1 }
          break
        }
        let parent = open.isEmpty ? FieldTree.root : open[open.count - 1].node
        let node = parent.flatMap {
          tree.child(of: $0, .key, UnsafeBufferPointer(rebasing: bytes[name]))
        }
        if let node {
          tree.enter(node)
          read(scanner, attributes, node, found)
        }
        if !isEmpty { open.append(Open(name: name, node: node)) }
      case .close(let name):
        if tooDeep > 0 {
          tooDeep -= 1
          break
        }
        guard let last = open.lastIndex(where: { scanner.isSame($0.name, name) }) else { break }
        // An end tag closes all that was left open in its element.
        while open.count > last {
          let element = open.removeLast()
          if let node = element.node, !element.text.isEmpty, let slot = tree.slot(of: node) {
            found(slot, .text(element.text))
          }
        }
      case .text(let range, let isLiteral):
        guard tooDeep == 0, !open.isEmpty, open[open.count - 1].node != nil, !scanner.isBlank(range) else {
          break
        }
        open[open.count - 1].text += scanner.text(range, isLiteral: isLiteral)
      }
    }
  }

  private func read(
    _ scanner: XMLScanner, _ range: Range<Int>, _ node: Int, _ found: (Int, Value) -> Void
  ) {
    guard range.count > 1 else { return }
    for (name, value) in scanner.attributes(range) {
      let key = UnsafeBufferPointer(rebasing: scanner.bytes[name])
      if let child = tree.child(of: node, .attribute, key), let slot = tree.slot(of: child) {
        found(slot, .text(scanner.text(value)))
      }
    }
  }
}
