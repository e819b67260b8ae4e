extension CommandImplementations {
  /// Commands that work on rows and their fields.
  static let rows: [CommandImplementation] = [
    .accum, .addcoltotals, .addinfo, .addtotals, .anomalydetection, .autoregress, .cluster, .dedup, .delta,
    .extract, .fields, .fieldsummary, .filldown, .fillnull, .foreach, .fromjson, .gentimes, .head,
    .iplocation, .makecontinuous,
    .makemv, .makeresults, .multikv, .mvcombine, .mvexpand, .nomv, .noop, .outlier, .rangemap, .reltime,
    .rename, .replace, .reverse, .rex, .setfields, .sort, .spath, .strcat, .table, .tail, .tojson, .transpose,
    .trendline, .uniq, .untable, .xmlkv, .xmlunescape, .xpath, .xyseries,
  ]
}
