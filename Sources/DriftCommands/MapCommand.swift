import ArgumentParser
import DriftModel
import DriftProject
import DriftStore
import DriftSyntax

/// `drift map`.
struct MapCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "map", abstract: "Writes entries of a mapping for a definition, to copy.",
    discussion: "An entry a field, from the newest version; what is read-only is read, the rest is yours to say.")

  @Argument(help: "The system, or a schema file.", completion: Completions.systemsOrFiles) var system: String
  @Argument(help: "The definition, or an operation's request or response.", completion: Completions.addresses)
  var address: String
  @OptionGroup var stored: StoreOptions
  @OptionGroup var input: InputOptions

  func run() throws {
    let schema: Schema
    let name: String
    if FileTree.exists(system) {
      schema = try SystemLoader(symbols: SymbolTable(), limits: input.limits).load(system).schema
      name = String(FileTree.name(of: system).prefix { $0 != "." })
    } else {
      let history = try stored.store.known(system)
      guard let newest = try history.latest() else { throw DriftError("\(system) has no version") }
      schema = try history.schema(newest, SymbolTable())
      name = system
    }
    Output.standard(Array(try MappingSkeleton(schema, system: name).text(address).utf8))
  }
}
