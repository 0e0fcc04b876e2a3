import DriftImpact
public import DriftModel
import DriftSyntax

/// `drift.accepted`: acceptances, a line of JSON each, so that a pull request shows who accepted what and why, and two
/// branches merge.
public enum AcceptanceFile {
  /// Reads the file; the same line twice, as a merge may leave it, is one.
  ///
  /// - Throws: ``DriftError`` at the first line that is none.
  public static func read(_ bytes: [UInt8], file: String, symbols: SymbolTable) throws(DriftError) -> [Acceptance] {
    var out: [Acceptance] = []
    var seen: Set<[UInt8]> = []
    for (index, raw) in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated() {
      let line = Array(raw.last == UInt8(ascii: "\r") ? raw.dropLast() : raw)
      guard !line.isEmpty, line.first != UInt8(ascii: "#"), seen.insert(line).inserted else { continue }
      // Blank lines before it give the messages their line.
      let text = SourceText(file: file, copying: Array(repeating: UInt8(ascii: "\n"), count: index) + line)
      guard line.first(where: { $0 != UInt8(ascii: " ") }) == UInt8(ascii: "{") else {
        let place = SourcePlace(file: file, line: index + 1, column: 1)
        guard !LockFile.isConflict(line[...]) else {
          throw DriftError(
            "a conflict that git left", at: place, help: ["Keep the lines of both sides, and take the marks out."])
        }
        throw DriftError(
          "expected an acceptance, a line of JSON, found \"\(String(decoding: line.prefix(120), as: UTF8.self))\"",
          at: place, help: ["drift accept writes such lines; take this one out, or bring the file back from git."])
      }
      let tree: SyntaxTree
      do throws(SyntaxError) {
        tree = try DocumentReader.read(text, symbols: symbols, limits: SyntaxLimits())
      } catch {
        throw error.located(in: text)
      }
      var one = try acceptance(StrictReader(tree))
      one.line = index + 1
      out.append(one)
    }
    return out
  }

  private static func acceptance(_ reader: StrictReader) throws(DriftError) -> Acceptance {
    let root = SyntaxTree.root
    try reader.object(root, "an acceptance, as drift accept writes it")
    try reader.checkKeys(
      root, ["accept", "system", "rule", "address", "to", "entries", "reason", "by", "on", "until", "moved-to"],
      of: "an acceptance")
    var entries: [EntryKey] = []
    let system = try reader.text(root, "system") ?? ""
    if let list = reader.tree.member(root, "entries") {
      for node in reader.tree.children(list) {
        try reader.object(node, "an entry with \"agent\", \"access\" and \"address\"")
        try reader.checkKeys(node, ["agent", "access", "address"], of: "an entry")
        guard let access = EntryKey.access(try reader.requiredText(node, "access")) else {
          throw reader.fail("expected read, write or read,write under \"access\"", node)
        }
        entries.append(
          EntryKey(
            system: system, agent: try reader.requiredText(node, "agent"),
            address: try reader.requiredText(node, "address"), access: access))
      }
    }
    let until = try reader.text(root, "until") ?? ""
    guard until.isEmpty || Day.isDay(until) else {
      throw reader.fail("expected a day such as 2026-12-31 under \"until\", found \"\(until)\"", root)
    }
    var out = Acceptance(
      id: try reader.requiredText(root, "accept"), system: system, rule: try reader.text(root, "rule") ?? "",
      address: try reader.text(root, "address") ?? "", entries: entries,
      reason: try reader.requiredText(root, "reason"), by: try reader.text(root, "by") ?? "",
      on: try reader.text(root, "on") ?? "", until: until)
    out.newAddress = try reader.text(root, "to") ?? ""
    out.movedTo = try reader.text(root, "moved-to") ?? ""
    return out
  }

  /// The file with more acceptances: what stands in it stays as it is, one for the same thing is replaced.
  public static func adding(_ more: [Acceptance], to bytes: [UInt8], replacing old: [Acceptance]) -> [UInt8] {
    let replaced = Set(old.filter { one in more.contains { $0.id == one.id && $0.entries == one.entries } }.map(\.line))
    var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    var kept = lines.enumerated().filter { !replaced.contains($0.offset + 1) }.map { Array($0.element) }
    if kept.isEmpty { kept = head.split(separator: "\n").map { Array($0.utf8) } }
    // The line ends of the file stay those of its first line.
    let end: [UInt8] = kept.first?.last == UInt8(ascii: "\r") ? [UInt8(ascii: "\r")] : []
    kept += more.sorted { ($0.system, $0.address, $0.id) < ($1.system, $1.address, $1.id) }.map { line($0) + end }
    return kept.reduce(into: []) { $0 += $1 + [UInt8(ascii: "\n")] }
  }

  private static let head = "# Written by drift accept: what somebody accepted, and why. One line each."

  private static func line(_ one: Acceptance) -> [UInt8] {
    var writer = ObjectWriter()
    writer.object { out in
      out.member("accept", one.id)
      out.member("system", one.system)
      out.member("rule", one.rule)
      out.member("address", one.address)
      if !one.newAddress.isEmpty { out.member("to", one.newAddress) }
      out.list("entries", one.entries.sorted()) { list, key in
        list.object { entry in
          entry.member("agent", key.agent)
          entry.member("access", key.accessText)
          entry.member("address", key.address)
        }
      }
      out.member("reason", one.reason)
      if !one.by.isEmpty { out.member("by", one.by) }
      out.member("on", one.on)
      if !one.until.isEmpty { out.member("until", one.until) }
      if !one.movedTo.isEmpty { out.member("moved-to", one.movedTo) }
    }
    return writer.bytes
  }
}
