/// Sends one request and takes one answer: no redirect is followed, nothing is tried again.
public protocol HTTPTransport: Sendable {
  /// Sends a request.
  ///
  /// - Throws: ``HTTPFailure`` where no whole answer came; cancelling the task ends the exchange.
  func send(_ request: HTTPRequest, _ options: HTTPOptions) async throws(HTTPFailure) -> HTTPResponse
}

/// What an exchange may cost, and whom it trusts.
public struct HTTPOptions: Sendable {
  /// How long a connection may take, seconds.
  public var connectTimeout: Double
  /// How long the whole exchange may take, seconds.
  public var timeout: Double
  /// The largest body, decoded.
  public var maxBytes: Int
  /// Certificates to trust beside the system's; a path, nil for none.
  public var caFile: String?
  /// A certificate to show, and its key; paths.
  public var clientCertificate: String?
  /// The key of the certificate; nil where it stands in the same file.
  public var clientKey: String?
  /// Whether machines of the own network may be spoken to. A public source cannot lead there by a redirect.
  public var reach: Reach

  /// Which machines may be spoken to.
  public enum Reach: Sendable {
    /// Any.
    case any
    /// Machines with a public address alone (RFC 6890).
    case publicOnly
  }

  /// Makes options.
  public init(
    connectTimeout: Double = 10, timeout: Double = 30, maxBytes: Int = 200_000_000, caFile: String? = nil,
    clientCertificate: String? = nil, clientKey: String? = nil, reach: Reach = .any
  ) {
    self.connectTimeout = connectTimeout
    self.timeout = timeout
    self.maxBytes = maxBytes
    self.caFile = caFile
    self.clientCertificate = clientCertificate
    self.clientKey = clientKey
    self.reach = reach
  }
}
