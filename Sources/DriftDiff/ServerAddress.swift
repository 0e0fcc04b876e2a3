/// The address of a server as it is called, however it is spelled.
///
/// RFC 3986, 6.2.2.1 and 6.2.3: the scheme and the host are the same in any letters, and the port that a scheme has anyway
/// need not be said. A slash at the end of what paths are appended to changes nothing that was called.
struct ServerAddress: Hashable {
  private let text: String

  private static let usualPorts = ["http": ":80", "https": ":443", "ws": ":80", "wss": ":443"]

  init(_ address: String) {
    var rest = address[...]
    while rest.hasSuffix("/") { rest.removeLast() }
    guard let colon = rest.firstRange(of: "://") else {
      text = String(rest)
      return
    }
    let scheme = rest[..<colon.lowerBound].lowercased()
    let behind = rest[colon.upperBound...]
    let end = behind.firstIndex { "/?#".contains($0) } ?? behind.endIndex
    var host = behind[..<end].lowercased()
    if let port = Self.usualPorts[scheme], host.hasSuffix(port) { host.removeLast(port.count) }
    text = "\(scheme)://\(host)\(behind[end...])"
  }
}
