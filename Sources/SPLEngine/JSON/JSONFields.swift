/// The fields of JSON documents, named as `spath` names them: `a.b` for keys in keys, `a{}` for the elements of arrays.
/// Source: Search Reference, "spath".
struct JSONFields {
  /// What a null of JSON is.
  enum Null {
    /// The text `null`.
    case text
    /// Nothing.
    case nothing
  }

  /// The names that are looked for, and their slots.
  let tree: FieldTree
  /// What a null is.
  var null = Null.text
  /// Whether words that are no JSON, as `NaN` and `True`, are values too.
  var isLenient = false

  /// Reads a document, and hands over each value that is asked for with its slot, in the order in which they stand.
  /// What is broken ends the reading; what stood before it was handed over. False where that happened, and where the
  /// bytes are no object or array.
  @discardableResult
  func read(_ bytes: UnsafeBufferPointer<UInt8>, _ found: (Int, Value) -> Void) -> Bool {
    var cursor = JSONCursor(bytes)
    cursor.isLenient = isLenient
    switch cursor.peek() {
    case 0x7B?, 0x5B?: return value(&cursor, FieldTree.root, 0, found)
    default: return false
    }
  }

  private func value(
    _ cursor: inout JSONCursor, _ node: Int, _ depth: Int, _ found: (Int, Value) -> Void
  ) -> Bool {
    switch cursor.peek() {
    case 0x7B?: return object(&cursor, node, depth, found)
    case 0x5B?: return array(&cursor, node, depth, found)
    case 0x22?:
      guard let text = cursor.string() else { return false }
      if let slot = tree.slot(of: node) { found(slot, .text(cursor.text(text))) }
      return true
    default:
      guard let range = isLenient ? cursor.word() : cursor.bare() else { return false }
      if null == .nothing, cursor.bytes[range.lowerBound] == UInt8(ascii: "n") { return true }
      if let slot = tree.slot(of: node) { found(slot, .text(cursor.raw(range))) }
      return true
    }
  }

  private func object(
    _ cursor: inout JSONCursor, _ node: Int, _ depth: Int, _ found: (Int, Value) -> Void
  ) -> Bool {
    guard depth < JSONText.deepest else { return cursor.value() != nil }
    tree.enter(node)
    guard cursor.take(0x7B) else { return false }
    if cursor.take(0x7D) { return true }
    while let key = cursor.string(), cursor.take(0x3A) {
      if let child = child(of: node, key, cursor) {
        guard value(&cursor, child, depth + 1, found) else { return false }
      } else {
        guard cursor.value() != nil else { return false }
      }
      if cursor.take(0x7D) { return true }
      guard cursor.take(0x2C) else { return false }
    }
    return false
  }

  private func array(
    _ cursor: inout JSONCursor, _ node: Int, _ depth: Int, _ found: (Int, Value) -> Void
  ) -> Bool {
    tree.enter(node)
    guard depth < JSONText.deepest,
      let child = tree.child(of: node, .elements, UnsafeBufferPointer(start: nil, count: 0))
    else { return cursor.value() != nil }
    guard cursor.take(0x5B) else { return false }
    if cursor.take(0x5D) { return true }
    while value(&cursor, child, depth + 1, found) {
      if cursor.take(0x5D) { return true }
      guard cursor.take(0x2C) else { return false }
    }
    return false
  }

  private func child(of node: Int, _ key: JSONCursor.Text, _ cursor: JSONCursor) -> Int? {
    guard key.hasEscapes else {
      return tree.child(of: node, .key, UnsafeBufferPointer(rebasing: cursor.bytes[key.range]))
    }
    var name = cursor.text(key)
    return name.withUTF8 { tree.child(of: node, .key, $0) }
  }
}
