public import DriftImpact
public import DriftModel
public import DriftSyntax

/// A project with its mappings, its lock and its acceptances.
public struct LoadedProject: Sendable {
  /// What the project file says.
  public var project: Project
  /// The mappings of all files, in the order of their paths.
  public var mappings: [Mapping]
  /// The lock; nil where there is none yet.
  public var lock: LockFile?
  /// The bytes of the lock.
  public var lockBytes: [UInt8]
  /// The acceptances.
  public var acceptances: [Acceptance]
  /// The bytes of the acceptances, to which more are added.
  public var acceptanceBytes: [UInt8]

  /// Reads the files of a project.
  ///
  /// - Throws: ``DriftError`` at the place of the first mistake.
  public static func load(_ files: ProjectFiles, name: String, limits: SyntaxLimits) throws(DriftError) -> LoadedProject
  {
    let symbols = SymbolTable()
    guard let tree = try tree(name, files, symbols, limits) else {
      throw DriftError("no such file", file: files.shown(name), help: ["drift init writes a project file."])
    }
    var project = try ProjectReader.read(tree, folder: files.folder)
    var mappings: [Mapping] = []
    for (path, place) in try mappingPaths(project, files) {
      guard let tree = try Self.tree(path, files, symbols, limits) else {
        throw DriftError("no such mapping file: \(files.shown(path))", at: place)
      }
      mappings.append(try MappingReader.read(tree))
    }
    try checkAgreement(mappings)
    askForMapped(&project, mappings)
    let lock = try files.bytes("drift.lock")
    let accepted = try files.bytes("drift.accepted") ?? []
    return LoadedProject(
      project: project, mappings: mappings,
      lock: try lock.map { bytes throws(DriftError) in try LockFile(bytes, file: files.shown("drift.lock")) },
      lockBytes: lock ?? [],
      acceptances: try AcceptanceFile.read(accepted, file: files.shown("drift.accepted"), symbols: symbols),
      acceptanceBytes: accepted)
  }

  /// Where nobody says which objects of a system are asked for, it is those that mappings name.
  private static func askForMapped(_ project: inout Project, _ mappings: [Mapping]) {
    for index in project.systems.indices {
      guard case .vendor(let source) = project.systems[index].source, source.takesMapped else { continue }
      let name = project.systems[index].name
      let entries = mappings.flatMap(\.owned).map(\.entry).filter { $0.system == name }
      project.systems[index].source = .vendor(source.asking(for: entries.compactMap { $0.address.steps.first?.text }))
    }
  }

  private static func mappingPaths(
    _ project: Project, _ files: ProjectFiles
  ) throws(DriftError) -> [(path: String, place: SourcePlace?)] {
    var paths: [(path: String, place: SourcePlace?)] = []
    for pattern in project.mappings {
      let found = try files.paths(pattern)
      guard !found.isEmpty else {
        throw DriftError(
          "no file matches \"\(pattern.text)\"", at: pattern.place,
          help: ["Paths count from the folder of \(project.file)."])
      }
      for path in found where !paths.contains(where: { $0.path == path }) { paths.append((path, pattern.place)) }
    }
    return paths
  }

  private static func tree(
    _ path: String, _ files: ProjectFiles, _ symbols: SymbolTable, _ limits: SyntaxLimits
  ) throws(DriftError) -> SyntaxTree? {
    guard let bytes = try files.bytes(path) else { return nil }
    let source = try SourceText.decode(file: files.shown(path), copying: bytes, limits: limits)
    if files.isTranscoded(path) { source.isTranscoded = true }
    do throws(SyntaxError) {
      return try DocumentReader.read(source, symbols: symbols, limits: limits)
    } catch {
      throw error.located(in: source)
    }
  }

  /// Two entries that give one field of an agent two places in one system, or say two things of one place: which one
  /// holds is not written anywhere.
  private static func checkAgreement(_ mappings: [Mapping]) throws(DriftError) {
    struct Field: Hashable {
      var agent: String
      var field: String
      var system: String
    }
    var known: [Field: [Mapping.Entry]] = [:]
    for owned in mappings.flatMap(\.owned) {
      let entry = owned.entry
      let key = Field(agent: owned.agent, field: entry.field, system: entry.system)
      for other in known[key] ?? [] where !other.access.isDisjoint(with: entry.access) {
        guard other.address != entry.address else {
          guard let key = other.disagreement(with: entry) else { continue }
          throw DriftError(
            "\(owned.agent) says two things of \(entry.field) in \(entry.system): \"\(key)\" is not the same",
            at: entry.place, help: ["The other stands at \(other.place.file):\(other.place.line). Take one out."])
        }
        throw DriftError(
          "\(owned.agent) has two places for \(entry.field) in \(entry.system): \(other.addressText) and "
            + entry.addressText, at: entry.place,
          help: [
            "The other stands at \(other.place.file):\(other.place.line). Take one out, or name the fields apart."
          ])
      }
      known[key, default: []].append(entry)
    }
  }
}

extension Mapping.Entry {
  /// The first key of which two entries for one place say different things; nil where one of them says nothing.
  fileprivate func disagreement(with other: Mapping.Entry) -> String? {
    func differ<T: Equatable>(_ a: T?, _ b: T?) -> Bool { a != nil && b != nil && a != b }
    func differ(_ a: String, _ b: String) -> Bool { !a.isEmpty && !b.isEmpty && a != b }
    if differ(onMissing, other.onMissing) { return "on_missing" }
    if differ(onDuplicate, other.onDuplicate) { return "on_duplicate" }
    if differ(onUnavailable, other.onUnavailable) { return "on_unavailable" }
    if differ(expectedType, other.expectedType) || differ(expectedFormat, other.expectedFormat) { return "expects" }
    if differ(transform, other.transform) { return "transform" }
    if differ(identity, other.identity) { return "identity" }
    return nil
  }
}
