import DriftImpact
public import DriftModel
public import DriftSyntax

/// Reads `drift.yaml`. Every mistake is told with its line.
public struct ProjectReader {
  private let reader: StrictReader
  private var tree: SyntaxTree { reader.tree }

  /// Reads a project file; `folder` is where its paths count from.
  ///
  /// - Throws: ``DriftError`` at the place of the first mistake.
  public static func read(_ tree: SyntaxTree, folder: String) throws(DriftError) -> Project {
    try ProjectReader(reader: StrictReader(tree)).project(folder)
  }

  private func project(_ folder: String) throws(DriftError) -> Project {
    let root = SyntaxTree.root
    try reader.object(root, "a project file with \"version\" and \"systems\"")
    try reader.checkKeys(
      root,
      [
        "version", "snapshots", "mappings", "fail-on", "annotate-at", "fix-at", "severity", "suppress", "run",
        "systems",
      ], of: "a project file")
    try checkVersion(root)
    var project = Project(file: tree.source.file, folder: folder)
    project.snapshots = try snapshots(root) ?? project.snapshots
    project.mappings = try patterns(root, "mappings") ?? []
    project.failOn = try reader.word(root, "fail-on", Threshold.self) ?? project.failOn
    project.annotateAt = try reader.word(root, "annotate-at", Threshold.self) ?? project.annotateAt
    project.fixAt = try fixAt(root) ?? project.fixAt
    project.overrides = try overrides(root)
    if let run = tree.member(root, "run") { project.run = try RunRulesReader(reader).rules(run) }
    project.systems = try systems(root)
    project.suppressions = try suppressions(root, of: project.systems.map(\.name))
    return project
  }

  private func checkVersion(_ root: NodeID) throws(DriftError) {
    guard let version = tree.member(root, "version") else {
      throw reader.fail("expected \"version: 1\"", root, ["It says how the rest of the file is meant."])
    }
    guard try reader.text(version, under: "version") == "1" else {
      throw reader.fail(
        "expected version 1, found \(reader.found(version))", version, ["A newer drift may read this file."])
    }
  }

  /// A team may ask for more than drift does before an address is written by itself, never for less.
  private func fixAt(_ root: NodeID) throws(DriftError) -> Double? {
    guard let node = tree.member(root, "fix-at") else { return nil }
    guard let value = Double(try reader.text(node, under: "fix-at")), (Judge.leastFixAt...1).contains(value) else {
      throw reader.fail(
        "expected a probability from \(Judge.leastFixAt) to 1 under \"fix-at\", found \(reader.found(node))", node,
        ["Below \(Judge.leastFixAt) a rename is a choice for a person."])
    }
    return value
  }

  /// The folder of the versions, which is inside the project's: drift writes there.
  private func snapshots(_ root: NodeID) throws(DriftError) -> String? {
    guard let node = tree.member(root, "snapshots") else { return nil }
    let text = try reader.text(node, under: "snapshots")
    let steps = text.split(separator: "/").filter { $0 != "." }
    guard !steps.isEmpty, !text.hasPrefix("/"), !steps.contains("..") else {
      throw reader.fail("expected a folder inside the project's under \"snapshots\", found \"\(text)\"", node)
    }
    guard !text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else {
      throw reader.fail("a folder's name cannot hold control characters: \"snapshots\"", node)
    }
    return text
  }

  private func patterns(_ node: NodeID, _ key: String) throws(DriftError) -> [Project.Pattern]? {
    guard let value = tree.member(node, key) else { return nil }
    let nodes = tree.kind(value) == .array ? Array(tree.children(value)) : [value]
    var out: [Project.Pattern] = []
    for node in nodes {
      let text = try reader.text(node, under: key)
      guard !text.isEmpty, !text.hasPrefix("/"), !text.split(separator: "/").contains("..") else {
        throw reader.fail(
          "expected a path inside the project's folder under \"\(key)\", found \"\(text)\"", node)
      }
      guard !text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else {
        throw reader.fail("a path cannot hold control characters: \"\(key)\"", node)
      }
      out.append(.init(text: text, place: tree.place(node)))
    }
    return out
  }

  private func systems(_ root: NodeID) throws(DriftError) -> [Project.System] {
    guard let all = tree.member(root, "systems") else {
      throw reader.fail("expected \"systems\"", root, ["A system is crm: { owner: team@example.com }."])
    }
    try reader.object(all, "names of systems under \"systems\"")
    var out: [Project.System] = []
    for node in tree.children(all) {
      let name = tree.symbols.text(tree[node].key)
      guard Self.isName(name) else {
        throw reader.fail(
          "\"\(name)\" cannot be a system's name", node,
          ["Up to 64 letters, digits, \"_\", \"-\" and \".\", a letter or a digit first: it is a folder's name."])
      }
      if let why = Self.reservation(of: name, among: out.map(\.name)) {
        throw reader.fail(
          "\"\(name)\" cannot be a system's name: \(why)", node, ["Choose one that says what the system is."])
      }
      out.append(try system(name, node))
    }
    return out
  }

  private static func isName(_ name: String) -> Bool {
    guard (1...64).contains(name.utf8.count), let first = name.unicodeScalars.first, first.isASCII,
      first.properties.isAlphabetic || ("0"..."9").contains(first)
    else { return false }
    return name.unicodeScalars.allSatisfy {
      $0.isASCII && ($0.properties.isAlphabetic || ("0"..."9").contains($0) || "_-.".unicodeScalars.contains($0))
    }
  }

  /// Why a name cannot be a folder's everywhere, or means something else; nil where it can be one.
  private static func reservation(of name: String, among others: [String]) -> String? {
    let lower = name.lowercased()
    if lower.hasSuffix(".") { return "some systems drop a dot at the end of a folder's name" }
    let stem = lower.split(separator: ".").first.map(String.init) ?? ""
    let devices = ["con", "prn", "aux", "nul"] + ["com", "lpt"].flatMap { word in (0...9).map { "\(word)\($0)" } }
    if devices.contains(stem) { return "some systems have a device of that name" }
    if lower == "latest" || lower.hasPrefix("v") && lower.count > 1 && lower.dropFirst().allSatisfy(\.isNumber) {
      return "a version is called so"
    }
    if let other = others.first(where: { $0.lowercased() == lower }) {
      return "it is the same folder as that of \"\(other)\" on many disks"
    }
    return nil
  }

  private func system(_ name: String, _ node: NodeID) throws(DriftError) -> Project.System {
    var system = Project.System(name: name, place: tree.place(node))
    if tree.kind(node) == .null { return system }
    try reader.object(node, "what there is to say of a system under \"\(name)\"")
    try reader.checkKeys(
      node, ["owner", "format", "source", "max-age", "change-log", "max-shrink", "health"], of: "a system")
    system.owner = try reader.text(node, "owner") ?? ""
    system.format = try reader.text(node, "format") ?? ""
    if let source = tree.member(node, "source") {
      system.source = try SourceReader(reader).source(source, patterns: patterns)
    }
    if let health = tree.member(node, "health") { system.health = try HealthRulesReader(reader).rules(health) }
    if let log = tree.member(node, "change-log") {
      system.changeLog = try ChangeLogSourceReader(reader).changeLog(log, patterns: patterns)
    }
    let amounts = Amounts(reader)
    system.maxAge = try amounts.seconds(node, "max-age") ?? system.maxAge
    system.maxShrink = try amounts.share(node, "max-shrink") ?? system.maxShrink
    return system
  }

  /// `severity: { enum-value-added: { read: info } }`.
  private func overrides(_ root: NodeID) throws(DriftError) -> [SeverityOverride] {
    guard let table = tree.member(root, "severity") else { return [] }
    try reader.object(table, "kinds of change under \"severity\"")
    var out: [SeverityOverride] = []
    for row in tree.children(table) {
      let rule = tree.symbols.text(tree[row].key)
      guard RuleBook.names.contains(rule) else {
        throw reader.fail("there is no rule \"\(rule)\"", row, [StrictReader.advice(rule, RuleBook.names)])
      }
      if tree.kind(row) == .string {
        let severity: Severity = try reader.word(row, under: rule)
        out.append(.init(rule: rule, column: nil, severity: severity, place: tree.place(row)))
        continue
      }
      try reader.object(row, "a severity, or one for each of \(SeverityOverride.Column.allNames)")
      try reader.checkKeys(row, SeverityOverride.Column.allCases.map(\.rawValue), of: "the severity table")
      for cell in tree.children(row) {
        guard let column = SeverityOverride.Column(rawValue: tree.symbols.text(tree[cell].key)) else { continue }
        let severity: Severity = try reader.word(cell, under: column.rawValue)
        out.append(.init(rule: rule, column: column, severity: severity, place: tree.place(cell)))
      }
    }
    return out
  }

  private func suppressions(_ root: NodeID, of systems: [String]) throws(DriftError) -> [Project.Suppression] {
    guard let list = tree.member(root, "suppress") else { return [] }
    guard tree.kind(list) == .array else {
      throw reader.fail("expected a list under \"suppress\", found \(reader.found(list))", list)
    }
    var out: [Project.Suppression] = []
    for node in tree.children(list) {
      try reader.object(node, "a suppression with \"rule\" and \"reason\"")
      try reader.checkKeys(node, ["rule", "system", "address", "reason", "until"], of: "a suppression")
      var one = Project.Suppression(reason: try reader.requiredText(node, "reason"), place: tree.place(node))
      one.rule = try reader.text(node, "rule") ?? ""
      if !one.rule.isEmpty, !RuleBook.names.contains(one.rule), let word = tree.member(node, "rule") {
        throw reader.fail("there is no rule \"\(one.rule)\"", word, [StrictReader.advice(one.rule, RuleBook.names)])
      }
      one.system = try reader.text(node, "system") ?? ""
      if !one.system.isEmpty, !one.system.contains("*"), !systems.contains(one.system),
        let word = tree.member(node, "system")
      {
        throw reader.fail("there is no system \"\(one.system)\"", word, [StrictReader.advice(one.system, systems)])
      }
      one.address = try reader.text(node, "address") ?? ""
      guard !(one.rule + one.system + one.address).isEmpty else {
        throw reader.fail("expected \"rule\", \"system\" or \"address\": this one would hide everything", node)
      }
      if let until = tree.member(node, "until") {
        one.until = try reader.text(until, under: "until")
        guard Day.isDay(one.until) else {
          throw reader.fail("expected a day such as 2026-12-31 under \"until\", found \(reader.found(until))", until)
        }
      }
      out.append(one)
    }
    return out
  }
}
