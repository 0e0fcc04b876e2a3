import DriftFetch
import DriftModel
import DriftNight
import DriftProject
import DriftStore
import DriftSyntax

/// A look at a system whose documents are files of the repository.
struct FileLook {
  let project: Project
  let system: Project.System
  let files: ProjectFiles
  let limits: SyntaxLimits

  /// Reads the documents and stores their schema where it is another.
  func look(in store: Store, at now: Timestamp) -> SystemLook {
    // One that names no documents is looked at by whoever brings its versions.
    guard !system.files.isEmpty else { return SystemLook(system: system.name, result: .unchanged(nil)) }
    do {
      let source = ProjectSource(project: project, system: system, files: files, limits: limits)
      let loader = SystemLoader(symbols: SymbolTable(), limits: limits)
      let opened = try source.open(loader)
      let outcome = try store.snapshot(system.name, from: opened.source, at: now) { try source.read(opened, loader) }
      return SystemLook(system: system.name, result: outcome.isNew ? .stored(outcome) : .unchanged(outcome))
    } catch let error as DriftError {
      let place = error.place.map { "\($0.file):\($0.line):\($0.column): " } ?? error.file.map { "\($0): " } ?? ""
      return SystemLook(
        system: system.name,
        result: .failed(FetchFailure(.noSchema, "\(place)\(error.message)", advice: error.help.first ?? "")))
    } catch {
      return SystemLook(system: system.name, result: .failed(FetchFailure(.noSchema, "\(error)")))
    }
  }
}
