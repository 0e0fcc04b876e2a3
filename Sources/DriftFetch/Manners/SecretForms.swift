/// The forms in which a secret travels that no decoding of a text brings back: as it is, in base64, in hexadecimal digits.
/// Those that a decoding does bring back (percent, entities of HTML, escapes of JSON) are ``PlainText``'s.
enum SecretForms {
  /// Shorter ones would blot out ordinary words.
  static let shortest = 4
  /// From how many bytes on a secret is looked for inside words, and in documents: it stands there by no accident.
  static let shortestInside = 8

  /// One form.
  struct Form: Hashable {
    /// What stands for the secret alone.
    var bytes: [UInt8]
    /// Whether the character of base64 before it holds the secret's first bits beside those of what stands before.
    var sharesFirst = false
    /// The same of the character after it.
    var sharesLast = false
    /// Whether base64 may fill it up at its end.
    var isPadded = false
  }

  /// The forms of a secret, none shorter than ``shortest``.
  static func all(_ secret: [UInt8]) -> Set<Form> {
    guard secret.count >= shortest else { return [] }
    var forms: Set<Form> = [Form(bytes: secret), Form(bytes: secret.map { $0 == 0x20 ? 0x2B : $0 })]
    for digits in ["0123456789abcdef", "0123456789ABCDEF"] {
      let digits = Array(digits.utf8)
      forms.insert(Form(bytes: secret.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }))
    }
    guard secret.count >= shortestInside else {
      // Of a short one no more than the whole: parts of its base64 stand in any text.
      forms.insert(Form(bytes: Array(Base64.urlText(secret).utf8), isPadded: true))
      forms.insert(Form(bytes: Array(Base64.text(secret).utf8.filter { $0 != 0x3D }), isPadded: true))
      return forms
    }
    // In Basic a name stands before it, of any length: in base64 a text has three forms, by where it begins.
    for offset in 0..<3 { forms.formUnion(base64Cores(secret, offset)) }
    for part in parts(secret) { forms.formUnion(all(part)) }
    return forms
  }

  /// The ends of a secret from its first places on: some systems show a part of what was wrong, at either end.
  static func ends(_ secret: [UInt8]) -> [[UInt8]] {
    guard secret.count >= shortestInside else { return [] }
    let own = parts(secret)
    return (own.isEmpty ? [secret] : own).flatMap { part in
      (0...min(part.count - shortestInside, mostEnds)).map { Array(part[$0...].prefix(longestEnd)) }
    }
  }

  private static let mostEnds = 64
  private static let longestEnd = 160

  /// How much of a secret, standing anywhere, tells too much: half of it, or a dozen bytes.
  static func telling(_ secret: [UInt8]) -> Int { max(shortestInside, min(12, (secret.count + 1) / 2)) }

  /// How much of a secret makes a document one that holds it: three quarters. A smaller part may be a word of the schema.
  static func nearlyAll(_ secret: [UInt8]) -> Int { max(shortestInside, min(120, (secret.count * 3 + 3) / 4)) }

  /// The parts of a JWT that are its own: the claims and the signature. The header is everybody's. So is the id of the
  /// organisation before the exclamation mark of a session of Salesforce.
  private static func parts(_ secret: [UInt8]) -> [[UInt8]] {
    if secret.starts(with: Array("00D".utf8)), let mark = secret.prefix(19).firstIndex(of: UInt8(ascii: "!")),
      secret.count - mark > 2 * shortestInside
    {
      return [Array(secret[(mark + 1)...])]
    }
    let parts = secret.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard parts.count == 3, secret.starts(with: Array("eyJ".utf8)) else { return [] }
    return parts.dropFirst().map(Array.init).filter { $0.count >= 2 * shortestInside }
  }

  /// What of the base64 of a text stands for these bytes alone, where they begin at an offset; in both alphabets.
  private static func base64Cores(_ bytes: [UInt8], _ offset: Int) -> [Form] {
    let padded = [UInt8](repeating: 0, count: offset) + bytes
    let first = (offset * 8 + 5) / 6
    let last = padded.count * 8 / 6
    guard last - first >= shortest else { return [] }
    return [Base64.text(padded), Base64.urlText(padded)].map { text in
      Form(
        bytes: Array(Array(text.utf8)[first..<last]), sharesFirst: offset * 8 % 6 != 0,
        sharesLast: padded.count * 8 % 6 != 0, isPadded: true)
    }
  }
}
