import ArgumentParser
import DriftFetch
import DriftModel
import DriftNight
import DriftProject
import DriftReport
import Synchronization

/// What fetching needs, once a run: one client for all systems, the gate of each host, the secrets in use.
struct FetchKit: Sendable {
  let project: Project
  let environment: FetchEnvironment
  let redactor = Redactor()
  private let gate: HostGate
  /// When the whole run ends, seconds since 1970.
  private let deadline: Double

  /// How long telling somebody may take, seconds.
  private static let noticeSeconds = 30.0
  /// How often one notice is sent at most.
  private static let noticeTries = 3

  init(_ project: Project, isVerbose: Bool) {
    self.project = project
    gate = HostGate(perHost: project.run.perHost)
    let redactor = redactor
    let now: @Sendable () -> Double = { Environment.exactNow }
    deadline = now() + Double(project.run.budget)
    environment = FetchEnvironment(
      transport: CurlTransport(
        userAgent: "drift/\(DriftCommand.configuration.version)", variable: { Environment.variable($0) }),
      variable: { Environment.variable($0) }, now: now, sleep: { try await Task.sleep(for: .seconds($0)) },
      random: { Double.random(in: 0...1) },
      log: { line in
        guard isVerbose else { return }
        Output.standardError(Array("drift: \(Neutral.text(redactor.redact(line)))\n".utf8))
      })
  }

  /// Reads secrets, each of which the run keeps to itself from then on.
  var secrets: SecretReader {
    let redactor = redactor
    return SecretReader(folder: project.folder, variable: environment.variable) { redactor.add($0) }
  }

  /// Where the documents of a system come from.
  func source(of system: Project.System) -> SystemDocuments {
    let known = KnownValidators()
    return SystemDocuments(redactor: redactor, known: known, origin: origin(of: system, known))
  }

  private func origin(of system: Project.System, _ known: KnownValidators) -> SystemDocuments.Origin {
    switch system.source {
    case .none, .files: return .broken(FetchFailure(.setup, "\(system.name) is not fetched"))
    case .command(let source): return .command(source, folder: project.folder)
    case .toolProgram(let source): return .toolProgram(source, folder: project.folder)
    case .vendor(let source) where source.objects.isEmpty:
      return .broken(
        FetchFailure(
          .setup, "nobody says which objects of \(system.name) are asked for",
          advice: "name them under objects, or map a field"))
    case .http, .vendor, .tools:
      guard let source = system.source.http else {
        return .broken(FetchFailure(.setup, "\(system.name) is not fetched"))
      }
      do throws(FetchFailure) {
        let fetcher = try fetcher(source, known)
        if case .tools = system.source { return .tools(fetcher) }
        return .http(fetcher)
      } catch {
        return .broken(error)
      }
    }
  }

  /// Fetches one system, all within one budget.
  func fetcher(_ source: HTTPSource, _ known: KnownValidators = .init()) throws(FetchFailure) -> SystemFetcher {
    try SystemFetcher(source, around(source, known))
  }

  /// What fetching from a source needs of the run.
  func around(_ source: HTTPSource, _ known: KnownValidators = .init()) -> SystemFetcher.Surroundings {
    let redactor = redactor
    let rules = AddressRules(
      parse: { text throws(HTTPFailure) in try WebAddress(parsing: text) },
      resolve: { text, base throws(HTTPFailure) in try base.resolved(text) })
    return .init(
      send: sender(source), rules: rules, secrets: secrets, now: environment.now, known: { known[$0] },
      holdsSecret: { redactor.contains($0) }, clean: { redactor.redact($0) })
  }

  private func sender(_ source: HTTPSource) -> SystemFetcher.Send {
    let client = PoliteClient(environment, gate: gate, tries: source.attempts)
    let budget = Budget(seconds: Double(source.budget), deadline: deadline, now: environment.now)
    let path: (String) -> String = { [project] in project.path($0) }
    let options = HTTPOptions(
      timeout: Double(source.timeout), maxBytes: source.maxBytes, caFile: source.caFile.map(path),
      clientCertificate: source.clientCertificate.map(path), clientKey: source.clientKey.map(path))
    return { request async throws(HTTPFailure) in try await client.send(request, options, budget: budget) }
  }

  /// Sends a notice.
  ///
  /// - Throws: ``FetchFailure`` or ``HTTPFailure`` where it was not taken.
  func post(_ body: [UInt8], to url: Credentials.Secret) async throws {
    let address = try await address(url)
    try await tell(
      HTTPRequest(.notice, address, headers: [("Content-Type", "application/json")], body: body))
  }

  /// Tells a dead man's switch that the run ended.
  ///
  /// - Throws: as ``post(_:to:)``.
  func ping(_ url: Credentials.Secret) async throws { try await tell(HTTPRequest(.ping, try await address(url))) }

  private func address(_ url: Credentials.Secret) async throws -> WebAddress {
    try WebAddress(parsing: try await secrets.value(of: url))
  }

  private func tell(_ request: HTTPRequest) async throws {
    let client = PoliteClient(environment, gate: gate, tries: Self.noticeTries)
    // Whoever is told is told also where the time for looking is up.
    let budget = Budget(seconds: Self.noticeSeconds, isOfSource: false, now: environment.now)
    let options = HTTPOptions(timeout: Self.noticeSeconds / 2, maxBytes: 1_000_000)
    let response = try await client.send(request, options, budget: budget)
    guard (200..<300).contains(response.status) else {
      throw HTTPFailure(
        .malformed, "\(request.url.origin) answered \(response.status) to what it was told",
        advice: "look at its address")
    }
  }
}

/// What the last look learned of a system's addresses, for who asks them again.
final class KnownValidators: Sendable {
  private let all = Mutex<[String: Validator]>([:])

  /// What is known of an address.
  subscript(url: String) -> Validator? { all.withLock { $0[url] } }

  /// Takes what the last look learned.
  func take(_ validators: [Validator]) {
    all.withLock { $0 = Dictionary(validators.map { ($0.url, $0) }, uniquingKeysWith: { first, _ in first }) }
  }
}

/// The documents of one system, and what is said of them without secrets.
struct SystemDocuments: DocumentSource {
  enum Origin {
    case http(SystemFetcher)
    case tools(SystemFetcher)
    case command(CommandSource, folder: String)
    case toolProgram(CommandSource, folder: String)
    case broken(FetchFailure)
  }

  let redactor: Redactor
  let known: KnownValidators
  let origin: Origin

  func fetch(known validators: [Validator]) async throws(FetchFailure) -> Fetched {
    do throws(FetchFailure) {
      switch origin {
      case .http(let fetcher):
        known.take(validators)
        return try await fetcher.fetch()
      case .tools(let fetcher): return try await fetcher.fetchTools(client: DriftCommand.configuration.version)
      case .command(let source, let folder): return try await CommandRun.fetch(source, folder: folder)
      case .toolProgram(let source, let folder):
        return try await ToolProgram.fetch(source, folder: folder, client: DriftCommand.configuration.version)
      case .broken(let failure): throw failure
      }
    } catch {
      throw error.mapped { redactor.redact($0) }
    }
  }

  func examine(_ rules: HealthRules) async -> AccessFacts? {
    switch origin {
    case .http(let fetcher), .tools(let fetcher): await fetcher.examine(rules)
    case .command, .toolProgram, .broken: nil
    }
  }

  func fetch(reference path: String) async throws(FetchFailure) -> FetchedDocument {
    guard case .http(let fetcher) = origin else {
      throw FetchFailure(.answer, "there is one document; it refers to \(path)")
    }
    return try await fetcher.fetch(path: path)
  }
}
