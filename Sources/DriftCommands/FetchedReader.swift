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
    let schema = try schema(trees, symbols, wanted)
    if !system.format.isEmpty, schema.format != system.format {
      throw DriftError("expected \(system.format) for \(system.name), found \(schema.format)", at: system.place)
    }
    var parts = documents.map { VersionSource.Part(path: $0.path, digest: ContentHash.hex($0.bytes)) }
    parts.sort { ($0.path, $0.digest) < ($1.path, $1.digest) }
    let name = documents.first.map { documents.count == 1 ? $0.source : "\($0.source) and \(documents.count - 1) more" }
    let source = VersionSource(name: name ?? "", parts: parts)
    return ReadDocuments(prepared: PreparedSnapshot(of: schema, from: source), wanted: wanted.paths)
  }

  /// What the documents ask for while they are read.
  private final class Wanted {
    var paths: [String] = []
  }

  private func schema(
    _ trees: [FormatInput.Part], _ symbols: SymbolTable, _ wanted: Wanted
  ) throws -> Schema {
    let known = Dictionary(trees.map { ($0.path, $0.tree) }, uniquingKeysWith: { first, _ in first })
    let load: (String) throws(FormatInput.LoadFailure) -> SyntaxTree = { path throws(FormatInput.LoadFailure) in
      if let tree = known[path] { return tree }
      if !wanted.paths.contains(path) { wanted.paths.append(path) }
      throw .unreadable("it could not be fetched")
    }
    guard trees.count > 1 else {
      guard let only = trees.first else { throw DriftError("no document came") }
      let format = try FormatRegistry.recognise(only.tree)
      return try format.read(FormatInput(entries: [only], symbols: symbols, load: load))
    }
    let chosen = FolderEntries(among: trees)
    guard let format = chosen.format, !chosen.entries.isEmpty else {
      for tree in trees { _ = try FormatRegistry.recognise(tree.tree) }
      throw DriftError("no schema among what came", help: ["drift formats lists what is read."])
    }
    return try format.read(
      FormatInput(entries: chosen.entries, isFolder: chosen.entries.count > 1, symbols: symbols, load: load))
  }
}
