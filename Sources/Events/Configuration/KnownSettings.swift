/// The settings of props.conf and transforms.conf that are known: `docs/add-ons.md` is made of them.
enum KnownSettings {
  /// Settings of props.conf that are read.
  static let props: Set<String> = [
    "AUTO_KV_JSON", "BREAK_ONLY_BEFORE", "BREAK_ONLY_BEFORE_DATE", "CHARSET", "DATETIME_CONFIG",
    "FIELD_DELIMITER", "FIELD_HEADER_REGEX", "FIELD_NAMES", "FIELD_QUOTE",
    "HEADER_FIELD_ACCEPTABLE_SPECIAL_CHARACTERS", "HEADER_FIELD_DELIMITER", "HEADER_FIELD_LINE_NUMBER",
    "HEADER_FIELD_QUOTE", "INDEXED_EXTRACTIONS", "JSON_TRIM_BRACES_IN_ARRAY_NAMES", "KV_MODE",
    "KV_TRIM_SPACES", "LINE_BREAKER", "MAX_EVENTS", "MAX_TIMESTAMP_LOOKAHEAD", "MISSING_VALUE_REGEX",
    "MUST_BREAK_AFTER", "MUST_NOT_BREAK_AFTER", "MUST_NOT_BREAK_BEFORE", "PREAMBLE_REGEX", "SHOULD_LINEMERGE",
    "TIMESTAMP_FIELDS", "TIME_FORMAT", "TIME_PREFIX", "TRUNCATE", "TZ", "TZ_ALIAS", "priority", "rename",
    "sourcetype",
  ]

  /// Beginnings of settings of props.conf that have a name of the add-on's own behind them, and are read. That of LOOKUP is
  /// written in either case.
  static let propsClasses = [
    "EVAL-", "EXTRACT-", "FIELDALIAS-", "LOOKUP-", "REPORT-", "RULESET-", "SEDCMD-", "TRANSFORMS-",
  ]

  /// Settings of props.conf that say how Splunk handles data, not what the data says.
  static let ignoredProps: Set<String> = [
    "ADD_EXTRA_TIME_FIELDS", "ANNOTATE_PUNCT", "CHECK_FOR_HEADER", "CHECK_METHOD", "DEPTH_LIMIT",
    "EVENT_BREAKER", "EVENT_BREAKER_ENABLE", "HEADER_MODE", "LB_CHUNK_BREAKER", "LEARN_MODEL",
    "LEARN_SOURCETYPE", "LINE_BREAKER_LOOKBEHIND", "MATCH_LIMIT", "MAX_DAYS_AGO", "MAX_DAYS_HENCE",
    "MAX_DIFF_SECS_AGO", "MAX_DIFF_SECS_HENCE", "METRICS_PROTOCOL", "NO_BINARY_CHECK", "SEGMENTATION",
    "_actions", "category", "description", "detect_trailing_nulls", "disabled", "initCrcLength",
    "invalid_cause", "is_valid", "maxDist", "pulldown_type", "termFrequencyWeightedDist", "unarchive_cmd",
  ]

  /// Settings of transforms.conf that are read: those of extractions and of what happens when events come in.
  static let transforms: Set<String> = [
    "CLEAN_KEYS", "CLONE_SOURCETYPE", "DEFAULT_VALUE", "DELIMS", "DEST_KEY", "FIELDS", "FORMAT",
    "INGEST_EVAL", "KEEP_EMPTY_VALS", "LOOKAHEAD", "MV_ADD", "REGEX", "REPEAT_MATCH", "SOURCE_KEY",
    "STOP_PROCESSING_IF", "WRITE_META",
  ]

  /// Settings of transforms.conf for lookups.
  static let lookups: Set<String> = [
    "case_sensitive_match", "collection", "default_match", "fields_list", "filename", "match_type",
    "max_matches", "min_matches",
  ]

  /// Settings of lookups that are known and not supported: a search that uses such a lookup is told so.
  static let unsupportedLookups: Set<String> = [
    "external_cmd", "external_type", "feature_id_element", "filter", "max_offset_secs", "min_offset_secs",
    "time_field", "time_format",
  ]

  /// Settings of transforms.conf that change nothing that a search sees.
  static let ignoredTransforms: Set<String> = [
    "CAN_OPTIMIZE", "DEPTH_LIMIT", "MATCH_LIMIT", "allow_caching", "batch_index_query", "cache_size",
    "check_permission", "description", "disabled", "index_fields_list", "max_ext_batch", "python.required",
    "python.version", "replicate", "reverse_lookup_honor_case_sensitive_match",
  ]

  /// Whether props.conf has a setting of this name.
  static func contains(_ name: String) -> Bool {
    props.contains(name) || ignoredProps.contains(name) || name.uppercased().hasPrefix("LOOKUP")
      || name.hasPrefix("SEGMENTATION-")
      || ["TRANSFORMS", "RULESET", "SEDCMD"].contains(where: name.hasPrefix)
      || propsClasses.contains(where: name.hasPrefix)
  }

  /// Whether transforms.conf has a setting of this name.
  static func transformsContain(_ name: String) -> Bool {
    [transforms, lookups, unsupportedLookups, ignoredTransforms].contains { $0.contains(name) }
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
