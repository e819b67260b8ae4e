/// Finds what was probably meant.
enum Spelling {
  /// The candidate with the fewest edits, of equals the first by code point; nil where all are far from the word.
  static func nearest(to word: String, in candidates: [String]) -> String? {
    let word = Array(word.utf8)
    // A long word is no slip of a short one, and its comparison would cost its length squared.
    guard word.count <= 40 else { return nil }
    let limit = word.count < 4 ? 1 : 2
    return candidates.sorted().map { (distance(word, Array($0.utf8)), $0) }.filter { $0.0 <= limit }
      .min { $0.0 < $1.0 }?.1
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
