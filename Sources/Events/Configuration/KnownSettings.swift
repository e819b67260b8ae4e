/// The settings of props.conf that are read, and those that change nothing that a search sees.
enum KnownSettings {
  /// Settings that are read.
  private static let read: Set<String> = [
    "LINE_BREAKER", "SHOULD_LINEMERGE", "BREAK_ONLY_BEFORE", "BREAK_ONLY_BEFORE_DATE", "MUST_BREAK_AFTER",
    "MAX_EVENTS", "TRUNCATE", "TIME_PREFIX", "TIME_FORMAT", "MAX_TIMESTAMP_LOOKAHEAD", "TZ",
    "DATETIME_CONFIG", "TIMESTAMP_FIELDS", "CHARSET", "KV_MODE", "AUTO_KV_JSON", "INDEXED_EXTRACTIONS",
    "FIELD_NAMES", "FIELD_DELIMITER", "FIELD_QUOTE", "HEADER_FIELD_DELIMITER", "HEADER_FIELD_QUOTE",
    "HEADER_FIELD_LINE_NUMBER", "HEADER_FIELD_ACCEPTABLE_SPECIAL_CHARACTERS", "FIELD_HEADER_REGEX",
    "PREAMBLE_REGEX", "MISSING_VALUE_REGEX", "sourcetype", "rename", "priority",
  ]

  /// Settings that say how data is handled, not what it says.
  private static let ignored: Set<String> = [
    "category", "description", "pulldown_type", "disabled", "EVENT_BREAKER", "EVENT_BREAKER_ENABLE",
    "LEARN_MODEL", "LEARN_SOURCETYPE", "maxDist", "ANNOTATE_PUNCT", "termFrequencyWeightedDist",
    "detect_trailing_nulls", "NO_BINARY_CHECK", "invalid_cause", "is_valid", "MAX_DAYS_AGO", "MAX_DAYS_HENCE",
    "MAX_DIFF_SECS_AGO", "MAX_DIFF_SECS_HENCE", "ADD_EXTRA_TIME_FIELDS", "LB_CHUNK_BREAKER",
    "LINE_BREAKER_LOOKBEHIND", "CHECK_FOR_HEADER", "CHECK_METHOD", "HEADER_MODE", "MATCH_LIMIT",
    "DEPTH_LIMIT", "initCrcLength", "METRICS_PROTOCOL", "_actions", "unarchive_cmd",
  ]

  /// Beginnings of settings that have a name of the add-on's own behind them.
  private static let prefixes = [
    "EXTRACT-", "REPORT-", "FIELDALIAS-", "EVAL-", "LOOKUP-", "TRANSFORMS-", "TRANSFORMS", "SEDCMD",
    "SEGMENTATION",
  ]

  static func contains(_ name: String) -> Bool {
    read.contains(name) || ignored.contains(name) || prefixes.contains { name.hasPrefix($0) }
  }
}
