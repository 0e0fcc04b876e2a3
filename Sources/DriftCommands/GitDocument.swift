import DriftFormats
import DriftModel
import DriftStore
import DriftSyntax

/// A file or a folder at a revision, found and not read yet.
struct GitDocument {
  let repository: GitRepository
  let commit: String
  /// The path, as the repository takes it.
  let path: String
  /// As the user wrote it.
  let name: String

  /// Finds the revision.
  ///
  /// - Throws: ``DriftError`` where there is no repository, no such revision or no such path.
  init(_ named: GitPath) throws(DriftError) {
    repository = try GitRepository.containing(".")
    commit = try repository.resolve(named.revision)
    path = named.path
    name = "\(named.revision):\(named.path)"
    guard try repository.kind(of: path, at: commit) != nil else {
      throw DriftError(
        "no such file at this revision", file: name,
        help: ["Paths count from the top of the repository; ./\(named.path) from here."])
    }
  }

  /// Reads it: what it refers to is found beside it, at the same revision.
  func load(_ loader: SystemLoader) throws -> Schema {
    guard try repository.kind(of: path, at: commit) == .folder else {
      let folder = path.contains("/") ? FileTree.folder(of: path) + "/" : ""
      let entry = FormatInput.Part(path: FileTree.name(of: path), tree: try tree(path, loader))
      let format = try FormatRegistry.recognise(entry.tree)
      return try format.read(
        FormatInput(entries: [entry], symbols: loader.symbols) { relative throws(FormatInput.LoadFailure) in
          try referred(folder + relative, loader)
        })
    }
    var documents: [FormatInput.Part] = []
    for file in try repository.files(below: path, at: commit) {
      guard let tree = try? tree(path + "/" + file, loader), tree.kind(SyntaxTree.root) == .object else { continue }
      documents.append(.init(path: file, tree: tree))
    }
    let (format, entries, _) = FolderEntries.choose(among: documents)
    guard let format, !entries.isEmpty else {
      throw DriftError("no schema in this folder", file: name, help: ["drift formats lists what is read."])
    }
    return try format.read(
      FormatInput(entries: entries, isFolder: true, symbols: loader.symbols) {
        relative throws(FormatInput.LoadFailure) in
        if let known = documents.first(where: { $0.path == relative }) { return known.tree }
        return try referred(path + "/" + relative, loader)
      })
  }

  private func referred(_ path: String, _ loader: SystemLoader) throws(FormatInput.LoadFailure) -> SyntaxTree {
    do {
      return try tree(path, loader)
    } catch let error as DriftError {
      throw .unreadable(error.message)
    } catch {
      throw .unreadable("\(error)")
    }
  }

  private func tree(_ path: String, _ loader: SystemLoader) throws -> SyntaxTree {
    let file = "\(name.prefix { $0 != ":" }):\(path)"
    guard let bytes = try repository.bytes(of: path, at: commit, limit: loader.limits.bytes) else {
      throw DriftError("no such document in the system's folder", file: file)
    }
    let source = try SourceText.decode(file: file, copying: bytes, limits: loader.limits)
    do throws(SyntaxError) {
      return try DocumentReader.read(source, symbols: loader.symbols, limits: loader.limits)
    } catch {
      throw error.located(in: source)
    }
  }
}
