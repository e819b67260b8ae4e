extension EvalFunction {
  /// Functions on times, in seconds since 1970. Source: Search Reference, "Date and Time functions".
  static let dateAndTime: [EvalFunction] = [
    EvalFunction(
      name: "now", category: .dateAndTime, signature: "now()", minimum: 0, maximum: 0,
      summary: "The time at which the search started, or was scheduled to start.",
      examples: [("now()", "1700000000")]),
    EvalFunction(
      name: "relative_time", category: .dateAndTime, signature: "relative_time(time, modifier)",
      minimum: 2, maximum: 2,
      summary: "The time moved by the offset, then snapped: -1d@d.",
      examples: [
        (#"round(relative_time(1534118400, "+1h"))"#, "1534122000"),
        (#"round(relative_time(1534118465, "-1m@m"))"#, "1534118400"),
      ]),
    EvalFunction(
      name: "strftime", category: .dateAndTime, signature: "strftime(time, format)", minimum: 2, maximum: 2,
      summary: "The time as text, in the format.",
      examples: [(#"strftime(1534118465, "%S")"#, "05"), (#"strftime(1534118465, "%s")"#, "1534118465")]),
    EvalFunction(
      name: "strptime", category: .dateAndTime, signature: "strptime(text, format)", minimum: 2, maximum: 2,
      summary: "The time that the text names in the format; null when it does not fit.",
      examples: [
        (#"round(strptime("2018-08-13 00:00:05 +0000", "%Y-%m-%d %H:%M:%S %z"))"#, "1534118405"),
        (#"round(strptime("2018-08-13 01:00:00 +0100", "%Y-%m-%d %H:%M:%S %z"))"#, "1534118400"),
      ]),
    EvalFunction(
      name: "time", category: .dateAndTime, signature: "time()", minimum: 0, maximum: 0,
      summary: "The clock at the moment the row is worked on, to the microsecond.", examples: []),
  ]
}
