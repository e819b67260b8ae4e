/// Which parenthesis and which bracket closes which, found in one pass over a search.
///
/// Nothing pairs across a pipe of the same level, so that one that is never closed does not take in the next stage.
struct Pairs {
  private var closing: [Int: Int] = [:]

  /// Reads the whole of `bytes`.
  init(_ bytes: [UInt8]) {
    var open: [Int] = []
    var openBrackets = 0
    var index = 0
    while index < bytes.count {
      switch bytes[index] {
      case ASCII.openParenthesis:
        open.append(index)
      case ASCII.openBracket:
        open.append(index)
        openBrackets += 1
      case ASCII.closeParenthesis:
        if let last = open.last, bytes[last] == ASCII.openParenthesis {
          closing[last] = index
          open.removeLast()
        }
      case ASCII.closeBracket:
        while openBrackets > 0, let last = open.popLast() {
          guard bytes[last] == ASCII.openBracket else { continue }
          closing[last] = index
          openBrackets -= 1
          break
        }
      case ASCII.pipe where !Delimiters.isTokenFilter(bytes, at: index, limit: bytes.count):
        while let last = open.last, bytes[last] == ASCII.openParenthesis { open.removeLast() }
      case ASCII.quote:
        index = Delimiters.textEnd(bytes, from: index, limit: bytes.count) ?? index + 1
        continue
      default:
        if let end = Delimiters.quotedEnd(bytes, from: index, limit: bytes.count) {
          index = end
          continue
        }
      }
      index += 1
    }
  }

  /// From the parenthesis or bracket at `start` to the one that closes it, both included; nil where none does before
  /// `limit`.
  func range(from start: Int, limit: Int) -> Range<Int>? {
    guard let close = closing[start], close < limit else { return nil }
    return start..<close + 1
  }
}
