/// The names of the fields that nested documents hold: `a.b{}.c`, each with a number, its slot.
///
/// Documents of one kind name the same fields over and over: each step down is looked up where it was found before, and
/// no name is put together twice. One tree belongs to one thread.
final class FieldTree {
  /// What leads from one place of a document to the next.
  enum Step: UInt8 {
    /// A key of an object, or an XML element.
    case key
    /// The elements of an array.
    case elements
    /// An attribute of an XML element.
    case attribute
  }

  /// A place of documents. It holds no references: it is read with every key of every event.
  private struct Node {
    let step: Step
    let parent: Int
    /// Where its key stands among all keys.
    let keyStart: Int
    let keyCount: Int
    /// Its number among the fields; none where it is not asked for.
    var slot = Node.none
    /// Whether neither it nor anything below it is asked for.
    var isDead = false
    var firstChild = Node.none
    var lastChild = Node.none
    var nextSibling = Node.none
    /// Which child is likely to come next.
    var hint = Node.none

    static let none = -1
  }

  /// The names of the fields, by slot.
  private(set) var fields: [String] = []
  /// Whether names were left out because there were too many.
  private(set) var isFull = false
  // Read with every key of every event. Nothing that is called while one of these is changed reaches it again, so that the
  // program need not watch for it: that took a tenth of the time.
  @exclusivity(unchecked) private var nodes = [Node(step: .key, parent: Node.none, keyStart: 0, keyCount: 0)]
  @exclusivity(unchecked) private var keys: [UInt8] = []
  private var names = [""]
  /// The nodes by parent, step and key, where the order of keys does not tell: open addressing, so that looking
  /// allocates nothing.
  @exclusivity(unchecked) private var places = [Int32](repeating: -1, count: 256)
  private let seed = UInt64.random(in: .min ... .max)
  private let wanted: Set<String>?
  private let limit: Int

  /// Takes every name, or those that are wanted only; not more than `limit` of them.
  init(wanted: Set<String>? = nil, limit: Int = 20_000) {
    self.wanted = wanted
    self.limit = limit
  }

  /// The place at which every document begins.
  static let root = 0

  /// The slot of a place; nil where it is not asked for.
  func slot(of node: Int) -> Int? {
    if nodes[node].slot != Node.none { return nodes[node].slot }
    let name = names[node]
    guard !name.isEmpty, wanted.map({ $0.contains(name) }) ?? true else { return nil }
    nodes[node].slot = fields.count
    fields.append(name)
    return nodes[node].slot
  }

  /// A new document or object begins here: its first child is likely to be the first again.
  func enter(_ node: Int) { nodes[node].hint = nodes[node].firstChild }

  /// The place one step further down; nil where nothing there is asked for.
  func child(of node: Int, _ step: Step, _ key: UnsafeBufferPointer<UInt8>) -> Int? {
    let hint = nodes[node].hint
    let child = hint != Node.none && fits(hint, step, key) ? hint : search(node, step, key)
    guard child != Node.none else { return nil }
    nodes[node].hint = nodes[child].nextSibling
    return nodes[child].isDead ? nil : child
  }

  private func fits(_ child: Int, _ step: Step, _ key: UnsafeBufferPointer<UInt8>) -> Bool {
    let node = nodes[child]
    guard node.step == step, node.keyCount == key.count else { return false }
    return keys.withUnsafeBufferPointer { keys in
      var offset = 0
      while offset < key.count, keys[node.keyStart + offset] == key[offset] { offset += 1 }
      return offset == key.count
    }
  }

  private func search(_ node: Int, _ step: Step, _ key: UnsafeBufferPointer<UInt8>) -> Int {
    var place = hash(node, step, key)
    while places[place] >= 0 {
      let child = Int(places[place])
      if nodes[child].parent == node, fits(child, step, key) { return child }
      place = (place + 1) & (places.count - 1)
    }
    return add(node, step, key)
  }

  private func hash(_ node: Int, _ step: Step, _ key: UnsafeBufferPointer<UInt8>) -> Int {
    var state = seed ^ UInt64(truncatingIfNeeded: node << 2 | Int(step.rawValue))
    let bytes = UnsafeRawBufferPointer(key)
    var index = 0
    while index + 8 <= bytes.count {
      state = Self.mix(state ^ bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      index += 8
    }
    var rest = UInt64(bytes.count - index)
    while index < bytes.count {
      rest = rest << 8 | UInt64(bytes[index])
      index += 1
    }
    return Int(truncatingIfNeeded: Self.mix(state ^ rest)) & (places.count - 1)
  }

  private static func mix(_ value: UInt64) -> UInt64 {
    let product = (value ^ 0xA076_1D64_78BD_642F).multipliedFullWidth(by: 0xE703_7ED1_A0B4_28DB)
    return product.high ^ product.low
  }

  private func insert(_ child: Int) {
    let node = nodes[child]
    keys.withUnsafeBufferPointer { keys in
      let key = UnsafeBufferPointer(rebasing: keys[node.keyStart..<node.keyStart + node.keyCount])
      var place = hash(node.parent, node.step, key)
      while places[place] >= 0 { place = (place + 1) & (places.count - 1) }
      places[place] = Int32(child)
    }
  }

  private func add(_ node: Int, _ step: Step, _ key: UnsafeBufferPointer<UInt8>) -> Int {
    let parent = names[node]
    let word = String(decoding: key, as: UTF8.self)
    let name =
      switch step {
      case .key: parent.isEmpty ? word : "\(parent).\(word)"
      case .elements: "\(parent){}"
      case .attribute: "\(parent){@\(word)}"
      }
    let isDead = wanted.map { !Self.leads(name, to: $0) } ?? false
    if nodes.count >= limit {
      isFull = isFull || wanted == nil
      // What is asked for is let in all the same: there is only so much of it.
      if isDead || wanted == nil { return Node.none }
    }
    let child = nodes.count
    nodes.append(
      Node(step: step, parent: node, keyStart: keys.count, keyCount: key.count, isDead: isDead))
    keys += key
    names.append(name)
    if nodes.count * 2 > places.count {
      places = [Int32](repeating: -1, count: places.count * 4)
      for other in 1..<nodes.count { insert(other) }
    } else {
      insert(child)
    }
    let last = nodes[node].lastChild
    if last == Node.none { nodes[node].firstChild = child } else { nodes[last].nextSibling = child }
    nodes[node].lastChild = child
    return child
  }

  /// Whether a name is one of these, or stands above one.
  private static func leads(_ name: String, to wanted: Set<String>) -> Bool {
    wanted.contains(name) || wanted.contains { $0.hasPrefix("\(name).") || $0.hasPrefix("\(name){") }
  }
}
