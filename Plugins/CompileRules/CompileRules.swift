import Foundation
import PackagePlugin

/// Runs RuleCompiler over every YAML file and file of weights of the target, whatever folder it lies
/// in.
@main
struct CompileRules: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: Target) throws -> [Command] {
    let enumerator = FileManager.default.enumerator(atPath: target.directoryURL.path)
    let rules = (enumerator?.compactMap { $0 as? String } ?? [])
      .filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".weights") }.sorted()
      .map { target.directoryURL.appending(path: $0) }
    let output = context.pluginWorkDirectoryURL.appending(path: "RuleArchiveText.swift")
    return [
      .buildCommand(
        displayName: "Compiling \(rules.count) rule files",
        executable: try context.tool(named: "RuleCompiler").url,
        arguments: [output.path] + rules.map(\.path), inputFiles: rules, outputFiles: [output])
    ]
  }
}
