import Crypto
import CryptoExtras
import DriftProject
import DriftSyntax

/// A signed assertion that is shown for a token (RFC 7523, 3; RFC 7519).
enum Assertion {
  /// How long it is good for, seconds: Salesforce takes no more than five minutes.
  private static let lifetime = 180

  /// The text of an assertion.
  ///
  /// - Throws: ``FetchFailure`` of the setup where the key is none of the algorithm.
  static func text(_ rules: Credentials.JWTBearer, key: String, now: Double) throws(FetchFailure) -> String {
    var header = ObjectWriter()
    header.object { out in
      out.member("alg", rules.algorithm.rawValue)
      if let id = rules.keyID { out.member("kid", id) }
      out.member("typ", "JWT")
    }
    var claims = ObjectWriter()
    claims.object { out in
      out.member("iss", rules.issuer)
      if let subject = rules.subject { out.member("sub", subject) }
      out.member("aud", rules.audience ?? rules.tokenURL.text)
      out.member("iat", Int(now))
      out.member("exp", Int(now) + lifetime)
      if !rules.scopes.isEmpty { out.member("scope", rules.scopes.joined(separator: " ")) }
    }
    let signed = "\(Base64.encodeURL(header.bytes)).\(Base64.encodeURL(claims.bytes))"
    return "\(signed).\(Base64.encodeURL(try signature(of: Array(signed.utf8), rules.algorithm, key)))"
  }

  private static func signature(
    of bytes: [UInt8], _ algorithm: Credentials.JWTBearer.Algorithm, _ key: String
  ) throws(FetchFailure) -> [UInt8] {
    do {
      switch algorithm {
      case .rs256:
        let key = try _RSA.Signing.PrivateKey(pemRepresentation: key)
        return Array(try key.signature(for: SHA256.hash(data: bytes), padding: .insecurePKCS1v1_5).rawRepresentation)
      case .es256:
        return Array(try P256.Signing.PrivateKey(pemRepresentation: key).signature(for: bytes).rawRepresentation)
      }
    } catch {
      let kind = algorithm == .rs256 ? "an RSA key of 2048 bits or more" : "a key on the curve P-256"
      throw FetchFailure(
        .setup, "the key cannot sign: expected \(kind), PEM, without a password",
        advice: "look at where the key stands, and at algorithm")
    }
  }
}
