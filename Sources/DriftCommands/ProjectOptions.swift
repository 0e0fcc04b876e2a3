import ArgumentParser
import DriftGate
import DriftImpact
import DriftModel
import DriftNight
import DriftProject
import DriftStore
import DriftSyntax

/// Which project a command works on: `drift.yaml` in the working directory or above it, or what --config names.
struct ProjectOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("The project file; else drift.yaml here or in a folder above.", valueName: "file"),
    completion: .file(extensions: ["yaml"]))
  var config: String?

  /// The project's folder as the user would write it, and the file's name in it.
  ///
  /// - Throws: ``DriftError`` where there is none.
  func find() throws(DriftError) -> (folder: String, name: String) {
    if let config {
      guard FileTree.isFile(config) else {
        throw DriftError("no such file", file: config, help: ["drift init writes a project file."])
      }
      return (FileTree.folder(of: config), FileTree.name(of: config))
    }
    var folder = "."
    var up = FileTree.workingFolder
    while true {
      if FileTree.isFile(folder + "/drift.yaml") { return (folder, "drift.yaml") }
      guard up != "/", !up.isEmpty else { break }
      up = FileTree.folder(of: up)
      folder = folder == "." ? ".." : folder + "/.."
    }
    throw DriftError(
      "no drift.yaml here or in a folder above", file: ".",
      help: ["drift init writes one; --config names one that lies elsewhere."])
  }

  /// The files of the work tree.
  func files() throws(DriftError) -> (files: ProjectFiles, name: String) {
    let (folder, name) = try find()
    final class Transcoded { var paths: Set<String> = [] }
    let transcoded = Transcoded()
    var files = ProjectFiles(
      folder: folder, prefix: "",
      files: { below throws(DriftError) in
        let path = below.isEmpty ? folder : folder + "/" + below
        guard FileTree.isFolder(path) else { return .init(files: []) }
        return try LinkedFiles.listing(below: path, inside: folder).named { below.isEmpty ? $0 : below + "/" + $0 }
      },
      bytes: { path throws(DriftError) in
        let name = path
        let path = folder == "." ? path : folder + "/" + path
        // What stands in the place of a file is no file that is missing.
        if let kind = Store.wrongKind(path) { throw DriftError("expected a file, found \(kind)", file: path) }
        guard FileTree.isFile(path) else { return nil }
        // A lock or a list of acceptances whose last line was taken out says nothing, and is no mistake.
        if FileTree.isEmptyFile(path) { return [] }
        let text = try SourceText.load(path)
        if text.isTranscoded { transcoded.paths.insert(name) }
        return text.copiedBytes
      })
    files.isTranscoded = { transcoded.paths.contains($0) }
    return (files, name)
  }

  /// Reads the project.
  func load(_ limits: SyntaxLimits) throws(DriftError) -> LoadedProject {
    let (files, name) = try files()
    return try LoadedProject.load(files, name: name, limits: limits)
  }

  /// Reads the project and changes it, while nobody else does: what another wrote in the meantime would be lost.
  func exclusively(_ limits: SyntaxLimits, _ body: (LoadedProject) throws -> Void) throws {
    try load(limits).store.exclusively {
      let loaded = try load(limits)
      for file in [loaded.project.lockFile, loaded.project.acceptanceFile] + loaded.mappings.map(\.file) {
        try Store.removeLeftovers(beside: file)
      }
      try body(loaded)
    }
  }
}

extension LoadedProject {
  /// The store of the project.
  var store: Store { Store(project.path(project.snapshots)) }

  /// What a check of it looks at, on a day.
  func input(today: String) -> GateInput {
    let store = store
    var input = GateInput(project: project, mappings: mappings, lock: lock, acceptances: [], today: today) {
      store.history($0)
    }
    var ledgers: [String: SeenLedger] = [:]
    for one in acceptances {
      // What of a system's access was accepted, and went since, is news when it comes again.
      if RuleBook.isOfHealth(one.rule) {
        let known = ledgers[one.system] ?? ledger(one.system)
        ledgers[one.system] = known
        if known.hasEnded(one.id, after: one.on) {
          input.spent.append(one)
          continue
        }
      }
      input.acceptances.append(one)
    }
    input.lastLook = { store.lastGoodLook(at: $0)?.at }
    input.changeLogSince = { ChangeLogLooker.watchedSince($0, in: store) }
    return input
  }

  /// What the nights remember of a system.
  func ledger(_ system: String) -> SeenLedger { SeenLedger(nightFile(store.seenFile(system))) }

  /// The ids of what somebody accepted, and what holds on a day.
  func accepted(on day: String) -> Set<String> { Set(acceptances.filter { !$0.isExpired(on: day) }.map(\.id)) }

  /// What a system granted and said of access before.
  func healthRecord(_ system: String) -> HealthRecord { HealthRecord(nightFile(store.healthFile(system))) }

  /// The bytes of a file of the nights; none where it is not there, or cannot be read.
  private func nightFile(_ path: String) -> [UInt8] { (try? Store.read(path)).flatMap { $0 } ?? [] }
}

extension Store {
  /// The file that remembers what a system granted and said of access.
  func healthFile(_ system: String) -> String { "\(path)/\(system)/health" }

  /// The file that remembers when findings of a system were first seen; of the project's own files where it is empty.
  func seenFile(_ system: String) -> String { system.isEmpty ? "\(path)/seen" : "\(path)/\(system)/seen" }
}
