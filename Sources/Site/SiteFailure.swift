/// Why a site could not be built.
public enum SiteFailure: Error, Sendable, Hashable {
  /// The output folder must not be used; with the reason, and what to do.
  case refused(String, help: String)
  /// A file or folder could not be written; with the system's reason.
  case notWritten(String, String)
  /// A file of the product's home cannot be read.
  case missing(String)
  /// A template is no Mustache; with the reason.
  case malformedTemplate(String, String)
  /// A template shows a text in triple braces, where only HTML may stand, or names something that its page lacks.
  case unfitTag(template: String, tag: String)
}
