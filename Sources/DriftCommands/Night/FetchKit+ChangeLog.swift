import DriftFetch
import DriftModel
import DriftNight
import DriftProject
import DriftStore

extension FetchKit {
  /// Reads change logs in a night.
  func changeLogs(in store: Store, at now: Timestamp, accepted: Set<String> = []) -> ChangeLogLooker {
    ChangeLogLooker(store: store, at: now, accepted: accepted) { [self] system, known async throws(FetchFailure) in
      do throws(FetchFailure) {
        return try await changeLog(of: system, known)
      } catch {
        throw error.mapped { redactor.redact($0) }
      }
    }
  }

  private func changeLog(
    of system: Project.System, _ known: Validator?
  ) async throws(FetchFailure) -> TextFetcher.Fetched {
    switch system.changeLog {
    case .feed(let source): return try await TextFetcher(source, isPage: false, around(source)).fetch(known: known)
    case .page(let source): return try await TextFetcher(source, isPage: true, around(source)).fetch(known: known)
    case .command(let source): return try await TextFetcher.output(of: source, folder: project.folder)
    case .file(let pattern):
      let path = project.path(pattern.text)
      do throws(DriftError) {
        guard FileTree.exists(path) else { throw DriftError("no such file: \(path)") }
        guard !FileTree.isLink(path), FileTree.isInside(path, folder: project.folder) else {
          throw DriftError("\(path) is a link", help: ["name the file itself; it lies inside the project's folder"])
        }
        guard let bytes = try Store.read(path) else { throw DriftError("no such file: \(path)") }
        guard bytes.count <= ChangeLogSource.mostBytes else {
          throw DriftError("\(path) has more than \(ChangeLogSource.mostBytes / 1_000_000) MB")
        }
        return TextFetcher.Fetched(bytes: bytes)
      } catch {
        throw FetchFailure(.setup, error.message, advice: error.help.first ?? "")
      }
    case .undeclared, .manual, .none: return TextFetcher.Fetched(bytes: nil)
    }
  }

  /// Says in `--verbose` alone that a log was read for the first time: nothing of what was there is told.
  func note(_ looks: [ChangeLogLook]) {
    for look in looks {
      if look.left > 0 { environment.log("\(look.system): \(look.left) older entries of its change log were not read") }
      guard let count = look.remembered else { continue }
      environment.log("\(look.system): first look at its change log; \(count) entries remembered")
    }
  }
}
