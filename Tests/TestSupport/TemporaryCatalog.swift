import Foundation

/// A fresh folder with a catalog in it, `catalog/`, and room beside it. It is removed with the last reference.
public final class TemporaryCatalog: Sendable {
  /// The folder that holds the catalog and whatever a test puts beside it, without links on the way.
  public let folder: String

  /// The catalog's folder.
  public var root: String { folder + "/catalog" }

  /// The folder for the site, beside the catalog; nothing makes it but the program.
  public var site: String { folder + "/site" }

  /// Makes an empty catalog.
  public init() {
    var template = Array((NSTemporaryDirectory() + "/catalog-XXXXXX").utf8CString)
    guard mkdtemp(&template) != nil, let real = realpath(template, nil) else {
      fatalError("no temporary folder: \(String(cString: strerror(errno)))")
    }
    defer { free(real) }
    folder = String(cString: real)
    mkdir(folder + "/catalog", 0o755)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: folder)
  }

  /// Writes a file of the catalog, and makes its folders.
  public func write(_ text: String, to path: String) throws {
    try write(Array(text.utf8), to: path)
  }

  /// Writes a file of the catalog, and makes its folders.
  public func write(_ bytes: [UInt8], to path: String) throws {
    try writeBeside(bytes, to: "catalog/" + path)
  }

  /// Writes a file beside the catalog, and makes its folders.
  public func writeBeside(_ text: String, to path: String) throws {
    try writeBeside(Array(text.utf8), to: path)
  }

  private func writeBeside(_ bytes: [UInt8], to path: String) throws {
    let full = "\(folder)/\(path)"
    try FileManager.default.createDirectory(
      atPath: (full as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    guard let file = fopen(full, "w") else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
    defer { fclose(file) }
    guard fwrite(bytes, 1, bytes.count, file) == bytes.count else {
      throw POSIXError(.init(rawValue: errno) ?? .EIO)
    }
  }

  /// Makes a link in the catalog; a relative target counts from the link's own folder.
  public func link(_ path: String, to target: String) throws {
    try makeLink("\(root)/\(path)", to: target)
  }

  /// Makes a link beside the catalog.
  public func linkBeside(_ path: String, to target: String) throws {
    try makeLink("\(folder)/\(path)", to: target)
  }

  private func makeLink(_ full: String, to target: String) throws {
    try FileManager.default.createDirectory(
      atPath: (full as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    guard symlink(target, full) == 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
  }

  /// Every regular file below a folder beside the catalog, by its path in that folder; links are not followed.
  public func files(in name: String) -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    let top = "\(folder)/\(name)"
    for case let path as String in FileManager.default.enumerator(atPath: top) ?? .init() {
      var status = stat()
      guard lstat("\(top)/\(path)", &status) == 0, status.st_mode & S_IFMT == S_IFREG else { continue }
      files[path] = FileManager.default.contents(atPath: "\(top)/\(path)").map(Array.init) ?? []
    }
    return files
  }
}
