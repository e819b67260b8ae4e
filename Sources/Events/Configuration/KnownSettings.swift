/// The settings of props.conf that are read, and those that change nothing that a search sees.
enum KnownSettings {
  /// Settings that are read.
  private static let read: Set<String> = [
    "LINE_BREAKER", "SHOULD_LINEMERGE", "BREAK_ONLY_BEFORE", "BREAK_ONLY_BEFORE_DATE", "MUST_BREAK_AFTER",
    "MAX_EVENTS", "TRUNCATE", "TIME_PREFIX", "TIME_FORMAT", "MAX_TIMESTAMP_LOOKAHEAD", "TZ",
    "DATETIME_CONFIG", "TIMESTAMP_FIELDS", "CHARSET", "KV_MODE", "AUTO_KV_JSON", "INDEXED_EXTRACTIONS",
    "FIELD_NAMES", "FIELD_DELIMITER", "FIELD_QUOTE", "HEADER_FIELD_DELIMITER", "HEADER_FIELD_QUOTE",
    "HEADER_FIELD_LINE_NUMBER", "HEADER_FIELD_ACCEPTABLE_SPECIAL_CHARACTERS", "FIELD_HEADER_REGEX",
    "PREAMBLE_REGEX", "MISSING_VALUE_REGEX", "JSON_TRIM_BRACES_IN_ARRAY_NAMES", "MUST_NOT_BREAK_BEFORE",
    "MUST_NOT_BREAK_AFTER", "TZ_ALIAS", "KV_TRIM_SPACES", "sourcetype", "rename", "priority",
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
    "EXTRACT-", "REPORT-", "FIELDALIAS-", "EVAL-", "LOOKUP-", "TRANSFORMS", "RULESET", "SEDCMD",
    "SEGMENTATION",
  ]

  /// Whether props.conf has a setting of this name.
  static func contains(_ name: String) -> Bool {
    read.contains(name) || ignored.contains(name) || prefixes.contains { name.hasPrefix($0) }
      || name.uppercased().hasPrefix("LOOKUP")
  }

  /// The settings of transforms.conf that are read, and those that change nothing that a search sees.
  private static let transforms: Set<String> = [
    "REGEX", "FORMAT", "SOURCE_KEY", "DEST_KEY", "MV_ADD", "CLEAN_KEYS", "KEEP_EMPTY_VALS", "DELIMS",
    "FIELDS",
    "REPEAT_MATCH", "WRITE_META", "LOOKAHEAD", "DEFAULT_VALUE", "INGEST_EVAL", "STOP_PROCESSING_IF",
    "CLONE_SOURCETYPE", "CAN_OPTIMIZE", "MATCH_LIMIT", "DEPTH_LIMIT", "filename", "collection", "fields_list",
    "external_cmd", "external_type", "max_matches", "min_matches", "default_match", "case_sensitive_match",
    "match_type", "filter", "time_field", "time_format", "max_offset_secs", "min_offset_secs",
    "batch_index_query", "allow_caching", "max_ext_batch", "cache_size", "check_permission",
    "reverse_lookup_honor_case_sensitive_match",
    "replicate", "feature_id_element", "python.version", "python.required", "description", "disabled",
    "index_fields_list",
  ]

  /// Whether transforms.conf has a setting of this name.
  static func transformsContain(_ name: String) -> Bool {
    transforms.contains(name) || name.hasPrefix("METRIC-SCHEMA-")
  }

  /// A fault for each setting of a stanza that is not known.
  static func faults(of stanza: ConfTable.Stanza, isKnown: (String) -> Bool) -> [SourceType.Fault] {
    stanza.filter { !isKnown($0.key) }.sorted { $0.key < $1.key }.map { name, setting in
      SourceType.Fault(
        setting: name, path: setting.path, line: setting.line, message: "this setting is not supported",
        isUnsupported: true)
    }
  }
}
