// swift-tools-version: 6.2

import Foundation
import PackageDescription

/// Settings of every Swift target: language mode 6, and every warning is an error.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
]

/// The folder in which Debian has the static form of every one of the libraries `names`, nil where
/// it has not.
func folder(of names: [String]) -> String? {
  ["x86_64", "aarch64"].map { "/usr/lib/\($0)-linux-gnu" }.first { folder in
    names.allSatisfy { FileManager.default.fileExists(atPath: "\(folder)/lib\($0).a") }
  }
}

/// The folder of Debian's static archives, nil where libgit2 has none.
///
/// Linked statically, and without its network transports (see `Sources/GitOffline`), libgit2 costs
/// a commit hook 0.1 ms to start; as a shared library it costs 6 ms, most of it for the CA bundle.
let archives = folder(of: ["git2"])

/// What libarchive's readers of the formats in `ArchiveReader` need. Linked statically, and without
/// decryption (see `Sources/ArchiveReadOnly`), it pulls in none of libxml2, OpenSSL, nettle and ACLs
/// that the shared library loads at every start.
let archiveLibraries = ["archive", "lzma", "bz2", "zstd", "z"]
let archiveFolder = folder(of: archiveLibraries)

func linking(_ names: [String], from folder: String?) -> [LinkerSetting] {
  folder.map { folder in [.unsafeFlags(names.map { "\(folder)/lib\($0).a" })] } ?? []
}

func library(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .testTarget(
    name: name, dependencies: dependencies + ["TestSupport"], swiftSettings: strict)
}

let yams = Target.Dependency.product(name: "Yams", package: "Yams")

let package = Package(
  name: "shrike",
  platforms: [.macOS(.v26)],
  products: [.executable(name: "shrike", targets: ["shrike"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    .systemLibrary(
      name: "CGit2", pkgConfig: archives == nil ? "libgit2" : nil,
      providers: [.apt(["libgit2-dev"]), .brew(["libgit2"])]),
    .target(
      name: "GitOffline",
      linkerSettings: linking(
        ["git2", "http_parser", "mbedcrypto", "pcre2-8", "z"], from: archives)
        + (archives == nil ? [] : [.unsafeFlags(["-Xlinker", "--wrap=inflate"])])),
    .systemLibrary(
      name: "CPCRE2", pkgConfig: archives == nil ? "libpcre2-8" : nil,
      providers: [.apt(["libpcre2-dev"]), .brew(["pcre2"])]),
    .systemLibrary(
      name: "CArchive", pkgConfig: archiveFolder == nil ? "libarchive" : nil,
      providers: [.apt(["libarchive-dev"]), .brew(["libarchive"])]),
    .target(
      name: "ArchiveReadOnly", linkerSettings: linking(archiveLibraries, from: archiveFolder)),
    library("Archive", ["CArchive"] + (archiveFolder == nil ? [] : ["ArchiveReadOnly"])),
    library("Git", ["CGit2"] + (archives == nil ? [] : ["GitOffline"])),
    .target(
      name: "PCRE", dependencies: ["CPCRE2"], swiftSettings: strict,
      linkerSettings: linking(["pcre2-8"], from: archives)),
    library("Findings"),
    library("Rules", ["Findings"]),
    library("Configuration", ["Rules", "Findings", yams]),
    .executableTarget(
      name: "RuleCompiler", dependencies: ["Configuration", "Rules", "Findings", "PCRE"],
      swiftSettings: strict),
    .plugin(
      name: "CompileRules", capability: .buildTool(), dependencies: ["RuleCompiler"]),
    .target(
      name: "BuiltinRules", dependencies: ["Rules"], path: "rules",
      exclude: ["policy", "score", "secrets"], swiftSettings: strict, plugins: ["CompileRules"]),
    library("Detection", ["Archive", "PCRE", "Rules", "Findings"]),
    .target(name: "YAMLEvents", dependencies: [yams], swiftSettings: strict),
    library("Policy", ["YAMLEvents", "PCRE", "Detection", "Rules", "Findings"]),
    library("Inputs", ["Git", "Archive", "Findings"]),
    library("Reporting", ["Findings"]),
    .executableTarget(
      name: "shrike",
      dependencies: [
        "Git", "PCRE", "Findings", "Rules", "BuiltinRules", "Detection", "Inputs",
        "Configuration", "Policy", "Reporting",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict,
      // Of the toolchain's own linkers the one whose programs start faster, by a millisecond.
      linkerSettings: [.unsafeFlags(["-use-ld=lld"], .when(platforms: [.linux]))]),

    // For `make train` alone: no product ships it.
    .executableTarget(
      name: "CredentialTraining",
      dependencies: ["Detection", "BuiltinRules", "Rules", "Findings"], swiftSettings: strict),

    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: strict),
    tests("ArchitectureTests", []),
    tests("FindingsTests", ["Findings"]),
    tests("RulesTests", ["Rules", "Findings", "BuiltinRules", "Configuration", "Detection"]),
    tests("PCRETests", ["PCRE"]),
    tests("ArchiveTests", ["Archive"]),
    tests("DetectionTests", ["Detection", "Rules", "Findings", "BuiltinRules", "Git"]),
    tests("YAMLEventsTests", ["YAMLEvents"]),
    tests(
      "PolicyTests",
      [
        "Policy", "YAMLEvents", "PCRE", "Detection", "Rules", "Findings", "BuiltinRules",
        "Configuration",
      ]),
    tests("GitTests", ["Git"]),
    tests("InputsTests", ["Inputs", "Git", "Findings"]),
    tests("ConfigurationTests", ["Configuration", "Rules", "Findings"]),
    tests("ReportingTests", ["Reporting", "Findings"]),
    tests("EndToEndTests", ["shrike"]),
  ]
)
