import CCmark
import Foundation

/// Renders Markdown from outside as HTML that cannot do harm: HTML in it becomes text, an image becomes a link, a link
/// that leads elsewhere than to the web becomes its text.
enum Markdown {
  /// The HTML of a Markdown text.
  static func html(_ text: String) -> HTMLFragment {
    guard !text.isEmpty else { return .empty }
    let options = CMARK_OPT_DEFAULT
    guard let document = cmark_parse_document(text, text.utf8.count, options) else { return .empty }
    defer { cmark_node_free(document) }
    for node in nodes(of: document) { disarm(node) }
    guard let html = cmark_render_html(document, options) else { return .empty }
    defer { free(html) }
    return HTMLFragment(rendered: String(cString: html))
  }

  private static func nodes(of document: OpaquePointer) -> [OpaquePointer] {
    var nodes: [OpaquePointer] = []
    guard let iterator = cmark_iter_new(document) else { return [] }
    defer { cmark_iter_free(iterator) }
    while true {
      let event = cmark_iter_next(iterator)
      if event == CMARK_EVENT_DONE { return nodes }
      if event == CMARK_EVENT_ENTER, let node = cmark_iter_get_node(iterator) { nodes.append(node) }
    }
  }

  private static func disarm(_ node: OpaquePointer) {
    switch cmark_node_get_type(node) {
    case CMARK_NODE_HTML_INLINE:
      replace(node, by: text(cmark_node_get_literal(node)))
    case CMARK_NODE_HTML_BLOCK:
      guard let paragraph = cmark_node_new(CMARK_NODE_PARAGRAPH),
        let text = text(cmark_node_get_literal(node))
      else { return }
      cmark_node_append_child(paragraph, text)
      replace(node, by: paragraph)
    case CMARK_NODE_IMAGE:
      let link = cmark_node_new(CMARK_NODE_LINK)
      cmark_node_set_url(link, cmark_node_get_url(node))
      unwrap(node, into: isWeb(node) ? link : nil)
    case CMARK_NODE_LINK where !isWeb(node):
      unwrap(node, into: nil)
    case CMARK_NODE_HEADING:
      // The page has headings of its own above.
      cmark_node_set_heading_level(node, min(6, cmark_node_get_heading_level(node) + 3))
    case CMARK_NODE_CODE_BLOCK:
      // The info string would become a class.
      cmark_node_set_fence_info(node, "")
    default:
      break
    }
  }

  private static func isWeb(_ node: OpaquePointer) -> Bool {
    guard let url = cmark_node_get_url(node) else { return false }
    return Link(web: String(cString: url)) != nil
  }

  private static func text(_ literal: UnsafePointer<CChar>?) -> OpaquePointer? {
    guard let literal, let node = cmark_node_new(CMARK_NODE_TEXT) else { return nil }
    // A block's last line feed is its end, not its text.
    let text = String(cString: literal)
    cmark_node_set_literal(node, text.hasSuffix("\n") ? String(text.dropLast()) : text)
    return node
  }

  private static func replace(
    _ node: OpaquePointer, by other: OpaquePointer?
  ) {
    guard let other, cmark_node_insert_before(node, other) == 1 else { return }
    cmark_node_unlink(node)
    cmark_node_free(node)
  }

  /// Puts a node's children into `parent`, or straight in its place.
  private static func unwrap(
    _ node: OpaquePointer, into parent: OpaquePointer?
  ) {
    if let parent { cmark_node_insert_before(node, parent) }
    while let child = cmark_node_first_child(node) {
      cmark_node_unlink(child)
      if let parent { cmark_node_append_child(parent, child) } else { cmark_node_insert_before(node, child) }
    }
    cmark_node_unlink(node)
    cmark_node_free(node)
  }
}
