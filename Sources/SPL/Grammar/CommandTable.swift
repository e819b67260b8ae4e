/// The commands whose syntax is known, by name.
public enum CommandTable {
  /// All syntaxes, by name.
  public static let all: [CommandSyntax] = [
    .abstract, .accum, .addcoltotals, .addinfo, .addtotals, .analyzefields, .anomalies, .anomalousvalue,
    .anomalydetection, .append, .appendcols, .appendpipe, .apply, .arules, .associate, .audit,
    .autoregress, .awssnsalert, .bucket, .bucketdir, .chart, .cluster, .cofilter, .collect, .concurrency,
    .contingency, .convert, .correlate, .crawl, .datamodel, .dbinspect, .dbxquery, .dedup,
    .delete,
    .deletemodel, .delta, .diff, .dump, .entitymerge, .erex, .eval, .eventcount, .eventstats, .extract,
    .fieldformat, .fields, .fieldsummary, .filldown, .fillnull, .findkeywords, .findtypes, .fit,
    .folderize, .foreach, .format, .from, .fromjson, .gauge, .gentimes, .geom, .geomfilter, .geostats,
    .head, .highlight, .history, .iconify, .inputcsv, .inputintelligence, .inputlookup, .iplocation,
    .join, .kmeans, .kvform, .listmodels, .loadjob, .localize, .localop, .lookup, .makecontinuous,
    .makejson, .makemv, .makeresults, .map, .mcatalog, .mcollect, .metadata, .metasearch, .meventcollect,
    .mpreview, .mrollup, .mstats, .multikv, .multisearch, .mvcombine, .mvexpand, .nokv, .nomv, .noop,
    .outlier, .outputcsv, .outputlookup, .outputtext, .overlap, .pivot, .predict, .rangemap, .rare,
    .redistribute, .relevancy, .reltime, .rename, .replace, .require, .rest, .`return`, .reverse, .rex,
    .rtorder, .runshellscript, .sample, .savedsearch, .score, .script, .scrub, .searchtxn, .selfjoin,
    .sendalert, .sendemail, .set, .setfields, .sichart, .sirare, .sistats, .sitimechart, .sitop,
    .snoweventstream, .sort, .spath, .stats, .strcat, .streamstats, .summary, .table, .tags, .tail,
    .timechart, .timewrap, .tojson, .top, .transaction, .transpose, .trendline, .tscollect, .tstats,
    .typeahead, .typelearner, .typer, .union, .uniq, .untable, .walklex, .x11, .xmlkv, .xmlunescape,
    .xpath, .xsdisplayconcept, .xyseries,
  ]

  /// The syntax of a command given by its canonical name or another; nil for one that has none here.
  public static func syntax(of name: String) -> CommandSyntax? {
    byName[name]
  }

  private static let byName = Dictionary(
    all.flatMap { syntax in ([syntax.name] + syntax.aliases).map { ($0, syntax) } },
    uniquingKeysWith: { first, _ in first })
}
