/// A request that drift can make. There are five sorts, and no other is ever sent: drift changes nothing in a system that
/// it watches.
public struct HTTPRequest: Sendable {
  /// What a request is for; decides the method.
  public enum Purpose: String, Sendable, CaseIterable {
    /// Reads a document of a schema, or what a system says of its changes: GET.
    case document
    /// Asks a server for its tools: POST of a message of JSON-RPC whose method only reads (`initialize`, `tools/list`).
    case question
    /// Asks for a token: POST of a form to the token endpoint that the project file names (RFC 6749, 3.2).
    case token
    /// Tells somebody of a night: POST to an address of the project file.
    case notice
    /// Says that a run ended: GET of an address of the project file.
    case ping
  }

  /// What it is for.
  public var purpose: Purpose
  /// Where it goes.
  public var url: WebAddress
  /// Headers that any origin may see.
  public var headers: HeaderList
  /// What proves who asks; it goes to its own origin and to no other.
  public var credential: Credential?
  /// The body; empty for GET.
  public var body: [UInt8]

  /// Makes a request.
  public init(
    _ purpose: Purpose, _ url: WebAddress, headers: HeaderList = [], credential: Credential? = nil, body: [UInt8] = []
  ) {
    self.purpose = purpose
    self.url = url
    self.headers = headers
    self.credential = credential
    self.body = body
  }

  /// The method of RFC 9110, 9.
  public var method: String {
    switch purpose {
    case .document, .ping: "GET"
    case .question, .token, .notice: "POST"
    }
  }

  /// Whether it only reads, so that it may be sent again whatever became of it.
  public var onlyReads: Bool { purpose != .token && purpose != .notice }
}

/// What proves who asks, and to whom it may be shown.
public struct Credential: Sendable {
  /// How it travels.
  public enum Form: Sendable {
    /// In a header: `Authorization`, `X-Api-Key`.
    case header(name: String, value: String)
    /// In the query of the address.
    case query(name: String, value: String)
  }

  /// How it travels.
  public var form: Form
  /// The one origin that may see it.
  public var origin: Origin

  /// Makes a credential for an origin.
  public init(_ form: Form, for origin: Origin) {
    self.form = form
    self.origin = origin
  }
}
