extension CommandImplementations {
  /// Commands that count, sum up and group rows.
  static let reporting: [CommandImplementation] = [
    .bucket, .chart, .eventstats, .mcatalog, .mstats, .rare, .sichart, .sirare, .sistats, .sitimechart,
    .sitop, .stats,
    .streamstats,
    .timechart, .top, .tstats,
  ]
}
