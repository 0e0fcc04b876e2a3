/// Knows the secrets in use, in the forms in which they travel, and keeps them out of what is written.
public final class Redactor: Sendable {
  /// Shorter ones would blot out ordinary words.
  private static let shortest = 4
  /// From how many bytes on a document that has one holds it by no accident.
  private static let shortestInDocument = 8

  private struct Known {
    var forms: Set<[UInt8]> = []
    /// The longest first: a form may be a part of another.
    var sorted: [[UInt8]] = []
    /// Those of secrets that are looked for in documents.
    var inDocuments: Set<[UInt8]> = []
  }

  private let known = Locked(Known())

  /// Makes one that knows these secrets.
  public init(_ secrets: [String] = []) {
    for secret in secrets { add(secret) }
  }

  /// Adds a secret: a token, a password, a key.
  public func add(_ secret: String) {
    let bytes = Array(secret.utf8)
    guard bytes.count >= Self.shortest else { return }
    var fresh: Set<[UInt8]> = [bytes]
    let encoded = HTTPSyntax.percentEncoded(secret)
    fresh.insert(Array(encoded.utf8))
    fresh.insert(Array(encoded.lowercased().utf8))
    fresh.insert(
      encoded.split(separator: "%20", omittingEmptySubsequences: false).joined(separator: "+").utf8.map { $0 })
    fresh.insert(Self.escaped(bytes))
    // In Basic a name stands before it, of any length: in base64 a text has three forms, by where it begins.
    for offset in 0..<3 { fresh.formUnion(Self.base64Forms(bytes, offset)) }
    fresh = fresh.filter { $0.count >= Self.shortest }
    known.with { known in
      known.forms.formUnion(fresh)
      known.sorted = known.forms.sorted { $0.count > $1.count }
      if bytes.count >= Self.shortestInDocument { known.inDocuments.formUnion(fresh) }
    }
  }

  /// The text with `***` where a secret stood.
  public func redact(_ text: String) -> String {
    var bytes = Array(text.utf8)
    var isChanged = false
    for form in known.with({ $0.sorted }) {
      var from = 0
      while let found = bytes[from...].firstRange(of: form) {
        bytes.replaceSubrange(found, with: Array("***".utf8))
        from = found.lowerBound + 3
        isChanged = true
      }
    }
    return isChanged ? String(decoding: bytes, as: UTF8.self) : text
  }

  /// Whether a document holds a secret of eight bytes or more.
  public func contains(_ bytes: some Collection<UInt8>) -> Bool {
    let forms = known.with { $0.inDocuments }
    if forms.isEmpty { return false }
    let document = Array(bytes)
    return forms.contains { form in document.contains(form) }
  }

  /// As a string of JSON has it.
  private static func escaped(_ bytes: [UInt8]) -> [UInt8] {
    bytes.flatMap { $0 == 0x22 || $0 == 0x5C || $0 == 0x2F ? [0x5C, $0] : [$0] }
  }

  /// What of the base64 of a text stands for these bytes alone, where they begin at an offset; in both alphabets.
  private static func base64Forms(_ bytes: [UInt8], _ offset: Int) -> [[UInt8]] {
    let padded = [UInt8](repeating: 0, count: offset) + bytes
    let digits = base64(padded)
    let first = (offset * 8 + 5) / 6
    let last = padded.count * 8 / 6
    guard last - first >= shortest else { return [] }
    let core = Array(digits[first..<last])
    return [core, core.map { $0 == 0x2B ? 0x2D : $0 == 0x2F ? 0x5F : $0 }]
  }

  private static func base64(_ bytes: [UInt8]) -> [UInt8] {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    return (0..<(bytes.count * 8 + 5) / 6).map { digit in
      let bit = digit * 6
      let high = Int(bytes[bit / 8]) << 8
      let low = bit / 8 + 1 < bytes.count ? Int(bytes[bit / 8 + 1]) : 0
      return alphabet[(high | low) >> (10 - bit % 8) & 0x3F]
    }
  }
}

extension [UInt8] {
  /// Whether bytes stand in these, looked for by their first.
  fileprivate func contains(_ needle: [UInt8]) -> Bool {
    guard let first = needle.first else { return true }
    return withUnsafeBufferPointer { all in
      var from = 0
      while from + needle.count <= all.count {
        if all[from] == first, all[from..<from + needle.count].elementsEqual(needle) { return true }
        from += 1
      }
      return false
    }
  }
}
