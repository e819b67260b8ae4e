extension CommandImplementations {
  /// Commands that bring the rows of other searches, tables and data sets in.
  static let combining: [CommandImplementation] =
    [
      .append, .appendcols, .appendpipe, .datamodel, .eventcount, .format, .from, .inputcsv, .inputlookup,
      .join,
      .lookup, .map, .metadata, .metasearch, .multisearch, .outputcsv, .outputlookup, .require, .return,
      .selfjoin, .set, .transaction, .union,
    ] + CommandImplementation.passing
}
