/// What to do about what a system refused, in the words of the house.
enum Advice {
  static let expired = "automate the refresh, or renew the token: see auth"
  static let expiredThoughNew =
    "drift asks for tokens by itself, and a new one is refused as expired: see whether it is for this system (audience, "
    + "scopes), and whether the clocks agree"
  static let refusedAssertion =
    "see whether the key is the one that is registered for the client, whether the subject admitted the client (with its "
    + "scopes), and whether audience and this machine's clock are right"
  static let refused =
    "renew the credentials, and see whether they are of the right sort: drift auth SYSTEM tries them alone"
  static let noCredentials =
    "say under auth in the source how drift is to show who asks (docs/fetching.md), then: drift auth SYSTEM"
  static let right = "have the right granted to the account that drift uses, best a service account"
  static let throttled = "back off and batch: lower per-host, or ask for a higher quota"
  static let moved =
    "write the new address into drift.yaml: the old one is gone, or the credentials may not see it (some systems answer so)"
  static let retired = "move to a version of the API that is still there, and map the new names"
  static let duplicate = "define the rule for duplicates: on_duplicate of the lookup"
  static let down = "wait; the next run looks again"
  static let unknownCode =
    "look the code up in the system's own documentation, and see token-url, scopes and client-auth"
  static let answer = "ask for the address by hand, and see whether it is still the right one"

  /// What to do about what a code says; empty where no code is known.
  static func text(_ error: VendorError?) -> String {
    guard let error, let means = error.means else { return "" }
    if error.isWrongSort { return "the token is of a sort that does not expire: show the one that this address wants" }
    switch means {
    case .limit: return throttled
    case .expired: return expired
    case .refused: return refused
    case .scope, .right, .field: return right(error.scopes)
    case .retired: return retired
    case .notFound: return moved
    case .down: return down
    case .duplicate: return duplicate
    case .invalid: return answer
    }
  }

  /// What to do about a refusal of which nothing but the kind is known.
  static func text(_ kind: FetchFailure.Kind) -> String {
    switch kind {
    case .throttled: throttled
    case .expired: expired
    case .credentials, .refresh: refused
    case .right: right
    case .down: down
    case .moved: moved
    case .unreachable, .insecure, .noSchema, .answer, .setup, .unreached, .clock: answer
    }
  }

  /// What to do about a right that is missing, by name where it is known.
  static func right(_ scopes: [String]) -> String {
    guard !scopes.isEmpty else { return right }
    let named = Words.clean(scopes.prefix(10).joined(separator: ", "))
    return "have \(named) granted to the account that drift uses, best a service account"
  }
}
