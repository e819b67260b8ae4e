/// Writes diagnostics as one JSON object, for programs.
///
/// The keys have a fixed order. Lines and columns count from 1, columns in code points; `endColumn` is the column
/// behind the last character. All four are null where a file as a whole is meant.
public enum JSONRenderer {
  /// The diagnostics in the order given, behind a summary of counts by name.
  public static func render(_ diagnostics: [Diagnostic], summary: KeyValuePairs<String, Int>) -> String {
    let counts = summary.map { (key: $0.key, value: JSONValue.number($0.value)) }
    let object: JSONValue = [
      "summary": .object(counts),
      "diagnostics": .array(diagnostics.map(value)),
    ]
    return object.text
  }

  private static func value(_ diagnostic: Diagnostic) -> JSONValue {
    let location = diagnostic.location
    let isPlace = location.line > 0
    func number(_ number: Int) -> JSONValue { isPlace ? .number(number) : .null }
    return [
      "code": .string(diagnostic.code.rawValue),
      "severity": .string(diagnostic.severity.rawValue),
      "file": .string(location.path),
      "line": number(location.line),
      "column": number(location.column),
      "endLine": number(location.line),
      "endColumn": number(location.endColumn),
      "message": .string(diagnostic.summary),
      "notes": .array(diagnostic.notes.map(JSONValue.string)),
      "help": JSONValue(diagnostic.help),
    ]
  }
}
