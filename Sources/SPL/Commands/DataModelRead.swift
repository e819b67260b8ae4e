/// `datamodel` and `from`: which data model and data set they read.
/// Source: Search Reference, "datamodel", "from".
public struct DataModelRead: Sendable, Hashable {
  /// The data model.
  public let model: String
  /// The data set in it; nil where none is named.
  public let dataSet: String?
}

extension Parser {
  /// `datamodel MODEL SET …`; nil where no model is named.
  func dataModelCommand(in body: Range<Int>) -> DataModelRead? {
    let names = fields(in: body).map(\.name)
    return names.first.map { DataModelRead(model: $0, dataSet: names.dropFirst().first) }
  }

  /// `from datamodel:MODEL.SET`, with a space or an equals sign in place of the colon, and with quotes around the name
  /// or the whole; nil for what reads something else.
  func fromCommand(in body: Range<Int>) -> DataModelRead? {
    guard let first = arguments(in: body).first else { return nil }
    var start: Int?
    switch first {
    case .option("datamodel", let value): start = value.lowerBound
    case .field(let field) where field.name.lowercased() == "datamodel":
      start = fields(in: body).dropFirst().first?.range.lowerBound
    case .field(let field) where field.name.lowercased().hasPrefix("datamodel:"):
      start = field.range.lowerBound
    default: break
    }
    guard let start else { return nil }
    let path = dataModelPath(from: start, limit: body.upperBound)
    let name = path.lowercased().hasPrefix("datamodel:") ? path.dropFirst("datamodel:".utf8.count) : path[...]
    let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
    return parts.first.map { DataModelRead(model: $0, dataSet: parts.count > 1 ? parts[1] : nil) }
  }
}
