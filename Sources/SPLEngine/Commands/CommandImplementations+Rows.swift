extension CommandImplementations {
  /// Commands that work on rows and their fields.
  static let rows: [CommandImplementation] = [.fields, .head]
}
