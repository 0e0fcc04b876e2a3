import DriftDiff
import DriftImpact
import DriftModel

/// The report for programs: version 1 (docs/report-1.schema.json). Keys of a version keep their meaning and order;
/// more may come beside them.
///
/// One change, one finding a line, so that `grep` and `git diff` have something to hold on to.
struct JSONReport: ReportFormat {
  let id = "json"
  let title = "JSON, version 1"

  /// What a change and its finding take, in bytes: more than they usually do, as what is reserved and never written
  /// costs nothing, and a copy of the whole costs as much as writing it.
  private static let usualSize = 1100

  func write(_ report: Report, _ options: ReportOptions, to out: inout [UInt8]) {
    let changes = report.systems.reduce(0) { $0 + $1.changes.count }
    var json = JSONOutput(after: out, expecting: changes * Self.usualSize)
    out = []
    json.object(block: true) { json in
      json.key("report")
      json.number(1)
      json.key("complete")
      json.flag(report.isComplete)
      json.key("systems")
      json.list(report.systems, block: true) { $0.system($1) }
      json.key("summary")
      json.summary(report)
      if let base = report.base { json.base(base) }
      if let night = report.night { json.night(night) }
      json.key("changes")
      json.each(of: \.changes, report) { $0.change($1, in: $2) }
      json.key("findings")
      json.findings(report)
      json.key("notes")
      json.each(of: \.notes, report) { $0.note($1, in: $2) }
      json.key("gaps")
      json.each(of: \.gaps, report) { $0.gap($1, in: $2) }
    }
    // Before anybody else has them: behind that it would be a copy.
    json.bytes.append(UInt8(ascii: "\n"))
    out = json.bytes
  }
}

extension JSONOutput {
  /// One list of something that every system has, one element a line.
  fileprivate mutating func each<T>(
    of part: (SystemReport) -> [T], _ report: Report, _ body: (inout JSONOutput, T, SystemReport) -> Void
  ) {
    elements(block: true) { json in
      for system in report.systems {
        // What is read in place is not copied.
        part(system).withUnsafeBufferPointer { all in
          for at in all.indices {
            json.element()
            body(&json, all[at], system)
          }
        }
      }
    }
  }

  /// The findings of all systems, then those of the project's own files.
  fileprivate mutating func findings(_ report: Report) {
    elements(block: true) { json in
      for system in report.systems {
        system.findings.withUnsafeBufferPointer { all in
          for at in all.indices {
            json.element()
            json.finding(all[at], system.name, all[at].change.map { system.changes[$0] })
          }
        }
      }
      for finding in report.own {
        json.element()
        json.finding(finding, "", nil)
      }
    }
  }

  mutating func text(_ name: StaticString, _ value: String) {
    key(name)
    string(value)
  }

  fileprivate mutating func system(_ system: SystemReport) {
    object { json in
      json.text("system", system.name)
      json.key("complete")
      json.flag(system.isComplete)
      json.key("old")
      json.version(system.old)
      json.key("new")
      json.version(system.new)
      json.key("mapped")
      json.flag(system.hasMapping)
      if !system.lastLook.isEmpty { json.text("last_look", system.lastLook) }
    }
  }

  private mutating func version(_ side: SystemReport.Side?) {
    guard let side else { return null() }
    object { json in
      json.text("version", side.version)
      json.text("digest", side.digest)
      json.text("source", side.source)
      json.text("format", side.schema.format)
      json.text("dialect", side.schema.dialect)
    }
  }

  fileprivate mutating func base(_ base: Report.Base) {
    key("base")
    object { json in
      json.text("revision", base.revision)
      json.key("new")
      json.number(base.new)
      json.key("before")
      json.number(base.before)
      if base.letPass > 0 {
        json.key("letPass")
        json.number(base.letPass)
      }
      json.key("solved")
      json.list(base.solved) { json, finding in
        json.object { json in
          json.text("id", finding.id)
          json.text("rule", finding.rule)
          json.text("severity", finding.severity.rawValue)
          json.text("message", finding.message)
        }
      }
    }
  }

  fileprivate mutating func summary(_ report: Report) {
    object { json in
      json.key("changes")
      json.number(report.systems.reduce(0) { $0 + $1.changes.count })
      json.key("breaking")
      json.number(report.count(.breaking))
      json.key("warning")
      json.number(report.count(.warning))
      json.key("info")
      json.number(report.count(.info))
    }
  }

  fileprivate mutating func change(_ change: Change, in system: SystemReport) {
    object { json in
      json.text("id", change.id)
      json.text("system", system.name)
      json.text("kind", change.kind.rawValue)
      json.key("old")
      json.side(change.old, system.old?.schema)
      json.key("new")
      json.side(change.new, system.new?.schema)
      if let compatibility = change.compatibility { json.text("compatibility", compatibility.rawValue) }
      if let probability = change.probability {
        json.key("probability")
        json.number(probability)
      }
      if !change.evidence.isEmpty {
        json.key("evidence")
        json.list(change.evidence) { $0.evidence($1) }
      }
      if !change.alternatives.isEmpty {
        json.key("alternatives")
        json.list(change.alternatives) { $0.alternative($1) }
      }
      if let touch = change.touch {
        json.key("touched")
        json.object { json in
          json.text("kind", touch.kind.rawValue)
          if !touch.who.isEmpty { json.text("by", touch.who) }
          if !touch.when.isEmpty { json.text("at", touch.when) }
        }
      }
      json.key("reach")
      json.number(change.reach)
      json.key("usage")
      json.list(change.usage.words) { $0.string($1) }
    }
  }

  private mutating func side(_ side: Change.Side?, _ schema: Schema?) {
    guard let side, let schema else { return null() }
    object { json in
      json.address(side.address)
      json.key("value")
      json.value(side.value)
      json.key("at")
      json.place(schema.place(side.origin))
      if !side.label.isEmpty { json.text("label", side.label) }
    }
  }

  private mutating func address(_ address: Address) {
    key("address")
    string(of: address)
    key("path")
    list(address.steps) { $0.string($1.text) }
  }

  private mutating func value(_ value: FactValue) {
    switch value {
    case .text(let text): string(text)
    case .number(let text): number(written: text)
    case .flag(let value): flag(value)
    case .null: null()
    case .list(let all): list(all) { $0.value($1) }
    case .facts(let all):
      object { json in
        for fact in all {
          json.key(fact.name)
          json.value(fact.value)
        }
      }
    }
  }

  private mutating func place(_ place: SourcePlace?) {
    guard let place else { return null() }
    object { json in
      json.text("file", place.file)
      json.key("line")
      json.number(place.line)
      json.key("column")
      json.number(place.column)
    }
  }

  private mutating func evidence(_ evidence: Change.Evidence) {
    object { json in
      json.text("reason", evidence.reason)
      json.key("weight")
      json.number(evidence.weight)
      json.text("text", evidence.text)
    }
  }

  private mutating func alternative(_ alternative: Change.Alternative) {
    object { json in
      json.address(alternative.address)
      json.key("probability")
      json.number(alternative.probability)
    }
  }

  fileprivate mutating func finding(_ finding: Finding, _ system: String, _ change: Change?) {
    object { json in
      json.text("id", finding.id)
      json.text("rule", finding.rule)
      json.text("severity", finding.severity.rawValue)
      json.text("system", system)
      json.text("owner", finding.owners.sorted().joined(separator: ", "))
      json.text("acts", finding.party.rawValue)
      json.key("change")
      if let change { json.string(change.id) } else { json.null() }
      json.text("message", finding.message)
      json.key("affects")
      json.list(finding.affects) { $0.affected($1) }
      if let fix = finding.fix {
        json.key("fix")
        json.object { json in
          json.text("text", fix.text)
          json.text("patch", fix.patch)
        }
      }
      if let place = finding.place {
        json.key("at")
        json.place(place)
      }
      if let waiver = finding.waiver { json.waiver(waiver, "waiver") }
      if let ended = finding.endedWaiver { json.waiver(ended, "ended_waiver") }
      if let standing = finding.standing { json.text("standing", standing.rawValue) }
      if finding.isOfNight { json.text("first_seen", finding.firstSeen) }
      if !finding.foldedUnder.isEmpty { json.text("folded_under", finding.foldedUnder) }
    }
  }

  private mutating func waiver(_ waiver: Finding.Waiver, _ name: StaticString) {
    key(name)
    object { json in
      json.text("reason", waiver.reason)
      json.text("by", waiver.by)
      json.text("until", waiver.until)
      json.text("severity", waiver.severity.rawValue)
    }
  }

  private mutating func affected(_ affected: Finding.Affected) {
    object { json in
      json.text("agent", affected.agent)
      json.text("field", affected.field)
      json.key("access")
      json.list(affected.access.accessWords) { $0.string($1) }
      json.key("lookup")
      json.flag(affected.isLookup)
      json.key("at")
      json.place(affected.place)
      json.text("severity", affected.severity.rawValue)
      json.text("consequence", affected.consequence)
      if affected.isWaived {
        json.key("accepted")
        json.flag(true)
      }
    }
  }

  fileprivate mutating func note(_ reported: SystemReport.ReportedNote, in system: SystemReport) {
    let note = reported.note
    object { json in
      json.text("kind", note.kind)
      json.text("system", system.name)
      json.text("address", "")
      json.text("text", note.text)
      json.key("count")
      json.number(note.count)
      if let place = reported.place {
        json.key("at")
        json.place(place)
      }
    }
  }

  fileprivate mutating func gap(_ reported: SystemReport.ReportedGap, in system: SystemReport) {
    object { json in
      json.text("id", reported.id)
      json.text("system", system.name)
      json.text("address", reported.gap.subject)
      json.text("text", reported.gap.text)
      if !reported.side.isEmpty { json.text("side", reported.side) }
      json.key("at")
      json.place(reported.place)
      json.key("accepted")
      json.flag(reported.isAccepted)
    }
  }
}

extension UsageSet {
  /// The directions in words: `read`, `create`, `update`.
  fileprivate var words: [String] {
    [(UsageSet.read, "read"), (.create, "create"), (.update, "update")].filter { contains($0.0) }.map(\.1)
  }

  /// What an agent does, as a mapping spells it: `read`, `write`.
  fileprivate var accessWords: [String] {
    (contains(.read) ? ["read"] : []) + (isDisjoint(with: .write) ? [] : ["write"])
  }
}
