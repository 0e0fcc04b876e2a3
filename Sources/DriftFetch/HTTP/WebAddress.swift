/// An absolute address of `http` or `https`, taken apart. Without user, password and fragment: a secret has no place in it.
public struct WebAddress: Hashable, Sendable, CustomStringConvertible {
  /// Scheme, host and port.
  public var origin: Origin
  /// The path, percent-encoded, `/` at least.
  public var path: String
  /// The query without `?`, percent-encoded; nil where there is none.
  public var query: String?

  /// Makes an address of its parts.
  public init(origin: Origin, path: String, query: String? = nil) {
    self.origin = origin
    self.path = path
    self.query = query
  }

  /// The whole address, as a request names it.
  public var text: String { "\(origin)\(path)\(query.map { "?\($0)" } ?? "")" }

  /// The address as reports show it: the query is left out, because keys and cursors stand there.
  public var description: String { "\(origin)\(path)\(query == nil ? "" : "?…")" }
}
