// swift-tools-version: 6.1
import PackageDescription

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
  name: "drift",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "drift", targets: ["drift"]),
    .executable(name: "drift-example-systems", targets: ["drift-example-systems"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
    .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
    // The example's server alone; nothing that `drift` itself links.
    .package(url: "https://github.com/swhitty/FlyingFox", from: "0.27.1"),
  ],
  targets: [
    // One target a stage; each imports only what stands before it (docs/architecture.md).
    .target(name: "DriftModel", swiftSettings: strict),
    .systemLibrary(
      name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"]), .brew(["libxml2"])]),
    .systemLibrary(name: "CAllocator"),
    .target(name: "DriftSyntax", dependencies: ["DriftModel", "CLibXML2"], swiftSettings: strict),
    .target(name: "DriftFormats", dependencies: ["DriftModel", "DriftSyntax"], swiftSettings: strict),
    .target(
      name: "DriftStore",
      dependencies: ["DriftModel", "DriftSyntax", .product(name: "Crypto", package: "swift-crypto")],
      swiftSettings: strict),
    .target(name: "DriftDiff", dependencies: ["DriftModel"], swiftSettings: strict),
    .target(
      name: "DriftImpact", dependencies: ["DriftModel", "DriftSyntax", "DriftDiff"], swiftSettings: strict),
    .target(
      name: "DriftProject", dependencies: ["DriftModel", "DriftSyntax", "DriftImpact"], swiftSettings: strict),
    .target(name: "DriftChangeLog", dependencies: ["DriftModel", "DriftSyntax"], swiftSettings: strict),
    // Types and constants of libcurl; the library itself is opened at first use.
    .target(name: "CCurl"),
    // zlib and brotli, opened in the same way.
    .target(name: "CUnpack"),
    .target(
      name: "DriftFetch",
      dependencies: [
        "DriftModel", "DriftSyntax", "DriftProject", "CCurl", "CUnpack",
        .product(name: "Crypto", package: "swift-crypto"), .product(name: "CryptoExtras", package: "swift-crypto"),
        .product(name: "Subprocess", package: "swift-subprocess"),
        .product(
          name: "SystemPackage", package: "swift-system", condition: .when(platforms: [.linux])),
      ],
      swiftSettings: strict),
    .target(
      name: "DriftGate",
      dependencies: ["DriftModel", "DriftStore", "DriftDiff", "DriftImpact", "DriftProject", "DriftChangeLog"],
      swiftSettings: strict),
    .target(
      name: "DriftReport", dependencies: ["DriftModel", "DriftSyntax", "DriftDiff", "DriftImpact"],
      swiftSettings: strict),
    // The documents of the example, once for the program and for the server that serves them.
    .target(name: "DriftExample", swiftSettings: strict),
    .target(
      name: "DriftExampleSystems",
      dependencies: [
        "DriftExample", .product(name: "FlyingFox", package: "FlyingFox"),
        .product(name: "FlyingSocks", package: "FlyingFox"),
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "drift-example-systems",
      dependencies: ["DriftExampleSystems", .product(name: "ArgumentParser", package: "swift-argument-parser")],
      swiftSettings: strict),
    .target(
      name: "DriftNight",
      dependencies: [
        "DriftModel", "DriftSyntax", "DriftStore", "DriftDiff", "DriftImpact", "DriftProject", "DriftGate",
        "DriftFetch", "DriftChangeLog",
        "DriftReport",
      ], swiftSettings: strict),
    .target(
      name: "DriftCommands",
      dependencies: [
        "DriftModel", "DriftSyntax", "DriftFormats", "DriftStore", "DriftDiff", "DriftImpact", "DriftProject",
        "DriftGate", "DriftReport", "DriftFetch", "DriftChangeLog", "DriftNight", "DriftExample", "CAllocator",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    .executableTarget(name: "drift", dependencies: ["DriftCommands"], swiftSettings: strict),
    // What tests share: documents as values, positions and edits, the data that is not part of the project.
    .target(
      name: "DriftTestSupport", dependencies: ["DriftModel", "DriftSyntax", "DriftFormats", "DriftDiff"],
      path: "Tests/DriftTestSupport", swiftSettings: strict),
    .testTarget(
      name: "DriftModelTests", dependencies: ["DriftModel", "DriftTestSupport"], swiftSettings: strict),
    .testTarget(
      name: "DriftSyntaxTests", dependencies: ["DriftModel", "DriftSyntax", "DriftTestSupport"],
      exclude: ["Exceptions.txt"],
      swiftSettings: strict),
    .testTarget(
      name: "DriftFormatsTests",
      dependencies: ["DriftModel", "DriftSyntax", "DriftFormats", "DriftStore", "DriftDiff", "DriftTestSupport"],
      exclude: ["refused-jsonschema.txt", "refused-openapi.txt"], swiftSettings: strict),
    .testTarget(
      name: "DriftStoreTests",
      dependencies: [
        "DriftModel", "DriftSyntax", "DriftFormats", "DriftStore", "DriftDiff", "DriftTestSupport",
      ], exclude: ["OlderReader"], swiftSettings: strict),
    .testTarget(
      name: "DriftDiffTests",
      dependencies: ["DriftModel", "DriftSyntax", "DriftFormats", "DriftDiff", "DriftTestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "DriftFetchTests",
      dependencies: [
        "DriftModel", "DriftSyntax", "DriftProject", "DriftFetch", "DriftTestSupport", "CCurl",
        .product(name: "Crypto", package: "swift-crypto"), .product(name: "CryptoExtras", package: "swift-crypto"),
      ],
      swiftSettings: strict),
    .testTarget(name: "DriftChangeLogTests", dependencies: ["DriftModel", "DriftChangeLog"], swiftSettings: strict),
    .testTarget(
      name: "DriftNightTests",
      dependencies: [
        "DriftModel", "DriftSyntax", "DriftFormats", "DriftStore", "DriftImpact", "DriftProject", "DriftFetch",
        "DriftNight", "DriftReport",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "DriftImpactTests",
      dependencies: ["DriftModel", "DriftSyntax", "DriftFormats", "DriftDiff", "DriftImpact", "DriftTestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "DriftReportTests",
      dependencies: ["DriftModel", "DriftSyntax", "DriftFormats", "DriftDiff", "DriftImpact", "DriftReport"],
      exclude: ["validate.py"], swiftSettings: strict),
    // Runs the built program, as a user would.
    .testTarget(
      name: "DriftCommandsTests",
      dependencies: ["drift", "drift-example-systems", "DriftExampleSystems", "DriftTestSupport"], swiftSettings: strict
    ),
  ],
  swiftLanguageModes: [.v6]
)
