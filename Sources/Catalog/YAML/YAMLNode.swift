import Diagnostics

/// A node of a YAML document, every scalar as text: the schema decides what a text means, not YAML's own typing.
public struct YAMLNode: Sendable {
  /// What a node holds.
  public indirect enum Content: Sendable {
    /// A scalar.
    case scalar(YAMLScalar)
    /// A list.
    case sequence([YAMLNode])
    /// Keys with their values, in the file's order.
    case mapping([YAMLPair])
  }

  /// What the node holds.
  public let content: Content
  /// The byte offset at which the node starts in its file.
  public let offset: Int

  /// The scalar, where the node is one.
  public var scalar: YAMLScalar? {
    if case .scalar(let scalar) = content { scalar } else { nil }
  }

  /// Whether the node is an empty plain scalar, `null` or `~`: no value at all.
  public var isNull: Bool {
    guard let scalar, scalar.style == .plain else { return false }
    return ["", "~", "null", "Null", "NULL"].contains(scalar.text)
  }

  /// What the node is, in the words of YAML's specification.
  var kind: String {
    switch content {
    case .scalar: "a text"
    case .sequence: "a list"
    case .mapping: "a mapping"
    }
  }
}

/// A key and its value.
public struct YAMLPair: Sendable {
  /// The key's text.
  public let key: String
  /// The byte range of the key in its file.
  public let keyRange: Range<Int>
  /// The value.
  public let value: YAMLNode
}

/// A scalar, and what is needed to find its characters in the file again.
public struct YAMLScalar: Sendable, Hashable {
  /// The five ways in which YAML writes a scalar.
  public enum Style: Sendable, Hashable, CaseIterable {
    /// Without quotes.
    case plain
    /// In single quotes.
    case singleQuoted
    /// In double quotes, with escapes.
    case doubleQuoted
    /// After `|`: line breaks are kept.
    case literal
    /// After `>`: lines are folded.
    case folded
  }

  /// The value.
  public let text: String
  /// How it is written.
  public let style: Style
  /// The byte offset of its first character, quote or indicator in the file, after an anchor or tag.
  public let offset: Int
}
