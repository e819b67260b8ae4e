// swift-tools-version: 6.1
import PackageDescription

// Targets stand in the order in which they may know each other: each one only those above it.
let package = Package(
  name: "detection-catalog",
  products: [
    .executable(name: "detection-catalog", targets: ["detection-catalog"])
  ],
  dependencies: [
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
  ],
  targets: [
    .systemLibrary(name: "CCmark", pkgConfig: "libcmark", providers: [.apt(["libcmark-dev"])]),
    .target(name: "Diagnostics"),
    .systemLibrary(name: "CPCRE2", pkgConfig: "libpcre2-8", providers: [.apt(["libpcre2-dev"])]),
    .target(name: "Patterns", dependencies: ["CPCRE2"]),
    .systemLibrary(name: "CNettle", pkgConfig: "nettle", providers: [.apt(["nettle-dev"])]),
    .target(name: "SPL", dependencies: ["Diagnostics"]),
    .target(name: "SPLEngine", dependencies: ["Diagnostics", "Patterns", "SPL", "CNettle"]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CMaxMind", pkgConfig: "libmaxminddb", providers: [.apt(["libmaxminddb-dev"])]),
    .target(
      name: "Events", dependencies: ["Diagnostics", "Patterns", "SPL", "SPLEngine", "CZlib", "CMaxMind"]),
    .target(name: "Catalog", dependencies: ["Diagnostics", "SPL", "Events", "Yams"]),
    .target(name: "Analysis", dependencies: ["Diagnostics", "SPL", "Catalog"]),
    .target(
      name: "RuleTests",
      dependencies: ["Diagnostics", "SPL", "SPLEngine", "Events", "Catalog", "Analysis"]),
    .target(
      name: "Site",
      dependencies: [
        "Diagnostics", "SPL", "SPLEngine", "Catalog", "Analysis", "RuleTests", "CCmark",
        .product(name: "Mustache", package: "swift-mustache"),
      ]),
    .executableTarget(
      name: "detection-catalog",
      dependencies: [
        "Diagnostics", "SPL", "SPLEngine", "Events", "Catalog", "Analysis", "RuleTests", "Site",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .executableTarget(
      name: "benchmarks",
      dependencies: ["Diagnostics", "SPL", "SPLEngine", "Events", "Catalog", "Analysis", "Site"],
      path: "Benchmarks"),
    .target(name: "TestSupport", dependencies: ["SPL", "SPLEngine"], path: "Tests/TestSupport"),
    .testTarget(name: "DiagnosticsTests", dependencies: ["Diagnostics", "TestSupport"]),
    .testTarget(name: "SPLTests", dependencies: ["SPL", "TestSupport"]),
    .testTarget(name: "SPLEngineTests", dependencies: ["SPLEngine", "SPL", "Patterns", "TestSupport"]),
    .testTarget(name: "CatalogTests", dependencies: ["Catalog", "Events", "TestSupport"]),
    .testTarget(name: "EventsTests", dependencies: ["Events", "SPLEngine", "SPL", "TestSupport"]),
    .testTarget(
      name: "RuleTestsTests",
      dependencies: ["RuleTests", "Events", "SPLEngine", "Catalog", "Analysis", "TestSupport"]),
    .testTarget(name: "AnalysisTests", dependencies: ["Analysis", "TestSupport"]),
    .testTarget(
      name: "SiteTests",
      dependencies: ["Site", "RuleTests", "SPLEngine", "Catalog", "Analysis", "Diagnostics", "TestSupport"]),
    .testTarget(
      name: "CommandTests",
      dependencies: ["detection-catalog", "Site", "Analysis", "Catalog", "Diagnostics", "TestSupport"]),
  ],
  swiftLanguageModes: [.v6]
)

// `make fuzz` builds with libFuzzer, which brings a main of its own: no other build may see this target.
if Context.environment["FUZZ"] == "1" {
  package.targets.append(
    .executableTarget(name: "fuzzer", dependencies: ["SPL", "SPLEngine", "Events"], path: "Fuzz"))
}
