/// A document with what HTTP says of it.
struct ServedDocument {
  let bytes: [UInt8]
  let type: String
  /// When it was last changed; nil where nobody knows, and then nothing is said.
  let modified: String?
  /// Made of the bytes, so that two answers with one tag are the same bytes.
  let tag: String

  init(bytes: [UInt8], type: String, modified: String?) {
    self.bytes = bytes
    self.type = type
    self.modified = modified
    // FNV-1a: what is served is no secret, and nobody picks it against the tag.
    let hash = bytes.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    tag = "\"\(String(hash, radix: 16))-\(bytes.count)\""
  }

  /// Whether whoever asks has it already. A time counts where it is this document's own: systems here go back to an
  /// older generation, of which "not since" would be a lie.
  func isKnown(match: String?, since: String?) -> Bool {
    if let match {
      return match.split(separator: ",").contains {
        let tag = $0.drop { $0 == " " }
        return tag == "*" || tag == self.tag || tag == "W/\(self.tag)"
      }
    }
    return since != nil && since == modified
  }
}
