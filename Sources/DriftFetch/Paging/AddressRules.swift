internal import DriftModel
internal import DriftProject

/// How addresses are read. The library that speaks HTTP reads them, so that both agree on where an address leads.
public struct AddressRules: Sendable {
  /// Takes an address apart.
  public var parse: @Sendable (String) throws(HTTPFailure) -> WebAddress
  /// Where a reference leads to from an address (RFC 3986, 5).
  public var resolve: @Sendable (String, WebAddress) throws(HTTPFailure) -> WebAddress

  /// Makes rules.
  public init(
    parse: @escaping @Sendable (String) throws(HTTPFailure) -> WebAddress,
    resolve: @escaping @Sendable (String, WebAddress) throws(HTTPFailure) -> WebAddress
  ) {
    self.parse = parse
    self.resolve = resolve
  }
}

extension AddressRules {
  /// The address that the project file has; `what` says in a failure what it is the address of.
  func address(_ url: HTTPSource.URL, _ what: String) throws(FetchFailure) -> WebAddress {
    do throws(HTTPFailure) {
      return try parse(url.text)
    } catch {
      throw FetchFailure(
        .setup, "\(url.place.file):\(url.place.line): \(what) cannot be used: \(error.message)", advice: error.advice)
    }
  }
}

extension WebAddress {
  /// The address with a parameter of its query set, in place of one that is there.
  func setting(_ name: String, to value: String) -> WebAddress {
    let key = FormText.queryEscaped(name)
    let pairs = (query ?? "").split(separator: "&").filter { pair in
      let own = pair.prefix { $0 != "=" }
      return own != key[...] && own != name[...]
    }
    var other = self
    other.query = (pairs + ["\(key)=\(FormText.queryEscaped(value))"[...]]).joined(separator: "&")
    return other
  }

  /// The value of a parameter of the query as it is written; nil where it is not there.
  func parameter(_ name: String) -> String? {
    let key = FormText.queryEscaped(name)
    for pair in (query ?? "").split(separator: "&") {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      if parts[0] == key[...] || parts[0] == name[...] { return parts.count > 1 ? String(parts[1]) : "" }
    }
    return nil
  }
}
