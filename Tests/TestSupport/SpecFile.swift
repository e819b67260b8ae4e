import Testing
import Foundation

/// A case of a plain spec file: what goes in, and what must come out.
///
/// A file begins with comment lines (`# …`). `=== title` starts a case, `--- section` a section of it; a section's text
/// is what stands up to the next such line, without empty lines at both ends.
public struct SpecCase: Sendable, CustomTestStringConvertible {
  /// The file's name.
  public let file: String
  /// The behaviour, in words.
  public let title: String
  /// The sections by name.
  public let sections: [String: String]

  /// How the case is named in a report.
  public var testDescription: String { "\(file): \(title)" }

  /// The lines of a section without empty ones; nil where there is no such section.
  public func lines(_ section: String) -> [String]? {
    sections[section].map {
      $0.split(separator: "\n").map(String.init).filter { !$0.allSatisfy(\.isWhitespace) }
    }
  }

  /// A macro of the section `macros`: `name = definition` or `name(first, second) = definition`.
  public struct Macro: Sendable {
    /// The name, without arguments.
    public let name: String
    /// The names of its arguments.
    public let arguments: [String]
    /// The text behind the first ` = `.
    public let definition: String
  }

  /// The macros that the case brings.
  public func macros() throws -> [Macro] {
    try (lines("macros") ?? []).map { line in
      let separator = try #require(line.range(of: " = "), "\(line)")
      let head = line[..<separator.lowerBound]
      let name = head.prefix { $0 != "(" }
      let arguments = head.dropFirst(name.count).dropFirst().dropLast().split(separator: ",")
      return Macro(
        name: name.trimmingCharacters(in: .whitespaces),
        arguments: arguments.map { $0.trimmingCharacters(in: .whitespaces) },
        definition: String(line[separator.upperBound...]))
    }
  }

  /// The cases of all `*.spec` files in a folder under `Tests/Spec`.
  public static func all(in folder: String) -> [SpecCase] {
    let path = "\(Repository.root)/Tests/Spec/\(folder)"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return names.filter { $0.hasSuffix(".spec") }.sorted().flatMap { name in
      parse(
        (try? String(contentsOfFile: "\(path)/\(name)", encoding: .utf8)) ?? "", file: "\(folder)/\(name)")
    }
  }

  static func parse(_ text: String, file: String) -> [SpecCase] {
    var cases: [SpecCase] = []
    var title: String?
    var section: String?
    var sections: [String: [Substring]] = [:]
    func finish() {
      guard let title else { return }
      let texts = sections.mapValues { lines in
        let isBlank: (Substring) -> Bool = { $0.allSatisfy(\.isWhitespace) }
        let body = lines.drop(while: isBlank)
        let end = body.lastIndex { !isBlank($0) }.map { $0 + 1 } ?? body.startIndex
        return body[..<end].joined(separator: "\n")
      }
      cases.append(SpecCase(file: file, title: title, sections: texts))
    }
    // By bytes: a carriage return and the line feed behind it are one character.
    for bytes in text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false) {
      let line = Substring(bytes)
      if line.hasPrefix("=== ") {
        finish()
        title = String(line.dropFirst(4))
        section = nil
        sections = [:]
      } else if line.hasPrefix("--- "), title != nil {
        section = String(line.dropFirst(4))
        sections[section ?? "", default: []] = []
      } else if let section {
        sections[section, default: []].append(line)
      }
    }
    finish()
    return cases
  }
}
