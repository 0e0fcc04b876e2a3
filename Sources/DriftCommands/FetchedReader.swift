import DriftFetch
import DriftFormats
import DriftModel
import DriftNight
import DriftProject
import DriftStore
import DriftSyntax

/// Reads documents that were fetched: one, or several that are one system. What they refer to and was not fetched is
/// named, so that it can be.
struct FetchedReader: Sendable {
  /// The limits of what was fetched are those of its source, so here the syntax has its own alone.
  func read(_ system: Project.System, _ documents: [FetchedDocument]) throws -> ReadDocuments {
    let limits = SyntaxLimits(bytes: .max)
    let symbols = SymbolTable()
    var trees: [FormatInput.Part] = []
    for document in documents {
      let text = try SourceText.decode(file: document.source, copying: document.bytes, limits: limits)
      do throws(SyntaxError) {
        trees.append(
          .init(path: document.path, tree: try DocumentReader.read(text, symbols: symbols, limits: limits)))
      } catch {
        throw error.located(in: text)
      }
    }
    let wanted = Wanted()
    let entries = zip(documents, trees).filter { !$0.0.isReferred }.map(\.1)
    let schema = try schema(entries, trees, Self.place(of: documents), symbols, wanted)
    guard saysAnything(schema) else {
      throw DriftError(
        "it has no definition and no operation",
        help: ["Ask for it by hand: it may be a part of an error, or of a page."])
    }
    if !system.format.isEmpty, schema.format != system.format {
      throw DriftError("expected \(system.format) for \(system.name), found \(schema.format)", at: system.place)
    }
    var parts = documents.map { VersionSource.Part(path: $0.path, digest: $0.digest) }
    parts.sort { ($0.path, $0.digest) < ($1.path, $1.digest) }
    let name = documents.first.map { documents.count == 1 ? $0.source : "\($0.source) and \(documents.count - 1) more" }
    let source = VersionSource(name: name ?? "", parts: parts)
    return ReadDocuments(prepared: PreparedSnapshot(of: schema, from: source), wanted: wanted.paths)
  }

  /// Whether a schema has an operation, or a definition of which anything is said. One that has not is most often an error
  /// that happens to look like a schema: `{"type": "object", "message": "Unauthorized"}`.
  private func saysAnything(_ schema: Schema) -> Bool {
    if !schema.operations.isEmpty || !schema.gaps.isEmpty { return true }
    return schema.definitions.contains { definition in
      let shape = schema[definition.shape]
      let isPlainObject = shape.scalar == .none && shape.types.subtracting(.object).isEmpty
      return !isPlainObject || !shape.fields.isEmpty || !shape.references.isEmpty || !shape.unions.isEmpty
        || shape.items != .none || shape.values != .none
    }
  }

  /// What the documents ask for while they are read.
  private final class Wanted {
    var paths: [String] = []
  }

  /// Where the documents stand on the web; nil for what a program wrote.
  private static func place(of documents: [FetchedDocument]) -> WebPlace? {
    guard let first = documents.first, let address = first.address else { return nil }
    let path = first.path.prefix { $0 != "?" }
    guard address.path.hasSuffix(path) else { return nil }
    return WebPlace(origin: address.origin.description, folder: String(address.path.dropLast(path.count)))
  }

  private func schema(
    _ entries: [FormatInput.Part], _ all: [FormatInput.Part], _ web: WebPlace?, _ symbols: SymbolTable, _ wanted: Wanted
  ) throws -> Schema {
    let known = Dictionary(all.map { ($0.path, $0.tree) }, uniquingKeysWith: { first, _ in first })
    let load: (String) throws(FormatInput.LoadFailure) -> SyntaxTree = { path throws(FormatInput.LoadFailure) in
      if let tree = known[path] { return tree }
      if !wanted.paths.contains(path) { wanted.paths.append(path) }
      throw .unreadable("it could not be fetched")
    }
    guard entries.count > 1 else {
      guard let only = entries.first else { throw DriftError("no document came") }
      let format = try FormatRegistry.recognise(only.tree)
      return try format.read(FormatInput(entries: [only], web: web, symbols: symbols, load: load))
    }
    let chosen = FolderEntries(among: entries)
    guard let format = chosen.format, !chosen.entries.isEmpty else {
      for entry in entries { _ = try FormatRegistry.recognise(entry.tree) }
      throw DriftError("no schema among what came", help: ["drift formats lists what is read."])
    }
    // What is read beside the others by nobody would leave out in silence what it was asked for.
    for other in chosen.others {
      guard let entry = entries.first(where: { $0.path == other.path }) else { continue }
      _ = try FormatRegistry.recognise(entry.tree)
      if let reason = other.reason { throw DriftError(reason, at: entry.tree.valuePlace(SyntaxTree.root)) }
    }
    return try format.read(
      FormatInput(
        entries: chosen.entries, isFolder: chosen.entries.count > 1, web: web, symbols: symbols, load: load))
  }
}
