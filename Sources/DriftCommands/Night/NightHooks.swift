import DriftFetch
import DriftImpact
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
  /// Whether the run is one of all systems.
  var isWhole = true
  /// What went wrong.
  private(set) var failures: [DriftError] = []

  init(_ loaded: LoadedProject, _ kit: FetchKit, commits: Bool, pushes: Bool) {
    self.loaded = loaded
    self.kit = kit
    self.commits = commits || pushes
    self.pushes = pushes
  }

  /// Tells people of the night: first what could not be told before.
  mutating func notify(_ report: Report) {
    var memory = NightMemory(in: loaded.store)
    for notice in rules.notices {
      let waiting = memory.unsent.filter { $0.key == notice.key }
      let body = NightNotice(report, owner: notice.owner).map { String(decoding: $0.body(notice.form), as: UTF8.self) }
      memory.unsent.removeAll { $0.key == notice.key }
      memory.unsent += send(waiting.map(\.body) + (body.map { [$0] } ?? []), to: notice)
    }
    memory.keep(in: loaded.store)
  }

  /// Tells machines how the night ended. Of one of some systems nobody can say that the whole was well, or how many there
  /// are.
  mutating func tell(_ report: Report, at now: Timestamp, _ exit: ExitCode) {
    guard isWhole else { return }
    var memory = NightMemory(in: loaded.store)
    memory.last = now
    if (report.systems.flatMap(\.findings) + report.own).contains(where: { $0.standing == .weekly }) {
      memory.listed = now
    }
    memory.keep(in: loaded.store)
    write(NightMetrics.text(report, at: now.seconds, exitCode: exit.rawValue))
    ping(isWell: exit != .incomplete)
  }

  /// Tells that a run could not be carried out.
  mutating func tellFailure(at now: Timestamp) {
    guard isWhole else { return }
    write(NightMetrics.failure(at: now.seconds, exitCode: ExitCode.failed.rawValue))
    ping(isWell: false)
  }

  private var rules: RunRules { loaded.project.run }

  /// Sends bodies in their order; those that nobody took, for the next night.
  private mutating func send(_ bodies: [String], to notice: RunRules.Notice) -> [NightMemory.Unsent] {
    for (index, body) in bodies.enumerated() {
      let count = failures.count
      attempt(notice.url.place) { kit in try Waiting.result { try await kit.post(Array(body.utf8), to: notice.url) } }
      guard failures.count == count else { return bodies[index...].map { .init(key: notice.key, body: $0) } }
    }
    return []
  }

  private mutating func write(_ metrics: [UInt8]) {
    guard let path = rules.textFile else { return }
    let file = loaded.project.path(path)
    attempt(nil) { _ in try Store.deliver(metrics, to: file) }
  }

  private mutating func ping(isWell: Bool) {
    guard let ping = rules.ping, let url = isWell ? ping.url : ping.failure else { return }
    attempt(url.place) { kit in try Waiting.result { try await kit.ping(url) } }
  }

  /// Commits and pushes the snapshots.
  mutating func commit(_ report: Report) {
    var memory = NightMemory(in: loaded.store)
    guard commits, let message = NightCommit.message(report, earlier: memory.uncommitted) else { return }
    let git = GitCommit(loaded.project.snapshots, in: loaded.project.folder)
    let count = failures.count
    attempt(nil) { _ in _ = try git.commit(message) }
    // What this night found goes into the message of the commit that will hold it.
    let lines = failures.count == count ? [] : memory.uncommitted + NightCommit.lines(report)
    if lines != memory.uncommitted {
      memory.uncommitted = lines
      memory.keep(in: loaded.store)
    }
    // What an earlier night could not push goes with this one's.
    if pushes, failures.count == count { attempt(nil) { _ in try git.push() } }
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

extension RunRules.Notice {
  /// What a notice is known by from one night to the next: where it is declared to go, never the address itself.
  fileprivate var key: String {
    let place =
      switch url.origin {
      case .literal(let text): ContentHash.hex(Array(text.utf8))
      case .environment(let name): "env \(name)"
      case .file(let path): "file \(path)"
      case .command(let words): "command \(words.joined(separator: " "))"
      }
    return "\(form.rawValue) \(owner) \(place)"
  }
}
