/// `transaction`: events that belong together become one.
/// Source: Search Reference, "transaction".
public struct Transaction: Sendable, Hashable {
  /// The fields that events of one transaction have in common.
  public let fields: [FieldName]
}

extension Parser {
  func transaction(in body: Range<Int>) -> Transaction {
    Transaction(fields: fields(in: body))
  }
}
