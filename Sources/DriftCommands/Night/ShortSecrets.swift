import DriftFetch
import DriftProject

/// Finds secrets that are too short to be kept out of all that is written: they stand in ordinary words.
struct ShortSecrets {
  private let kit: FetchKit

  init(_ kit: FetchKit) { self.kit = kit }

  /// What to say of the secrets of a system; a name is none. One that cannot be read is told elsewhere.
  func warnings(_ credentials: Credentials?, of system: String) -> [String] {
    (credentials?.secrets ?? []).compactMap { words, secret in
      words == "user" || words == "client" ? nil : warning(secret, "the \(words) of \(system)")
    }
  }

  private func warning(_ secret: Credentials.Secret, _ what: String) -> String? {
    let secrets = kit.secrets
    guard let isShort = try? Waiting.result(of: { try await secrets.check(secret) }), isShort else { return nil }
    return
      "\(what) is shorter than \(SecretReader.shortest) characters: it is too short to be kept out of what is written"
  }
}
