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
  private let revision: String

  /// Finds the revision.
  ///
  /// - Throws: ``DriftError`` where there is no repository, no such revision or no such path.
  init(_ named: GitPath) throws(DriftError) {
    repository = try GitRepository.containing(".")
    commit = try repository.resolve(named.revision)
    path = named.path
    revision = named.revision
    name = "\(named.revision):\(named.path)"
    switch try repository.kind(of: path, at: commit) {
    case .file?, .folder?: return
    case .other?:
      throw DriftError(
        "expected a file or a folder, found a submodule", file: name, help: ["Run drift in the submodule itself."])
    case nil:
      throw DriftError(
        named.revision.isEmpty || named.revision.hasPrefix(":")
          ? "no such file in the index" : "no such file at this revision", file: name,
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
    let system = FolderSystem(name: name, symbols: loader.symbols, limits: loader.limits) { file throws(DriftError) in
      try text(path.isEmpty ? file : path + "/" + file, loader)
    }
    let files = try repository.files(below: path, at: commit)
    guard files.count <= FileTree.mostFiles else {
      throw DriftError(
        "more than \(FileTree.mostFiles) files", file: name, help: ["Name the folder that holds the schema alone."])
    }
    return try system.read(files)
  }

  private func referred(_ path: String, _ loader: SystemLoader) throws(FormatInput.LoadFailure) -> SyntaxTree {
    do throws(DriftError) {
      return try tree(path, loader)
    } catch {
      throw .unreadable(error.told(path))
    }
  }

  private func text(_ path: String, _ loader: SystemLoader) throws(DriftError) -> SourceText {
    let file = "\(revision):\(path)"
    guard let bytes = try repository.bytes(of: path, at: commit, limit: loader.limits.bytes) else {
      throw DriftError("no such document in the system's folder", file: file)
    }
    return try SourceText.decode(file: file, copying: bytes, limits: loader.limits)
  }

  private func tree(_ path: String, _ loader: SystemLoader) throws(DriftError) -> SyntaxTree {
    let source = try text(path, loader)
    do throws(SyntaxError) {
      return try DocumentReader.read(source, symbols: loader.symbols, limits: loader.limits)
    } catch {
      throw error.located(in: source)
    }
  }
}
