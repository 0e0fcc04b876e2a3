/// The paths under which the documents of a system refer to one another: their addresses without what all have in common.
struct DocumentPaths: Sendable {
  /// The origin and folder that all addresses have in common; nil where the origins differ.
  let base: WebAddress?

  init(_ addresses: [WebAddress]) {
    guard let first = addresses.first, addresses.allSatisfy({ $0.origin == first.origin }) else {
      base = nil
      return
    }
    var steps = Self.folder(first)
    for address in addresses.dropFirst() {
      steps = zip(steps, Self.folder(address)).prefix { $0 == $1 }.map(\.0)
    }
    base = WebAddress(origin: first.origin, path: "/" + steps.map { "\($0)/" }.joined())
  }

  private static func folder(_ address: WebAddress) -> [Substring] {
    Array(address.path.split(separator: "/", omittingEmptySubsequences: false).dropFirst().dropLast())
  }

  /// The path of an address. Its query belongs to it: with some systems nothing else tells two documents apart.
  func path(of address: WebAddress) -> String {
    let query = address.query.map { "?\($0)" } ?? ""
    let inside: Substring
    if let base, address.origin == base.origin {
      inside = Self.relative(address.path, to: base.path)
    } else {
      inside = "\(address.origin.host)\(address.path)"[...]
    }
    let path = inside.isEmpty ? "\(address.origin.host)" : String(inside)
    return path + query
  }

  /// A path from a folder; one that stands elsewhere goes up to it.
  private static func relative(_ path: String, to folder: String) -> Substring {
    if path.hasPrefix(folder) { return path.dropFirst(folder.count) }
    let from = folder.split(separator: "/")
    let to = path.split(separator: "/")
    let common = zip(from, to).prefix { $0 == $1 }.count
    return (Array(repeating: "..", count: from.count - common) + to.dropFirst(common)).joined(separator: "/")[...]
  }
}
