import TestSupport
import Testing

/// `iplocation` with a file in MaxMind's format, and without one.
@Suite struct SearchPlacesTests {
  private let catalog = TemporaryCatalog()
  private static let log = """
    {"ip":"192.0.2.7"}
    {"ip":"198.51.100.9"}
    {"ip":"not an address"}
    {"ip":"2001:db8::1"}

    """

  init() throws {
    let file = PlaceFile.bytes([
      (
        [192, 0, 2, 0], 24,
        PlaceFile.place(
          city: "Exampleville", region: "Northland", country: "Testonia", latitude: 12.5, longitude: -3.25)
      )
    ])
    try catalog.write(file, to: "places/test.mmdb")
  }

  private func run(_ search: String, _ arguments: String...) throws -> Command.Result {
    try Program.run(["search", search, "--format", "json"] + arguments, input: Array(Self.log.utf8))
  }

  @Test func anAddressGetsItsPlace() throws {
    let result = try run(
      "* | iplocation ip | table ip City Country Region lat lon | sort ip", "--geography",
      "\(catalog.root)/places/test.mmdb")
    #expect(
      result.output.split(separator: "\n") == [
        #"{"ip":"192.0.2.7","City":"Exampleville","Country":"Testonia","Region":"Northland","lat":"12.50000","lon":"-3.25000"}"#,
        #"{"ip":"198.51.100.9"}"#, #"{"ip":"2001:db8::1"}"#, #"{"ip":"not an address"}"#,
      ], "\(result.errors)")
  }

  @Test func furtherFieldsComeWhenAskedFor() throws {
    let result = try run(
      "192.0.2.7 | iplocation prefix=a_ allfields=true ip | table a_Timezone a_City", "--geography",
      "\(catalog.root)/places/test.mmdb")
    #expect(result.output == #"{"a_Timezone":"Etc/UTC","a_City":"Exampleville"}"# + "\n")
  }

  @Test func theCatalogMayNameTheFile() throws {
    try catalog.write("geography: places/test.mmdb\n", to: "catalog.yml")
    let result = try run("192.0.2.7 | iplocation ip | table City", "--catalog", catalog.root)
    #expect(result.output == #"{"City":"Exampleville"}"# + "\n", "\(result.errors)")
  }

  @Test func withoutAFileTheResultSaysSo() throws {
    let result = try run("192.0.2.7 | iplocation ip | table ip City")
    #expect(result.output == #"{"ip":"192.0.2.7"}"# + "\n")
    #expect(result.errors.contains("note: iplocation: no database of places is configured"))
  }

  @Test func aFileThatIsNoneIsAnError() throws {
    try catalog.write("this is no database\n", to: "places/broken.mmdb")
    for name in ["broken.mmdb", "none.mmdb", "."] {
      let result = try run("* | iplocation ip", "--geography", "\(catalog.root)/places/\(name)")
      #expect((result.status, result.output) == (1, ""))
      #expect(result.errors.hasPrefix("error: "), "\(result.errors)")
    }
  }
}
