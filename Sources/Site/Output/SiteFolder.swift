import Catalog
import Diagnostics
import Foundation

/// The folder that receives the site. It writes there and nowhere else, and removes only what an earlier run wrote:
/// a list of that lies in the folder.
struct SiteFolder: Sendable {
  /// The name of the list of written files.
  static let listName = ".detection-catalog"
  private static let listHead = "# Files that detection-catalog wrote here; it removes no others.\n"

  private let root: String
  private let written: Set<String>

  /// Looks at the folder, and makes it where it is missing. `input` is the catalog's folder.
  init(root: String, input: String) throws(SiteFailure) {
    let root = Self.withoutTail(root)
    try Self.check(root: root, input: input)
    if mkdir(root, 0o755) != 0, errno != EEXIST {
      throw .notWritten(root, String(cString: strerror(errno)))
    }
    guard let real = Self.real(root) else { throw .notWritten(root, String(cString: strerror(errno))) }
    self.root = real
    written = try Self.list(of: real, shown: root)
  }

  /// The path without slashes and dots at its end, which would lead through a link.
  private static func withoutTail(_ path: String) -> String {
    var path = path
    while path.count > 1, path.hasSuffix("/") || path.hasSuffix("/.") { path.removeLast() }
    return path.isEmpty ? "." : path
  }

  private static func check(root: String, input: String) throws(SiteFailure) {
    var status = stat()
    if lstat(root, &status) == 0 {
      if status.st_mode & S_IFMT == S_IFLNK {
        throw .refused("the output folder \(root) is a link", help: "name the folder itself")
      }
      guard status.st_mode & S_IFMT == S_IFDIR else {
        throw .refused("\(root) is no folder", help: "name a folder for the site")
      }
    }
    let parent = (root as NSString).deletingLastPathComponent
    guard let realParent = real(parent.isEmpty ? "." : parent) else {
      throw .refused(
        "the folder \(parent.isEmpty ? "." : parent) does not exist",
        help: "make it first, or name another output folder")
    }
    let name = (root as NSString).lastPathComponent
    let full = real(root) ?? (realParent == "/" ? "/" + name : realParent + "/" + name)
    if full == "/" {
      throw .refused("the output folder is /", help: "name a folder for the site, such as site")
    }
    guard let realInput = real(input) else { return }
    if (full + "/").hasPrefix(realInput + "/") {
      throw .refused(
        "the output folder \(root) lies inside the catalog \(input)",
        help: "name a folder outside, for example --output ../site")
    }
    if (realInput + "/").hasPrefix(full + "/") {
      throw .refused(
        "the catalog \(input) lies inside the output folder \(root)", help: "name another output folder")
    }
  }

  private static func real(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// The files that an earlier run wrote. A folder with other things and without the list is not ours.
  private static func list(of root: String, shown: String) throws(SiteFailure) -> Set<String> {
    if let text = try? String(contentsOfFile: "\(root)/\(listName)", encoding: .utf8) {
      guard text.hasPrefix(listHead) else {
        throw .refused(
          "\(shown)/\(listName) was not written by this program", help: "name another output folder")
      }
      let lines = text.dropFirst(listHead.count).split(separator: "\n").map(String.init)
      return Set(lines.filter { !$0.hasPrefix("/") && !$0.split(separator: "/").contains("..") })
    }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
    if let other = names.sorted().first(where: { !$0.hasPrefix(".git") }) {
      throw .refused(
        "the output folder \(shown) holds files that this program did not write, such as \(other)",
        help: "name an empty folder, or one that an earlier run wrote")
    }
    return []
  }

  /// Notes which files this run will write, before it writes them, and makes the folders that many of them share. None
  /// of the files may be one of somebody else, and no folder a link.
  func begin(_ paths: [PagePath]) throws(SiteFailure) {
    for path in paths where !written.contains(path.text) {
      var status = stat()
      if lstat("\(root)/\(path.text)", &status) == 0 {
        throw .refused(
          "\(path.text) in the output folder was not written by this program", help: "move it away")
      }
    }
    try writeList(written.union(paths.map(\.text)))
    var made: Set<String> = []
    for path in paths { try makeFolders(path.folder.split(separator: "/").dropLast(), made: &made) }
  }

  /// Removes what an earlier run wrote and this one did not.
  func finish(_ paths: [PagePath]) throws(SiteFailure) {
    let current = Set(paths.map(\.text))
    for stale in written.subtracting(current).sorted() where !leadsThroughLink(stale) {
      guard unlink("\(root)/\(stale)") == 0 || errno == ENOENT else {
        throw .notWritten(stale, String(cString: strerror(errno)))
      }
      var folder = (stale as NSString).deletingLastPathComponent
      while !folder.isEmpty, rmdir("\(root)/\(folder)") == 0 {
        folder = (folder as NSString).deletingLastPathComponent
      }
    }
    try writeList(current)
  }

  /// Whether a folder above a listed file is no folder of ours any more: nothing is removed through a link.
  private func leadsThroughLink(_ path: String) -> Bool {
    var full = root
    for folder in path.split(separator: "/").dropLast() {
      full += "/" + folder
      var status = stat()
      if lstat(full, &status) == 0, status.st_mode & S_IFMT != S_IFDIR { return true }
    }
    return false
  }

  private func writeList(_ paths: Set<String>) throws(SiteFailure) {
    let text = Self.listHead + paths.sorted().map { $0 + "\n" }.joined()
    try write(Array(text.utf8), to: "\(root)/\(Self.listName)", shown: Self.listName)
  }

  /// Writes one file that `begin` was told of, unless it holds these bytes already.
  func write(_ bytes: [UInt8], to path: PagePath) throws(SiteFailure) {
    if path.depth > 0 { try makeFolder("\(root)/\(path.folder)") }
    let full = "\(root)/\(path.text)"
    if written.contains(path.text) {
      if let old = try? FileBytes.read(full, limit: bytes.count), old == bytes { return }
      // A new file takes the old one's place: cutting one short makes the system wait for the disk.
      unlink(full)
    }
    try write(bytes, to: full, shown: path.text)
  }

  private func makeFolders(_ folders: ArraySlice<Substring>, made: inout Set<String>) throws(SiteFailure) {
    var full = root
    for folder in folders {
      full += "/" + folder
      if made.insert(full).inserted { try makeFolder(full) }
    }
  }

  private func makeFolder(_ full: String) throws(SiteFailure) {
    if mkdir(full, 0o755) == 0 { return }
    guard errno == EEXIST else { throw .notWritten(full, String(cString: strerror(errno))) }
    var status = stat()
    guard lstat(full, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
      throw .notWritten(full, "it is no folder")
    }
  }

  private func write(_ bytes: [UInt8], to full: String, shown: String) throws(SiteFailure) {
    let descriptor = open(full, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw .notWritten(shown, String(cString: strerror(errno))) }
    defer { close(descriptor) }
    var count = 0
    while count < bytes.count {
      let done = bytes.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress.map { $0 + count }, $0.count - count)
      }
      if done < 0, errno == EINTR { continue }
      guard done >= 0 else { throw .notWritten(shown, String(cString: strerror(errno))) }
      count += done
    }
  }
}
