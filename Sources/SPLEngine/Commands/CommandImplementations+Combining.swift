extension CommandImplementations {
  /// Commands that bring the rows of other searches, tables and data sets in.
  static let combining: [CommandImplementation] = []
}
