extension CommandSyntax {
  /// `rename`
  static let rename = CommandSyntax(
    "rename", .streaming, "Gives fields other names; wildcards carry parts of a name over.",
    arguments: [.list(.clause("rename", [.field, .word(["AS"]), .field]))],
    examples: [
      "rename src_ip AS src", "rename src_ip as src, dest_ip as dest", "rename src_ip AS src dest_ip AS dest",
      "rename Processes.* AS *", "rename count AS \"Number of logons\"", "rename \"Account Name\" AS user",
    ])
}
