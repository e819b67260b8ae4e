import ArgumentParser
import Events
import Foundation
import RuleTests
import SPLEngine

/// The files that a search runs on. Standard input can be read only once: for a search that reads its events again, it is
/// kept in a file that has no name, and is gone when the program ends.
struct SearchInput {
  /// The files as they were named.
  let paths: [String]
  /// Where standard input can be read again.
  private let kept: String?

  /// Looks at the files; ends the program where one of them cannot be read, or none is named and no one but a person
  /// at the keyboard could give events.
  init(_ names: [String], for search: ReadSearch, time: SearchSetting.Times, _ terminal: Terminal) throws {
    var names = names
    if names.isEmpty, search.readsEvents {
      guard !terminal.isInput else {
        terminal.fail(
          "no log file is named", help: "name files with --data, or pipe events to standard input")
        throw ExitCode.cannotProceed
      }
      names = ["-"]
    }
    for name in names where name != "-" {
      if let reason = Self.fault(of: name) {
        terminal.fail("\(name): \(reason)", help: nil)
        throw ExitCode.cannotProceed
      }
    }
    guard names.count(where: { $0 == "-" }) < 2 else {
      terminal.fail("standard input is named twice", help: nil)
      throw ExitCode.cannotProceed
    }
    paths = names
    kept = names.contains("-") && search.readsEventsAgain(time) ? try Self.keepStandardInput(terminal) : nil
  }

  /// The file in the form in which it can be read.
  func readable(_ file: LogFile) -> LogFile {
    guard file.path == "-", let kept else { return file }
    var file = file
    file.path = kept
    return file
  }

  /// Why a file cannot be read; nil where it can.
  private static func fault(of path: String) -> String? {
    var status = stat()
    guard stat(path, &status) == 0 else { return errno == ENOENT ? "there is no such file" : systemReason }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return access(path, R_OK) == 0 ? nil : systemReason
    case S_IFDIR: return "this is a folder; name its files"
    default: return "this is no file; pipe its contents to standard input"
    }
  }

  private static var systemReason: String { String(cString: strerror(errno)) }

  private static func keepStandardInput(_ terminal: Terminal) throws -> String {
    var name = Array("\(NSTemporaryDirectory())/detection-catalog-XXXXXX".utf8CString)
    let descriptor = mkstemp(&name)
    var isWhole = descriptor >= 0
    if isWhole {
      unlink(name)
      let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 64)
      defer { buffer.deallocate() }
      var count = 1
      while isWhole, count > 0 {
        count = read(STDIN_FILENO, buffer.baseAddress, buffer.count)
        if count < 0 {
          isWhole = errno == EINTR
          count = 1
        } else {
          isWhole = write(descriptor, buffer.baseAddress, count) == count
        }
      }
    }
    guard isWhole else {
      terminal.fail("standard input cannot be kept in a temporary file: \(systemReason)", help: nil)
      throw ExitCode.cannotProceed
    }
    return "/proc/self/fd/\(descriptor)"
  }
}
