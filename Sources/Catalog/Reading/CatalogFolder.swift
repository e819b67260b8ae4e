import Diagnostics
import Foundation

/// What a file of a catalog is, by the folder it stands in.
enum CatalogPart: Sendable, Hashable {
  case rule, removedRule, macro, lookup, story, removedStory, dataSource, deprecations, settings, lookupTable
}

/// A file of a catalog that was found, not yet read.
struct FoundFile: Sendable {
  /// The path relative to the catalog's root.
  let path: String
  let part: CatalogPart
}

/// Finds the files of a catalog. Links that lead out of it, pipes and devices are never opened.
struct CatalogFolder {
  let root: String
  /// The catalog's path as shown in messages.
  let shown: String
  private let realRoot: String
  private(set) var files: [FoundFile] = []
  private(set) var diagnostics: [Diagnostic] = []

  private static let parts: [String: CatalogPart] = [
    "detections": .rule, "macros": .macro, "lookups": .lookup, "stories": .story, "data_sources": .dataSource,
  ]
  private static let depthLimit = 16

  init?(root: String) {
    guard let resolved = realpath(root, nil) else { return nil }
    defer { free(resolved) }
    realRoot = String(cString: resolved)
    guard Self.kind(realRoot, followingLinks: true) == S_IFDIR else { return nil }
    self.root = root.hasSuffix("/") && root != "/" ? String(root.dropLast()) : root
    shown = self.root == "." ? "" : self.root + "/"
    find()
    files.sort { $0.path < $1.path }
  }

  private mutating func find() {
    if Self.kind("\(root)/catalog.yml", followingLinks: false) != nil { add("catalog.yml", .settings) }
    let sections = sections(in: "", depth: 0)
    if sections.isEmpty {
      // A plain folder of rules.
      for name in entries("") where Self.isYAML(name) && name != "catalog.yml" { add(name, .rule) }
      return
    }
    for section in sections { walk(section.path, section.part, depth: 0) }
  }

  /// The folders that hold parts of a catalog: those of this folder or, where it has none, of its subfolders.
  private mutating func sections(in folder: String, depth: Int) -> [(path: String, part: CatalogPart)] {
    let all = entries(folder).filter { !$0.hasPrefix(".") }
    let names = all.filter { Self.kind("\(root)/\(folder)\($0)", followingLinks: false) == S_IFDIR }
    for name in all where Self.parts[name] != nil || name == "removed" {
      if Self.kind("\(root)/\(folder)\(name)", followingLinks: false) == S_IFLNK {
        complain(.fileNotRegular, folder + name, "links to folders are not followed")
      }
    }
    var found: [(path: String, part: CatalogPart)] = []
    for name in names {
      if let part = Self.parts[name] { found.append((folder + name, part)) }
      if name == "removed" { found.append((folder + name, .removedRule)) }
    }
    guard found.isEmpty, depth < 3 else { return found }
    for name in names { found += sections(in: folder + name + "/", depth: depth + 1) }
    return found
  }

  private mutating func walk(_ folder: String, _ part: CatalogPart, depth: Int) {
    for name in entries(folder + "/") where !name.hasPrefix(".") {
      let path = "\(folder)/\(name)"
      let kind = Self.kind("\(root)/\(path)", followingLinks: false)
      if kind == S_IFDIR {
        if Self.isYAML(name) {
          complain(.fileNotRegular, path, "this is a folder, though it is named like a file")
        }
        guard depth < Self.depthLimit else {
          complain(.fileNotRegular, path, "folders are nested too deep here")
          continue
        }
        guard let inner = subpart(of: part, named: name, depth: depth) else { continue }
        walk(path, inner, depth: depth + 1)
      } else if part == .removedRule, depth == 0, name.lowercased().hasPrefix("deprecation_mapping.y") {
        add(path, .deprecations)
      } else if Self.isYAML(name) {
        add(path, part)
      } else if part == .lookup, name.hasSuffix(".csv") {
        add(path, .lookupTable)
      } else if kind == S_IFLNK, Self.kind("\(root)/\(path)", followingLinks: true) != S_IFREG {
        complain(.fileNotRegular, path, "links to folders are not followed")
      }
    }
  }

  /// What lies in a subfolder: under `removed/` its name decides, elsewhere it is more of the same.
  private func subpart(of part: CatalogPart, named name: String, depth: Int) -> CatalogPart? {
    guard part == .removedRule, depth == 0 else { return part }
    switch name {
    case "detections": return .removedRule
    case "stories": return .removedStory
    default: return nil
    }
  }

  private static func isYAML(_ name: String) -> Bool {
    name.hasSuffix(".yml") || name.hasSuffix(".yaml")
  }

  private mutating func add(_ path: String, _ part: CatalogPart) {
    let full = "\(root)/\(path)"
    var kind = Self.kind(full, followingLinks: false)
    if kind == S_IFLNK {
      guard let resolved = realpath(full, nil) else {
        complain(.fileNotRegular, path, "this link leads nowhere, or to itself")
        return
      }
      defer { free(resolved) }
      guard String(cString: resolved).hasPrefix(realRoot + "/") else {
        complain(
          .fileNotRegular, path, "this link leads out of the catalog", help: "copy the file into the catalog")
        return
      }
      kind = Self.kind(full, followingLinks: true)
    }
    guard kind == S_IFREG else {
      complain(.fileNotRegular, path, "this is no regular file; it is not read")
      return
    }
    files.append(FoundFile(path: path, part: part))
  }

  /// The names in a folder of the catalog, sorted.
  private mutating func entries(_ folder: String) -> [String] {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: "\(root)/\(folder)") else {
      complain(.fileUnreadable, folder.isEmpty ? "." : folder, "this folder cannot be read")
      return []
    }
    return names.sorted()
  }

  private static func kind(_ path: String, followingLinks: Bool) -> mode_t? {
    var status = stat()
    guard (followingLinks ? stat(path, &status) : lstat(path, &status)) == 0 else { return nil }
    return status.st_mode & S_IFMT
  }

  private mutating func complain(
    _ code: DiagnosticCode, _ path: String, _ summary: String, help: String? = nil
  ) {
    diagnostics.append(Diagnostic(code, at: Location(file: shown + path), summary, help: help))
  }
}
