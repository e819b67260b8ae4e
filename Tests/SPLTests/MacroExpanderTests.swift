import Testing

@testable import SPL

@Suite struct MacroExpanderTests {
  @Test func aMacroCalledTwoWaysIsNamedOnce() {
    let macros = [
      MacroDefinition(name: "source", arguments: [], definition: "sourcetype=example"),
      MacroDefinition(name: "both", arguments: [], definition: "`source` user=a"),
    ]
    let expansion = MacroExpander(MacroTable(macros), knownFilters: []).expand(
      Array("`source` OR `both`".utf8))
    #expect(expansion.calls.map(\.name) == ["source", "both"])
  }
}
