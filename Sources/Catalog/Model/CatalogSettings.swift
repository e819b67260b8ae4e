/// What `catalog.yml` in a catalog's root says.
public struct CatalogSettings: Sendable, Hashable {
  /// `title`: the catalog's name.
  public var title = "Detection catalog"
  /// `base_url`: where the site will stand, for what needs whole addresses; empty where that is not known.
  public var baseURL = ""
  /// `source`: the address of the repository that holds the rules.
  public var source = "https://github.com/splunk/security_content"
  /// `edit_url`: where a rule is edited; `{path}` stands for its path in the repository. Empty for the default.
  public var editURL = ""
  /// `vendor`: the last part of the breadcrumb and, in lower case, the folder of the rules.
  public var vendor = "Splunk"
  /// `language`: the language of the rule bodies.
  public var language = "splunk"
  /// `commands`: search commands that apps of the user's bring, by name.
  public var commands: [String] = []
  /// `geography`: the file of places that `iplocation` asks, relative to the catalog; empty for none.
  public var geography = ""

  /// `tests`: tests beside those that the rules bring.
  public var tests: [CatalogTest] = []

  /// The settings of a catalog without `catalog.yml`.
  public init() {}
}
