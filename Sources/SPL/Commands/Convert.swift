extension CommandSyntax {
  /// `convert`
  static let convert = CommandSyntax(
    "convert", .streaming, "Turns values into numbers, times into text and text into times.",
    options: [Option("timeformat", .text, "%m/%d/%Y %H:%M:%S")],
    arguments: [
      .list(
        .clause(
          "conversion",
          [
            .word([
              "auto", "ctime", "dur2sec", "memk", "mktime", "mstime", "none", "num", "rmcomma", "rmunit",
            ]),
            .optional([.mark("("), .optional([.list(.field)]), .mark(")")]),
            .optional([.word(["AS"]), .field]),
          ]))
    ],
    examples: [
      "convert ctime(firstTime) ctime(lastTime)", "convert timeformat=\"%F %T\" ctime(_time) AS time",
      "convert mktime(date) timeformat=\"%d.%m.%Y\"", "convert auto(*) none(id)", "convert auto",
      "convert dur2sec(delay) AS seconds, memk(size), mstime(length)", "convert num(*_count) AS *_number",
      "convert rmcomma(price) rmunit(speed)",
    ])
}
