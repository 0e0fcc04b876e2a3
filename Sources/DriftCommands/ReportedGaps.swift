import DriftImpact
import DriftModel
import DriftReport

/// The gaps of two schemas, one an id.
enum ReportedGaps {
  /// The gaps of both, each with the side that alone has it.
  static func of(_ old: Schema, _ new: Schema, areAccepted: Bool) -> [SystemReport.ReportedGap] {
    let ids = (old: Set(old.gaps.map(\.id)), new: Set(new.gaps.map(\.id)))
    var seen: Set<String> = []
    var out: [SystemReport.ReportedGap] = []
    for schema in [new, old] {
      for gap in schema.gaps {
        let id = gap.id
        guard seen.insert(id).inserted else { continue }
        let side = !ids.old.contains(id) ? "new" : !ids.new.contains(id) ? "old" : ""
        out.append(.init(id: id, gap: gap, place: schema.place(gap.origin), isAccepted: areAccepted, side: side))
      }
    }
    return out
  }
}

extension Judge {
  /// An open gap is a finding: it says what was not looked at.
  ///
  /// - Parameter way: How a gap of an id is accepted.
  func judge(_ gaps: [SystemReport.ReportedGap], way: (String) -> String) -> [Finding] {
    gaps.filter { !$0.isAccepted }.map { gap in
      let side = gap.side.isEmpty ? "" : " on the \(gap.side) side"
      return Finding(
        id: "f_" + gap.id.dropFirst(2), rule: "gap", severity: .info, owner: owner, change: nil,
        message: "\(gap.gap.subject) could not be read\(side): \(gap.gap.text)", affects: [],
        fix: .init(text: "make it readable, or \(way(gap.id))"))
    }
  }
}
