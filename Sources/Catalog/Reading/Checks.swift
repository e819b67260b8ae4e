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
    name.precomposedStringWithCompatibilityMapping.lowercased()
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
      && !reserved.contains(stem.lowercased())
  }

  private static let reserved: Set<String> = Set(
    ["con", "prn", "aux", "nul"] + (1...9).flatMap { ["com\($0)", "lpt\($0)"] })
}

/// Characters that hide or turn text: what a reader sees is not what the program reads.
enum HiddenCharacters {
  static func diagnostics(in source: SourceText) -> [Diagnostic] {
    guard let range = first(in: source.bytes) else { return [] }
    let scalar = String(decoding: source.bytes[range], as: UTF8.self).unicodeScalars.first?.value ?? 0
    let name = "U+" + String(scalar, radix: 16, uppercase: true).leftPadded(to: 4)
    return [
      Diagnostic(
        .hiddenCharacter, at: source.location(of: range), "an invisible character, \(name), stands here",
        notes: ["text that is not seen, or seen in another order, can hide what a rule does"],
        help: "remove it, and others like it in this file")
    ]
  }

  private static func first(in bytes: [UInt8]) -> Range<Int>? {
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte < 0x80 {
        if byte < 0x20, byte != 0x09, byte != 0x0A, byte != 0x0D { return index..<index + 1 }
        if byte == 0x7F { return index..<index + 1 }
        index += 1
      } else if byte == 0xE2, index + 2 < bytes.count, bytes[index + 1] == 0x80 || bytes[index + 1] == 0x81 {
        let low = bytes[index + 2]
        let isHidden =
          bytes[index + 1] == 0x80
          ? (0x8B...0x8F).contains(low) || (0xAA...0xAE).contains(low)
          : (0xA0...0xA4).contains(low) || (0xA6...0xA9).contains(low)
        if isHidden { return index..<index + 3 }
        index += 3
      } else if byte == 0xEF, index + 2 < bytes.count, bytes[index + 1] == 0xBB, bytes[index + 2] == 0xBF {
        return index..<index + 3
      } else {
        index += 1
      }
    }
    return nil
  }
}

extension String {
  fileprivate func leftPadded(to width: Int) -> String {
    String(repeating: "0", count: max(0, width - count)) + self
  }
}
