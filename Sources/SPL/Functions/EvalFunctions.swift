extension EvalFunction {
  /// All functions, group by group in the order of Splunk's list.
  public static let all: [EvalFunction] =
    bitwise + conditional + conversion + cryptographic + dateAndTime + informational + json + mathematical
    + multivalue + statistical + text + trigonometric

  /// The functions by their names in lower case.
  public static let byName: [String: EvalFunction] = Dictionary(
    all.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })

  /// The function of that name, in any case.
  public static func named(_ name: String) -> EvalFunction? {
    byName[name.lowercased()]
  }
}
