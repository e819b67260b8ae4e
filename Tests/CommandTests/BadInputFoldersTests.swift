import Diagnostics
import Foundation
import Site
import TestSupport
import Testing

/// Things in a catalog that are no files, and output folders that must not be written to.
@Suite struct BadInputFoldersTests {
  private let catalog = TemporaryCatalog()

  /// Reads the catalog beside a good rule, which must be the only one.
  private func read() async throws -> [Diagnostic] {
    try catalog.write(RuleFixture(name: "Good").yaml, to: "detections/good.yml")
    let result = try await catalog.read()
    #expect(result.catalog.rules.map(\.name.value) == ["Good"])
    return result.diagnostics
  }

  private func expectSkipped(_ path: String, _ location: Testing.SourceLocation = #_sourceLocation)
    async throws
  {
    let found = try await read()
    #expect(
      found.count == 1 && found[0].location.path.hasSuffix(path), "\(found.brief)", sourceLocation: location)
  }

  // MARK: The catalog

  @Test func aLinkOutOfTheCatalogIsNotFollowed() async throws {
    try catalog.writeBeside(RuleFixture(name: "Outside").yaml, to: "outside.yml")
    try catalog.link("detections/link.yml", to: "../../outside.yml")
    try await expectSkipped("detections/link.yml")
  }

  @Test func aLinkOutOfTheCatalogByAnotherLinkIsNotFollowed() async throws {
    try catalog.writeBeside(RuleFixture(name: "Outside").yaml, to: "outside.yml")
    try catalog.link("other/hop", to: "../../outside.yml")
    try catalog.link("detections/link.yml", to: "../other/hop")
    try await expectSkipped("detections/link.yml")
  }

  @Test func aLinkToASiblingWhoseNameBeginsAlikeIsNotFollowed() async throws {
    try catalog.writeBeside(RuleFixture(name: "Outside").yaml, to: "catalog-other/outside.yml")
    try catalog.link("detections/link.yml", to: catalog.folder + "/catalog-other/outside.yml")
    try await expectSkipped("detections/link.yml")
  }

  @Test(arguments: ["link.yml", "../detections/link.yml", "nowhere.yml"])
  func aLinkLoopIsTold(_ target: String) async throws {
    try catalog.link("detections/link.yml", to: target)
    try await expectSkipped("detections/link.yml")
  }

  @Test func twoLinksToEachOtherAreTold() async throws {
    try catalog.link("detections/a.yml", to: "b.yml")
    try catalog.link("detections/b.yml", to: "a.yml")
    #expect(try await read().count == 2)
  }

  @Test(arguments: ["/dev/zero", "/dev/stdin", "/proc/self/mem", "/"])
  func aLinkToADeviceIsTold(_ target: String) async throws {
    try catalog.link("detections/device.yml", to: target)
    try await expectSkipped("detections/device.yml")
  }

  @Test func aPipeIsTold() async throws {
    try catalog.write("", to: "detections/.keep")
    try #require(mkfifo(catalog.root + "/detections/pipe.yml", 0o644) == 0)
    try await expectSkipped("detections/pipe.yml")
  }

  @Test func aPipeInPlaceOfTheSettingsIsTold() async throws {
    try #require(mkfifo(catalog.root + "/catalog.yml", 0o644) == 0)
    try await expectSkipped("catalog.yml")
  }

  @Test func aFolderNamedLikeAFileIsTold() async throws {
    try catalog.write("", to: "detections/folder.yml/.keep")
    try await expectSkipped("detections/folder.yml")
  }

  @Test(.enabled(if: geteuid() != 0, "root reads everything"))
  func anUnreadableFileIsTold() async throws {
    try catalog.write(RuleFixture(name: "Bad").yaml, to: "detections/bad.yml")
    try #require(chmod(catalog.root + "/detections/bad.yml", 0) == 0)
    #expect(try await read().only(.fileUnreadable).severity == .error)
  }

  @Test func aFolderThatIsALinkOutOfTheCatalogIsToldAndNotRead() async throws {
    try catalog.writeBeside(RuleFixture(name: "Outside").yaml, to: "outside/rule.yml")
    try catalog.link("detections/more", to: "../../outside")
    try await expectSkipped("detections/more")
  }

  @Test(arguments: [".", "..", "../detections", "/"])
  func aFolderThatIsALinkToOneAboveIsToldAndNotRead(_ target: String) async throws {
    try catalog.link("detections/loop", to: target)
    try await expectSkipped("detections/loop")
  }

  @Test func aSectionThatIsALinkOutOfTheCatalogIsToldAndNotRead() async throws {
    try catalog.writeBeside("name: outside\ndefinition: x\n", to: "outside/macro.yml")
    try catalog.link("macros", to: "../outside")
    try await expectSkipped("macros")
  }

  @Test func foldersWithoutEndAreTold() async throws {
    let path = (0..<200).map { "d\($0)" }.joined(separator: "/")
    try catalog.write(RuleFixture(name: "Deep").yaml, to: "detections/\(path)/deep.yml")
    #expect(try await read().contains { $0.location.path.contains("/d1") })
  }

  // MARK: The output

  private func build(to output: String) async throws {
    try catalog.write(RuleFixture().yaml, to: "detections/rule.yml")
    _ = try await catalog.build(to: output)
  }

  private func expectRefused(_ output: String, _ location: Testing.SourceLocation = #_sourceLocation) async {
    await #expect(sourceLocation: location) {
      try await build(to: output)
    } throws: { error in
      if case SiteFailure.refused = error { true } else { false }
    }
  }

  @Test(arguments: ["/", "//", "/.", "/..", "/tmp/.."])
  func theRootIsRefused(_ output: String) async {
    await expectRefused(output)
    #expect(!FileManager.default.fileExists(atPath: "/.detection-catalog"))
  }

  @Test(arguments: ["link", "link/", "link//", "link/."])
  func aLinkIsRefused(_ name: String) async throws {
    try FileManager.default.createDirectory(
      atPath: catalog.folder + "/target", withIntermediateDirectories: true)
    try catalog.linkBeside("link", to: "target")
    await expectRefused("\(catalog.folder)/\(name)")
    #expect(catalog.files(in: "target").isEmpty)
  }

  @Test(arguments: [
    "catalog", "catalog/site", "catalog/../catalog/site", "catalog/detections", ".", "alias/site",
  ])
  func aFolderInsideOrAboveTheCatalogIsRefused(_ output: String) async throws {
    try catalog.linkBeside("alias", to: "catalog")
    await expectRefused("\(catalog.folder)/\(output)")
    #expect(catalog.files(in: "catalog").keys.sorted() == ["detections/rule.yml"])
  }

  @Test(arguments: ["site/notes.txt", "site/index.html", "site/rules/splunk/rule/index.html"])
  func aFolderWithFilesOfOthersIsRefused(_ path: String) async throws {
    try catalog.writeBeside("mine", to: path)
    await expectRefused(catalog.site)
    #expect(catalog.files(in: "site").values.map { String(decoding: $0, as: UTF8.self) } == ["mine"])
  }

  @Test func aFileInPlaceOfTheFolderIsRefused() async throws {
    try catalog.writeBeside("mine", to: "site")
    await expectRefused(catalog.site)
    #expect(FileManager.default.contents(atPath: catalog.site) == Data("mine".utf8))
  }

  @Test func aForeignListIsRefused() async throws {
    try catalog.writeBeside("mine\n", to: "site/.detection-catalog")
    try catalog.writeBeside("mine", to: "site/notes.txt")
    await expectRefused(catalog.site)
    #expect(catalog.files(in: "site").count == 2)
  }

  @Test func filesOfOthersAmongOursAreKept() async throws {
    try await build(to: catalog.site)
    try catalog.writeBeside("mine", to: "site/notes.txt")
    try catalog.writeBeside("mine", to: "site/rules/splunk/rule/notes.txt")
    try FileManager.default.removeItem(atPath: catalog.root + "/detections/rule.yml")
    try catalog.write(RuleFixture(name: "New").yaml, to: "detections/new.yml")
    let site = try await catalog.build()
    #expect(site.rulePages == ["rules/splunk/new/index.html"], "what is no longer written is removed")
    #expect(catalog.files(in: "site")["notes.txt"] == Array("mine".utf8))
    #expect(catalog.files(in: "site")["rules/splunk/rule/notes.txt"] == Array("mine".utf8))
  }

  @Test func aFileOfOthersWhereAPageBelongsIsKept() async throws {
    try await build(to: catalog.site)
    try catalog.writeBeside("mine", to: "site/rules/splunk/new/index.html")
    try catalog.write(RuleFixture(name: "New").yaml, to: "detections/new.yml")
    await expectRefused(catalog.site)
    #expect(catalog.files(in: "site")["rules/splunk/new/index.html"] == Array("mine".utf8))
  }

  @Test(arguments: [
    "../victim", "/victim", "rules/../../victim", "link/victim", "./../victim", "victim\u{0}", "",
  ])
  func aForgedListRemovesNothingOutside(_ entry: String) async throws {
    try catalog.writeBeside("mine", to: "victim")
    try catalog.writeBeside("mine", to: "outside/victim")
    try await build(to: catalog.site)
    try catalog.linkBeside("site/link", to: "../outside")
    let list = catalog.files(in: "site")[".detection-catalog"] ?? []
    let forged = entry.replacing("/victim", with: entry == "/victim" ? catalog.folder + "/victim" : "/victim")
    try catalog.writeBeside(
      String(decoding: list, as: UTF8.self) + forged + "\n", to: "site/.detection-catalog")
    try? await build(to: catalog.site)
    #expect(FileManager.default.fileExists(atPath: catalog.folder + "/victim"))
    #expect(FileManager.default.fileExists(atPath: catalog.folder + "/outside/victim"), "behind a link")
  }

  @Test func aFolderThatBecameALinkIsNotWrittenThrough() async throws {
    try await build(to: catalog.site)
    try catalog.writeBeside("mine", to: "outside/splunk/rule/index.html")
    try FileManager.default.removeItem(atPath: catalog.site + "/rules")
    try catalog.linkBeside("site/rules", to: "../outside")
    try? await build(to: catalog.site)
    #expect(catalog.files(in: "outside") == ["splunk/rule/index.html": Array("mine".utf8)])
  }

  @Test func aFolderThatBecameALinkIsNotRemovedThrough() async throws {
    try catalog.write(RuleFixture(name: "Old").yaml, to: "detections/old.yml")
    try await build(to: catalog.site)
    try catalog.writeBeside("mine", to: "outside/index.html")
    try FileManager.default.removeItem(atPath: catalog.site + "/rules/splunk/old")
    try catalog.linkBeside("site/rules/splunk/old", to: "../../../outside")
    try FileManager.default.removeItem(atPath: catalog.root + "/detections/old.yml")
    try? await build(to: catalog.site)
    #expect(catalog.files(in: "outside") == ["index.html": Array("mine".utf8)])
  }

  @Test func aPageThatBecameALinkIsNotWrittenThrough() async throws {
    try await build(to: catalog.site)
    try catalog.writeBeside("mine", to: "outside.html")
    try FileManager.default.removeItem(atPath: catalog.site + "/index.html")
    try catalog.linkBeside("site/index.html", to: "../outside.html")
    try? await build(to: catalog.site)
    #expect(FileManager.default.contents(atPath: catalog.folder + "/outside.html") == Data("mine".utf8))
  }
}
