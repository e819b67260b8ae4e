import ArgumentParser
import Diagnostics

/// `detection-catalog check`
struct Check: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Tell everything that is wrong with the catalog, and write nothing.")

  @OptionGroup var options: CatalogOptions

  func run() async throws {
    let terminal = Terminal()
    let loaded = try await options.load(terminal: terminal)
    let text = TextRenderer(colored: terminal.colorsOutput).render(loaded.diagnostics)
    terminal.print(text + "\(loaded.ruleCount): \(loaded.summary)")
    try loaded.checkErrors()
  }
}
