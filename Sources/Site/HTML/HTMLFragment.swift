/// A piece of HTML. Only the writer, the Markdown renderer and the templates can make one.
public struct HTMLFragment: Sendable, Hashable {
  /// The markup.
  public let markup: String

  init(rendered markup: String) {
    self.markup = markup
  }

  /// A text as HTML.
  init(escaping text: String) {
    var html = HTMLWriter()
    html.text(text)
    self = html.fragment
  }

  /// No markup at all.
  public static let empty = HTMLFragment(rendered: "")

  /// Whether there is nothing in it.
  public var isEmpty: Bool { markup.isEmpty }
}
