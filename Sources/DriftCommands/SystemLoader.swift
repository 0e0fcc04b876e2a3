import DriftFormats
import DriftModel
import DriftStore
import DriftSyntax

/// Reads the documents of one system into a schema: one file, standard input, or a folder.
struct SystemLoader {
  let symbols: SymbolTable
  let limits: SyntaxLimits

  /// A system's schema and the source as the user named it.
  struct Loaded {
    var schema: Schema
    var source: String
    /// Whether the bytes are those of the older side, so that nothing is to be compared.
    var isSameAsOld = false
  }

  /// Reads what an argument names.
  ///
  /// - Throws: ``DriftError`` where nothing of it can be read.
  func load(_ argument: String) throws -> Loaded {
    if argument != "-", FileTree.isFolder(argument) { return try loadFolder(argument) }
    try FileTree.checkNoPipe(argument)
    return try load(DocumentReader.read(path: argument, symbols: symbols, limits: limits), from: argument)
  }

  /// What arguments name, opened as far as it takes to know its bytes.
  struct Opened {
    var arguments: [String]
    /// The one document; nil where there are several, or a folder.
    var text: SourceText?
    var source: VersionSource
  }

  /// Opens what the arguments of a snapshot name.
  ///
  /// - Throws: ``DriftError`` where a document is not there.
  func open(_ arguments: [String]) throws(DriftError) -> Opened {
    for argument in arguments { try FileTree.checkNoPipe(argument) }
    let name = SourceDigest.name(arguments)
    guard arguments.count == 1, let one = arguments.first, one == "-" || !FileTree.isFolder(one) else {
      return Opened(arguments: arguments, text: nil, source: VersionSource(name: name, parts: []))
    }
    let text = try SourceText.load(one, limits: limits)
    return Opened(arguments: arguments, text: text, source: SourceDigest.of(text, named: name))
  }

  /// Reads what was opened.
  func load(_ opened: Opened) throws -> Loaded {
    if let text = opened.text { return try load(text, from: opened.arguments[0]) }
    if opened.arguments.count == 1 { return try loadFolder(opened.arguments[0]) }
    return try load(files: opened.arguments)
  }

  /// Several files are one system: those that no other refers to are its entries.
  private func load(files: [String]) throws -> Loaded {
    let folder = FileTree.commonFolder(of: files)
    var documents: [FormatInput.Part] = []
    for file in files {
      let path = folder == "." || folder.isEmpty ? file : String(file.dropFirst(folder.count + 1))
      documents.append(
        .init(path: path, tree: try DocumentReader.read(path: file, symbols: symbols, limits: limits)))
    }
    let chosen = FolderEntries(among: documents)
    guard let format = chosen.format, !chosen.entries.isEmpty else {
      for document in documents { _ = try FormatRegistry.recognise(document.tree) }
      throw DriftError("no schema among these files", help: ["drift formats lists what is read."])
    }
    if let first = chosen.others.first {
      throw DriftError(
        "expected a document of the same system, found one that no other leads to",
        file: folder == "." ? first.path : folder + "/" + first.path, help: ["The others are \(format.title)."])
    }
    let known = Dictionary(documents.map { ($0.path, $0.tree) }, uniquingKeysWith: { first, _ in first })
    let open = opener(folder)
    let input = FormatInput(entries: chosen.entries, isFolder: chosen.entries.count > 1, symbols: symbols) {
      path throws(FormatInput.LoadFailure) in
      if let tree = known[path] { return tree }
      return try open(path)
    }
    return Loaded(schema: try format.read(input), source: files.joined(separator: " "))
  }

  /// Reads a document whose bytes are there already.
  func load(_ source: SourceText, from argument: String) throws -> Loaded {
    let tree: SyntaxTree
    do throws(SyntaxError) {
      tree = try DocumentReader.read(source, symbols: symbols, limits: limits)
    } catch {
      throw error.located(in: source)
    }
    return try load(tree, from: argument)
  }

  private func load(_ tree: SyntaxTree, from argument: String) throws -> Loaded {
    let format = try FormatRegistry.recognise(tree)
    // Other documents are looked for beside this one; standard input has no place.
    let folder = argument == "-" ? nil : FileTree.folder(of: argument)
    let name = argument == "-" ? "-" : FileTree.name(of: argument)
    let input = FormatInput(entries: [.init(path: name, tree: tree)], symbols: symbols, load: opener(folder))
    return Loaded(schema: try format.read(input), source: argument)
  }

  /// Opens documents that others refer to, inside a folder and nowhere else.
  private func opener(_ folder: String?) -> (String) throws(FormatInput.LoadFailure) -> SyntaxTree {
    { path throws(FormatInput.LoadFailure) in
      guard let folder else { throw .refused("standard input has no folder in which to look for other documents") }
      let file = folder == "." ? path : folder + "/" + path
      guard FileTree.isInside(file, folder: folder), FileTree.isFile(file) else {
        throw .unreadable("no such document in the system's folder")
      }
      do throws(DriftError) {
        return try DocumentReader.read(path: file, symbols: symbols, limits: limits)
      } catch {
        throw .unreadable(error.told(path))
      }
    }
  }

  /// A folder is one system: the documents that no other refers to are its entries (DESIGN, Addresses).
  private func loadFolder(_ folder: String) throws -> Loaded {
    let files = try FileTree.listing(below: folder)
    if let deep = files.tooDeep {
      throw DriftError(
        "a folder in a folder, too many times", file: folder + "/" + deep,
        help: ["Name the folder that holds the schema alone."])
    }
    let system = FolderSystem(name: folder, symbols: symbols, limits: limits) { path throws(DriftError) in
      let file = folder + "/" + path
      guard FileTree.isInside(file, folder: folder), FileTree.isFile(file) else {
        throw DriftError("no such document in the system's folder", file: file)
      }
      return try SourceText.load(file, limits: limits)
    }
    return Loaded(schema: try system.read(files.files, unfollowed: files.others), source: folder)
  }
}
