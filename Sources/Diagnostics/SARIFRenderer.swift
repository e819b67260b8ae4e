/// Writes diagnostics as a SARIF log with one run, for code scanning.
/// Source: OASIS, "Static Analysis Results Interchange Format (SARIF) Version 2.1.0"; sections are named below.
public struct SARIFRenderer: Sendable {
  private let version: String
  private let root: String

  /// Makes a renderer. `version` is that of the program; `root` is the absolute path of the folder that relative
  /// paths count from, and stands in the log as `%SRCROOT%`.
  public init(version: String, root: String) {
    self.version = version
    self.root = root
  }

  /// The log, with the diagnostics in the order given.
  public func render(_ diagnostics: [Diagnostic]) -> String {
    let driver: JSONValue = [
      "name": "detection-catalog",
      "version": .string(version),
      "rules": .array(DiagnosticCode.allCases.map(Self.rule)),
    ]
    // What the program takes for the end of a line, and what its columns count (3.14.27).
    let run: JSONValue = [
      "tool": ["driver": driver],
      "newlineSequences": ["\r\n", "\n", "\r"],
      "columnKind": "unicodeCodePoints",
      "results": .array(diagnostics.map(result)),
    ]
    let log: JSONValue = [
      "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
      "version": "2.1.0",
      "runs": [run],
    ]
    return log.text
  }

  private static let ruleIndices = Dictionary(
    uniqueKeysWithValues: DiagnosticCode.allCases.enumerated().map { ($0.element, $0.offset) })

  private static func rule(_ code: DiagnosticCode) -> JSONValue {
    [
      "id": .string(code.rawValue),
      "shortDescription": ["text": .string(message(code.explanation))],
      "defaultConfiguration": ["level": .string(code.severity.rawValue)],
    ]
  }

  private func result(_ diagnostic: Diagnostic) -> JSONValue {
    [
      "ruleId": .string(diagnostic.code.rawValue),
      "ruleIndex": .number(Self.ruleIndices[diagnostic.code] ?? -1),
      "level": .string(diagnostic.severity.rawValue),
      "message": ["text": .string(Self.message(diagnostic.wholeText))],
      "locations": [["physicalLocation": place(diagnostic.location)]],
    ]
  }

  private func place(_ location: Location) -> JSONValue {
    let path = RootedPath(location.path, root: root)
    var artifact: [(key: String, value: JSONValue)] = [("uri", .string(path.uri))]
    if path.isInRoot { artifact.append(("uriBaseId", "%SRCROOT%")) }
    var place: [(key: String, value: JSONValue)] = [("artifactLocation", .object(artifact))]
    if location.line > 0 {
      place.append(
        (
          "region",
          [
            "startLine": .number(location.line),
            "startColumn": .number(location.column),
            "endColumn": .number(location.endColumn),
          ]
        ))
    }
    return .object(place)
  }

  /// A text as a message string: braces would be placeholders (3.11.5), `[text](address)` a link (3.11.6).
  private static func message(_ text: String) -> String {
    text.replacing("{", with: "{{").replacing("}", with: "}}").replacing("](", with: "\\](")
  }
}
