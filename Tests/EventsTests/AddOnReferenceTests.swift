import TestSupport
import Testing

@testable import Events

/// `docs/add-ons.md` is made from the tables of settings: `make golden` writes it anew.
@Suite struct AddOnReferenceGoldenTests {
  @Test func reference() throws {
    try Golden.expect(Self.text, equals: "../../docs/add-ons.md")
  }

  private static let text = """
    # Settings of add-ons

    Made from the tables of settings in `Sources/Events`; `make golden` writes it anew. A setting that stands in none of these
    lists is not supported: `detection-catalog apps` tells it with its file and line, and so does every search that needs it.
    What Splunk's documentation leaves open is decided in [spl-decisions.md](spl-decisions.md), under "From log lines to
    fields"; cases stand under `Tests/Spec/addons`.

    ## props.conf

    Read, by source type, `source::` and `host::` stanza:

    \(list(KnownSettings.props))

    Read, with a name of your own behind it:

    \(list(KnownSettings.propsClasses))

    Passed over, since they say how Splunk handles data and not what the data says:

    \(list(KnownSettings.ignoredProps))

    ## transforms.conf

    Read, for extractions and for what happens when events come in. DEST_KEY may be `_raw`, `_meta`, `queue`,
    `MetaData:Host`, `MetaData:Source`, `MetaData:Sourcetype` and `_MetaData:Index`:

    \(list(KnownSettings.transforms))

    Read, for lookups:

    \(list(KnownSettings.lookups))

    Not supported, and told by a search that uses such a lookup:

    \(list(KnownSettings.unsupportedLookups))

    Passed over:

    \(list(KnownSettings.ignoredTransforms))

    ## The other files

    `eventtypes.conf` (`search`, `disabled`), `tags.conf`, `macros.conf` (`definition`, `args`, `iseval`), `collections.conf`
    (a collection is the lookup file of its name, else an empty table of its fields), `lookups/*.csv`, and data models in
    `data/models/*.json`: constraints, inheritance, calculated fields by eval, regular expression and lookup.

    """

  private static func list(_ names: some Sequence<String>) -> String {
    names.sorted().map { "`\($0)`" }.joined(separator: ", ")
  }
}
