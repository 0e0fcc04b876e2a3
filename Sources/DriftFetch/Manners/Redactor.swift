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
    // Letters beyond ASCII are other bytes in capitals.
    let isPlain = secret.utf8.allSatisfy { $0 < 0x80 }
    for text in isPlain ? [secret] : Set([secret, secret.lowercased(), secret.uppercased()]).sorted() {
      add(bytes: Array(text.utf8))
    }
  }

  private func add(bytes: [UInt8]) {
    let isLong = bytes.count >= SecretForms.shortestInside
    known.with { known in
      let telling = SecretForms.telling(bytes)
      for end in SecretForms.ends(bytes) where end.count >= telling {
        known.all.add(SecretForms.Form(bytes: end), isWord: false, telling: telling)
      }
      let nearlyAll = SecretForms.nearlyAll(bytes)
      for end in SecretForms.ends(bytes) where end.count >= nearlyAll {
        known.inDocuments.add(SecretForms.Form(bytes: end), isWord: false, telling: nearlyAll)
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
    var found: [Range<Int>] = []
    func look(in plain: PlainText) {
      found += search.found(in: plain.bytes).map(plain.place)
    }
    var plain = PlainText(bytes)
    for layer in 0...PlainText.layers {
      look(in: plain)
      if let joined = plain.joined() { look(in: joined) }
      guard layer < PlainText.layers, let inner = plain.unwrapped() else { break }
      plain = inner
    }
    if found.isEmpty { return text }
    found.sort { $0.lowerBound < $1.lowerBound }
    var out: [UInt8] = []
    var at = 0
    for range in found where range.upperBound > at {
      if range.lowerBound >= at {
        // A character of several bytes goes whole.
        var start = range.lowerBound
        while start > at, bytes[start] & 0xC0 == 0x80 { start -= 1 }
        out += bytes[at..<start]
        out += Array("***".utf8)
      }
      at = range.upperBound
      while at < bytes.count, bytes[at] & 0xC0 == 0x80 { at += 1 }
    }
    return String(decoding: out + bytes[at...], as: UTF8.self)
  }

  /// Whether a document holds a secret of eight bytes or more.
  public func contains(_ bytes: some Collection<UInt8>) -> Bool {
    let search = known.with { $0.inDocuments }
    if search.isEmpty { return false }
    var document = Array(bytes)
    for layer in 0...PlainText.layers {
      if search.isFound(in: document) || PlainText.joined(document).map(search.isFound) ?? false { return true }
      guard layer < PlainText.layers, let inner = PlainText.unwrapped(document) else { return false }
      document = inner
    }
    return false
  }
}
