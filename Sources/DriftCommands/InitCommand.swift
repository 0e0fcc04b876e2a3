import ArgumentParser
import DriftModel
import DriftProject
import DriftReport
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
  @Flag(help: "With --example: fetch its systems from drift-example-systems on this machine.") var fetched = false
  @OptionGroup var input: InputOptions

  func run() throws {
    if let example {
      guard !example.isEmpty else {
        throw DriftError("expected a folder's name after --example, found an empty one")
      }
      try Example(folder: example, limits: input.limits, isFetched: fetched).write()
      let text = """
        \(Neutral.text(example, limit: .max)): the example, with three systems and one agent. Next:
          cd \(ShellWord.quoted(example))
          drift check

        """
      return Output.standard(Array(text.utf8))
    }
    guard !Store.isTaken("drift.yaml") else {
      throw DriftError("there is one already", file: "drift.yaml", help: Self.further(schema, system))
    }
    var definitions = ""
    let name: String
    var pattern: String?
    if let schema {
      pattern = try Self.pattern(of: schema)
      name = system ?? Self.systemName(schema)
      try Store.check(system: name)
      let loaded = try SystemLoader(symbols: SymbolTable(), limits: input.limits).load(schema)
      definitions = Self.definitions(loaded.schema, name)
    } else {
      name = system ?? "crm"
      try Store.check(system: name)
    }
    try Store.write(Array(Self.project(name, pattern).utf8), to: "drift.yaml")
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

  /// The pattern that names a schema's file, or all files of its folder, from the project's folder.
  ///
  /// - Throws: ``DriftError`` where it lies elsewhere: a project's files are in its folder.
  private static func pattern(of schema: String) throws(DriftError) -> String {
    guard schema == "-" || FileTree.exists(schema) else { throw DriftError("no such file or folder", file: schema) }
    guard schema != "-", FileTree.isInside(schema, folder: "."), let path = FileTree.path(schema, from: ".") else {
      throw DriftError(
        "the schema is not in this folder, which is to be the project's", file: schema,
        help: ["Copy it here, or run drift init in a folder that holds it."])
    }
    guard !path.isEmpty else {
      throw DriftError(
        "the schema's folder is to be the project's, whose own files are no schema", file: schema,
        help: ["Name a file in it, or put the schema into a folder of its own, as schemas/."])
    }
    guard !path.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else {
      throw DriftError("the path holds control characters, which a project file does not take", file: schema)
    }
    let plain = path.reduce(into: "") { $0 += "*?[".contains($1) ? "[\($1)]" : String($1) }
    return FileTree.isFolder(schema) ? "\(plain)/**" : plain
  }

  /// A text as YAML takes it wherever it stands.
  private static func yaml(_ text: String) -> String {
    let isPlain = text.unicodeScalars.allSatisfy {
      $0.isASCII && ($0.properties.isAlphabetic || ("0"..."9").contains($0) || "_-./".unicodeScalars.contains($0))
    }
    if isPlain, let first = text.unicodeScalars.first, first.properties.isAlphabetic { return text }
    let escaped = text.unicodeScalars.reduce(into: "") { out, scalar in
      switch scalar {
      case "\"", "\\": out += "\\\(scalar)"
      case _ where scalar.value < 0x20 || (0x7f..<0xa0).contains(scalar.value) || !Neutral.isShown(scalar):
        let digits = String(scalar.value, radix: 16)
        out += "\\U" + String(repeating: "0", count: 8 - digits.count) + digits
      default: out.unicodeScalars.append(scalar)
      }
    }
    return "\"\(escaped)\""
  }

  private static func definitions(_ schema: Schema, _ system: String) -> String {
    let names = schema.definitions.map { Neutral.text(schema.symbols.text($0.name)) }.sorted()
    let shown = names.prefix(20).map { "  \($0)\n" }.joined()
    let more = names.count > 20 ? "  and \(names.count - 20) more (drift show lists them)\n" : ""
    guard let first = names.first.map(ShellWord.quoted) else { return "" }
    return """

      \(system) has \(names.count) definitions:
      \(shown)\(more)
      drift snapshot stores the first version; drift map \(system) \(first) writes entries of a mapping to copy.

      """
  }

  private static func project(_ system: String, _ pattern: String?) -> String {
    let source =
      pattern.map { "    source: { files: [\(yaml($0))] }" } ?? "    # source: { files: [schemas/\(system).json] }"
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
