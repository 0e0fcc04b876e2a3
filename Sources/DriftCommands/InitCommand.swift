import ArgumentParser
import DriftModel
import DriftProject
import DriftStore
import DriftSyntax

/// `drift init`.
struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Writes a project file to start from, or the example as a repository.",
    discussion: """
      With a schema file the project file names it as the source of a system, and its definitions are listed: drift map \
      writes entries of a mapping for one of them. Nothing that is there already is overwritten; a further system is a \
      few lines under "systems" in drift.yaml.
      """)

  @Argument(help: "A schema file or a folder of one system.", completion: .file()) var schema: String?
  @Option(help: ArgumentHelp("The system's name, with a schema; else the file's.", valueName: "name")) var system:
    String?
  @Option(help: ArgumentHelp("Write the example into this folder instead.", valueName: "folder")) var example: String?
  @OptionGroup var input: InputOptions

  func run() throws {
    if let example {
      try Example(folder: example, limits: input.limits).write()
      let text = """
        \(example): the example, with three systems and one agent. Next:
          cd \(example)
          drift check

        """
      return Output.standard(Array(text.utf8))
    }
    guard !FileTree.exists("drift.yaml") else {
      throw DriftError("there is one already", file: "drift.yaml", help: Self.further(schema, system))
    }
    var definitions = ""
    let name: String
    if let schema {
      name = system ?? Self.systemName(schema)
      try Store.check(system: name)
      let loaded = try SystemLoader(symbols: SymbolTable(), limits: input.limits).load(schema)
      definitions = Self.definitions(loaded.schema, name)
    } else {
      name = system ?? "crm"
      try Store.check(system: name)
    }
    try Store.write(Array(Self.project(name, schema).utf8), to: "drift.yaml")
    try ProjectAttributes.ensure(in: ".")
    Output.standard(Array(("drift.yaml: written\n" + definitions).utf8))
  }

  /// How a system comes to a project that is there.
  private static func further(_ schema: String?, _ system: String?) -> [String] {
    guard let schema else { return ["drift init --example FOLDER writes an example elsewhere."] }
    let name = system ?? systemName(schema)
    return [
      "Add the system under \"systems\" in it, then drift snapshot --system \(name):",
      "  \(name):",
      "    owner: team@example.com",
      "    source: { files: [\(FileTree.isFolder(schema) ? "\(schema)/**" : schema)] }",
    ]
  }

  private static func systemName(_ path: String) -> String {
    let name = FileTree.name(of: path)
    return String(name.prefix { $0 != "." })
  }

  private static func definitions(_ schema: Schema, _ system: String) -> String {
    let names = schema.definitions.map { schema.symbols.text($0.name) }.sorted()
    let shown = names.prefix(20).map { "  \($0)\n" }.joined()
    let more = names.count > 20 ? "  and \(names.count - 20) more (drift show lists them)\n" : ""
    guard let first = names.first else { return "" }
    return """

      \(system) has \(names.count) definitions:
      \(shown)\(more)
      drift snapshot stores the first version; drift map \(system) \(first) writes entries of a mapping to copy.

      """
  }

  private static func project(_ system: String, _ schema: String?) -> String {
    let source =
      schema.map { path in
        let files = FileTree.isFolder(path) ? "\(path)/**" : path
        return "    source: { files: [\(files)] }"
      } ?? "    # source: { files: [schemas/\(system).json] }"
    return """
      # What drift check looks at. All keys: docs/project.md.
      version: 1

      # The folder with the versions of all systems; drift snapshot writes it.
      snapshots: Snapshots

      # Which agent fields read and write which places: patterns of files.
      # mappings: [mappings/*.yaml]

      # From which severity on a check fails: breaking, warning, info, any, none.
      fail-on: breaking

      # What the team judges otherwise.
      # severity:
      #   enum-value-added: { read: info }

      systems:
        \(system):
          # Who hears of a break.
          # owner: team@example.com
      \(source)

      """
  }
}
