import Foundation

extension EvalImplementations {
  /// Functions on times, in seconds since 1970. Source: Search Reference, "Date and Time functions".
  ///
  /// `time()` is the clock, which would make each run different: here it is the time of the search, as `now()` is.
  static let dateAndTime: [EvalImplementation] = [
    EvalImplementation("now") { _, compilation in
      CompiledExpression(constant: Value(compilation.environment.now), .number)
    },
    .prepared("relative_time", .number) { _, compilation in
      let zone = compilation.environment.timeZone
      return { values in
        guard let time = values[0].double, abs(time) < TimeFormat.limit, let modifier = values[1].singleText,
          let moved = TimeModifier.relative(modifier, to: time, in: zone)
        else { return .null }
        return .number(Number(moved, decimals: 6))
      }
    },
    .prepared("strftime", .text) { arguments, compilation in
      let zone = compilation.environment.timeZone
      let known = arguments[1].constantText.map { TimeFormat($0) }
      return { values throws(SearchError) in
        guard let time = values[0].double, let format = known ?? values[1].singleText.map({ TimeFormat($0) })
        else { return .null }
        let text = format.text(time, in: zone)
        try compilation.meter.check(textBytes: text?.utf8.count ?? 0)
        return text.map { .text($0) } ?? .null
      }
    },
    .prepared("strptime", .number) { arguments, compilation in
      let environment = compilation.environment
      let known = arguments[1].constantText.map { TimeFormat($0) }
      return { values in
        guard let text = values[0].singleText,
          let format = known ?? values[1].singleText.map({ TimeFormat($0) }),
          let time = format.time(
            text, in: environment.timeZone, today: environment.now, allowingRest: true)
        else { return .null }
        return .number(Number(time, decimals: 6))
      }
    },
    EvalImplementation("time") { _, compilation in
      CompiledExpression(constant: .number(Number(compilation.environment.now, decimals: 6)), .number)
    },
  ]
}
