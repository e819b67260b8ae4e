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

  private struct Node {
    let name: String
    let step: Step
    let key: [UInt8]
    /// Its number among the fields; nil where it is not asked for.
    var slot: Int?
    /// Whether neither it nor anything below it is asked for.
    var isDead = false
    var children: [Int] = []
    /// By step and key, once there are more children than are looked through quickly.
    var byKey: [[UInt8]: Int] = [:]
    /// Which child is likely to come next.
    var hint = 0
  }

  /// The names of the fields, by slot.
  private(set) var fields: [String] = []
  /// Whether names were left out because there were too many.
  private(set) var isFull = false
  private var nodes = [Node(name: "", step: .key, key: [])]
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
    if nodes[node].slot == nil, !nodes[node].isDead, wants(nodes[node].name) {
      nodes[node].slot = fields.count
      fields.append(nodes[node].name)
    }
    return nodes[node].slot
  }

  private func wants(_ name: String) -> Bool {
    guard !name.isEmpty else { return false }
    return wanted.map { $0.contains(name) } ?? true
  }

  /// A new document or object begins here: its first child is likely to be the first again.
  func enter(_ node: Int) { nodes[node].hint = 0 }

  /// The place one step further down; nil where nothing there is asked for.
  func child(of node: Int, _ step: Step, _ key: UnsafeBufferPointer<UInt8>) -> Int? {
    let hint = nodes[node].hint
    if hint < nodes[node].children.count {
      let child = nodes[node].children[hint]
      if fits(child, step, key) {
        nodes[node].hint = hint + 1
        return nodes[child].isDead ? nil : child
      }
    }
    return search(node, step, key)
  }

  private func fits(_ child: Int, _ step: Step, _ key: UnsafeBufferPointer<UInt8>) -> Bool {
    guard nodes[child].step == step, nodes[child].key.count == key.count else { return false }
    return nodes[child].key.withUnsafeBufferPointer { $0.elementsEqual(key) }
  }

  private func search(_ node: Int, _ step: Step, _ key: UnsafeBufferPointer<UInt8>) -> Int? {
    let known = [step.rawValue] + key
    if let place = nodes[node].byKey[known] {
      nodes[node].hint = place + 1
      let child = nodes[node].children[place]
      return nodes[child].isDead ? nil : child
    }
    return add(to: node, step, key, known)
  }

  private func add(to node: Int, _ step: Step, _ key: UnsafeBufferPointer<UInt8>, _ known: [UInt8]) -> Int? {
    let parent = nodes[node].name
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
      if isDead || wanted == nil { return nil }
    }
    let place = nodes[node].children.count
    nodes.append(Node(name: name, step: step, key: Array(key), isDead: isDead))
    nodes[node].children.append(nodes.count - 1)
    nodes[node].byKey[known] = place
    nodes[node].hint = place + 1
    return isDead ? nil : nodes.count - 1
  }

  /// Whether a name is one of these, or stands above one.
  private static func leads(_ name: String, to wanted: Set<String>) -> Bool {
    wanted.contains(name) || wanted.contains { $0.hasPrefix("\(name).") || $0.hasPrefix("\(name){") }
  }
}
