// swift-tools-version: 6.2
import PackageDescription

let strict = Context.environment["DARKNET_SWIFT_STRICT"] == "1"

/// What every Swift target is compiled with; continuous integration turns warnings into errors.
let settings: [SwiftSetting] =
  [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .strictMemorySafety(),
  ] + (strict ? [.treatAllWarnings(as: .error)] : [])

/// Only whoever builds the documentation fetches the plugin for it.
let documentation: [Package.Dependency] =
  Context.environment["DARKNET_SWIFT_DOCS"] == "1"
  ? [.package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.5.0")] : []

/// The forms of JSON that the command prints, which it can print as well: part of the program, not
/// files beside it.
let schemas: [Resource] =
  ["anchors", "classify", "detect", "error", "eval", "train", "video"].map {
    .embedInCode("Schemas/\($0).schema.json")
  }

/// Only whoever fuzzes builds the program for it: libFuzzer has its `main`.
let fuzzes = Context.environment["DARKNET_SWIFT_FUZZ"] == "1"
let fuzzing: [Target] =
  fuzzes
  ? [
    .executableTarget(
      name: "darknet-swift-fuzz", dependencies: ["FuzzTargets"], path: "Tests/Fuzz/Main",
      swiftSettings: settings)
  ] : []
/// Where fuzzing watches the memory that C touches.
///
/// Not in kernels: instrumented, they take a quarter of an hour to compile, and
/// `scripts/check-kernels` watches them.
let stbSettings: [CSetting] = fuzzes ? [.unsafeFlags(["-fsanitize=address"])] : []
let kernelSettings: [CSetting] = fuzzes ? [.unsafeFlags(["-fno-sanitize=all"])] : []

let package = Package(
  name: "darknet-swift",
  platforms: [.macOS(.v26)],
  products: [
    .library(name: "CfgParser", targets: ["CfgParser"]),
    .library(name: "Engine", targets: ["Engine"]),
    .library(name: "Trainer", targets: ["Trainer"]),
    .executable(name: "darknet-swift", targets: ["darknet-swift"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
  ] + documentation,
  targets: [
    .target(name: "CStb", cSettings: stbSettings),
    .target(name: "CKernels", cSettings: kernelSettings),
    .target(name: "CNetworks", resources: [.copy("../../cfg")]),
    .target(name: "CfgParser", swiftSettings: settings),
    .target(
      name: "Engine",
      dependencies: ["CfgParser", "CKernels", "CStb"],
      swiftSettings: settings),
    .target(
      name: "Trainer",
      dependencies: ["CfgParser", "CKernels", "Engine"],
      swiftSettings: settings),
    .executableTarget(
      name: "darknet-swift",
      dependencies: [
        "CNetworks", "CfgParser", "Engine", "Trainer",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      resources: schemas,
      swiftSettings: settings),
    .target(
      name: "TestSupport",
      dependencies: ["CfgParser", "Engine"],
      path: "Tests/TestSupport",
      swiftSettings: settings),
    .target(
      name: "FuzzTargets",
      dependencies: ["CfgParser", "Engine"],
      path: "Tests/Fuzz/Targets",
      swiftSettings: settings),
    .testTarget(
      name: "CfgParserTests", dependencies: ["CfgParser", "TestSupport"], swiftSettings: settings),
    .testTarget(
      name: "EngineTests",
      dependencies: ["CfgParser", "CKernels", "Engine", "TestSupport"],
      resources: [.copy("Fixtures")],
      swiftSettings: settings),
    .testTarget(
      name: "TrainerTests",
      dependencies: ["CKernels", "CfgParser", "Engine", "TestSupport", "Trainer"],
      swiftSettings: settings),
    .testTarget(
      name: "DarknetSwiftTests",
      dependencies: ["CfgParser", "Engine", "TestSupport", "Trainer", "darknet-swift"],
      swiftSettings: settings),
    .testTarget(
      name: "FuzzTests", dependencies: ["FuzzTargets", "TestSupport"], swiftSettings: settings),
  ] + fuzzing,
  swiftLanguageModes: [.v6]
)
