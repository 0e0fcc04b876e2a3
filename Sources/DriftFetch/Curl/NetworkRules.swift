/// How names become machines, and which machines count as public; tests give others.
public struct NetworkRules: Sendable {
  /// Names that are not looked up: `host:port:address`, as libcurl takes them.
  public var resolved: [String]
  /// Whether a machine is one of the public internet.
  public var isPublic: @Sendable (IPAddress) -> Bool

  /// Makes rules; without arguments those of the real network.
  public init(resolved: [String] = [], isPublic: @escaping @Sendable (IPAddress) -> Bool = { $0.isPublic }) {
    self.resolved = resolved
    self.isPublic = isPublic
  }

  /// Whether a host is known not to be public by its name alone. A proxy looks names up itself, so that this is all that
  /// can be said before it does.
  func isPrivateByName(_ host: String) -> Bool {
    if let address = IPAddress(text: host) { return !isPublic(address) }
    let name = host.last == "." ? String(host.dropLast()) : host
    return name == "localhost" || name.hasSuffix(".localhost") || !name.contains(".")
  }
}
