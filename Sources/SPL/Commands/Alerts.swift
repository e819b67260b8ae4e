extension CommandSyntax {
  /// `sendemail`
  static let sendemail = CommandSyntax(
    "sendemail", .dataset, "Sends the rows by e-mail.",
    options: [
      Option("to", .text), Option("from", .text), Option("cc", .text), Option("bcc", .text),
      Option("subject", .text), Option("message", .text), Option("footer", .text),
      Option("sendresults", .boolean, "false"), Option("inline", .boolean, "false"),
      Option("format", .choice(["table", "raw", "csv", "html", "plain", "text"]), "table"),
      Option("sendcsv", .boolean, "false"), Option("sendpdf", .boolean, "false"), Option("pdfview", .text),
      Option("paperorientation", .choice(["portrait", "landscape"]), "portrait"),
      Option("papersize", .choice(["letter", "legal", "ledger", "a2", "a3", "a4", "a5"]), "letter"),
      Option(
        "priority",
        .choice(["highest", "high", "normal", "low", "lowest", "1", "2", "3", "4", "5"]), "normal"),
      Option("server", .text, "localhost"), Option("graceful", .boolean, "false"),
      Option("content_type", .choice(["html", "plain"]), "html"),
      Option("width_sort_columns", .boolean, "true"), Option("use_ssl", .boolean, "false"),
      Option("use_tls", .boolean, "false"), Option("maxinputs", .integer, "50000"), Option("maxtime", .span),
    ],
    takesAnyOption: true,
    examples: [
      "sendemail to=soc@example.com",
      "sendemail to=\"soc@example.com,it@example.com\" subject=\"New logins\" message=\"See the table.\""
        + " sendresults=true inline=true format=table priority=high maxtime=5m",
      "sendemail to=soc@example.com from=splunk@example.com cc=it@example.com bcc=log@example.com footer=End"
        + " sendcsv=t sendpdf=t pdfview=logins paperorientation=landscape papersize=a4 content_type=html",
      "sendemail server=mail.example.com to=soc@example.com use_tls=t use_ssl=f graceful=t maxinputs=100"
        + " width_sort_columns=false",
    ])

  /// `sendalert`
  static let sendalert = CommandSyntax(
    "sendalert", .dataset, "Runs an alert action with the rows.",
    options: [Option("results_link", .text), Option("results_path", .text)],
    takesAnyOption: true,
    arguments: [.name("alert action")],
    examples: [
      "sendalert notable", "sendalert chat param.room=\"SOC\" param.text=\"New login\" results_link=none",
    ])

  /// `runshellscript`
  static let runshellscript = CommandSyntax(
    "runshellscript", .dataset, "Runs the script of an alert.",
    takesAnyOption: true,
    arguments: [.list(.name("argument"))],
    examples: [
      "runshellscript page.sh 3 \"failed\" \"index=main failed\" \"Failed logins\" \"\" \"\" \"\" job.csv"
    ])

  /// `script`
  static let script = CommandSyntax(
    "script", aliases: ["run"], .dataset, "Runs a script that reads and writes rows.",
    options: [Option("maxinputs", .integer, "100")],
    takesAnyOption: true,
    arguments: [.list(.name("argument"))],
    examples: ["script python enrich", "run perl enrich quick \"two words\" maxinputs=500"])
}
