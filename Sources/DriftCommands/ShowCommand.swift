import ArgumentParser
import DriftImpact
import DriftModel
import DriftReport
import DriftStore

/// `drift show FILE [ADDRESS]`.
struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Prints the field tree of a schema, or the part of it at an address.",
    discussion: """
      References are named, not expanded: show the address of a definition to see what is in it.

      Exit codes: 0 shown; 2 the source or the address cannot be read; 3 shown, but a part of it could not be read.
      """)

  @Argument(help: "A file, a folder, - for standard input, or a version: crm@v2.") var source: String
  @Argument(help: "The part to print: Contact, Contact.address, '\"GET /contacts\".response'.") var address: String?
  @Option(help: ArgumentHelp("How many levels to print.", valueName: "levels")) var depth: Int?
  @Option(help: "Colour: auto, always or never. NO_COLOR is honoured.") var color: ColorOption = .auto
  @Flag(help: "Accept parts that could not be read.") var allowGaps = false
  @OptionGroup var stored: StoreOptions
  @Option(help: ArgumentHelp("The system of a version that does not name it.", valueName: "name")) var system: String?
  @OptionGroup var input: InputOptions

  mutating func validate() throws {
    if let depth, depth < 1 { throw ValidationError("--depth takes a whole number from 1.") }
  }

  func run() throws {
    let schema = try load()
    let terminal = Terminal.of(descriptor: 1)
    var options = TreeText.Options()
    options.depth = depth
    options.color = terminal.usesColor(color.choice, variable: Environment.variable)
    options.width = terminal.width
    var bytes: [UInt8] = []
    TreeText.write(schema, try root(schema), options, to: &bytes)
    Output.standard(bytes)
    try tellGaps(schema)
  }

  private func load() throws -> Schema {
    let symbols = SymbolTable()
    switch Operand(source) {
    case .document(let argument):
      try MistakenOperand.check(argument, in: stored.store)
      return try SystemLoader(symbols: symbols, limits: input.limits).load(argument).schema
    case .revision(let path):
      return try GitDocument(path).load(SystemLoader(symbols: symbols, limits: input.limits))
    case .version(let name):
      let (history, version) = try ComparedPairs(store: stored.store, system: system).one(name)
      return try history.schema(version, symbols)
    }
  }

  private func root(_ schema: Schema) throws -> TreeText.Root {
    guard let address else { return .all }
    let parsed: Address
    do throws(Address.Malformed) {
      parsed = try Address(parsing: address)
    } catch {
      throw DriftError("\"\(address)\" is no address: \(error.message) (at its column \(error.column))")
    }
    do throws(UnresolvedAddress) {
      return TreeText.Root.of(try AddressResolver(schema).suggesting.resolve(parsed), parsed)
    } catch {
      throw error.told(as: address, in: source)
    }
  }

  /// On standard error, so that a pipe gets the tree alone.
  private func tellGaps(_ schema: Schema) throws {
    guard !schema.gaps.isEmpty, !allowGaps else { return }
    for gap in schema.gaps.prefix(3) {
      Output.error(
        DriftError("\(gap.subject) could not be read: \(gap.text)", at: schema.place(gap.origin)))
    }
    if schema.gaps.count > 3 { Output.error(DriftError("and \(schema.gaps.count - 3) more that could not be read")) }
    throw CommandEnd(code: .incomplete)
  }
}

extension TreeText.Root {
  /// What to print for an address that was followed: a definition or an operation whole, else what stands there.
  static func of(_ trail: Trail, _ address: Address) -> TreeText.Root {
    if address.steps.count == 1 {
      if let operation = trail.operation { return .operation(operation) }
      if let definition = trail.definitions.first { return .definition(definition) }
    }
    return trail.ends.isEmpty ? .shapes(trail.terminals, address) : .fields(trail.ends.sorted(), address)
  }
}

extension UnresolvedAddress {
  /// The error for a person who typed the address.
  func told(as text: String, in source: String) -> DriftError {
    let what =
      prefix.steps.isEmpty
      ? "there is no definition or operation called \"\(step)\"" : "\(prefix) has nothing called \"\(step)\""
    var help: [String] = []
    if !suggestions.isEmpty {
      help.append("Did you mean \(suggestions.map(\.description).joined(separator: ", or "))?")
    }
    if !reason.isEmpty { help.append(reason.prefix(1).uppercased() + reason.dropFirst() + ".") }
    if help.isEmpty { help = ["drift show \(source) lists what is there."] }
    return DriftError("\(text) leads nowhere: \(what)", file: source, help: help)
  }
}
