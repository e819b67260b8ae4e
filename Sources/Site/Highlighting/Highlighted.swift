import Catalog
import SPL

extension HTMLWriter {
  /// Writes a search, coloured by the program's own lexer.
  mutating func spl(_ bytes: [UInt8]) {
    var end = 0
    for token in SPLToken.tokens(in: bytes) {
      text(bytes, end..<token.range.lowerBound)
      span(Self.splClass(token.kind), bytes, token.range)
      end = token.range.upperBound
    }
    text(bytes, end..<bytes.count)
  }

  /// Writes a YAML file, coloured by the program's own lexer, a search in it by that of SPL.
  mutating func yaml(_ bytes: [UInt8]) {
    var end = 0
    var isSearch = false
    for token in YAMLToken.tokens(in: bytes) {
      text(bytes, end..<token.range.lowerBound)
      if token.kind == .block, isSearch {
        element(.span, .class("spl")) { $0.spl(Array(bytes[token.range])) }
      } else {
        span(Self.yamlClass(token.kind), bytes, token.range)
      }
      if token.kind == .key { isSearch = bytes[token.range].elementsEqual("search".utf8) }
      end = token.range.upperBound
    }
    text(bytes, end..<bytes.count)
  }

  private static func splClass(_ kind: SPLToken.Kind) -> StaticString {
    switch kind {
    case .command: "c"
    case .keyword: "k"
    case .function: "f"
    case .string: "s"
    case .quotedName: "n"
    case .macro: "m"
    case .comment: "r"
    case .structure: "p"
    }
  }

  private static func yamlClass(_ kind: YAMLToken.Kind) -> StaticString {
    switch kind {
    case .key: "k"
    case .string: "s"
    case .block: "b"
    case .comment: "r"
    case .mark: "p"
    }
  }
}
