import Patterns
import Synchronization

/// A regular expression that is the argument of a function: compiled once where it is the same for every row, else
/// once for each of the last texts.
final class RegexArgument: Sendable {
  private static let most = 64

  private let constant: RegularExpression?
  private let function: String
  private let known = Mutex<[String: RegularExpression]>([:])

  init(_ argument: CompiledExpression, of function: String) throws(SearchError) {
    self.function = function
    guard let text = argument.constantText else {
      constant = nil
      return
    }
    constant = try SearchRun.regex(text, for: function)
  }

  /// The expression that a row's value writes; nil for what is no text.
  func expression(_ value: Value) throws(SearchError) -> RegularExpression? {
    if let constant { return constant }
    guard let text = value.singleText else { return nil }
    if let expression = known.withLock({ $0[text] }) { return expression }
    let expression = try SearchRun.regex(text, for: function)
    known.withLock { known in
      if known.count >= Self.most { known.removeAll() }
      known[text] = expression
    }
    return expression
  }
}
