extension CommandSyntax {
  /// `replace`
  static let replace = CommandSyntax(
    "replace", .streaming, "Puts other values in place of whole values, in all fields or in the named ones.",
    arguments: [
      .list(.clause("replacement", [.name("value"), .comma, .word(["WITH"]), .name("value")])),
      .optional([.clause("in", [.word(["IN"]), .list(.field)])]),
    ],
    examples: [
      "replace 127.0.0.1 WITH localhost", "replace \"0x0\" with success, \"0x12\" with expired in status",
      "replace 0 WITH low 1 WITH high IN severity, urgency", "replace \"::ffff:*\" WITH * IN src",
      "replace \"Create\", WITH created IN action",
    ])
}
