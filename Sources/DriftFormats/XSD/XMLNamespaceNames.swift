/// What XML namespaces are called in addresses, where they have to be told apart.
///
/// By what the namespace itself says, never by a prefix: documents may change those without changing anything, and two
/// documents may give one prefix to two namespaces (Namespaces in XML, 5). The last step of the namespace that says
/// something is enough where it tells them apart (`http://example.com/common/v2` is `common`), else it is `{uri}`.
struct XMLNamespaceNames {
  private var steps: [String: String] = [:]

  /// Names for namespaces that meet in one place.
  init(_ uris: some Sequence<String>) {
    var counts: [String: Int] = [:]
    for uri in uris {
      guard let step = Self.lastStep(of: uri) else { continue }
      steps[uri] = step
      counts[step, default: 0] += 1
    }
    steps = steps.filter { counts[$0.value] == 1 }
  }

  /// A local name of a namespace: `common.Address`, else `{http://example.com/common}Address`, which no other thing has.
  /// What is in no namespace has its local name alone.
  func qualified(_ local: String, in uri: String, isTaken: (String) -> Bool = { _ in false }) -> String {
    if uri.isEmpty { return local }
    // A local name may hold a dot itself.
    if let name = steps[uri].map({ "\($0).\(local)" }), !isTaken(name) { return name }
    return "{\(uri)}\(local)"
  }

  /// The last step that is no version and no date, without the ending of a file; a host where no other is left.
  private static func lastStep(of uri: String) -> String? {
    var rest = Substring(uri)
    if let scheme = uri.firstRange(of: "://") {
      rest = uri[scheme.upperBound...]
    } else if uri.lowercased().hasPrefix("urn:") {
      rest = uri.dropFirst(4)
    }
    for step in rest.split(whereSeparator: { "/:#?&=".contains($0) }).reversed() {
      var name = step
      for ending in [".xsd", ".wsdl", ".asmx", ".svc"] where name.lowercased().hasSuffix(ending) {
        name = name.dropLast(ending.utf8.count)
      }
      if saysSomething(name) { return String(name) }
    }
    return nil
  }

  /// Whether a step is more than a version (`v2`, `2.0`, `v1_3`) or a part of a date.
  private static func saysSomething(_ step: Substring) -> Bool {
    let bare = step.first == "v" || step.first == "V" ? step.dropFirst() : step
    return bare.contains { !$0.isNumber && !"._-".contains($0) } || bare.isEmpty && !step.isEmpty
  }
}
