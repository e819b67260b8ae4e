/// A path into JSON or XML: `a.b{}.c`, `items{0}.name`, `book{@year}`. Source: Search Reference, "spath".
struct DocumentPath: Sendable {
  /// A step of a path.
  enum Step: Sendable, Hashable {
    /// Into the value of a key, or the elements of a name.
    case key(String)
    /// Into all elements of an array.
    case all
    /// Into one element: counted from 0 in JSON, from 1 in XML.
    case index(Int)
    /// To an attribute of an XML element.
    case attribute(String)
  }

  /// The steps.
  let steps: [Step]

  /// One key, taken literally, dots and all.
  init(key: String) {
    steps = [.key(key)]
  }

  /// Reads a path; nil for one that is written wrong.
  init?(_ text: String) {
    var steps: [Step] = []
    var word = ""
    var rest = Substring(text)
    func flushed() -> [Step] { word.isEmpty ? [] : [.key(word)] }
    while let character = rest.popFirst() {
      switch character {
      case ".":
        steps += flushed()
        word = ""
      case "{":
        steps += flushed()
        word = ""
        guard let end = rest.firstIndex(of: "}") else { return nil }
        let inner = rest[..<end]
        rest = rest[rest.index(after: end)...]
        if inner.isEmpty {
          steps.append(.all)
        } else if inner.hasPrefix("@") {
          steps.append(.attribute(String(inner.dropFirst())))
        } else if let number = Int(inner) {
          steps.append(.index(number))
        } else {
          return nil
        }
      default: word.append(character)
      }
    }
    self.steps = steps + flushed()
  }

  /// What stands at the path in JSON: texts without quotes and escapes, objects and arrays as they are written.
  func values(json bytes: UnsafeBufferPointer<UInt8>) -> [Value] {
    var cursor = JSONCursor(bytes)
    var found: [Value] = []
    _ = follow(&cursor, steps[...], &found)
    return found
  }

  /// Takes the value at the cursor; false where the text is broken.
  private func follow(_ cursor: inout JSONCursor, _ steps: ArraySlice<Step>, _ found: inout [Value]) -> Bool {
    guard let step = steps.first else {
      guard let value = JSONValue.read(&cursor) else { return false }
      found.append(value.value)
      return true
    }
    let rest = steps.dropFirst()
    let isWhole = Result { () throws(SearchError) in
      switch (step, cursor.peek()) {
      case (.key(let key), 0x7B?):
        try cursor.members { cursor, name in
          cursor.text(name) == key ? follow(&cursor, rest, &found) : cursor.value() != nil
        }
      case (.all, 0x5B?): try cursor.elements { cursor, _ in follow(&cursor, rest, &found) }
      case (.index(let index), 0x5B?):
        try cursor.elements { cursor, number in
          number == index ? follow(&cursor, rest, &found) : cursor.value() != nil
        }
      default: cursor.value() != nil
      }
    }
    return (try? isWhole.get()) ?? false
  }
}
