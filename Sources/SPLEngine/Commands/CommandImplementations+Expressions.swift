extension CommandImplementations {
  /// Commands that compute with expressions.
  static let expressions: [CommandImplementation] = [
    .convert, .eval, .fieldformat,
  ]
}
