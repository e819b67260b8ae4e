/// Every diagnostic that the program can give, by its stable name.
///
/// A code is never renamed and never used again for something else: people name codes in their settings.
public enum DiagnosticCode: String, Sendable, Hashable, CaseIterable {
  // Files
  case fileUnreadable = "file-unreadable"
  case fileNotRegular = "file-not-regular"
  case fileTooLarge = "file-too-large"
  case fileEncoding = "file-encoding"
  case fileName = "file-name"
  case noRules = "no-rules"

  // YAML
  case yamlSyntax = "yaml-syntax"
  case yamlDuplicateKey = "yaml-duplicate-key"
  case yamlAliases = "yaml-aliases"
  case yamlNesting = "yaml-nesting"
  case yamlShape = "yaml-shape"

  // Keys and values
  case missingKey = "missing-key"
  case unknownKey = "unknown-key"
  case wrongType = "wrong-type"
  case invalidDate = "invalid-date"
  case invalidID = "invalid-id"
  case invalidVersion = "invalid-version"
  case unknownStatus = "unknown-status"
  case unknownType = "unknown-type"
  case duplicateID = "duplicate-id"
  case duplicateName = "duplicate-name"
  case duplicateMacro = "duplicate-macro"
  case hiddenCharacter = "hidden-character"

  // What a rule refers to
  case unknownMacro = "unknown-macro"
  case unknownLookup = "unknown-lookup"
  case unknownStory = "unknown-story"
  case unknownDataSource = "unknown-data-source"

  // ATT&CK
  case unknownTechnique = "unknown-technique"
  case revokedTechnique = "revoked-technique"
  case deprecatedTechnique = "deprecated-technique"
  case techniqueSpelling = "technique-spelling"
  case duplicateTechnique = "duplicate-technique"

  // SPL
  case unclosedQuote = "unclosed-quote"
  case unclosedMacro = "unclosed-macro"
  case unclosedComment = "unclosed-comment"
  case unclosedBracket = "unclosed-bracket"
  case unopenedBracket = "unopened-bracket"
  case unclosedParenthesis = "unclosed-parenthesis"
  case unopenedParenthesis = "unopened-parenthesis"
  case emptyStage = "empty-stage"
  case unknownCommand = "unknown-command"
  case expressionSyntax = "expression-syntax"
  case nestingLimit = "nesting-limit"
  case macroArguments = "macro-arguments"
  case macroRecursion = "macro-recursion"
  case macroGrowth = "macro-growth"

  /// How much this diagnostic weighs.
  public var severity: Severity {
    switch self {
    case .fileUnreadable, .fileTooLarge, .fileEncoding,
      .yamlSyntax, .yamlDuplicateKey, .yamlAliases, .yamlNesting, .yamlShape,
      .missingKey, .wrongType, .invalidDate, .invalidID, .duplicateID,
      .unclosedQuote, .unclosedMacro, .unclosedComment, .unclosedBracket, .unopenedBracket,
      .unclosedParenthesis, .unopenedParenthesis, .emptyStage, .expressionSyntax, .nestingLimit,
      .macroArguments, .macroRecursion, .macroGrowth:
      .error
    case .fileNotRegular, .fileName, .noRules, .unknownKey, .invalidVersion, .unknownStatus, .unknownType,
      .duplicateName, .duplicateMacro, .hiddenCharacter,
      .unknownMacro, .unknownStory, .unknownDataSource,
      .revokedTechnique, .deprecatedTechnique, .techniqueSpelling, .duplicateTechnique,
      .unknownCommand:
      .warning
    case .unknownTechnique, .unknownLookup:
      .note
    }
  }
}
