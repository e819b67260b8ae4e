import Catalog
import Foundation

/// Where the data of tests is: a copy of splunk/attack_data, and the catalog itself. Nothing is ever fetched.
public struct AttackData: Sendable {
  /// Where a test's data was found, or why it was not.
  public enum Location: Sendable, Hashable {
    /// A file.
    case file(String)
    /// It is not there; why, in words.
    case missing(String)
  }

  private let catalog: String
  private let folder: String?

  /// The hosts whose addresses name files of attack_data.
  private static let hosts: Set<String> = [
    "github.com", "www.github.com", "raw.githubusercontent.com", "media.githubusercontent.com",
  ]

  /// Looks in `folder`, a copy of attack_data or its `datasets/`, and in the catalog's own folder.
  public init(catalog: String, folder: String?) {
    self.catalog = catalog
    self.folder = folder
  }

  /// The file that a test's `data` names.
  public func locate(_ name: String) -> Location {
    let name = name.trimmingCharacters(in: .whitespacesAndNewlines)
    if name.contains("\0") { return .missing("this is no name of a file") }
    guard let scheme = name.range(of: "://") else { return local(name) }
    let kind = name[..<scheme.lowerBound].lowercased()
    guard kind == "https" || kind == "http" else {
      return .missing("'\(kind):' addresses are never read; name a file of the catalog or of attack_data")
    }
    let rest = name[scheme.upperBound...]
    let host = rest.prefix { $0 != "/" && $0 != ":" && $0 != "@" }.lowercased()
    guard Self.hosts.contains(host) else {
      return .missing("nothing is fetched, and '\(host)' is no place of attack_data")
    }
    guard let path = Self.path(in: String(rest)) else {
      return .missing("the address names no file under datasets/")
    }
    return find(path)
  }

  /// The path from `datasets/` on, doubled slashes made one, without what follows `?` or `#`.
  static func path(in address: String) -> String? {
    let plain = address.prefix { $0 != "?" && $0 != "#" }
    let parts = plain.split(separator: "/").map { String($0).removingPercentEncoding ?? String($0) }
    guard let start = parts.firstIndex(of: "datasets"), start + 1 < parts.count else { return nil }
    return parts[start...].joined(separator: "/")
  }

  private func local(_ name: String) -> Location {
    guard !name.hasPrefix("/"), !name.isEmpty else {
      return .missing("a path must be relative to the catalog, or an address of attack_data")
    }
    let parts = name.split(separator: "/").map(String.init)
    guard !parts.contains("..") else { return .missing("a path must not lead out of the catalog") }
    let path = parts.filter { $0 != "." }.joined(separator: "/")
    if let file = Self.file("\(catalog)/\(path)", within: catalog) { return .file(file) }
    if parts.first == "datasets" { return find(path) }
    return .missing("there is no file \(path) in the catalog")
  }

  private func find(_ path: String) -> Location {
    guard !path.split(separator: "/").contains("..") else {
      return .missing("a path must not lead out of the data folder")
    }
    let short = path.hasPrefix("datasets/") ? String(path.dropFirst("datasets/".count)) : path
    for root in [folder, "\(catalog)/attack_data"].compactMap({ $0 }) {
      for candidate in [path, short] {
        if let file = Self.file("\(root)/\(candidate)", within: root) { return .file(file) }
      }
    }
    return .missing(
      folder == nil
        ? "not in the catalog's attack_data/; name a copy of attack_data" : "not in the data folder")
  }

  /// The path, if it is a regular file that no link leads out of `root`.
  private static func file(_ path: String, within root: String) -> String? {
    guard let real = realPath(path), let top = realPath(root), real.hasPrefix(top + "/") else { return nil }
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: real, isDirectory: &isFolder), !isFolder.boolValue else {
      return nil
    }
    return path
  }

  private static func realPath(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// Why a file that is there holds no log data; nil where it may.
  static func fault(of path: String) -> (isMissing: Bool, reason: String)? {
    guard let handle = FileHandle(forReadingAtPath: path) else { return (false, "the file cannot be opened") }
    defer { try? handle.close() }
    let start = String(decoding: (try? handle.read(upToCount: 512)) ?? Data(), as: UTF8.self)
    if start.hasPrefix("version https://git-lfs.github.com/spec/") {
      return (true, "the file is a pointer of Git LFS; its data was not fetched")
    }
    let lower = start.drop { $0.isWhitespace }.prefix(15).lowercased()
    if lower.hasPrefix("<!doctype html") || lower.hasPrefix("<html") {
      return (false, "the file is a page in HTML, not log data")
    }
    return nil
  }
}
