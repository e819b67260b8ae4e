/// Finds what was probably meant.
enum Spelling {
  /// The candidate with the fewest edits, of equals one with the same letters, then the first by code point; nil where
  /// all are far from the word.
  static func nearest(to word: String, in candidates: [String]) -> String? {
    let word = Array(word.utf8)
    // A long word is no slip of a short one, and its comparison would cost its length squared.
    guard word.count <= 40 else { return nil }
    let limit = word.count < 4 ? 1 : 2
    let letters = word.sorted()
    return candidates.map { candidate -> (edits: Int, other: Int, name: String) in
      let bytes = Array(candidate.utf8)
      return (
        distance(word, bytes), bytes.count == word.count && bytes.sorted() == letters ? 0 : 1, candidate
      )
    }.filter { $0.edits <= limit }.min { $0 < $1 }?.name
  }

  /// The candidate that begins the word, or that the word begins, three letters at least: `len` for `length`.
  static func related(to word: String, in candidates: [String]) -> String? {
    candidates.filter { $0.utf8.count > 2 && word.hasPrefix($0) || word.utf8.count > 2 && $0.hasPrefix(word) }
      .min { ($1.utf8.count, $0) < ($0.utf8.count, $1) }
  }

  /// How many letters must be put in, taken out, changed or exchanged with their neighbor.
  private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    guard abs(left.count - right.count) <= 2 else { return Int.max }
    var previous: [Int] = []
    var last = Array(0...right.count)
    for row in left.indices {
      var next = [row + 1] + [Int](repeating: 0, count: right.count)
      for column in right.indices {
        let change = left[row] == right[column] ? 0 : 1
        next[column + 1] = min(last[column] + change, last[column + 1] + 1, next[column] + 1)
        if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
          next[column + 1] = min(next[column + 1], previous[column - 1] + 1)
        }
      }
      previous = last
      last = next
    }
    return last[right.count]
  }
}
