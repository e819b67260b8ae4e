import Catalog
import Diagnostics

/// A file that holds one search as plain SPL, without a rule around it.
public struct SearchFile: Sendable {
  /// The most bytes that such a file may have.
  public static let sizeLimit = 10_000_000

  /// What the search consists of; nil where the file could not be read as text.
  public let search: SearchAnalysis?
  /// What is wrong with the file and its search.
  public let diagnostics: [Diagnostic]

  /// Takes the search of a file apart; `path` is for messages.
  public init(path: String, bytes: [UInt8], context: SearchContext) {
    let source = SourceText(path: path, bytes: TextEncoding.withoutMark(bytes))
    if let diagnostic = Self.unreadable(source) {
      search = nil
      diagnostics = [diagnostic]
      return
    }
    let text = String(decoding: source.bytes, as: UTF8.self)
    let search = context.analyse(text)
    self.search = search
    var list = DiagnosticList()
    if search.stages.isEmpty {
      list.add(.emptyStage, at: Location(file: path), "there is no search in this file")
    }
    if HiddenCharacters.mayOccur(in: source.bytes), let problem = HiddenCharacters.problem(in: text) {
      list.add(
        problem.code, at: source.location(of: problem.range), problem.summary, notes: problem.notes,
        help: problem.help)
    }
    let place = { source.location(of: $0) }
    context.add(unknownLookups: context.unknownLookups(of: search), of: search, to: &list, at: place)
    diagnostics = (list.diagnostics + context.diagnostics(of: search, at: place)).sorted()
  }

  /// A file whose bytes could not be had.
  public init(path: String, failure: FileBytes.Failure) {
    search = nil
    diagnostics = [failure.diagnostic(of: path, limit: Self.sizeLimit)]
  }

  /// Why a file is no text; nil where it is.
  private static func unreadable(_ source: SourceText) -> Diagnostic? {
    if let diagnostic = TextEncoding.diagnostic(of: source) { return diagnostic }
    return source.bytes.firstIndex(of: 0).map { offset in
      Diagnostic(
        .fileEncoding, at: source.location(of: offset..<offset + 1),
        "a NUL byte stands here: this is no text",
        help: "save the file as UTF-8")
    }
  }
}
