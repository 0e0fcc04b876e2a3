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
    self.init(kind, failure.message, advice: failure.advice)
  }
}
