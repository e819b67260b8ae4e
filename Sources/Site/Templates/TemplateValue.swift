import Mustache

/// What a template may show: text, which is escaped; HTML that is known to be safe; and lists, which repeat a part of
/// the template, or leave it out where they are empty.
enum TemplateValue: Sendable {
  case text(String)
  case html(HTMLFragment)
  case list([[String: TemplateValue]])

  /// A part of the template that is shown once, or not at all.
  static func shown(_ isShown: Bool) -> TemplateValue {
    .list(isShown ? [[:]] : [])
  }

  /// A part of the template that shows one HTML fragment by the name `html`, and is left out where that is empty.
  static func section(_ fragment: HTMLFragment) -> TemplateValue {
    .list(fragment.isEmpty ? [] : [["html": .html(fragment)]])
  }

  /// The value as Mustache takes it; nil for what it leaves out.
  fileprivate var rendered: Any? {
    switch self {
    case .text(let text): HTMLFragment(escaping: text)
    case .html(let fragment): fragment
    // Most sections are shown once: to find out that an array is a sequence takes Mustache longer.
    case .list(let items) where items.count == 1: TemplateScope(items[0])
    case .list(let items): items.isEmpty ? nil : items.map(TemplateScope.init)
    }
  }
}

/// What the tags of a template, or of one round of a section, can name. A class of its own, because Mustache asks
/// every object what it is, and asking a dictionary takes ten times as long.
final class TemplateScope: MustacheParent {
  private let values: [String: TemplateValue]

  init(_ values: [String: TemplateValue]) {
    self.values = values
  }

  func child(named name: String) -> Any? {
    values[name].flatMap(\.rendered)
  }
}

extension HTMLFragment: MustacheCustomRenderable {
  /// The markup, which Mustache is told to take as it is.
  public var renderText: String { markup }

  /// Whether a section of its name would be left out; sections are made of lists here.
  public var isNull: Bool { false }
}
