import Catalog

/// The filter macros that end rules: each rule has one of its own, for users to fill in.
enum FilterMacros {
  /// Their names, after the files and the names of the rules, as Splunk's tools make them.
  static func names(of rules: [Rule]) -> Set<String> {
    Set(rules.flatMap { ["\($0.file.stem)_filter", name(after: $0.name.value)] })
  }

  private static func name(after rule: String) -> String {
    var text = ""
    for scalar in rule.lowercased().unicodeScalars {
      text.unicodeScalars.append([" ", "-", ".", "/"].contains(scalar) ? "_" : scalar)
    }
    return text + "_filter"
  }
}
