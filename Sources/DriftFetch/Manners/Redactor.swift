/// Knows the secrets in use, in the forms in which they travel, and keeps them out of what is written.
public final class Redactor: Sendable {
  private struct Known {
    var all = SecretSearch()
    /// Those that are looked for in documents.
    var inDocuments = SecretSearch()
  }

  private let known = Locked(Known())

  /// Makes one that knows these secrets.
  public init(_ secrets: [String] = []) {
    for secret in secrets { add(secret) }
  }

  /// Adds a secret: a token, a password, a key.
  public func add(_ secret: String) {
    let bytes = Array(secret.utf8)
    let isLong = bytes.count >= SecretForms.shortestInside
    known.with { known in
      let telling = SecretForms.telling(bytes)
      for end in SecretForms.ends(bytes) where end.count >= telling {
        known.all.add(SecretForms.Form(bytes: end), isWord: false, telling: telling)
      }
      for form in SecretForms.all(bytes) {
        known.all.add(form, isWord: !isLong)
        if isLong { known.inDocuments.add(form, isWord: false) }
      }
    }
  }

  /// The text with `***` where a secret stood, whatever it is wrapped in. A short one is masked where it stands as a word.
  public func redact(_ text: String) -> String {
    let search = known.with { $0.all }
    if search.isEmpty { return text }
    let bytes = Array(text.utf8)
    var found = search.found(in: bytes)
    var plain = PlainText(bytes)
    for _ in 0..<PlainText.layers {
      guard let inner = plain.unwrapped() else { break }
      plain = inner
      found += search.found(in: plain.bytes).map { plain.starts[$0.lowerBound]..<plain.starts[$0.upperBound] }
    }
    if found.isEmpty { return text }
    found.sort { $0.lowerBound < $1.lowerBound }
    var out: [UInt8] = []
    var at = 0
    for range in found where range.upperBound > at {
      if range.lowerBound >= at {
        out += bytes[at..<range.lowerBound]
        out += Array("***".utf8)
      }
      at = range.upperBound
    }
    return String(decoding: out + bytes[at...], as: UTF8.self)
  }

  /// Whether a document holds a secret of eight bytes or more.
  public func contains(_ bytes: some Collection<UInt8>) -> Bool {
    let search = known.with { $0.inDocuments }
    if search.isEmpty { return false }
    var document = Array(bytes)
    if search.isFound(in: document) { return true }
    for _ in 0..<PlainText.layers {
      guard let inner = PlainText.unwrapped(document) else { return false }
      document = inner
      if search.isFound(in: document) { return true }
    }
    return false
  }
}
