/// A place in JSON, as the JSON functions name it: `a.b`, `{0}.c`, `list{}.d`. Source: Search Reference, "JSON functions".
struct JSONPath: Sendable {
  enum Step: Sendable, Hashable {
    case key(String)
    /// All elements of an array.
    case all
    /// One element, counted from 0.
    case index(Int)
  }

  let steps: [Step]

  /// One key, taken literally.
  init(key: String) {
    steps = [.key(key)]
  }

  /// Reads a path; nil for one that is written wrong.
  init?(_ text: String) {
    var steps: [Step] = []
    for piece in text.split(separator: ".", omittingEmptySubsequences: true) {
      var rest = piece
      let name = rest.prefix { $0 != "{" }
      if !name.isEmpty { steps.append(.key(String(name))) }
      rest = rest.dropFirst(name.count)
      while rest.first == "{" {
        guard let end = rest.firstIndex(of: "}") else { return nil }
        let inner = rest[rest.index(after: rest.startIndex)..<end]
        if inner.isEmpty {
          steps.append(.all)
        } else {
          guard let index = Int(inner), index >= 0 else { return nil }
          steps.append(.index(index))
        }
        rest = rest[rest.index(after: end)...]
      }
      guard rest.isEmpty else { return nil }
    }
    self.steps = steps
  }

  /// Whether it stands for several places.
  var isMultiple: Bool { steps.contains(.all) }
}

extension JSONTree {
  /// What stands at a path: with `{}` an array of all that it leads to; nil where nothing is there.
  func value(at path: JSONPath) -> JSONTree? {
    var found: [JSONTree] = []
    collect(path.steps[...], &found)
    return path.isMultiple ? (found.isEmpty ? nil : .array(found)) : found.first
  }

  private func collect(_ steps: ArraySlice<JSONPath.Step>, _ found: inout [JSONTree]) {
    guard let step = steps.first else { return found.append(self) }
    let rest = steps.dropFirst()
    switch (step, self) {
    case (.key(let key), .object(let members)):
      members.first { $0.key == key }?.value.collect(rest, &found)
    case (.all, .array(let elements)):
      for element in elements { element.collect(rest, &found) }
    case (.index(let index), .array(let elements)):
      if elements.indices.contains(index) { elements[index].collect(rest, &found) }
    default: break
    }
  }

  /// The same with the value at a path changed: nil takes it away. Where nothing is there, `change` gets nil if
  /// `makes`, and keys that are missing on the way are made; else that place is passed over. A path that would have to
  /// go through a plain value is passed over too.
  func changed(at path: JSONPath, makes: Bool = false, _ change: (JSONTree?) -> JSONTree?) -> JSONTree {
    changed(path.steps[...], makes, change) ?? .null
  }

  private func changed(_ steps: ArraySlice<JSONPath.Step>, _ makes: Bool, _ change: (JSONTree?) -> JSONTree?)
    -> JSONTree?
  {
    guard let step = steps.first else { return change(self) }
    let rest = steps.dropFirst()
    switch (step, self) {
    case (.key(let key), .object(var members)):
      if let index = members.firstIndex(where: { $0.key == key }) {
        if let value = members[index].value.changed(rest, makes, change) {
          members[index].value = value
        } else {
          members.remove(at: index)
        }
      } else if makes, let value = Self.made(rest, change) {
        members.append((key, value))
      }
      return .object(members)
    case (.all, .array(let elements)):
      return .array(elements.compactMap { $0.changed(rest, makes, change) })
    case (.index(let index), .array(var elements)):
      guard elements.indices.contains(index) else { return self }
      if let value = elements[index].changed(rest, makes, change) {
        elements[index] = value
      } else {
        elements.remove(at: index)
      }
      return .array(elements)
    default: return self
    }
  }

  /// Objects in objects, down to what `change` makes of nothing; nil where the path names elements of an array.
  private static func made(_ steps: ArraySlice<JSONPath.Step>, _ change: (JSONTree?) -> JSONTree?)
    -> JSONTree?
  {
    guard let step = steps.first else { return change(nil) }
    guard case .key(let key) = step, let inner = made(steps.dropFirst(), change) else { return nil }
    return .object([(key, inner)])
  }
}
