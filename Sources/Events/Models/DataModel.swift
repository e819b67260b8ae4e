import Foundation
import SPL
import SPLEngine

/// A data model: data sets, each with the search that finds its events and the fields it gives.
/// Source: Knowledge Manager Manual, "About data models"; Splunk's data model JSON.
public struct DataModel: Sendable {
  /// A data set as the JSON has it.
  public struct DataSet: Sendable {
    /// The name.
    public let name: String
    /// The data set above it; nil for a root.
    public let parent: String?
    /// The search of a root data set with a base search, or the constraints, in order.
    public let searches: [String]
    /// The fields of its own.
    public let fields: [String]
    /// How fields are computed, in order.
    public let calculations: [Calculation]
  }

  /// How fields are computed.
  public enum Calculation: Sendable, Hashable {
    /// A field by an expression of `eval`.
    case eval(field: String, expression: String)
    /// Fields by the named groups of a regular expression over another.
    case rex(input: String, expression: String)
    /// Fields by a lookup.
    case lookup(name: String, inputs: [Pair], outputs: [Pair])
  }

  /// A field of a lookup and the field of the event.
  public struct Pair: Sendable, Hashable {
    let lookup: String
    let event: String
  }

  /// The name.
  public let name: String
  /// The data sets by name.
  public let dataSets: [String: DataSet]
  /// The names in the order of the JSON.
  public let order: [String]

  /// Why a text is no data model.
  public struct Failure: Error, Sendable {
    /// What is wrong.
    public let message: String
  }

  /// Reads Splunk's JSON of a data model.
  public init(json bytes: [UInt8]) throws(Failure) {
    guard let object = try? JSONSerialization.jsonObject(with: Data(bytes)),
      let model = object as? [String: Any]
    else {
      throw Failure(message: "this is no JSON object")
    }
    guard let name = model["modelName"] as? String, let objects = model["objects"] as? [[String: Any]] else {
      throw Failure(message: "a data model has `modelName` and `objects`")
    }
    self.name = name
    var dataSets: [String: DataSet] = [:]
    var order: [String] = []
    for object in objects {
      guard let name = object["objectName"] as? String else {
        throw Failure(message: "a data set has an `objectName`")
      }
      dataSets[name] = Self.dataSet(name, object)
      order.append(name)
    }
    self.dataSets = dataSets
    self.order = order
  }

  private static func dataSet(_ name: String, _ object: [String: Any]) -> DataSet {
    let parent = object["parentName"] as? String ?? "BaseEvent"
    let constraints = (object["constraints"] as? [[String: Any]] ?? []).compactMap { $0["search"] as? String }
    let base = (object["baseSearch"] as? String).map { [$0] } ?? []
    let fields = (object["fields"] as? [[String: Any]] ?? []).compactMap { $0["fieldName"] as? String }
    let calculations = (object["calculations"] as? [[String: Any]] ?? []).flatMap(calculations)
    let outputs = (object["calculations"] as? [[String: Any]] ?? []).flatMap {
      ($0["outputFields"] as? [[String: Any]] ?? []).compactMap { $0["fieldName"] as? String }
    }
    return DataSet(
      name: name, parent: ["BaseEvent", "BaseSearch", "BaseTransaction"].contains(parent) ? nil : parent,
      searches: base + constraints, fields: fields + outputs, calculations: calculations)
  }

  private static func calculations(_ object: [String: Any]) -> [Calculation] {
    let outputs = (object["outputFields"] as? [[String: Any]] ?? [])
    let names = outputs.compactMap { $0["fieldName"] as? String }
    switch (object["calculationType"] as? String ?? "").lowercased() {
    case "eval":
      guard let expression = object["expression"] as? String else { return [] }
      return names.map { .eval(field: $0, expression: expression) }
    case "rex":
      guard let expression = object["expression"] as? String else { return [] }
      return [.rex(input: object["inputField"] as? String ?? "_raw", expression: expression)]
    case "lookup":
      guard let name = object["lookupName"] as? String else { return [] }
      func pairs(_ list: [[String: Any]], _ event: String) -> [Pair] {
        list.compactMap { item in
          guard let field = item[event] as? String else { return nil }
          return Pair(
            lookup: item["lookupField"] as? String ?? item["lookupOutputFieldName"] as? String ?? field,
            event: field)
        }
      }
      return [
        .lookup(
          name: name, inputs: pairs(object["lookupInputs"] as? [[String: Any]] ?? [], "inputField"),
          outputs: pairs(outputs, "fieldName"))
      ]
    default: return []
    }
  }

  /// The data sets from the root to this one; empty where it does not exist or its ancestors form a circle.
  func lineage(of name: String) -> [DataSet] {
    var lineage: [DataSet] = []
    var current: String? = name
    while let name = current {
      guard let set = dataSets[name], lineage.count < 32 else { return [] }
      lineage.insert(set, at: 0)
      current = set.parent
    }
    return lineage
  }

  /// The names of the data sets without a parent.
  var roots: [String] { order.filter { dataSets[$0]?.parent == nil } }
}
