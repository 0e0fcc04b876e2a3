import ArgumentParser
import DriftGate
import DriftModel
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
    let files = ProjectFiles(
      folder: folder, prefix: "",
      files: { below throws(DriftError) in
        let path = below.isEmpty ? folder : folder + "/" + below
        guard FileTree.isFolder(path) else { return [] }
        return try FileTree.files(below: path).map { below.isEmpty ? $0 : below + "/" + $0 }
      },
      bytes: { path throws(DriftError) in
        let path = folder == "." ? path : folder + "/" + path
        guard FileTree.isFile(path) else { return nil }
        // A lock or a list of acceptances whose last line was taken out says nothing, and is no mistake.
        if FileTree.isEmptyFile(path) { return [] }
        return try SourceText.load(path).copiedBytes
      })
    return (files, name)
  }

  /// Reads the project.
  func load(_ limits: SyntaxLimits) throws(DriftError) -> LoadedProject {
    let (files, name) = try files()
    return try LoadedProject.load(files, name: name, limits: limits)
  }

  /// Reads the project and changes it, while nobody else does: what another wrote in the meantime would be lost.
  func exclusively(_ limits: SyntaxLimits, _ body: (LoadedProject) throws -> Void) throws {
    try load(limits).store.exclusively { try body(try load(limits)) }
  }
}

extension LoadedProject {
  /// The store of the project.
  var store: Store { Store(project.path(project.snapshots)) }

  /// What a check of it looks at, on a day.
  func input(today: String) -> GateInput {
    let store = store
    return GateInput(project: project, mappings: mappings, lock: lock, acceptances: acceptances, today: today) {
      store.history($0)
    }
  }
}

extension Timestamp {
  /// The day: `2026-11-24`.
  var day: String { String(description.prefix(10)) }
}
