import DriftFetch
import DriftModel
import DriftNight
import DriftProject
import DriftReport
import DriftStore

/// What happens after a night, as `drift.yaml` says: commit, push, notices, the text file, the ping. One that fails does
/// not keep the others back.
struct NightHooks {
  private let loaded: LoadedProject
  private let kit: FetchKit
  private let commits: Bool
  private let pushes: Bool
  /// What went wrong.
  private(set) var failures: [DriftError] = []

  init(_ loaded: LoadedProject, _ kit: FetchKit, commits: Bool, pushes: Bool) {
    self.loaded = loaded
    self.kit = kit
    self.commits = commits || pushes
    self.pushes = pushes
  }

  /// Tells whoever is to hear of the night.
  mutating func tell(_ report: Report, at now: Timestamp, _ exit: ExitCode) {
    let rules = loaded.project.run
    for notice in rules.notices {
      guard let told = NightNotice(report, owner: notice.owner) else { continue }
      let body = told.body(notice.form)
      attempt(notice.url.place) { kit in try Waiting.result { try await kit.post(body, to: notice.url) } }
    }
    if let path = rules.textFile {
      let text = NightMetrics.text(report, at: now.seconds, exitCode: exit.rawValue)
      let file = loaded.project.path(path)
      attempt(nil) { _ in try Store.write(text, to: file) }
    }
    guard let ping = rules.ping else { return }
    if let url = exit == .incomplete ? ping.failure : ping.url {
      attempt(url.place) { kit in try Waiting.result { try await kit.ping(url) } }
    }
  }

  /// Commits and pushes the snapshots.
  mutating func commit(_ report: Report) {
    guard commits, let message = NightCommit.message(report) else { return }
    let git = GitCommit([loaded.project.snapshots], in: loaded.project.folder)
    let pushes = pushes
    attempt(nil) { _ in
      let commit = try git.commit(message)
      // What an earlier night could not push goes with this one's.
      if pushes { try git.push() }
      _ = commit
    }
  }

  private mutating func attempt(_ place: SourcePlace?, _ body: (FetchKit) throws -> Void) {
    do {
      try body(kit)
    } catch let error as DriftError {
      failures.append(error)
    } catch let error as FetchFailure {
      failures.append(DriftError(error.message, at: place, help: [error.advice].filter { !$0.isEmpty }))
    } catch let error as HTTPFailure {
      failures.append(DriftError(error.message, at: place, help: [error.advice].filter { !$0.isEmpty }))
    } catch {
      failures.append(DriftError("\(error)", at: place))
    }
  }
}
