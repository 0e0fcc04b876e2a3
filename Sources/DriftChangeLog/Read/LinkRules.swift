/// How addresses in a change log become ones that a person may follow.
public struct LinkRules: Sendable {
  /// Where the change log stands.
  public var address: String
  /// Where a reference leads to from an address; nil for one that is no address of http or https.
  public var resolve: @Sendable (_ reference: String, _ from: String) -> String?

  /// Makes rules.
  public init(address: String, resolve: @escaping @Sendable (String, String) -> String?) {
    self.address = address
    self.resolve = resolve
  }

  /// An address of http or https; empty for anything else.
  func link(_ reference: String, from base: String) -> String {
    let text = reference.filter { !$0.isNewline }
    let words = PlainText.clean(text)
    guard !words.isEmpty, words.utf8.count <= 2_000, let link = resolve(words, base) else { return "" }
    // What is followed is shown, and what is shown is what is followed.
    guard link.hasPrefix("https://") || link.hasPrefix("http://"),
      link.utf8.allSatisfy({ (0x21..<0x7F).contains($0) && $0 != UInt8(ascii: "<") && $0 != UInt8(ascii: "\"") })
    else { return "" }
    return link
  }

  /// The base that an `xml:base` gives.
  func base(_ reference: String?, from base: String) -> String {
    guard let reference else { return base }
    let link = link(reference, from: base)
    return link.isEmpty ? base : link
  }
}
