/// A template rendered once, with gaps for what differs from page to page: thousands of pages share their frame.
struct Frame: Sendable {
  /// What stands in a gap.
  enum Gap: UInt32, Sendable, Hashable {
    case title = 0x10FFF0
    case summary
    case content
    case target

    /// The gap as a text to render: a character for private use that stands in no template.
    var mark: String {
      Unicode.Scalar(rawValue).map { String($0) } ?? ""
    }
  }

  private enum Piece: Sendable {
    case bytes([UInt8])
    case gap(Gap)
  }

  private var pieces: [Piece] = []

  /// Cuts a rendered template at the marks of its gaps.
  init(_ rendered: HTMLFragment) {
    var bytes: [UInt8] = []
    for scalar in rendered.markup.unicodeScalars {
      if let gap = Gap(rawValue: scalar.value) {
        pieces += [.bytes(bytes), .gap(gap)]
        bytes = []
      } else {
        bytes += UTF8.encode(scalar).map(Array.init) ?? []
      }
    }
    pieces.append(.bytes(bytes))
  }

  /// The page, as UTF-8, with its gaps filled.
  func filled(_ values: [Gap: HTMLFragment]) -> [UInt8] {
    var page: [UInt8] = []
    page.reserveCapacity(4096 + values.values.reduce(0) { $0 + $1.markup.utf8.count })
    for piece in pieces {
      switch piece {
      case .bytes(let bytes): page += bytes
      case .gap(let gap): page += (values[gap] ?? .empty).markup.utf8
      }
    }
    return page
  }
}
