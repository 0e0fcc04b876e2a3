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

  /// Nobody is asked for a file of the repository, so no credentials matter.
  private static let advice = "mend the file, or name another one under files"

  /// Reads the documents and stores their schema where it is another.
  func look(in store: Store, at now: Timestamp) -> SystemLook {
    // One that names no documents is looked at by whoever brings its versions.
    guard !system.files.isEmpty else { return withoutSource(store) }
    do {
      try Clock.check(store.history(system.name), at: now)
      let source = ProjectSource(project: project, system: system, files: files, limits: limits)
      let loader = SystemLoader(symbols: SymbolTable(), limits: limits)
      let opened = try source.open(loader)
      var isRead = false
      let outcome: Store.Outcome
      do {
        outcome = try store.snapshot(system.name, from: opened.source, at: now) {
          let found = try source.read(opened, loader)
          isRead = true
          return found
        }
      } catch  where isRead {
        return SystemLook(system: system.name, result: .failed(.unwritten(error)))
      }
      var look = SystemLook(system: system.name, result: outcome.isNew ? .stored(outcome) : .unchanged(outcome))
      look.warnings += outcome.warnings
      return look
    } catch let failure as FetchFailure {
      return SystemLook(system: system.name, result: .failed(failure))
    } catch let error as DriftError {
      let place = error.place.map { "\($0.file):\($0.line):\($0.column): " } ?? error.file.map { "\($0): " } ?? ""
      return SystemLook(
        system: system.name,
        result: .failed(FetchFailure(.noSchema, "\(place)\(error.message)", advice: error.help.first ?? Self.advice)))
    } catch {
      return SystemLook(
        system: system.name, result: .failed(FetchFailure(.noSchema, "\(error)", advice: Self.advice)))
    }
  }

  /// Without a version either, nobody looks at it at all.
  private func withoutSource(_ store: Store) -> SystemLook {
    let isKnown = ((try? store.history(system.name).count()) ?? 0) > 0
    return SystemLook(
      system: system.name,
      result: isKnown
        ? .unchanged(nil)
        : .failed(
          FetchFailure(
            .setup, "nobody says where its documents come from, and it has no version",
            advice: "say source: { files: [...] }, { http: ... } or { command: [...] }, or store one: drift snapshot")))
  }
}
