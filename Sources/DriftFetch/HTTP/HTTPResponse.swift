/// A whole answer: nothing of its body is missing.
public struct HTTPResponse: Sendable {
  /// The status code, 100 to 599.
  public var status: Int
  /// The headers of the last answer on the way.
  public var headers: HeaderList
  /// The body, decoded (RFC 9110, 8.4).
  public var body: [UInt8]
  /// Where it came from in the end.
  public var url: WebAddress
  /// The address of the machine that answered, `127.0.0.1`; empty behind a proxy.
  public var peer: String
  /// Whether a machine of the public internet answered; what such a one leads to is public, or it is refused.
  public var isPeerPublic = false
  /// How long the exchange took, seconds.
  public var seconds = 0.0
  /// How often it was sent until this came.
  public var attempts = 1
  /// How many answers on the way said that they were asked too often.
  public var refusals = 0

  /// Makes a response.
  public init(status: Int, headers: HeaderList, body: [UInt8], url: WebAddress, peer: String = "") {
    self.status = status
    self.headers = headers
    self.body = body
    self.url = url
    self.peer = peer
  }
}
