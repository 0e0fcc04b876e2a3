import Crypto
import CryptoExtras
import DriftModel
import DriftProject
import Testing

@testable import DriftFetch

@Suite("Answers of token endpoints")
struct TokenAnswerTests {
  static let endpoint = WebAddress(origin: .init(scheme: "https", host: "login.example.com", port: 443), path: "/token")

  static func read(_ body: String, status: Int = 200, now: Double = 1000) -> Result<TokenAnswer, FetchFailure> {
    Result { () throws(FetchFailure) in
      try TokenAnswer(HTTPResponse(status: status, headers: [], body: Array(body.utf8), url: endpoint), now: now)
    }
  }

  static let good: [(String, lifetime: Int?, scopes: [String]?, principal: String?, warnings: Int)] = [
    (
      #"{"access_token":"t","token_type":"Bearer","expires_in":3600,"scope":"contacts.write contacts.read"}"#, 3600,
      ["contacts.read", "contacts.write"], nil, 0
    ),
    (
      #"{"access_token":"t","id":"https://login.salesforce.com/id/00D/005","token_type":"Bearer","issued_at":"1","scope":"api"}"#,
      nil, ["api"], "https://login.salesforce.com/id/00D/005", 0
    ),
    (
      #"{"token_type":"bearer","access_token":"t","expires_in":1800,"hub_id":123,"user_id":456,"scopes":["oauth","a"]}"#,
      1800,
      ["a", "oauth"], "456", 0
    ),
    (#"{"access_token":"t","expires_in":"3600"}"#, 3600, nil, nil, 0),
    (#"{"access_token":"t","expires_in":3599.9}"#, 3599, nil, nil, 0),
    (#"{"access_token":"t","expires_in":-1}"#, nil, nil, nil, 1),
    (#"{"access_token":"t","expires_in":0}"#, nil, nil, nil, 1),
    (#"{"access_token":"t","expires_in":"soon"}"#, nil, nil, nil, 1),
    (#"{"access_token":"t","expires_in":"0x10"}"#, nil, nil, nil, 1),
    (#"{"access_token":"t","expires_in":"inf"}"#, nil, nil, nil, 1),
    (#"{"access_token":"t","expires_in":1e400}"#, nil, nil, nil, 1),
    (#"{"access_token":"t","expires_in":1e99}"#, nil, nil, nil, 1),
    (#"{"access_token":"t","expires_in":1e30}"#, nil, nil, nil, 1),
    (#"{"access_token":"t","expires_in":-1e30}"#, nil, nil, nil, 1),
    (#"{"access_token":"t","expires_in":315360000}"#, 315_360_000, nil, nil, 0),
    (#"{"access_token":"t","expires_in":null,"token_type":"BEARER"}"#, nil, nil, nil, 0),
    (#"{"access_token":"t","scope":"a,b"}"#, nil, ["a", "b"], nil, 0),
    (#"{"access_token":"t","refresh_token":"a\r\nb"}"#, nil, nil, nil, 1),
  ]

  @Test("what is granted", arguments: good.indices)
  func granted(_ index: Int) throws {
    let (body, lifetime, scopes, principal, warnings) = Self.good[index]
    let answer = try Self.read(body).get()
    #expect(answer.token == "t")
    #expect(answer.lifetime == lifetime, "\(body)")
    #expect(answer.scopes == scopes, "\(body)")
    #expect(answer.principal == principal, "\(body)")
    #expect(answer.warnings.count == warnings, "\(body)")
    #expect(answer.refreshToken == nil)
  }

  @Test("a token that is a JWT tells who it is for; nobody believes more of it")
  func claims() throws {
    let claims = Base64.urlText(#"{"scp":"Mail.Read","roles":["App.All"],"appid":"1234","exp":4600}"#.utf8)
    let answer = try Self.read(#"{"access_token":"\#(Base64.urlText("{}".utf8)).\#(claims).sig"}"#).get()
    #expect(answer.scopes == ["App.All", "Mail.Read"])
    #expect(answer.principal == "1234")
    #expect(answer.lifetime == 3600)
    #expect(try Self.read(#"{"access_token":"a.%%%.c"}"#).get().principal == nil)
  }

  static let bad: [(Int, String, FetchFailure.Kind, String)] = [
    (200, #"{"access_token":"t","token_type":"mac"}"#, .answer, "mac"),
    (200, #"{"access_token":"at\r\nX-Injected: 1"}"#, .answer, "fits in no header"),
    (200, #"{"access_token":"\#(String(repeating: "a", count: 40_000))"}"#, .answer, "fits in no header"),
    (
      200, #"{"access_token":"\#(String(repeating: "a", count: 1_000_000))"}"#, .answer, "no answer of a token endpoint"
    ),
    (200, #"{"access_token":"a b"}"#, .answer, "fits in no header"),
    (200, #"{"access_token":""}"#, .answer, "no token"),
    (200, #"{"access_token":7}"#, .answer, "no token"), (200, "{}", .answer, "no token"),
    (200, "[]", .noSchema, "empty list"), (200, #"{"error":"invalid_client"}"#, .credentials, "gave no token"),
    (200, #"{"error":"invalid_client","access_token":"t"}"#, .credentials, "gave no token"),
    (200, "access_token=at-odd&token_type=Bearer", .answer, "as a form"),
    (200, AnswerCheckTests.login, .noSchema, "login page"), (200, "", .noSchema, "nothing"),
    (400, #"{"error":"invalid_grant","error_description":"inactive user"}"#, .credentials, "gave no token"),
    (400, #"{"error":"invalid_scope"}"#, .right, "gave no token"),
    (400, #"{"error":"unsupported_grant_type"}"#, .answer, "gave no token"), (400, "", .answer, "gave no token"),
    (401, #"{"error":"invalid_client"}"#, .credentials, "gave no token"),
    (401, "", .credentials, "refused the credentials"),
    (429, #"{"error":"slow_down"}"#, .throttled, "gave no token"), (429, "", .throttled, "no more requests"),
    (500, #"{"error":"server_error"}"#, .down, "gave no token"), (503, "<html><title>x</title>", .down, "is down"),
    (307, "", .answer, "leads elsewhere"), (404, "", .moved, "nothing there"),
  ]

  @Test("what is no token", arguments: bad.indices)
  func refused(_ index: Int) throws {
    let (status, body, kind, words) = Self.bad[index]
    guard case .failure(let failure) = Self.read(body, status: status) else {
      Issue.record("taken for a token: \(body.prefix(100))")
      return
    }
    #expect(failure.kind == kind, "\(body.prefix(100)): \(failure)")
    #expect(failure.message.contains(words), "\(body.prefix(100)): \(failure)")
    #expect(!failure.message.contains("at-odd"))
  }

  static func jwt(_ algorithm: Credentials.JWTBearer.Algorithm, _ key: String) -> Credentials.JWTBearer {
    var jwt = Credentials.JWTBearer(
      key: StubSystem.secret(.environment("KEY")), tokenURL: StubSystem.url("https://login.example.com/token"),
      issuer: "drift@\"example\"")
    jwt.algorithm = algorithm
    jwt.subject = "agent@example.com"
    jwt.keyID = "k1"
    jwt.scopes = ["a", "b"]
    return jwt
  }

  @Test("an assertion is signed, and good for minutes", arguments: Credentials.JWTBearer.Algorithm.allCases)
  func assertion(_ algorithm: Credentials.JWTBearer.Algorithm) async throws {
    let (pem, verify): (String, (String, [UInt8]) throws -> Bool)
    switch algorithm {
    case .rs256:
      let key = try _RSA.Signing.PrivateKey(keySize: .bits2048)
      pem = key.pemRepresentation
      verify = { text, signature in
        let digest = SHA256.hash(data: Array(text.utf8))
        return key.publicKey.isValidSignature(
          _RSA.Signing.RSASignature(rawRepresentation: signature), for: digest, padding: .insecurePKCS1v1_5)
      }
    case .es256:
      let key = P256.Signing.PrivateKey()
      pem = key.pemRepresentation
      verify = { text, signature in
        let digest = SHA256.hash(data: Array(text.utf8))
        return key.publicKey.isValidSignature(try .init(rawRepresentation: signature), for: digest)
      }
    }
    let system = StubSystem(["KEY": pem], answer: AuthenticatorTests.tokens())
    let authenticator = try system.authenticator(.jwt(Self.jwt(algorithm, pem)))
    _ = try await authenticator.issued(for: StubSystem.origin)
    let form = try #require(system.requests.all.first).form
    #expect(form["grant_type"] == "urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer")
    let parts = try #require(form["assertion"]).split(separator: ".").map(String.init)
    #expect(parts.count == 3)
    let header = String(decoding: try #require(Base64.urlBytes(parts[0])), as: UTF8.self)
    #expect(header == #"{"alg":"\#(algorithm.rawValue)","typ":"JWT","kid":"k1"}"#)
    let claims = String(decoding: try #require(Base64.urlBytes(parts[1])), as: UTF8.self)
    #expect(
      claims == #"{"iss":"drift@\"example\"","sub":"agent@example.com","aud":"https://login.example.com/token","#
        + #""iat":1000000,"exp":1000180,"scope":"a b"}"#)
    #expect(try verify("\(parts[0]).\(parts[1])", try #require(Base64.urlBytes(parts[2]))))
    #expect(try !verify("\(parts[0]).\(parts[1])x", try #require(Base64.urlBytes(parts[2]))))
    #expect(await authenticator.facts.scopes == ["a", "b"])
    #expect(system.learnt.all.contains { $0.contains("PRIVATE KEY") })
  }

  @Test("an assertion that is refused has neither a login nor a client's secret to be renewed")
  func refusedAssertion() async throws {
    let pem = P256.Signing.PrivateKey().pemRepresentation
    let system = StubSystem(["KEY": pem]) { request, _ in
      StubSystem.response(
        request, #"{"error":"invalid_grant","error_description":"expired authorization"}"#, status: 400)
    }
    let authenticator = try system.authenticator(.jwt(Self.jwt(.es256, pem)))
    await #expect {
      try await authenticator.issued(for: StubSystem.origin)
    } throws: { error in
      guard let failure = error as? FetchFailure else { return false }
      return failure.kind == .credentials && failure.advice.contains("the key is the one that is registered")
        && !failure.advice.contains("log in") && !failure.advice.contains("client's secret")
    }
  }

  @Test("a key of another sort is told as that, without a word of it")
  func wrongKey() async throws {
    let pem = P256.Signing.PrivateKey().pemRepresentation
    for key in [pem, "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----", "no key"] {
      let system = StubSystem(["KEY": key], answer: AuthenticatorTests.tokens())
      let authenticator = try system.authenticator(.jwt(Self.jwt(.rs256, key)))
      await #expect {
        try await authenticator.issued(for: StubSystem.origin)
      } throws: { error in
        guard let failure = error as? FetchFailure else { return false }
        return failure.kind == .setup && !"\(failure)".contains("AAAA") && !failure.advice.isEmpty
      }
      #expect(system.requests.all.isEmpty)
    }
  }
}
