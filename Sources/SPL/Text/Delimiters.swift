/// Where the delimited pieces of SPL end: strings, quoted names, comments, macro calls.
///
/// Each function takes the offset of the opening delimiter and gives the offset behind the closing one,
/// or nil where it is never closed before `limit`.
enum Delimiters {
  /// A string in double quotes; a backslash takes the next byte with it.
  static func stringEnd(_ bytes: [UInt8], from start: Int, limit: Int) -> Int? {
    var index = start + 1
    while index < limit {
      switch bytes[index] {
      case ASCII.backslash: index += 2
      case ASCII.quote: return index + 1
      default: index += 1
      }
    }
    return nil
  }

  /// A field name in single quotes. An apostrophe inside a word (`don't`) opens nothing.
  static func quotedNameEnd(_ bytes: [UInt8], from start: Int, limit: Int) -> Int? {
    if start > 0, ASCII.isWord(bytes[start - 1]) { return nil }
    var index = start + 1
    while index < limit {
      switch bytes[index] {
      case ASCII.backslash: index += 2
      case ASCII.apostrophe: return index + 1
      default: index += 1
      }
    }
    return nil
  }

  /// Whether three backticks, which open and close a comment, stand at `index`.
  static func isCommentMark(_ bytes: [UInt8], at index: Int, limit: Int) -> Bool {
    index + 2 < limit && bytes[index] == ASCII.backtick && bytes[index + 1] == ASCII.backtick
      && bytes[index + 2] == ASCII.backtick
  }

  /// A comment between triple backticks.
  static func commentEnd(_ bytes: [UInt8], from start: Int, limit: Int) -> Int? {
    var index = start + 3
    while index + 2 < limit {
      if isCommentMark(bytes, at: index, limit: limit) { return index + 3 }
      index += 1
    }
    return nil
  }

  /// A macro call between backticks.
  static func macroEnd(_ bytes: [UInt8], from start: Int, limit: Int) -> Int? {
    var index = start + 1
    while index < limit {
      if bytes[index] == ASCII.backtick { return index + 1 }
      index += 1
    }
    return nil
  }

  /// The offset behind white space and comments.
  static func skipBlank(_ bytes: [UInt8], from start: Int, limit: Int) -> Int {
    var index = start
    while index < limit {
      if ASCII.isSpace(bytes[index]) {
        index += 1
      } else if isCommentMark(bytes, at: index, limit: limit),
        let end = commentEnd(bytes, from: index, limit: limit)
      {
        index = end
      } else {
        break
      }
    }
    return index
  }

  /// Whether the pipe at `index` belongs to a token with a filter, such as `$dest|s$`: it ends no stage.
  /// Source: Dashboards and Visualizations, "Token usage in dashboards", token filters.
  static func isTokenFilter(_ bytes: [UInt8], at index: Int, limit: Int) -> Bool {
    guard index + 2 < limit, bytes[index + 2] == ASCII.dollar, "shun".utf8.contains(bytes[index + 1]) else {
      return false
    }
    var start = index
    while start > 0, ASCII.isWord(bytes[start - 1]) || bytes[start - 1] == ASCII.dot { start -= 1 }
    return start < index && start > 0 && bytes[start - 1] == ASCII.dollar
  }

  /// The string, quoted name, comment, macro call or escaped byte that starts at `index`; nil where none does.
  static func quotedEnd(_ bytes: [UInt8], from index: Int, limit: Int) -> Int? {
    switch bytes[index] {
    case ASCII.backslash: min(index + 2, limit)
    case ASCII.quote: stringEnd(bytes, from: index, limit: limit)
    case ASCII.apostrophe: quotedNameEnd(bytes, from: index, limit: limit)
    case ASCII.backtick where isCommentMark(bytes, at: index, limit: limit):
      commentEnd(bytes, from: index, limit: limit)
    case ASCII.backtick: macroEnd(bytes, from: index, limit: limit)
    default: nil
    }
  }

  /// Whether there is nothing but white space and comments in `range`.
  static func isBlank(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    skipBlank(bytes, from: range.lowerBound, limit: range.upperBound) == range.upperBound
  }

  /// `range` without the white space at both its ends.
  static func trimmed(_ bytes: [UInt8], _ range: Range<Int>) -> Range<Int> {
    var lower = range.lowerBound
    var upper = range.upperBound
    while lower < upper, ASCII.isSpace(bytes[lower]) { lower += 1 }
    while upper > lower, ASCII.isSpace(bytes[upper - 1]) { upper -= 1 }
    return lower..<upper
  }
}
