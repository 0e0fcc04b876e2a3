/// Looks for many forms of secrets in a text at once, in a time that grows with the text alone. Capitals count for nothing:
/// who has a secret in small letters has most of it.
struct SecretSearch {
  /// A form that is looked for.
  private struct Form {
    var secret: SecretForms.Form
    var bytes: [UInt8] { secret.bytes }
    /// Whether it counts only where it stands as a word.
    var isWord: Bool
    /// How much of its beginning counts, whatever stands behind; nil for all of it.
    var telling: Int?
  }

  /// How much of a form is compared: who has so much of a secret has it.
  private static let compared = 128
  /// From how many bytes on the beginning of a form counts where a text was cut.
  private static let shortestCut = 8

  /// The forms by their first four bytes, the longest first.
  private var forms: [UInt32: [Form]] = [:]
  private var known: Set<SecretForms.Form> = []
  /// Which first two bytes a form has: most places of a text are none of them.
  private var starts = [Bool](repeating: false, count: 1 << 16)

  var isEmpty: Bool { forms.isEmpty }

  /// Adds a form of four bytes or more.
  ///
  /// - Parameter telling: how much of its beginning counts, whatever stands behind; nil for all of it.
  mutating func add(_ form: SecretForms.Form, isWord: Bool, telling: Int? = nil) {
    let bytes = form.bytes
    guard bytes.count >= 4, telling != nil || known.insert(form).inserted else { return }
    starts[Int(Self.folded(bytes[0])) << 8 | Int(Self.folded(bytes[1]))] = true
    forms[Self.key(bytes, 0), default: []].append(Form(secret: form, isWord: isWord, telling: telling))
    forms[Self.key(bytes, 0)]?.sort { $0.bytes.count > $1.bytes.count }
  }

  /// Where forms stand in a text, those that the end of the text or `…` cuts short among them; in order, none in another.
  func found(in text: [UInt8]) -> [Range<Int>] {
    var out: [Range<Int>] = []
    var at = 0
    while at + 4 <= text.count {
      guard starts[Int(Self.folded(text[at])) << 8 | Int(Self.folded(text[at + 1]))],
        let candidates = forms[Self.key(text, at)],
        let (form, length) = candidates.compactMap({ form in
          Self.length(of: form, in: text, at, takesCut: true).map { (form, $0) }
        }).max(by: { $0.1 < $1.1 })
      else {
        at += 1
        continue
      }
      let range = Self.whole(form.secret, at..<at + length, in: text)
      out.append(range)
      at = range.upperBound
    }
    return out
  }

  /// The range with the characters of base64 that hold some bits of the secret, and with what fills it up: what is left of
  /// an end tells the rest to whoever tries a few.
  private static func whole(_ form: SecretForms.Form, _ range: Range<Int>, in text: [UInt8]) -> Range<Int> {
    var (lower, upper) = (range.lowerBound, range.upperBound)
    if form.sharesFirst, lower > 0, isOfBase64(text[lower - 1]) { lower -= 1 }
    guard range.count == form.bytes.count else { return lower..<upper }
    if form.sharesLast, upper < text.count, isOfBase64(text[upper]) { upper += 1 }
    var fill = 0
    while form.isPadded, fill < 2, upper < text.count, text[upper] == UInt8(ascii: "=") {
      upper += 1
      fill += 1
    }
    return lower..<upper
  }

  private static func isOfBase64(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2B, 0x2D, 0x2F, 0x5F: true
    default: false
    }
  }

  /// Whether a form stands in a text as a whole.
  func isFound(in text: [UInt8]) -> Bool {
    text.withUnsafeBufferPointer { bytes in
      guard bytes.count >= 4 else { return false }
      for at in 0...bytes.count - 4 where starts[Int(Self.folded(bytes[at])) << 8 | Int(Self.folded(bytes[at + 1]))] {
        guard let candidates = forms[Self.key(bytes, at)] else { continue }
        if candidates.contains(where: { Self.length(of: $0, in: bytes, at, takesCut: false) != nil }) { return true }
      }
      return false
    }
  }

  private static func key<Bytes: RandomAccessCollection<UInt8>>(_ bytes: Bytes, _ at: Int) -> UInt32
  where Bytes.Index == Int {
    (0..<4).reduce(0) { $0 << 8 | UInt32(folded(bytes[at + $1])) }
  }

  /// A letter of ASCII in lower case; any other byte as it is.
  private static func folded(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }

  /// How much of a text a form takes from a place on; nil where it does not stand there.
  private static func length<Bytes: RandomAccessCollection<UInt8>>(
    of form: Form, in text: Bytes, _ at: Int, takesCut: Bool
  ) -> Int? where Bytes.Index == Int {
    let most = min(form.bytes.count, text.count - at)
    // A text that is made to look like the secret for long is not read to its end at each place.
    let bound = min(most, compared)
    var same = 0
    while same < bound, folded(text[at + same]) == folded(form.bytes[same]) { same += 1 }
    if same == compared, takesCut {
      while same < most, folded(text[at + same]) == folded(form.bytes[same]) { same += 1 }
      return same
    }
    if same == compared {
      guard most == form.bytes.count else { return nil }
      let end = form.bytes.count
      return text[(at + end - min(end, compared))..<(at + end)].elementsEqual(form.bytes.suffix(compared)) {
        folded($0) == folded($1)
      } ? end : nil
    }
    if same == form.bytes.count {
      guard form.isWord else { return same }
      return isWordByte(text, at - 1) || isWordByte(text, at + same) ? nil : same
    }
    if let telling = form.telling, same >= telling { return same }
    guard takesCut, !form.isWord, same >= shortestCut else { return nil }
    let isCut = at + same == text.count || text[(at + same)...].starts(with: "…".utf8)
    return isCut ? same : nil
  }

  private static func isWordByte<Bytes: RandomAccessCollection<UInt8>>(_ text: Bytes, _ at: Int) -> Bool
  where Bytes.Index == Int {
    guard text.indices.contains(at) else { return false }
    switch text[at] {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x80...: return true
    default: return false
    }
  }
}
