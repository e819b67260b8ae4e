/// The commands that Splunk knows, and the one name by which each is shown.
///
/// Source: Search Reference, "Command quick reference", and the Machine Learning Toolkit's user guide for the last
/// line of `known`.
public enum CommandNames {
  /// The canonical name of a command given in any case: lower case, and `bucket` for `bin` and `discretize`.
  public static func canonical(_ name: String) -> String {
    let lower = name.lowercased()
    return aliases[lower] ?? lower
  }

  /// Whether Splunk, or its Machine Learning Toolkit, has a command of this canonical name.
  public static func isKnown(_ name: String) -> Bool {
    known.contains(name)
  }

  private static let aliases: [String: String] = [
    "bin": "bucket", "discretize": "bucket", "kv": "extract", "af": "analyzefields", "transam": "transaction",
    "run": "script",
  ]

  private static let known: Set<String> = Set(
    """
    abstract accum addcoltotals addinfo addtotals analyzefields anomalies anomalousvalue anomalydetection append
    appendcols appendpipe arules associate autoregress awssnsalert bucket bucketdir chart cluster cofilter collect
    concurrency contingency convert correlate datamodel dbinspect dbxquery dedup delete delta diff erex eval
    eventcount eventstats extract fieldformat fields fieldsummary filldown fillnull findkeywords findtypes folderize
    foreach format from fromjson gauge gentimes geom geomfilter geostats head highlight history iconify inputcsv
    inputintelligence inputlookup iplocation join kmeans kvform loadjob localize localop lookup makecontinuous
    makemv makeresults map mcatalog mcollect metadata metasearch meventcollect mpreview mrollup msearch mstats
    multikv multisearch mvcombine mvexpand nomv outlier outputcsv outputlookup outputtext overlap pivot predict
    rangemap rare redistribute regex relevancy reltime rename replace require rest return reverse rex rtorder
    savedsearch script scrub search searchtxn selfjoin sendalert sendemail set setfields sichart sirare sistats
    sitimechart sitop snoweventstream sort spath stats strcat streamstats table tags tail timechart timewrap tojson
    top transaction transpose trendline tscollect tstats typeahead typelearner typer union uniq untable
    walklex where x11 xmlkv xmlunescape xpath xsdisplayconcept xyseries
    apply deletemodel fit listmodels sample score summary
    """.split(whereSeparator: \.isWhitespace).map(String.init))
}
