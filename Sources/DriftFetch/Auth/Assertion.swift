internal import Crypto
internal import CryptoExtras
internal import DriftProject
internal import DriftSyntax

/// A signed assertion (RFC 7523, 3) that stands for a login.
enum Assertion {
  /// How long one is good, seconds: Salesforce takes three minutes, nobody less.
  static let lifetime = 180

  /// The assertion, signed.
  ///
  /// - Throws: ``FetchFailure`` of kind `setup` where the key is none for the algorithm; it says nothing of the key.
  static func text(
    _ jwt: Credentials.JWTBearer, key: String, endpoint: String, now: Double
  ) throws(FetchFailure) -> String {
    let signed = "\(Base64.urlText(header(jwt))).\(Base64.urlText(claims(jwt, endpoint, now)))"
    return "\(signed).\(Base64.urlText(try signature(of: Array(signed.utf8), jwt.algorithm, key)))"
  }

  private static func header(_ jwt: Credentials.JWTBearer) -> [UInt8] {
    var out = ObjectWriter()
    out.object { object in
      object.member("alg", jwt.algorithm.rawValue)
      object.member("typ", "JWT")
      if let id = jwt.keyID { object.member("kid", id) }
    }
    return out.bytes
  }

  private static func claims(_ jwt: Credentials.JWTBearer, _ endpoint: String, _ now: Double) -> [UInt8] {
    let issued = Int(min(max(now, 0), 1e12))
    var out = ObjectWriter()
    out.object { object in
      object.member("iss", jwt.issuer)
      if let subject = jwt.subject { object.member("sub", subject) }
      object.member("aud", jwt.audience ?? endpoint)
      object.member("iat", issued)
      object.member("exp", issued + lifetime)
      if !jwt.scopes.isEmpty { object.member("scope", jwt.scopes.joined(separator: " ")) }
    }
    return out.bytes
  }

  private static func signature(
    of bytes: [UInt8], _ algorithm: Credentials.JWTBearer.Algorithm, _ key: String
  ) throws(FetchFailure) -> [UInt8] {
    if key.contains("ENCRYPTED") {
      throw FetchFailure(
        .setup, "the key of the assertion is encrypted", advice: "show one without a passphrase, chmod 600")
    }
    var hash = SHA256()
    bytes.withUnsafeBytes { hash.update(bufferPointer: $0) }
    let digest = hash.finalize()
    do {
      switch algorithm {
      case .rs256:
        let key = try _RSA.Signing.PrivateKey(pemRepresentation: key)
        return try key.signature(for: digest, padding: .insecurePKCS1v1_5).withUnsafeBytes { Array($0) }
      case .es256:
        // JWS has the two numbers one after the other (RFC 7518, 3.4), and no ASN.1 around them.
        let key = try P256.Signing.PrivateKey(pemRepresentation: key)
        return try key.signature(for: digest).withUnsafeBytes { Array($0) }
      }
    } catch {
      let what = algorithm == .rs256 ? "an RSA key of 2048 bits or more" : "a key on P-256"
      throw FetchFailure(
        .setup, "the key of the assertion is not one for \(algorithm.rawValue)",
        advice: "show \(what) in PEM (PRIVATE KEY), or name another algorithm")
    }
  }
}
