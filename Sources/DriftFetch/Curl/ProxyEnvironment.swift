/// Which proxy the environment names for an address, as curl reads it: `http_proxy` in lower case alone, because a server
/// may set `HTTP_PROXY` from a header of a request; `https_proxy`, `all_proxy` and `no_proxy` in either.
struct ProxyEnvironment: Sendable {
  var variable: @Sendable (String) -> String?

  /// A proxy, and the variable that names it.
  struct Proxy: Sendable {
    /// As it is given to the library; it may hold a password.
    var text: String
    /// The variable.
    var variable: String

    /// Host and port, for people.
    var place: String {
      let rest = text.split(separator: "://", maxSplits: 1).last ?? ""
      let host = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
      return Words.clean(String(host.split(separator: "@").last ?? ""), atMost: 200)
    }
  }

  /// The proxy; nil where the machine is spoken to itself.
  func proxy(for origin: Origin) -> Proxy? {
    let names =
      (origin.scheme == "http" ? ["http_proxy"] : ["https_proxy", "HTTPS_PROXY"]) + ["all_proxy", "ALL_PROXY"]
    for name in names {
      guard let text = variable(name), !text.isEmpty else { continue }
      return isExempt(origin.host) ? nil : Proxy(text: text, variable: name)
    }
    return nil
  }

  private func first(_ names: [String]) -> String? {
    names.lazy.compactMap { variable($0) }.first { !$0.isEmpty }
  }

  private func isExempt(_ host: String) -> Bool {
    guard let list = first(["no_proxy", "NO_PROXY"]) else { return false }
    if HTTPSyntax.trimmed(list) == "*" { return true }
    let address = IPAddress(text: host)
    return list.split { $0 == "," || $0 == " " || $0 == "\t" }.contains { entry in
      if let address { return Self.covers(entry, address) }
      let name = Self.bare(Substring(host))
      let suffix = Self.bare(entry.first == "." ? entry.dropFirst() : entry)
      return name == suffix || name.hasSuffix("." + suffix)
    }
  }

  private static func bare(_ name: Substring) -> String {
    (name.last == "." ? name.dropLast() : name).lowercased()
  }

  /// Whether an entry, `10.0.0.0/8` or a single address, covers an address.
  private static func covers(_ entry: Substring, _ address: IPAddress) -> Bool {
    let parts = entry.split(separator: "/", maxSplits: 1)
    guard let base = parts.first.flatMap({ IPAddress(text: String($0)) }), base.bytes.count == address.bytes.count
    else { return false }
    let all = base.bytes.count * 8
    guard let bits = parts.count == 2 ? Int(parts[1]) : all, (0...all).contains(bits) else { return false }
    return zip(base.bytes, address.bytes).enumerated().allSatisfy { index, pair in
      let kept = min(max(bits - index * 8, 0), 8)
      let mask = UInt8(truncatingIfNeeded: 0xFF00 >> kept)
      return pair.0 & mask == pair.1 & mask
    }
  }
}
