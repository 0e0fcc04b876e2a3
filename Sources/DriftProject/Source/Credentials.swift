public import DriftModel

/// How drift shows a system who asks. Secrets stand elsewhere, and are named.
public enum Credentials: Sendable {
  /// A key in a header of its own.
  case apiKeyHeader(name: String, Secret)
  /// A key in the query of the address.
  case apiKeyQuery(name: String, Secret)
  /// User and password (RFC 7617).
  case basic(user: Secret, password: Secret)
  /// A token that somebody made (RFC 6750).
  case bearer(Secret)
  /// A token that is asked for (RFC 6749).
  case oauth2(OAuth2)
  /// A token that is asked for with a signed assertion (RFC 7523), as Salesforce and Google do it.
  case jwt(JWTBearer)

  /// Whether tokens are asked for, and not made by somebody.
  public var asksForTokens: Bool {
    switch self {
    case .oauth2, .jwt: true
    case .apiKeyHeader, .apiKeyQuery, .basic, .bearer: false
    }
  }

  /// Asking for a token.
  public struct OAuth2: Sendable {
    /// What is shown for a token.
    public enum Grant: Sendable {
      /// The client's own secret (RFC 6749, 4.4).
      case clientCredentials
      /// A refresh token (RFC 6749, 6); where it is a file and `writesBack`, a rotated one is written there.
      case refreshToken(Secret, writesBack: Bool)
    }

    /// How the client shows who it is (RFC 6749, 2.3.1).
    public enum ClientAuthentication: String, Sendable, CaseIterable {
      /// In the `Authorization` header.
      case basic
      /// In the form.
      case body
    }

    /// What is shown for a token.
    public var grant: Grant
    /// The token endpoint.
    public var tokenURL: HTTPSource.URL
    /// The client.
    public var clientID: Secret
    /// The client's secret; nil for a public client.
    public var clientSecret: Secret?
    /// How the client shows who it is.
    public var authentication = ClientAuthentication.basic
    /// The scopes asked for.
    public var scopes: [String] = []
    /// Who the token is for, where the endpoint wants to know (`audience`); nil where not.
    public var audience: String?

    /// Makes a request for a token.
    public init(grant: Grant, tokenURL: HTTPSource.URL, clientID: Secret) {
      self.grant = grant
      self.tokenURL = tokenURL
      self.clientID = clientID
    }
  }

  /// Asking for a token with a signed assertion.
  public struct JWTBearer: Sendable {
    /// How the assertion is signed (RFC 7518, 3.1).
    public enum Algorithm: String, Sendable, CaseIterable {
      /// RSA with SHA-256.
      case rs256 = "RS256"
      /// ECDSA on P-256 with SHA-256.
      case es256 = "ES256"
    }

    /// How it is signed.
    public var algorithm = Algorithm.rs256
    /// The private key, PEM.
    public var key: Secret
    /// The token endpoint.
    public var tokenURL: HTTPSource.URL
    /// `iss`.
    public var issuer: String
    /// `sub`; nil where it is not sent.
    public var subject: String?
    /// `aud`; the token endpoint where nobody says.
    public var audience: String?
    /// `kid` of the header; nil where it is not sent.
    public var keyID: String?
    /// The scopes asked for, in the claim `scope`.
    public var scopes: [String] = []

    /// Makes a request for a token.
    public init(key: Secret, tokenURL: HTTPSource.URL, issuer: String) {
      self.key = key
      self.tokenURL = tokenURL
      self.issuer = issuer
    }
  }

  /// A secret, by reference.
  public struct Secret: Sendable {
    /// Where it stands.
    public enum Origin: Sendable, Equatable {
      /// In the file itself: for what is no secret, such as the name of a user or a client.
      case literal(String)
      /// In a variable of the environment.
      case environment(String)
      /// In a file, a path from the project's folder; nobody but its owner may read it.
      case file(String)
      /// On the standard output of a program, such as that of a secret manager.
      case command([String])
    }

    /// Where it stands.
    public var origin: Origin
    /// Where that is said.
    public var place: SourcePlace

    /// Makes a reference.
    public init(_ origin: Origin, place: SourcePlace) {
      self.origin = origin
      self.place = place
    }
  }
}
