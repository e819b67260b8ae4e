extension CommandSyntax {
  /// `inputintelligence`
  static let inputintelligence = CommandSyntax(
    "inputintelligence", .generating, "Reads the rows of a downloaded list of intelligence.",
    options: [
      Option("fields", .text), Option("delim_regex", .text), Option("extract_regex", .text),
      Option("ignore_regex", .text), Option("skip_header_lines", .integer),
      Option("include_raw", .boolean), Option("append", .boolean), Option("no_parse", .boolean),
    ],
    arguments: [.name("intelligence list")],
    examples: [
      "inputintelligence cisco_top_one_million_sites",
      "inputintelligence my_list append=1 skip_header_lines=1 delim_regex=\",\" fields=\"rank:$1,domain:$2\"",
      "inputintelligence my_list ignore_regex=\"^#\" extract_regex=\"(.*)\" include_raw=t no_parse=f",
    ],
    source:
      "Enterprise Security, \"Use the inputintelligence command to use generic intelligence\"")
}
