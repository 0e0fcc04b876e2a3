import ArgumentParser
import DriftFetch
import DriftModel
import DriftNight
import DriftProject
import DriftReport

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
    SystemDocuments(redactor: redactor, origin: origin(of: system))
  }

  private func origin(of system: Project.System) -> SystemDocuments.Origin {
    switch system.source {
    case .none, .files: return .broken(FetchFailure(.setup, "\(system.name) is not fetched"))
    case .command(let source):
      return .command(CommandFetcher(system: system.name, source, folder: project.folder))
    case .http(let source):
      do throws(FetchFailure) {
        return .http(try fetcher(system.name, source))
      } catch {
        return .broken(error)
      }
    }
  }

  private func fetcher(_ system: String, _ source: HTTPSource) throws(FetchFailure) -> SystemFetcher {
    let send = sender(source)
    let redactor = redactor
    return try SystemFetcher(
      system: system, source, { authenticator(system, source, for: $0, send) }, leaks: { redactor.contains($0) },
      send: send)
  }

  /// Says who asks, to the origin of a system's source.
  func authenticator(
    _ system: String, _ source: HTTPSource, for origin: DriftFetch.Origin, _ send: @escaping SystemFetcher.Send
  )
    -> Authenticator
  {
    Authenticator(
      system: system, source.credentials, origin: origin, secrets: secrets, now: environment.now, send: send)
  }

  /// Sends the requests of one system, all within one budget.
  func sender(_ source: HTTPSource) -> SystemFetcher.Send {
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
    try WebAddress(parsing: try await secrets.value(of: url, "the address of a notice"))
  }

  private func tell(_ request: HTTPRequest) async throws {
    let client = PoliteClient(environment, gate: gate, tries: Self.noticeTries)
    // Whoever is told is told also where the time for looking is up.
    let budget = Budget(seconds: Self.noticeSeconds, now: environment.now)
    let options = HTTPOptions(timeout: Self.noticeSeconds / 2, maxBytes: 1_000_000)
    let response = try await client.send(request, options, budget: budget)
    guard (200..<300).contains(response.status) else {
      throw HTTPFailure(
        .malformed, "\(request.url.origin) answered \(response.status) to what it was told",
        advice: "look at its address")
    }
  }
}

/// The documents of one system, and what is said of them without secrets.
struct SystemDocuments: DocumentSource {
  fileprivate enum Origin {
    case http(SystemFetcher)
    case command(CommandFetcher)
    case broken(FetchFailure)
  }

  private let redactor: Redactor
  private let origin: Origin

  fileprivate init(redactor: Redactor, origin: Origin) {
    self.redactor = redactor
    self.origin = origin
  }

  func fetch(known: [Validator]) async throws(FetchFailure) -> Fetched {
    do throws(FetchFailure) {
      switch origin {
      case .http(let fetcher): return try await fetcher.fetch(known: known)
      case .command(let fetcher): return try await fetcher.fetch()
      case .broken(let failure): throw failure
      }
    } catch {
      throw error.mapped { redactor.redact($0) }
    }
  }

  func fetch(reference path: String) async throws(FetchFailure) -> FetchedDocument {
    do throws(FetchFailure) {
      guard case .http(let fetcher) = origin else {
        throw FetchFailure(.answer, "a program gives one document; it refers to \(path)")
      }
      return try await fetcher.fetch(reference: path)
    } catch {
      throw error.mapped { redactor.redact($0) }
    }
  }

  func warnings() async -> [String] {
    guard case .http(let fetcher) = origin else { return [] }
    return await fetcher.warnings().map { redactor.redact($0) }
  }
}
