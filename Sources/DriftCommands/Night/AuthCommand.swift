import ArgumentParser
import DriftFetch
import DriftModel
import DriftProject
import DriftReport
import DriftStore

/// `drift auth`.
struct AuthCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "auth", abstract: "Tries the login of a system alone, and says what it got.",
    discussion: """
      A token is asked for as drift run asks for it, and told by its lifetime, its scopes and whose it is; the token \
      itself is never shown. A key, a password or a token that somebody made is tried on the first address of the source.

      Exit codes: 0 it was taken; 2 the system is not one that is fetched; 3 it was refused, or could not be tried.
      """)

  @Argument(help: "The system's name: crm.", completion: Completions.systems) var system: String
  @Flag(help: "One line a request on standard error, without secrets.") var verbose = false
  @OptionGroup var project: ProjectOptions
  @OptionGroup var input: InputOptions

  func run() throws {
    let loaded = try project.load(input.limits)
    let system = try RunCommand.chosen([system], loaded.project)[0]
    guard let source = system.source.http else {
      throw DriftError(
        "\(system.name) is not fetched over HTTP: there is no login to try", at: system.place,
        help: ["drift run \(system.name) looks at it."])
    }
    guard let credentials = source.credentials else {
      throw DriftError(
        "\(system.name) has no \"auth\": nobody is asked who it is", at: source.place,
        help: ["source: { http: { ..., auth: { bearer: { env: NAME } } } } says who asks."])
    }
    try Waiting.raiseOpenFiles()
    let kit = FetchKit(loaded.project, isVerbose: verbose)
    let name = system.name
    do {
      let tried = try Waiting.result { try await LoginTrial(kit: kit, system: system, source: source).run() }
      Output.standard(Array(Self.text(tried, name, credentials).utf8))
      for text in ShortSecrets(kit).warnings(credentials, of: name) { Output.error(DriftError(text, at: source.place)) }
      for warning in tried.warnings { Output.error(DriftError(kit.redactor.redact(warning), at: source.place)) }
    } catch let failure as FetchFailure {
      let failure = Self.told(failure.mapped { kit.redactor.redact($0) })
      let said = failure.said.isEmpty ? "" : "; it said: \(failure.said)"
      Output.error(
        DriftError(
          "\(name): \(failure.message)\(said)", at: source.place, help: [failure.advice].filter { !$0.isEmpty }))
      throw CommandEnd(code: .incomplete)
    }
  }

  /// A failure for somebody who tries the login at this moment: to try it is no advice.
  private static func told(_ failure: FetchFailure) -> FetchFailure {
    var failure = failure
    switch failure.kind {
    case .credentials, .expired:
      if failure.advice.contains("drift auth") {
        failure.advice = "renew the credentials, and see whether they are of the right sort for this system"
      }
    case .moved: failure.advice = "see url: whether the credentials hold cannot be told by an address that is not there"
    case .unreached: failure.message = "the trial was interrupted"
    default: break
    }
    return failure
  }

  private static func text(_ tried: LoginTrial.Outcome, _ name: String, _ credentials: Credentials) -> String {
    let facts = tried.facts
    var out = "\(name): \(credentials.words), taken by \(Neutral.text(tried.place))\n"
    func line(_ word: String, _ text: String?) {
      let shown = text.map { Neutral.text($0, limit: 400) } ?? "not said"
      out += "  \(word)\(String(repeating: " ", count: 11 - word.count))\(shown)\n"
    }
    line("lifetime", facts.lifetime.map(Self.span))
    if let ends = facts.ends, (0..<253_402_300_800).contains(ends) {
      line("ends", Timestamp(secondsSince1970: Int(ends)).description)
    }
    line("scopes", facts.scopes.map { $0.isEmpty ? "none" : $0.joined(separator: " ") })
    line("principal", facts.principal)
    return out
  }

  private static func span(_ seconds: Int) -> String {
    switch seconds {
    case 86_400...: "\(seconds / 86_400) d (\(seconds) s)"
    case 3_600...: "\(seconds / 3_600) h (\(seconds) s)"
    case 60...: "\(seconds / 60) min (\(seconds) s)"
    default: "\(seconds) s"
    }
  }
}

/// A login that is tried by itself.
struct LoginTrial: Sendable {
  let kit: FetchKit
  let system: Project.System
  let source: HTTPSource

  /// What came of it.
  struct Outcome: Sendable {
    var place: String
    var facts: AccessFacts
    var warnings: [String]
  }

  /// Asks for a token, or shows what somebody made to the first address.
  ///
  /// - Throws: ``FetchFailure`` where it was refused.
  func run() async throws -> Outcome {
    let fetcher = try kit.fetcher(source)
    let place: String
    switch source.credentials {
    case .oauth2(let rules): place = try await ask(fetcher, rules.tokenURL)
    case .jwt(let rules): place = try await ask(fetcher, rules.tokenURL)
    default:
      let fetched = try await kit.source(of: system).fetch(known: [])
      place = try WebAddress(parsing: source.urls[0].text).description
      return Outcome(place: place, facts: fetched.facts, warnings: fetched.warnings)
    }
    return Outcome(place: place, facts: await fetcher.facts, warnings: await fetcher.authenticator.warnings)
  }

  private func ask(_ fetcher: SystemFetcher, _ url: HTTPSource.URL) async throws -> String {
    let origin = try WebAddress(parsing: source.urls[0].text).origin
    _ = try await fetcher.authenticator.issued(for: origin)
    return try WebAddress(parsing: url.text).origin.description
  }
}

extension Credentials {
  /// What they are, in a word or two.
  var words: String {
    switch self {
    case .apiKeyHeader(let name, _): "a key in the header \(name)"
    case .apiKeyQuery(let name, _): "a key in the parameter \(name)"
    case .basic: "user and password"
    case .bearer: "a bearer token"
    case .oauth2(let rules):
      if case .refreshToken = rules.grant { "a token for a refresh token" } else { "a token for client credentials" }
    case .jwt(let rules): "a token for a signed assertion (\(rules.algorithm.rawValue))"
    }
  }

  /// The secrets that they name, with words for each.
  var secrets: [(words: String, secret: Secret)] {
    switch self {
    case .apiKeyHeader(_, let secret), .apiKeyQuery(_, let secret): [("key", secret)]
    case .basic(let user, let password): [("user", user), ("password", password)]
    case .bearer(let secret): [("token", secret)]
    case .oauth2(let rules):
      [("client", rules.clientID)] + (rules.clientSecret.map { [("client secret", $0)] } ?? []) + rules.grant.secrets
    case .jwt(let rules): [("private key", rules.key)]
    }
  }
}

extension Credentials.OAuth2.Grant {
  fileprivate var secrets: [(words: String, secret: Credentials.Secret)] {
    if case .refreshToken(let secret, _) = self { [("refresh token", secret)] } else { [] }
  }
}
