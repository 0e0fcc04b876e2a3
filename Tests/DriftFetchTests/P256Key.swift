import Crypto

/// A key of the tests, another one each time.
enum P256Key {
  static let pem = P256.Signing.PrivateKey().pemRepresentation
}
