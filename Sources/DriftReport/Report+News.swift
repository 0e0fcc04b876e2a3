import DriftImpact

extension Report {
  /// The same with what a night has to tell alone: what is new, and what is told again; a night whose news are read is not
  /// the place for what everybody knows.
  var news: Report {
    guard night != nil else { return self }
    var out = self
    for index in out.systems.indices {
      out.systems[index].findings.removeAll { !$0.isNewsOfNight }
    }
    out.own.removeAll { !$0.isNewsOfNight }
    return out
  }

  /// The same without what is folded under another finding: that is told in the other's words.
  var unfolded: Report {
    guard systems.contains(where: { $0.findings.contains { !$0.foldedUnder.isEmpty } }) else { return self }
    var out = self
    for index in out.systems.indices { out.systems[index].findings.removeAll { !$0.foldedUnder.isEmpty } }
    return out
  }
}

extension Finding {
  /// Whether a night lists it.
  var isNewsOfNight: Bool { (standing == .tonight || standing == .weekly) && foldedUnder.isEmpty }
}
