/// What a command reads besides rows.
extension CommandCall {
  /// A data set of a data model that a command reads.
  public struct DataModelRead: Sendable, Hashable {
    /// The data model.
    public let model: String
    /// The data set in it, with those above it as written; nil where none is named.
    public let dataSet: String?

    /// `MODEL.SET`, with quotes around the whole or its parts; nil for an empty text.
    init?(path: String) {
      let bare = path.filter { $0 != "\"" }
      let parts = bare.split(separator: ".", maxSplits: 1).map(String.init)
      guard let model = parts.first else { return nil }
      self.model = model
      dataSet = parts.count > 1 ? parts[1] : nil
    }
  }

  /// What `tstats`, `datamodel`, `pivot` and `from` read, where that is a data model.
  public var dataModel: DataModelRead? {
    switch name {
    case "tstats": return Self.dataModel(in: clause("from"))
    case "from":
      if let read = Self.dataModel(in: clause("dataset")) { return read }
      // The whole in quotes: "datamodel:X".
      guard let text = Self.names(clause("dataset")).first?.filter({ $0 != "\"" }),
        text.lowercased().hasPrefix("datamodel:")
      else { return nil }
      return DataModelRead(path: String(text.dropFirst("datamodel:".utf8.count)))
    case "datamodel", "pivot":
      let names = Self.names(arguments)
      return names.first.flatMap { model in
        DataModelRead(path: names.count > 1 ? "\(model).\(names[1])" : model)
      }
    default: return nil
    }
  }

  /// The path behind the word DATAMODEL.
  private static func dataModel(in arguments: [CommandArgument]) -> DataModelRead? {
    let saysSo = arguments.contains { argument in
      if case .word(let word) = argument { word.text.lowercased() == "datamodel" } else { false }
    }
    return saysSo ? DataModelRead(path: names(arguments).joined(separator: ".")) : nil
  }

  /// The table that `lookup`, `inputlookup` or `outputlookup` names; nil for other commands.
  public var lookupTable: FieldName? {
    guard ["lookup", "inputlookup", "outputlookup"].contains(name) else { return nil }
    for case .name(let name) in Self.flat(arguments) {
      let text = name.text
      let isQuoted = text.utf8.count >= 2 && text.hasPrefix("\"") && text.hasSuffix("\"")
      return FieldName(isQuoted ? String(text.dropFirst().dropLast()) : text, at: name.range)
    }
    return nil
  }

  /// The names among these arguments, as written.
  private static func names(_ arguments: [CommandArgument]) -> [String] {
    flat(arguments).compactMap { argument in
      if case .name(let name) = argument { name.text } else { nil }
    }
  }

  /// The arguments with those of clauses in the clauses' place.
  public static func flat(_ arguments: [CommandArgument]) -> [CommandArgument] {
    arguments.flatMap { argument -> [CommandArgument] in
      if case .clause(_, let inner) = argument { flat(inner) } else { [argument] }
    }
  }
}
