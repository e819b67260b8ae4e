/// `lookup`, `inputlookup` and `outputlookup`: which table they use.
/// Source: Search Reference, "lookup", "inputlookup", "outputlookup".
public struct LookupUse: Sendable, Hashable {
  /// The lookup's name, or that of its CSV file.
  public let table: FieldName
}

extension Parser {
  func lookupUse(in body: Range<Int>) -> LookupUse? {
    fields(in: body).first.map(LookupUse.init)
  }
}
