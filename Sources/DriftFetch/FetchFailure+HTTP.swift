extension FetchFailure {
  /// What it means for a look that no whole answer came.
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
