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

  /// What a place is found by, where the order of keys does not tell.
  private struct Place: Hashable {
    let node: Int
    let step: Step
    let key: [UInt8]
  }

  /// The names of the fields, by slot.
  private(set) var fields: [String] = []
  /// Whether names were left out because there were too many.
  private(set) var isFull = false
  private var nodes = [Node(step: .key, keyStart: 0, keyCount: 0)]
  private var names = [""]
  private var keys: [UInt8] = []
  private var places: [Place: Int] = [:]
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
    let place = Place(node: node, step: step, key: Array(key))
    return places[place] ?? add(place)
  }

  private func add(_ place: Place) -> Int {
    let parent = names[place.node]
    let word = String(decoding: place.key, as: UTF8.self)
    let name =
      switch place.step {
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
      Node(step: place.step, keyStart: keys.count, keyCount: place.key.count, isDead: isDead))
    keys += place.key
    names.append(name)
    places[place] = child
    let last = nodes[place.node].lastChild
    if last == Node.none { nodes[place.node].firstChild = child } else { nodes[last].nextSibling = child }
    nodes[place.node].lastChild = child
    return child
  }

  /// Whether a name is one of these, or stands above one.
  private static func leads(_ name: String, to wanted: Set<String>) -> Bool {
    wanted.contains(name) || wanted.contains { $0.hasPrefix("\(name).") || $0.hasPrefix("\(name){") }
  }
}
