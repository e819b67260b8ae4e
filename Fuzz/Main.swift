import SPL

/// What libFuzzer calls with each input: a search and, behind a line of its own with `%%`, the definition of a macro.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOne(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let input = Array(UnsafeBufferPointer(start: start, count: count))
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
  return 0
}

/// libFuzzer's own main, under the name that it has for programs that bring one.
@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
  _ count: UnsafeMutablePointer<CInt>, _ arguments: UnsafeMutableRawPointer,
  _ callback: @convention(c) (UnsafePointer<UInt8>, Int) -> CInt
) -> CInt

/// The package manager gives a program's main the name of its target.
@_cdecl("spl_fuzzer_main")
public func main(_ count: CInt, _ arguments: UnsafeMutableRawPointer) -> CInt {
  var count = count
  var arguments = arguments
  return runDriver(&count, &arguments, fuzzOne)
}
