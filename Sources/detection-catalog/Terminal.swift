import Diagnostics
import Foundation

/// Standard output and standard error, and what they can show.
struct Terminal {
  /// Whether standard output takes colours.
  let colorsOutput: Bool
  private let colorsErrors: Bool
  private let showsProgress: Bool

  init() {
    let environment = ProcessInfo.processInfo.environment
    let allowsColor = (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
    colorsOutput = allowsColor && isatty(STDOUT_FILENO) == 1
    colorsErrors = allowsColor && isatty(STDERR_FILENO) == 1
    showsProgress = isatty(STDERR_FILENO) == 1 && environment["TERM"] != "dumb"
  }

  /// Whether standard output is a terminal.
  var isOutput: Bool { isatty(STDOUT_FILENO) == 1 }
  /// Whether standard input is a terminal: someone would have to type what is read.
  var isInput: Bool { isatty(STDIN_FILENO) == 1 }

  /// How many characters a line of standard output has; without limit where it is no terminal.
  var width: Int {
    var size = winsize()
    guard isatty(STDOUT_FILENO) == 1, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0
    else {
      return Int.max / 2
    }
    return Int(size.ws_col)
  }

  /// Writes to standard output.
  func print(_ text: String, terminator: String = "\n") {
    FileHandle.standardOutput.write(Data((text + terminator).utf8))
  }

  /// Writes to standard error.
  func note(_ text: String) {
    FileHandle.standardError.write(Data((text + "\n").utf8))
  }

  /// Says why the work cannot be done.
  func fail(_ text: String, help: String?) {
    note("error: \(PlainText.inert(text))")
    if let help { note("help: \(PlainText.inert(help))") }
  }

  /// Writes diagnostics to standard error.
  func report(_ diagnostics: [Diagnostic]) {
    let text = TextRenderer(colored: colorsErrors).render(diagnostics)
    FileHandle.standardError.write(Data(text.utf8))
  }

  /// Shows what is being done, on a line that the next call replaces; an empty text clears it.
  func progress(_ text: String) {
    guard showsProgress else { return }
    FileHandle.standardError.write(Data("\r\u{1B}[K\(PlainText.inert(text))".utf8))
  }
}
