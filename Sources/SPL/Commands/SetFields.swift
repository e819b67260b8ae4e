extension CommandSyntax {
  /// `setfields`
  static let setfields = CommandSyntax(
    "setfields", .streaming, "Gives fields the same value in each row; `eval` has taken its place.",
    arguments: [.list(.assignment)],
    examples: ["setfields vendor=\"Acme\"", "setfields vendor=\"Acme\", product=\"Road runner trap\""])
}
