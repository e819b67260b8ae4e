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
  case tooManyProblems = "too-many-problems"

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
  case unknownRule = "unknown-rule"

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
  case commandSyntax = "command-syntax"
  case unknownOption = "unknown-option"
  case optionValue = "option-value"
  case unknownFunction = "unknown-function"
  case functionArguments = "function-arguments"
  case missingPipe = "missing-pipe"
  case searchOperator = "search-operator"
  case singleQuotes = "single-quotes"
  case likeWildcard = "like-wildcard"
  case lookAlikeCharacter = "look-alike-character"
  case nestingLimit = "nesting-limit"
  case macroArguments = "macro-arguments"
  case macroRecursion = "macro-recursion"
  case macroGrowth = "macro-growth"

  // Add-ons
  case configurationSyntax = "configuration-syntax"
  case unsupportedSetting = "unsupported-setting"
  case brokenSetting = "broken-setting"
  case brokenModel = "broken-model"

  // Running a search
  case searchUnsupported = "search-unsupported"
  case searchArgument = "search-argument"
  case searchLimit = "search-limit"
  case searchData = "search-data"

  /// How much this diagnostic weighs.
  public var severity: Severity {
    switch self {
    case .fileUnreadable, .fileTooLarge, .fileEncoding, .tooManyProblems,
      .yamlSyntax, .yamlDuplicateKey, .yamlAliases, .yamlNesting, .yamlShape,
      .missingKey, .wrongType, .invalidDate, .invalidID, .duplicateID, .unknownRule,
      .unclosedQuote, .unclosedMacro, .unclosedComment, .unclosedBracket, .unopenedBracket,
      .unclosedParenthesis, .unopenedParenthesis, .emptyStage, .expressionSyntax, .nestingLimit,
      .functionArguments, .macroArguments, .macroRecursion, .macroGrowth,
      .searchUnsupported, .searchArgument, .searchLimit, .searchData:
      .error
    case .fileNotRegular, .fileName, .noRules, .unknownKey, .invalidVersion, .unknownStatus, .unknownType,
      .duplicateName, .duplicateMacro, .hiddenCharacter,
      .unknownMacro, .unknownStory, .unknownDataSource,
      .revokedTechnique, .deprecatedTechnique, .techniqueSpelling, .duplicateTechnique,
      .configurationSyntax, .unsupportedSetting, .brokenSetting, .brokenModel,
      .unknownCommand, .commandSyntax, .unknownOption, .optionValue, .unknownFunction,
      .missingPipe, .searchOperator, .singleQuotes, .likeWildcard, .lookAlikeCharacter:
      .warning
    case .unknownTechnique, .unknownLookup:
      .note
    }
  }

  /// What the diagnostic means, in a sentence or two: the text of the reference.
  public var explanation: String {
    switch self {
    case .fileUnreadable: "A file or folder of the catalog cannot be opened or read."
    case .fileNotRegular:
      "A name that should be a file is a folder, a pipe, a device, or a link that leads out of the catalog. It is not read."
    case .fileTooLarge:
      "A file is larger than any rule is (8 MiB), or a file of one search larger than 10 MB. It is not read."
    case .fileEncoding: "A file is not UTF-8, or a file of one search holds a NUL byte. It is not read."
    case .fileName:
      "A file's name holds characters that a page's address cannot have on every system. The page gets another address."
    case .tooManyProblems:
      "A file has more than 100 problems of one kind of check; the others are counted only."
    case .noRules: "The catalog holds no rule: no YAML file under detections/."
    case .yamlSyntax: "The file is not valid YAML. Its page shows the text and this message."
    case .yamlDuplicateKey: "A mapping holds a key twice. The last one counts."
    case .yamlAliases:
      "An alias names no anchor, stands in a key, or the aliases of the file expand beyond its own size."
    case .yamlNesting: "Lists or mappings are nested deeper than 1,000 levels."
    case .yamlShape: "The file is empty, holds several documents, or is no mapping of keys."
    case .missingKey: "A key that every rule needs is missing or empty."
    case .unknownKey:
      "A key is not part of any generation of the schema: it is misspelt, or of another tool. It is kept."
    case .wrongType: "A value is a text where a list or mapping must stand, or the other way round."
    case .invalidDate: "A date is not written YYYY-MM-DD, or does not exist."
    case .invalidID: "The id is no UUID."
    case .invalidVersion: "The version is no whole number."
    case .unknownStatus: "The status is none of production, experimental, deprecated, removed and validation."
    case .unknownType:
      "The type is none of TTP, Anomaly, Hunting, Correlation, Baseline and Investigation. The severity hangs on it."
    case .duplicateID: "Two rules have the same id. Each is told, with the file of the other."
    case .duplicateName: "Two rules have names that are equal, or differ in case or Unicode form only."
    case .duplicateMacro: "A macro is defined in two files. The first by path counts."
    case .hiddenCharacter:
      "The file holds a character that is not seen or that turns the direction of text, such as U+200B or U+202E."
    case .unknownMacro:
      "A search calls a macro that the catalog does not define. Predicates in it are not seen. A rule's own filter "
        + "macro and drop_dm_object_name are always known."
    case .unknownLookup:
      "A search uses a lookup that the catalog does not define; another app may bring it. Told only where the catalog "
        + "has lookups at all."
    case .unknownStory:
      "A rule names an analytic story that the catalog does not have. Told only where it has stories."
    case .unknownDataSource:
      "A rule names a data source that the catalog does not have. Told only where it has data sources."
    case .unknownRule: "A test of catalog.yml names a rule that the catalog does not hold. It is not run."
    case .unknownTechnique: "A technique is not in the version of ATT&CK at hand: it is newer, or misspelt."
    case .revokedTechnique: "A technique was revoked; the page shows what took its place."
    case .deprecatedTechnique: "A technique is deprecated in ATT&CK."
    case .techniqueSpelling: "A technique's id is not in capitals."
    case .duplicateTechnique: "A rule names a technique twice."
    case .unclosedQuote: "A string is opened and never closed. The quote is then read as a plain character."
    case .unclosedMacro: "A backtick opens a macro call that is never closed."
    case .unclosedComment: "Three backticks open a comment that is never closed."
    case .unclosedBracket: "A bracket opens a subsearch that is never closed."
    case .unopenedBracket: "A closing bracket closes nothing."
    case .unclosedParenthesis: "A parenthesis, or the list of an IN, is never closed."
    case .unopenedParenthesis: "A closing parenthesis closes nothing."
    case .emptyStage: "There is nothing between two pipes, behind the last one, or in a file of one search."
    case .unknownCommand:
      "A stage begins with a command that neither Splunk nor its Machine Learning Toolkit brings. Its text is kept."
    case .expressionSyntax: "An expression of search, where or regex cannot be read."
    case .commandSyntax:
      "A command's arguments cannot be read from some place on. What stands there is kept as text, and the next stages "
        + "are read."
    case .unknownOption: "A command is given an option that it does not have."
    case .optionValue:
      "An option has a value of the wrong kind, such as a word where a whole number must stand."
    case .unknownFunction:
      "A function is called that neither eval nor stats has: it is misspelt, or of a later version."
    case .functionArguments: "A function is called with fewer or more arguments than it takes."
    case .missingPipe:
      "A word that is a command, and what follows it as its arguments, stand where no command can: a pipe is missing."
    case .searchOperator:
      "An operator of other languages, or AND, OR, NOT or IN in lower case, is a word to look for in the search language."
    case .singleQuotes:
      "A value of the search language stands in single quotes, which are part of it there. Only double quotes quote it."
    case .likeWildcard:
      "A pattern of LIKE holds '*', which stands for itself there; its wildcards are % and _."
    case .lookAlikeCharacter:
      "A curly quote, a long dash or a no-break space stands where only its plain counterpart has a meaning."
    case .nestingLimit: "A search is nested deeper than 200 levels. What lies deeper is not read."
    case .macroArguments: "A macro is called with another number of arguments than it takes."
    case .macroRecursion: "A macro calls itself, directly or through others."
    case .macroGrowth:
      "Macros nest too deep, are called too often, or make the search too long. The rest is not expanded."
    case .configurationSyntax: "A line of a .conf file is neither a stanza, a setting nor a comment."
    case .unsupportedSetting:
      "An add-on sets something that is not supported, so events may lack what it would do."
    case .brokenSetting:
      "The value of an add-on's setting cannot be used: a broken expression, a stanza that is missing."
    case .brokenModel: "The JSON file of a data model, or a search in it, cannot be read."
    case .searchUnsupported:
      "A search that is to run needs a command, function, option or service that does not run here. It gives no result."
    case .searchArgument:
      "A search that is to run gives a command or function an argument that it cannot take."
    case .searchLimit: "A search took more rows, bytes, steps or time than it may. It gives no result."
    case .searchData: "The data that a search is to run on cannot be read."
    }
  }
}
