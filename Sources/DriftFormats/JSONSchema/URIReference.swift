/// Resolves references of RFC 3986 (section 5.2) as far as identifiers of schemas need it.
enum URIReference {
  /// The absolute form of a reference, without a fragment.
  static func resolve(_ reference: String, against base: String) -> String {
    let text = String(reference.split(separator: "#", omittingEmptySubsequences: false).first ?? "")
    if text.isEmpty { return base }
    if scheme(of: text) != nil { return normalised(text) }
    let (prefix, path) = splitAuthority(base)
    if text.hasPrefix("//") { return normalised((scheme(of: base) ?? "") + ":" + text) }
    if text.hasPrefix("/") { return prefix + removeDots(text) }
    if scheme(of: base) == "urn" { return text }
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    return prefix + removeDots(folder + text)
  }

  private static func normalised(_ uri: String) -> String {
    let (prefix, path) = splitAuthority(uri)
    return prefix + removeDots(path)
  }

  /// `https` of `https://…`; nil for a relative reference.
  static func scheme(of text: String) -> String? {
    guard let colon = text.firstIndex(of: ":") else { return nil }
    let scheme = text[..<colon]
    guard let first = scheme.first, first.isLetter,
      scheme.allSatisfy({ $0.isLetter || $0.isNumber || "+-.".contains($0) })
    else { return nil }
    return scheme.lowercased()
  }

  private static func splitAuthority(_ uri: String) -> (prefix: String, path: String) {
    guard let authority = uri[...].range(ofFirst: "://") else { return ("", uri) }
    guard let slash = uri[authority...].firstIndex(of: "/") else { return (uri, "") }
    return (String(uri[..<slash]), String(uri[slash...]))
  }

  private static func removeDots(_ path: String) -> String {
    guard path.contains("./") || path.hasSuffix("/.") || path.hasSuffix("/..") else { return path }
    var out: [Substring] = []
    let steps = path.split(separator: "/", omittingEmptySubsequences: false)
    for (index, step) in steps.enumerated() {
      let isLast = index == steps.count - 1
      if step == "." || step == ".." {
        if step == "..", out.count > 1 || (out.first.map { !$0.isEmpty } ?? false) { out.removeLast() }
        if isLast { out.append("") }
      } else {
        out.append(step)
      }
    }
    return out.joined(separator: "/")
  }
}
