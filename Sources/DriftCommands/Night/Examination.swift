import DriftChangeLog
import DriftFetch
import DriftImpact
import DriftModel
import DriftNight
import DriftProject
import DriftStore
import DriftSyntax

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Looks at what a run would do, and does none of it.
struct Examination {
  let loaded: LoadedProject
  let files: ProjectFiles
  let limits: SyntaxLimits
  let kit: FetchKit
  let isOffline: Bool

  private var project: Project { loaded.project }
  /// Less free space than this is no room for a night.
  private static let leastSpace = 100_000_000
  /// A clock that is further off makes tokens expire at other times than they say.
  private static let mostSkew = 60.0

  /// One system: its secrets, its documents.
  func system(_ system: Project.System) -> DoctorList {
    var list = DoctorList()
    switch system.source {
    case .none:
      if ((try? loaded.store.history(system.name).count()) ?? 0) > 0 {
        list.warn("\(system.name): nobody says where its documents come from; its versions are checked")
      } else {
        list.bad(
          "\(system.name): nobody says where its documents come from, and it has no version",
          "say source: { files: [...] }, { http: ... } or { command: [...] }")
      }
    case .files:
      let source = ProjectSource(project: project, system: system, files: files, limits: limits)
      do {
        let loader = SystemLoader(symbols: SymbolTable(), limits: limits)
        _ = try source.read(try source.open(loader), loader)
        list.good("\(system.name): its files can be read")
      } catch {
        tell(error, "\(system.name): ", in: &list)
      }
    case .command, .toolProgram: if !isOffline { look(system, &list) }
    case .http, .vendor, .tools:
      for (words, secret) in system.source.http?.credentials?.secrets ?? [] {
        check(secret, "the \(words) of \(system.name)", &list)
      }
      if !list.hasProblems, case .jwt(let grant)? = system.source.http?.credentials {
        check(grant, of: system, &list)
      }
      if !list.hasProblems {
        for text in ShortSecrets(kit).warnings(system.source.http?.credentials, of: system.name) { list.warn(text) }
        if !isOffline { look(system, &list) }
      }
    }
    return list
  }

  /// The change log of one system. What goes wrong there makes no night incomplete, and is told as a note.
  func changeLog(_ system: Project.System) -> DoctorList {
    var list = DoctorList()
    switch system.changeLog {
    case .feed(let source), .page(let source):
      for (words, secret) in source.credentials?.secrets ?? [] {
        check(secret, "the \(words) of the change log of \(system.name)", &list)
      }
    case .file, .command: break
    case .undeclared, .manual, .none: return list
    }
    guard !list.hasProblems, !isOffline else { return list }
    let looker = kit.changeLogs(in: loaded.store, at: Timestamp(secondsSince1970: Int(kit.environment.now())))
    let looks = try? Waiting.result { await looker.looks(at: [system], concurrency: 1) }
    guard let state = looks?.first?.state else { return list }
    switch state {
    case .read: list.good("\(system.name): its change log can be read")
    case .unread(let why, let advice, _):
      list.warn("\(system.name): its change log cannot be read: \(why)\(advice.isEmpty ? "" : "; \(advice)")")
    }
    return list
  }

  private func check(_ secret: Credentials.Secret, _ what: String, _ list: inout DoctorList) {
    let secrets = kit.secrets
    do {
      _ = try Waiting.result { try await secrets.check(secret) }
    } catch {
      tell(error, "\(what): ", in: &list)
    }
  }

  private func check(_ grant: Credentials.JWTBearer, of system: Project.System, _ list: inout DoctorList) {
    let secrets = kit.secrets
    do {
      try Waiting.result { try await secrets.check(grant) }
    } catch {
      tell(error, "the key of \(system.name): ", in: &list)
    }
  }

  /// Whether a secret is an address that can be asked.
  private func check(address secret: Credentials.Secret, _ what: String, _ list: inout DoctorList) {
    let secrets = kit.secrets
    do {
      _ = try Waiting.result { try WebAddress(parsing: try await secrets.value(of: secret)) }
    } catch let failure as HTTPFailure {
      list.bad("\(what): \(kit.redactor.redact(failure.message))", failure.advice)
    } catch {
      tell(error, "\(what): ", in: &list)
    }
  }

  private func look(_ system: Project.System, _ list: inout DoctorList) {
    let source = kit.source(of: system)
    let clock = kit.environment.now
    do {
      let fetched = try Waiting.result { try await source.fetch(known: []) }
      let documents = fetched.documents ?? []
      try FetchedReader().read(system, documents).prepared.checkWhole()
      let bytes = documents.reduce(0) { $0 + $1.bytes.count }
      let count = documents.count == 1 ? "1 document" : "\(documents.count) documents"
      list.good("\(system.name): \(count), \(bytes) bytes, can be read")
      if let date = fetched.facts.date, abs(date - clock()) > Self.mostSkew {
        list.bad(
          "the clock of this machine and that of \(system.name) differ by \(Int(abs(date - clock()))) s",
          "set the clock: tokens expire, and nights are ordered, by it")
      }
      for warning in fetched.warnings { list.warn(warning) }
      health(system, source, &list)
    } catch {
      tell(error, "\(system.name): ", in: &list)
    }
  }

  /// What the night looks at beside the documents.
  private func health(_ system: Project.System, _ source: SystemDocuments, _ list: inout DoctorList) {
    guard let facts = try? Waiting.result(of: { await source.examine(system.health) }) else { return }
    for probe in facts.probes {
      guard let failure = probe.failure else {
        list.good("\(system.name): the probe \"\(probe.name)\" works")
        continue
      }
      tell(failure, "\(system.name): the probe \"\(probe.name)\": ", in: &list)
    }
    let clock = kit.environment.now
    let declared = Timestamp(endOf: system.health.expires).map { Double($0.seconds) }
    if let ends = [facts.ends, declared].compactMap({ $0 }).min(), ends - clock() < Double(system.health.warnBefore) {
      let day = Timestamp(secondsSince1970: Int(max(0, min(ends, 253_402_300_799)))).day
      list.warn("\(system.name): the token \(ends < clock() ? "is said to have ended" : "expires") on \(day)")
    }
    switch facts.introspection {
    case .active: list.good("\(system.name): the introspection endpoint tells what the token may do")
    case .inactive:
      list.bad("\(system.name): the introspection endpoint says that the token is none", "see whose it is")
    case .unknown(let why): list.bad("\(system.name): \(why)", "see health.introspection")
    case nil:
      if !system.health.scopes.isEmpty, facts.scopes == nil {
        list.bad(
          "\(system.name): health.scopes says what the mapping needs, and nobody says what is granted",
          "name an introspection endpoint, or leave scopes out")
      }
    }
  }

  /// Whether there is room where the versions are, and leave to write there.
  func disk() -> DoctorList {
    var list = DoctorList()
    let store = loaded.store.path
    let folder = FileTree.isFolder(store) ? store : project.folder
    var space = statvfs()
    if statvfs(folder, &space) == 0 {
      let free = Int(space.f_bavail) * Int(space.f_frsize)
      if free < Self.leastSpace {
        list.bad("\(folder): \(free / 1_000_000) MB are free", "make room: versions are written there")
      } else {
        list.good("\(folder): \(free / 1_000_000) MB are free")
      }
    }
    if access(folder, W_OK) != 0 { list.bad("\(folder) cannot be written to", "give its owner the right to") }
    return list
  }

  /// Whether snapshots can be committed, where they are to be.
  func git() -> DoctorList {
    var list = DoctorList()
    guard project.run.commits || project.run.pushes else { return list }
    do {
      _ = try GitRepository.containing(project.folder)
      if GitRepository.userEmail(in: project.folder).isEmpty, Environment.variable("GIT_COMMITTER_EMAIL") == nil {
        list.bad("git does not know who commits", "git config user.email, or GIT_AUTHOR_EMAIL and GIT_COMMITTER_EMAIL")
      } else {
        list.good("snapshots can be committed")
      }
    } catch {
      list.bad("\(project.folder) is in no git repository, and run.commit is set", "git init, or commit: false")
      return list
    }
    guard project.run.pushes, !isOffline else { return list }
    do throws(DriftError) {
      try GitCommit(project.snapshots, in: project.folder).rehearsePush()
      list.good("commits can be pushed")
    } catch {
      list.bad(error.message, error.help.first ?? "git push says more")
    }
    return list
  }

  /// Whether those who are to hear of a night can be told.
  func hooks() -> DoctorList {
    var list = DoctorList()
    let owners = Set(loaded.mappings.map(\.owner) + project.systems.map(\.owner))
    for notice in project.run.notices {
      check(address: notice.url, "the address of a notice", &list)
      if !notice.owner.isEmpty, !owners.contains(notice.owner) {
        list.bad(
          "a notice is for \(notice.owner), whom no system and no mapping names as its owner",
          "they would never hear of anything: see owner under run.notify")
      }
    }
    if let ping = project.run.ping {
      check(address: ping.url, "the address of the ping", &list)
      if let failure = ping.failure { check(address: failure, "the address of the ping's fail", &list) }
    }
    if let file = project.run.textFile {
      let folder = FileTree.folder(of: project.path(file))
      if access(folder, W_OK) != 0 { list.bad("\(folder) cannot be written to: text-file", "make it, or name another") }
    }
    return list
  }

  private func tell(_ error: any Error, _ head: String, in list: inout DoctorList) {
    switch error {
    case let failure as FetchFailure:
      let failure = failure.mapped { kit.redactor.redact($0) }
      list.bad(head + failure.message + (failure.said.isEmpty ? "" : "; it said: \(failure.said)"), failure.advice)
    case let error as DriftError:
      let place = error.place.map { "\($0.file):\($0.line):\($0.column): " } ?? error.file.map { "\($0): " } ?? ""
      list.bad(head + place + error.message, error.help.first ?? "")
    default: list.bad(head + "\(error)", "")
    }
  }
}
