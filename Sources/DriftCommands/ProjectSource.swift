import DriftFormats
import DriftModel
import DriftProject
import DriftStore
import DriftSyntax

/// The documents of a system as the project file names them.
struct ProjectSource {
  let project: Project
  let system: Project.System
  let files: ProjectFiles
  let limits: SyntaxLimits

  /// The paths from the project's folder, in the order of the patterns.
  ///
  /// - Throws: ``DriftError`` where a pattern matches nothing.
  func paths() throws(DriftError) -> [String] {
    var out: [String] = []
    for pattern in system.files {
      let found = try files.paths(pattern)
      guard !found.isEmpty else {
        throw DriftError(
          "no file matches \"\(pattern.text)\"", at: pattern.place,
          help: ["Paths count from the folder of the project file."])
      }
      for path in found where !out.contains(path) { out.append(path) }
    }
    return out
  }

  /// Opens the documents. What a version keeps of their names counts from the project's folder.
  func open(_ loader: SystemLoader) throws(DriftError) -> SystemLoader.Opened {
    let paths = try paths()
    var opened = try loader.open(paths.map(project.path))
    opened.source.name = paths.joined(separator: " ")
    return opened
  }

  /// Reads what was opened, with the source that a version of it has.
  func read(_ opened: SystemLoader.Opened, _ loader: SystemLoader) throws -> (schema: Schema, source: VersionSource) {
    let loaded = try loader.load(opened)
    if !system.format.isEmpty, loaded.schema.format != system.format {
      throw DriftError(
        "expected \(system.format) for \(system.name), found \(loaded.schema.format)", at: system.place,
        help: ["drift formats lists the names; leave \"format\" out where content tells."])
    }
    return (loaded.schema, SourceDigest.of(loaded.schema, named: opened.source.name))
  }

  /// How documents stand to a version.
  enum Standing {
    /// They are the same, byte for byte.
    case same
    /// They were edited, and hold the schema that the version has.
    case equal(Schema)
    /// They hold another schema.
    case other
  }

  /// How the documents stand to a version. Bytes that are the same are not read.
  func standing(to version: Version) throws -> Standing {
    let loader = SystemLoader(symbols: SymbolTable(), limits: limits)
    let opened = try open(loader)
    if version.header.source.hasSameBytes(as: opened.source) { return .same }
    if try hasSameFiles(version) { return .same }
    let (schema, source) = try read(opened, loader)
    if version.header.source.hasSameBytes(as: source) { return .same }
    return Store.rootDigest(of: schema) == version.header.root ? .equal(schema) : .other
  }

  /// Whether the files are those of the version, byte for byte, in whatever order.
  private func hasSameFiles(_ version: Version) throws(DriftError) -> Bool {
    let parts = version.header.source.parts
    let paths = try paths()
    guard parts.count == paths.count, parts.count > 1 else { return false }
    var digests: [String] = []
    for path in paths {
      guard let bytes = try files.bytes(path) else { return false }
      digests.append(bytes.withUnsafeBytes { ContentHash.hex($0) })
    }
    return digests.sorted() == parts.map(\.digest).sorted()
  }
}
