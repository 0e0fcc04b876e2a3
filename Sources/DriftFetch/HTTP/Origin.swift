/// Scheme, host and port: what a credential belongs to (RFC 6454, 4).
public struct Origin: Hashable, Sendable, CustomStringConvertible {
  /// `https` or `http`.
  public var scheme: String
  /// The host in lower case, an IPv6 address in brackets.
  public var host: String
  /// The port, also where it is the scheme's own.
  public var port: Int

  /// Makes an origin.
  public init(scheme: String, host: String, port: Int) {
    self.scheme = scheme
    self.host = host
    self.port = port
  }

  /// `https://crm.example.com`, with the port where it is not the scheme's own.
  public var description: String {
    let isUsual = port == (scheme == "https" ? 443 : 80)
    return isUsual ? "\(scheme)://\(host)" : "\(scheme)://\(host):\(port)"
  }
}
