/// `tstats`: aggregates over indexed fields or a data model.
/// Source: Search Reference, "tstats".
public struct Tstats: Sendable, Hashable {
  /// The data model after `datamodel=`; nil where the search reads indexed fields.
  public let dataModel: String?
  /// The data set after the data model's dot.
  public let dataSet: String?
  /// What `where` asks for; nil where there is none.
  public let filter: SearchExpression?
  /// The fields after BY.
  public let by: [FieldName]
}

extension Parser {
  mutating func tstats(in body: Range<Int>) -> Tstats {
    let source = keyword(["WHERE", "BY", "GROUPBY"], in: body)
    let head = body.lowerBound..<(source?.lowerBound ?? body.upperBound)
    let (dataModel, dataSet) = dataModel(in: head)
    var filter: SearchExpression?
    var rest = source?.lowerBound ?? body.upperBound
    if let source, ASCII.equalsIgnoringCase(bytes, source, "WHERE") {
      let read = searchExpression(in: source.upperBound..<body.upperBound, stopsAtBy: true)
      filter = read.expression
      rest = read.end
    }
    let by = keyword(["BY", "GROUPBY"], in: rest..<body.upperBound)
    return Tstats(
      dataModel: dataModel, dataSet: dataSet, filter: filter,
      by: by.map { fields(in: $0.upperBound..<body.upperBound) } ?? [])
  }

  /// The names in `datamodel=MODEL.SET`, also without the equals sign.
  private func dataModel(in head: Range<Int>) -> (model: String?, dataSet: String?) {
    var path: String?
    var isNext = false
    for argument in arguments(in: head) {
      switch argument {
      case .option("datamodel", let value):
        path = dataModelPath(from: value.lowerBound, limit: head.upperBound)
      case .field(let field) where isNext:
        path = dataModelPath(from: field.range.lowerBound, limit: head.upperBound)
      default: break
      }
      if case .field(let field) = argument {
        isNext = field.name.lowercased() == "datamodel"
      } else {
        isNext = false
      }
    }
    guard let path else { return (nil, nil) }
    let parts = path.split(separator: ".", maxSplits: 1).map(String.init)
    return (parts.first, parts.count > 1 ? parts[1] : nil)
  }

  /// A name such as `MODEL.SET`, with quotes around the whole or around its parts, without them.
  func dataModelPath(from start: Int, limit: Int) -> String {
    let end = bytes[start..<limit].firstIndex { ASCII.isSpace($0) || $0 == ASCII.comma } ?? limit
    return text(start..<end).filter { $0 != "\"" }
  }
}
