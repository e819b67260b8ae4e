import SPL

/// A search and, behind a `%`, the definition of a macro.
enum ParserTarget {
  static func run(_ input: [UInt8]) {
    let parts = input.split(separator: UInt8(ascii: "%"), maxSplits: 1)
    let search = Array(parts.first ?? [])
    let definition = String(decoding: parts.count > 1 ? parts[1] : [], as: UTF8.self)
    let table = MacroTable([
      MacroDefinition(name: "m", arguments: [], definition: definition),
      MacroDefinition(name: "m", arguments: ["a", "b"], definition: definition),
    ])
    let expansion = MacroExpander(table, knownFilters: []).expand(search)
    let parsed = ParsedSearch(expansion.text.bytes)
    let printed = Array(SPLPrinter.text(parsed.pipeline, of: expansion.text.bytes).utf8)
    _ = ParsedSearch(printed)
    _ = SPLToken.tokens(in: search)
  }
}
