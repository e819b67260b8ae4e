/// Where to search, as opposed to what to look for.
public enum SearchScope {
  /// The fields that say where to search.
  public static let fields: Set<String> = [
    "index", "earliest", "latest", "_index_earliest", "_index_latest", "splunk_server", "splunk_server_group",
    "nodename",
  ]
}
