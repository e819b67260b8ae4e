/// A search macro: a name, and the text that stands for it.
/// Source: Knowledge Manager Manual, "Use search macros in searches"; `macros.conf`.
public struct MacroDefinition: Sendable, Hashable {
  /// The name, without the number of arguments.
  public let name: String
  /// The names of its arguments; `$name$` in the definition stands for the value.
  public let arguments: [String]
  /// The text, UTF-8.
  public let definition: [UInt8]
  /// Whether the definition is an eval expression that gives the text; such a macro is not expanded.
  public let isEval: Bool

  /// Makes a macro. A name as in `macros.conf`, `name(2)`, loses its number.
  public init(name: String, arguments: [String], definition: String, isEval: Bool = false) {
    let bare = name.prefix { $0 != "(" }
    self.name = String(bare)
    self.arguments = arguments
    self.definition = Array(definition.utf8)
    self.isEval = isEval
  }
}

/// The macros of a catalog. Macros of one name and different numbers of arguments are different macros.
public struct MacroTable: Sendable {
  /// All macros, in the order given.
  public let definitions: [MacroDefinition]
  private let byName: [String: [Int]]

  /// Makes a table; of two macros with one name and number of arguments the first counts.
  public init(_ definitions: [MacroDefinition]) {
    self.definitions = definitions
    byName = Dictionary(grouping: definitions.indices) { definitions[$0].name }
  }

  /// The macros of a name: indices into `definitions`.
  public func named(_ name: String) -> [Int] {
    byName[name] ?? []
  }
}
