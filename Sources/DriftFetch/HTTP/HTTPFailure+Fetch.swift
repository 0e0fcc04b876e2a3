extension FetchFailure {
  /// What a request that got no answer is for the system.
  init(_ failure: HTTPFailure) {
    let kind: Kind =
      switch failure.kind {
      case .noSuchHost, .notConnected, .timedOut: .unreachable
      case .insecure: .insecure
      case .cutShort, .tooLarge, .malformed, .redirectRefused, .addressRefused: .answer
      case .cancelled: .unreached
      case .unavailable: .setup
      }
    self.init(kind, failure.message, advice: failure.advice.isEmpty ? failure.kind.usualAdvice : failure.advice)
  }
}

extension HTTPFailure.Kind {
  /// What helps where nothing better is known; empty where the page of the finding's rule says it.
  fileprivate var usualAdvice: String {
    switch self {
    case .cutShort: "run again; if it stays so, see what stands between, a proxy or a server that ends too early"
    case .tooLarge: "no setting raises this limit: tell whoever runs the system"
    case .malformed: "tell whoever runs the system, or see what stands between: it is no answer by the rules of HTTP"
    case .redirectRefused: "look at the address in a browser, and name under url where it leads in the end"
    case .addressRefused: "name that machine itself under url if it is meant"
    case .noSuchHost, .notConnected, .insecure, .timedOut, .cancelled, .unavailable: ""
    }
  }
}
