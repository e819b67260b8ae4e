/// A command that brings in the rows of searches of its own: `join`, `append`, `appendcols`, `appendpipe`,
/// `multisearch`, `union`, dataSet.
public struct Combining: Sendable, Hashable {
  /// The command's canonical name.
  public let name: String
  /// The searches in its brackets, in order.
  public let subsearches: [Subsearch]
}

extension Parser {
  mutating func combining(_ name: String, in body: Range<Int>) -> Combining {
    var subsearches: [Subsearch] = []
    for bracket in Outline(bytes, in: body).brackets {
      if let subsearch = subsearch(from: bracket.lowerBound, limit: body.upperBound) {
        subsearches.append(subsearch)
      }
    }
    return Combining(name: name, subsearches: subsearches)
  }
}
