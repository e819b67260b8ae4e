import SPL

extension CommandImplementation {
  /// `rename`: gives fields other names; what wildcards stand for is carried over. A field of the new name goes, also
  /// where the old one is missing. Source: Search Reference, "rename".
  static let rename = CommandImplementation("rename") { call, compilation throws(SearchError) in
    var pairs: [(old: String, new: String)] = []
    var seen: Set<String> = []
    for clause in call.clauses("rename") {
      let names = clause.fields.map(\.name)
      guard names.count == 2 else { throw compilation.argument("needs pairs FIELD AS NAME") }
      guard names[0].wildcardCount == names[1].wildcardCount else {
        throw compilation.argument("'\(names[0])' and '\(names[1])' differ in their number of *")
      }
      guard seen.insert(names[0]).inserted else {
        throw compilation.argument("'\(names[0])' cannot get two names")
      }
      pairs.append((names[0], names[1]))
    }
    return .streaming(
      RowCommand { [pairs] table in
        var table = table
        for (old, new) in pairs { table.renameFields(old, to: new) }
        return table
      })
  }
}

extension String {
  /// How many wildcards it holds.
  var wildcardCount: Int { utf8.count { $0 == UInt8(ascii: "*") } }
}

extension Table {
  fileprivate mutating func renameFields(_ old: String, to new: String) {
    guard old.hasWildcard else {
      if has(old) { rename(old, to: new) } else { remove(new) }
      return
    }
    for field in FieldPatterns([old]).matching(fields) {
      if let name = Wildcard.replaced(field, old, new) { rename(field, to: name) }
    }
  }
}
