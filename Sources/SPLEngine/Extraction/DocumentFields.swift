/// The fields of JSON and XML documents of one kind, for those who make events: named as `spath` names them. What one
/// document taught of names serves the next. One belongs to one thread.
public final class DocumentFields {
  private let tree: FieldTree

  /// Takes every field, or those that are wanted only.
  public init(wanted: Set<String>? = nil) {
    tree = FieldTree(wanted: wanted)
  }

  /// The names of the fields that were found, by number.
  public var fields: [String] { tree.fields }

  /// Whether names were left out because there were too many to tell apart.
  public var isFull: Bool { tree.isFull }

  /// Reads an object or array of JSON, and hands over each value with the number of its field. What is broken ends the
  /// reading; words that are no JSON, as `NaN` and `True`, are values all the same. False where the bytes are neither
  /// object nor array, or broken.
  @discardableResult
  public func json(_ bytes: UnsafeBufferPointer<UInt8>, _ found: (Int, Value) -> Void) -> Bool {
    JSONFields(tree: tree, isLenient: true).read(bytes, found)
  }

  /// Reads XML, and hands over each attribute and each element's text with the number of its field. No entity is
  /// resolved but the five of XML and characters by number.
  public func xml(_ bytes: UnsafeBufferPointer<UInt8>, _ found: (Int, Value) -> Void) {
    XMLFields(tree: tree).read(bytes, found)
  }
}
