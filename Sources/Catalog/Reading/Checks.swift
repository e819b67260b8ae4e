import Diagnostics
import Foundation

/// Rules and macros that cannot be told apart.
enum Duplicates {
  static func diagnostics(of catalog: Catalog) -> [Diagnostic] {
    var diagnostics: [Diagnostic] = []
    let ids = Dictionary(grouping: catalog.rules.filter { !($0.id?.value ?? "").isEmpty }) {
      $0.id?.value.lowercased() ?? ""
    }
    for rules in ids.values where rules.count > 1 {
      let files = rules.map(\.file)
      for rule in rules {
        diagnostics.append(
          Diagnostic(
            .duplicateID,
            at: rule.id?.location(in: rule.file.source) ?? Location(file: rule.file.source.path),
            "the id of this rule is that of another", notes: others(files, than: rule.file),
            help: "give one of them a new UUID"))
      }
    }
    let names = Dictionary(grouping: catalog.rules) { folded($0.name.value) }
    for rules in names.values where rules.count > 1 {
      let files = rules.map(\.file)
      for rule in rules {
        diagnostics.append(
          Diagnostic(
            .duplicateName, at: rule.name.location(in: rule.file.source),
            "the name of this rule is that of another, or differs in case or Unicode form only",
            notes: others(files, than: rule.file)))
      }
    }
    let macros = Dictionary(grouping: catalog.macros) { "\($0.spl.name)(\($0.spl.arguments.count))" }
    for macros in macros.values where macros.count > 1 {
      let files = macros.compactMap(\.file).sorted { $0.path < $1.path }
      for file in files.dropFirst() {
        diagnostics.append(
          Diagnostic(
            .duplicateMacro, at: Location(file: file.source.path),
            "macro `\(macros[0].spl.name)` is defined twice",
            notes: others(files, than: file) + ["the first file counts"]))
      }
    }
    return diagnostics
  }

  private static func folded(_ name: String) -> String {
    // Capitals first: "ß" has "SS" as its capital, and is equal to it.
    name.precomposedStringWithCompatibilityMapping.uppercased().lowercased()
  }

  private static func others(_ files: [CatalogFile], than file: CatalogFile) -> [String] {
    let shown = 5
    let others = files.lazy.filter { $0.path != file.path }.prefix(shown).map { "also in \($0.source.path)" }
    let more = files.count - 1 - shown
    return Array(others) + (more > 0 ? ["and in \(more) more"] : [])
  }
}

/// File names from which no address of a page can be made as they are.
enum FileNames {
  static func diagnostics(of file: CatalogFile) -> [Diagnostic] {
    guard !isSafe(file.stem) else { return [] }
    return [
      Diagnostic(
        .fileName, at: Location(file: file.source.path),
        "this file's name cannot be the address of a page as it is",
        notes: ["the page gets an address made from it"],
        help: "use letters, digits, '_' and '-' only, at most 200, and no name that Windows reserves")
    ]
  }

  /// Whether a stem can be a folder's name on every system, and part of an address without escapes.
  static func isSafe(_ stem: String) -> Bool {
    let isPlain = stem.utf8.allSatisfy { byte in
      (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
    }
    return isPlain && !stem.isEmpty && stem.utf8.count <= 200 && !stem.hasPrefix(".") && !stem.hasSuffix(".")
      && !reserved.contains(stem.lowercased().prefix { $0 != "." })
  }

  private static let reserved: Set<Substring> = Set(
    ["con", "prn", "aux", "nul"] + (1...9).flatMap { ["com\($0)", "lpt\($0)"] })
}
