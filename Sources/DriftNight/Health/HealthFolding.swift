public import DriftImpact
public import DriftStore

/// Tells what has one cause once: many probes that get the same answer, many limits that run out on the same day.
public enum HealthFolding {
  /// From how many on they are told as one.
  private static let fewest = 3
  private static let mostNamed = 3

  /// The findings of a system in one night with those folded that came together for one cause. What was folded in an
  /// earlier night stays so; what comes later stands by itself, unless many come again.
  public static func fold(
    _ findings: [Finding], of system: String, _ ledger: SeenLedger, before now: Timestamp
  ) -> [Finding] {
    let open = ledger.open(before: now)
    let accepted = ledger.accepted(before: now)
    var out = findings
    foldDeprecation(&out, open, accepted)
    var groups: [String: [Int]] = [:]
    for (index, one) in out.enumerated() where !one.cause.isEmpty && one.foldedUnder.isEmpty {
      groups["\(one.rule) \(one.cause)", default: []].append(index)
    }
    for (_, indices) in groups.sorted(by: { $0.key < $1.key }) {
      guard let first = indices.first else { continue }
      let id = FindingID.of(
        rule: out[first].rule, address: "", distinction: "all \(out[first].cause)", system: system)
      let known = indices.filter { open[out[$0].id]?.under == id }
      let fresh = indices.filter { open[out[$0].id] == nil && accepted[out[$0].id] == nil }
      let folded = open[id] != nil ? known : fresh.count >= fewest ? fresh : []
      guard !folded.isEmpty else { continue }
      let parts = folded.map { out[$0] }
      for index in folded { out[index].foldedUnder = id }
      out.append(head(id, system, parts))
    }
    return out
  }

  /// That a version is deprecated, and that it ends, is one piece of news where both come in one night.
  private static func foldDeprecation(
    _ findings: inout [Finding], _ open: [String: SeenLedger.Line], _ accepted: [String: SeenLedger.Line]
  ) {
    let ofVersion = findings.indices.filter { findings[$0].rule == RuleBook.versionEnding }
    guard let end = ofVersion.first(where: { !findings[$0].address.isEmpty }),
      let word = ofVersion.first(where: { findings[$0].address.isEmpty })
    else { return }
    let (ending, deprecation) = (findings[end], findings[word])
    let isOneNight = [ending.id, deprecation.id].allSatisfy { open[$0] == nil && accepted[$0] == nil }
    guard isOneNight || open[deprecation.id]?.under == ending.id else { return }
    findings[word].foldedUnder = ending.id
    findings[end].message += "; it \(deprecation.cause)"
  }

  private static func head(_ id: String, _ system: String, _ parts: [Finding]) -> Finding {
    var head = parts[0]
    let names = parts.map { "\"\($0.address)\"" }
    let rest = names.count - mostNamed
    let named = names.prefix(mostNamed).joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
    let own = head.message.dropFirst(system.count + 2)
    head.id = id
    head.address = ""
    head.cause = ""
    head.severity = parts.map(\.severity).max() ?? head.severity
    head.message = parts.count == 1 ? head.message : "\(system): \(parts.count) alike (\(named)): \(own)"
    return head
  }
}
