extension CommandImplementations {
  /// Commands that count, sum up and group rows.
  static let reporting: [CommandImplementation] = []
}
