/// Why no whole answer came.
public struct HTTPFailure: Error, Sendable {
  /// What went wrong.
  public enum Kind: Sendable, Equatable {
    /// The host's name is unknown.
    case noSuchHost
    /// Nobody takes the connection.
    case notConnected
    /// The certificate is not to be trusted, or no connection could be secured.
    case insecure
    /// It took longer than allowed.
    case timedOut
    /// The connection ended before the answer did.
    case cutShort
    /// More bytes than allowed, in the body or its headers.
    case tooLarge
    /// The answer is not HTTP, or contradicts itself.
    case malformed
    /// A redirect that is not followed.
    case redirectRefused
    /// The machine is one that must not be spoken to.
    case addressRefused
    /// The run ended, or its time was up.
    case cancelled
    /// What the exchange needs of this machine is not there or cannot be used: the library that speaks HTTP, a file of
    /// certificates, a secret that can stand in a header.
    case unavailable
  }

  /// What went wrong.
  public var kind: Kind
  /// In a sentence without a full stop, for the person who has to act; it holds no secret.
  public var message: String
  /// What to do; empty where nothing can be said.
  public var advice: String

  /// Makes a failure.
  public init(_ kind: Kind, _ message: String, advice: String = "") {
    self.kind = kind
    self.message = message
    self.advice = advice
  }

  /// Whether another try may go better.
  public var isPassing: Bool {
    switch kind {
    case .noSuchHost, .notConnected, .timedOut, .cutShort: true
    case .insecure, .tooLarge, .malformed, .redirectRefused, .addressRefused, .cancelled, .unavailable: false
    }
  }
}
