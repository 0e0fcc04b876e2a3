import ArgumentParser
import DriftImpact
import DriftModel
import DriftProject
import DriftStore
import DriftSyntax

/// The words of a command line that is being typed, and what may stand for the last one.
struct CompletedWords {
  private let words: [String]
  private let prefix: String

  /// A document that is larger is not read while somebody waits.
  private static let largest = 20_000_000
  /// How many versions of a system are offered.
  private static let mostVersions = 50

  /// Takes the words from the program's name on, and what of the last one is there.
  init(_ words: [String], _ prefix: String) {
    self.words = words
    self.prefix = prefix
  }

  // MARK: What is offered

  /// The names of systems.
  var systems: [String] { allSystems.filter { $0.hasPrefix(prefix) } }

  /// Versions as `crm@v2`, and files.
  var sources: [String] {
    let named = prefix.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
    let systems = allSystems.filter { named.count > 1 ? $0 == named[0] : $0.hasPrefix(prefix) }
    var out: [String] = []
    for system in systems {
      guard let newest = try? store.history(system).count(), newest > 0 else { continue }
      out.append("\(system)@latest")
      // Of many systems the newest is enough to go on with.
      guard systems.count == 1 else { continue }
      let first = max(1, newest - Self.mostVersions + 1)
      out += (first...max(first, newest)).reversed().map { "\(system)@v\($0)" }
    }
    return out.filter { $0.hasPrefix(prefix) } + files
  }

  /// Files and folders.
  var files: [String] {
    let lead = prefix.lastIndex(of: "/").map { String(prefix[...$0]) } ?? ""
    let names = (try? FileTree.names(in: lead.isEmpty ? "." : lead)) ?? []
    return names.map { lead + $0 }.filter { $0.hasPrefix(prefix) }.sorted()
      .map { FileTree.isFolder($0) ? $0 + "/" : $0 }
  }

  /// Addresses in what the word before names.
  var addresses: [String] {
    guard let source = operands.first, let schema = try? schema(source) else { return [] }
    return AddressResolver(schema).continuations(of: prefix)
  }

  // MARK: What it is taken from

  private func schema(_ source: String) throws -> Schema? {
    let symbols = SymbolTable()
    let limits = SyntaxLimits(bytes: Self.largest)
    if allSystems.contains(source) {
      let history = store.history(source)
      return try history.latest().map { try history.schema($0, symbols) }
    }
    switch Operand(source) {
    case .document(let path):
      guard path != "-", FileTree.isFile(path) || FileTree.isFolder(path) else { return nil }
      return try SystemLoader(symbols: symbols, limits: limits).load(path).schema
    case .version(let name):
      let (history, version) = try ComparedPairs(store: store, system: value(of: "--system")).one(name)
      return try history.schema(version, symbols)
    case .revision: return nil
    }
  }

  private var project: Project? {
    let named = value(of: "--config").map { ["--config", $0] } ?? []
    guard let (folder, name) = try? ProjectOptions.parse(named).find(),
      let source = try? SourceText.load(folder == "." ? name : "\(folder)/\(name)", limits: SyntaxLimits()),
      let tree = try? DocumentReader.read(source, symbols: SymbolTable(), limits: SyntaxLimits())
    else { return nil }
    return try? ProjectReader.read(tree, folder: folder)
  }

  private var store: Store {
    if let path = value(of: "--store") { return Store(path) }
    // Commands that take a store look for it here, unless the project's file is here too and says otherwise.
    guard let project, project.folder == "." else { return Store("Snapshots") }
    return Store(project.path(project.snapshots))
  }

  private var allSystems: [String] {
    let stored = (try? store.systems()) ?? []
    return Set(stored + (project?.systems.map(\.name) ?? [])).sorted()
  }

  /// The value that an option has on the line.
  private func value(of option: String) -> String? {
    guard let at = words.firstIndex(of: option), at + 1 < words.count else { return nil }
    return words[at + 1]
  }

  /// Options of the commands that take an address whose value is the next word.
  private static let valued: Set<String> = [
    "--depth", "--color", "--store", "--system", "--max-bytes", "--now", "--config",
  ]

  /// The words behind the command that are neither options nor values of such.
  private var operands: [String] {
    var out: [String] = []
    var isValue = false
    for word in words.dropFirst(2) {
      if isValue {
        isValue = false
      } else if word.hasPrefix("-"), word != "-" {
        isValue = Self.valued.contains(word)
      } else {
        out.append(word)
      }
    }
    return out
  }
}
