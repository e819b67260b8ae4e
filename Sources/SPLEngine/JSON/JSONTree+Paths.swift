/// Places in JSON, as the JSON functions name them: `a.b`, `{0}.c`, `list{}.d`. Source: Search Reference, "JSON
/// functions".
extension JSONTree {
  /// What stands at a path: with `{}` an array of all that it leads to; nil where nothing is there.
  func value(at path: DocumentPath) -> JSONTree? {
    var found: [JSONTree] = []
    collect(path.steps[...], &found)
    return path.steps.contains(.all) ? (found.isEmpty ? nil : .array(found)) : found.first
  }

  private func collect(_ steps: ArraySlice<DocumentPath.Step>, _ found: inout [JSONTree]) {
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
  func changed(at path: DocumentPath, makes: Bool = false, _ change: (JSONTree?) -> JSONTree?) -> JSONTree {
    changed(path.steps[...], makes, change) ?? .null
  }

  private func changed(
    _ steps: ArraySlice<DocumentPath.Step>, _ makes: Bool, _ change: (JSONTree?) -> JSONTree?
  )
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
  private static func made(_ steps: ArraySlice<DocumentPath.Step>, _ change: (JSONTree?) -> JSONTree?)
    -> JSONTree?
  {
    guard let step = steps.first else { return change(nil) }
    guard case .key(let key) = step, let inner = made(steps.dropFirst(), change) else { return nil }
    return .object([(key, inner)])
  }
}
