import SPL

/// A word or phrase that a search matches against the raw event.
public struct StageTerm: Sendable, Hashable {
  /// The number of its stage, from 1.
  public let stage: Int
  /// The word or phrase, quotes included.
  public let term: String
}

/// Collects the bare words and quoted phrases of the stages named `search`, macros taken out as they are written.
enum SearchTerms {
  static func terms(of stages: [StageOutline], in bytes: [UInt8]) -> [StageTerm] {
    var terms: [StageTerm] = []
    for (stage, expression) in SearchExpression.words(of: stages, in: bytes) {
      var seen: Set<String> = []
      for word in words(expression) where seen.insert(word).inserted {
        terms.append(StageTerm(stage: stage + 1, term: word))
      }
    }
    return terms
  }

  private static func words(_ expression: SearchExpression) -> [String] {
    switch expression {
    case .all(let terms), .any(let terms): terms.flatMap(words)
    case .not(let term, _): words(term)
    case .term(let term): [term.text]
    case .comparison, .membership, .macro, .subsearch: []
    }
  }
}
