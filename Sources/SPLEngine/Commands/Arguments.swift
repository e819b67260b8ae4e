import SPL

/// How commands get at their arguments.
extension CommandCall {
  /// The value of an option that is true or false; nil where it is not given.
  func boolean(_ name: String) -> Bool? {
    guard let text = option(name)?.lowercased() else { return nil }
    return ["true", "t", "1", "yes", "y"].contains(text)
  }

  /// The value of an option that is a whole number; nil where it is not given.
  func integer(_ name: String) -> Int? { option(name).flatMap { Int($0) } }

  /// The value of an option as text: without its quotes, `\"` and `\\` resolved; nil where it is not given.
  func text(_ name: String) -> String? {
    for case .option(let option) in Self.flat(arguments) where option.name.text.lowercased() == name {
      guard case .literal(let literal) = option.value else { return nil }
      return QuotedText.unescaped(literal.text)
    }
    return nil
  }

  /// The first number that stands by itself.
  var number: Int? {
    for case .number(let number) in arguments { return Int(number.text) }
    return nil
  }

  /// The clauses of this name, each with what stands in it.
  func clauses(_ name: String) -> [[CommandArgument]] {
    arguments.compactMap { argument in
      if case .clause(name, let inner) = argument { inner } else { nil }
    }
  }

  /// The fields that stand in no clause.
  var ownFields: [String] {
    arguments.compactMap { argument in
      if case .field(let field) = argument { field.name } else { nil }
    }
  }
}

extension [CommandArgument] {
  /// Whether one of these is this sign.
  func hasMark(_ text: String) -> Bool {
    contains { argument in
      if case .mark(let mark) = argument { mark.text == text } else { false }
    }
  }
}

extension String {
  /// Whether it holds the wildcard of names.
  var hasWildcard: Bool { utf8.contains(UInt8(ascii: "*")) }
}

extension Table {
  /// The values of a field in every row: nulls where no row has it.
  func column(_ field: String) -> [Value] {
    self[field] ?? [Value](repeating: .null, count: count)
  }

  /// These fields only, in this order; one that no row has is an empty column.
  func projected(_ names: [String]) -> Table {
    var table = Table(count: count)
    for name in names { table[name] = column(name) }
    table.separators = separators
    return table
  }

  /// The fields that some row has a value of.
  var filledFields: [String] {
    fields.filter { field in self[field]?.contains { !$0.isNull } ?? false }
  }
}
