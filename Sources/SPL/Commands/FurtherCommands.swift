/// Commands that are rarely seen, or that other products of Splunk bring: known by name and by what they take.
extension CommandSyntax {
  /// `awssnsalert`
  static let awssnsalert = further(
    "awssnsalert", "Sends rows to a topic of AWS SNS.", "Splunk Add-on for AWS")
  /// `dbxquery`
  static let dbxquery = further("dbxquery", "Reads rows from a database.", "Splunk DB Connect", .generating)
  /// `findkeywords`
  static let findkeywords = further("findkeywords", "Finds words that tell groups of events apart.")
  /// `geomfilter`
  static let geomfilter = further("geomfilter", "Keeps the shapes of a map that lie in a window.")
  /// `inputintelligence`
  static let inputintelligence = further(
    "inputintelligence", "Reads the rows of a threat list.", "Splunk Enterprise Security", .generating)
  /// `makecontinuous`
  static let makecontinuous = further("makecontinuous", "Adds the missing values of a field that counts on.")
  /// `mrollup`
  static let mrollup = further("mrollup", "Writes metrics in larger steps into another index.")
  /// `relevancy`
  static let relevancy = further("relevancy", "Says how well each event fits the search.")
  /// `rtorder`
  static let rtorder = further("rtorder", "Brings the events of a search in real time into order.")
  /// `snoweventstream`
  static let snoweventstream = further(
    "snoweventstream", "Sends rows to ServiceNow.", "Splunk Add-on for ServiceNow")
  /// `timewrap`
  static let timewrap = further("timewrap", "Lays the periods of a timechart over one another.")
  /// `walklex`
  static let walklex = further("walklex", "Reads the terms of an index.", nil, .generating)
  /// `xsdisplayconcept`
  static let xsdisplayconcept = further(
    "xsdisplayconcept", "Shows a concept of extreme search.", "Splunk Enterprise Security", .generating)

  private static func further(
    _ name: String, _ summary: String, _ product: String? = nil, _ kind: Kind = .dataset
  ) -> CommandSyntax {
    CommandSyntax(
      name, kind, summary, takesAnyOption: true, arguments: [.optional([.rest("arguments")])],
      examples: [name], source: product)
  }
}
