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
    while let token = scanner.next() {
      switch token {
      case .open(let name, let attributes, let isEmpty):
        let parent = open.isEmpty ? FieldTree.root : open[open.count - 1].node
        let node = parent.flatMap { parent in
          open.count < XMLDocument.deepest
            ? tree.child(of: parent, .key, UnsafeBufferPointer(rebasing: bytes[name])) : nil
        }
        if let node {
          tree.enter(node)
          read(scanner, attributes, node, found)
        }
        if !isEmpty { open.append(Open(name: name, node: node)) }
      case .close(let name):
        guard
          let last = open.suffix(XMLDocument.deepest).lastIndex(where: {
            bytes[$0.name].elementsEqual(bytes[name])
          })
        else { break }
        // An end tag closes all that was left open in its element.
        while open.count > last {
          let element = open.removeLast()
          if let node = element.node, !element.text.isEmpty, let slot = tree.slot(of: node) {
            found(slot, .text(element.text))
          }
        }
      case .text(let range, let isLiteral):
        guard !open.isEmpty, open[open.count - 1].node != nil, !scanner.isBlank(range) else { break }
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
