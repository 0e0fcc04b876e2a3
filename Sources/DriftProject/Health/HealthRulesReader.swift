import DriftModel
import DriftSyntax

/// Reads what `drift.yaml` says under `health`.
struct HealthRulesReader {
  let reader: StrictReader
  private var tree: SyntaxTree { reader.tree }

  init(_ reader: StrictReader) { self.reader = reader }

  /// How many probes a system has at most: each is a request a night.
  private static let mostProbes = 50

  /// Reads the rules.
  ///
  /// - Throws: ``DriftError`` at the place of the first mistake.
  func rules(_ node: NodeID) throws(DriftError) -> HealthRules {
    try reader.object(node, "what there is to say of a system's access under \"health\"")
    try reader.checkKeys(
      node, ["warn-before", "min-headroom", "token", "principal", "scopes", "introspection", "probes", "api-version"],
      of: "health")
    var rules = HealthRules()
    rules.place = tree.place(node)
    let amounts = Amounts(reader)
    rules.warnBefore = try amounts.seconds(node, "warn-before") ?? rules.warnBefore
    rules.minHeadroom = try amounts.share(node, "min-headroom") ?? rules.minHeadroom
    if let token = tree.member(node, "token") { try read(token: token, into: &rules) }
    rules.principal = try reader.word(node, "principal", HealthRules.Principal.self)
    rules.scopes = try scopes(node)
    if tree.member(node, "introspection") != nil {
      rules.introspection = try URLWords(reader).url(node, "introspection")
    }
    if let probes = tree.member(node, "probes") { rules.probes = try self.probes(probes) }
    if let version = tree.member(node, "api-version") {
      try reader.object(version, "{ name: v66.0, ends: 2028-06-01 } under \"api-version\"")
      try reader.checkKeys(version, ["name", "ends"], of: "api-version")
      rules.version = try reader.requiredText(version, "name")
      rules.versionEnds = try day(version, "ends") ?? ""
    }
    return rules
  }

  private func read(token: NodeID, into rules: inout HealthRules) throws(DriftError) {
    try reader.object(token, "{ lifetime: 90d } or { expires: 2027-03-01 } under \"token\"")
    try reader.checkKeys(token, ["lifetime", "expires"], of: "token")
    if let lifetime = tree.member(token, "lifetime") {
      // A token that somebody made and that nothing ends, such as the one of a private app.
      let isEndless = tree.string(lifetime) == "endless"
      rules.lifetime = isEndless ? .endless : try Amounts(reader).seconds(token, "lifetime").map { .seconds($0) }
    }
    rules.expires = try day(token, "expires") ?? ""
  }

  private func scopes(_ node: NodeID) throws(DriftError) -> [String] {
    let scopes = try reader.texts(node, "scopes") ?? []
    if let odd = scopes.first(where: { $0.isEmpty || $0.contains(where: \.isWhitespace) || URLWords.hasControls($0) }) {
      throw reader.fail(
        "expected a list of scopes, each a word, under \"scopes\", found \"\(odd)\"",
        tree.member(node, "scopes") ?? node)
    }
    return Set(scopes).sorted()
  }

  private func probes(_ list: NodeID) throws(DriftError) -> [HealthRules.Probe] {
    guard tree.kind(list) == .array else {
      throw reader.fail("expected a list under \"probes\", found \(reader.found(list))", list)
    }
    var out: [HealthRules.Probe] = []
    for node in tree.children(list) {
      try reader.object(node, "{ name: list contacts, url: https://... } in \"probes\"")
      try reader.checkKeys(node, ["name", "url"], of: "a probe")
      let name = try reader.requiredText(node, "name")
      guard name.utf8.count <= 80, !name.isEmpty, !URLWords.hasControls(name) else {
        throw reader.fail("expected a name of up to 80 characters under \"name\"", node)
      }
      guard !out.contains(where: { $0.name == name }) else { throw reader.fail("two probes named \"\(name)\"", node) }
      out.append(.init(name: name, url: try URLWords(reader).url(node, "url")))
    }
    guard out.count <= Self.mostProbes else {
      throw reader.fail("expected at most \(Self.mostProbes) probes, found \(out.count)", list)
    }
    return out
  }

  private func day(_ node: NodeID, _ key: String) throws(DriftError) -> String? {
    guard let value = tree.member(node, key) else { return nil }
    let text = try reader.text(value, under: key)
    guard Day.isDay(text) else {
      throw reader.fail("expected a day such as 2027-03-01 under \"\(key)\", found \(reader.found(value))", value)
    }
    return text
  }
}
