/// What a night says in Markdown before its findings: the sums, what was stored, what ended, what stays.
struct MarkdownNight {
  private let night: Report.Night

  private static let mostNamed = 20

  init(_ night: Report.Night) { self.night = night }

  var text: String {
    var text =
      "Night of \(night.at.prefix(10)): \(night.sum); "
      + "**\(night.new) new**, \(night.solved.count) ended, \(night.open) open since before"
    text += night.oldest.isEmpty ? ".\n\n" : ", the oldest since \(night.oldest).\n\n"
    var lines: [String] = []
    for one in night.stored.prefix(Self.mostNamed) {
      let versions = one.parent.isEmpty ? one.version : "\(one.parent) -> \(one.version)"
      lines.append("stored: **\(Markdown.escaped(one.system))** \(Markdown.escaped(versions))")
    }
    for one in night.solved.prefix(Self.mostNamed) {
      lines.append(
        "\(one.isAccepted ? "accepted" : "solved"): \(Markdown.escaped(one.subject)), there since \(one.since)")
    }
    for one in night.unchecked.prefix(Self.mostNamed) {
      let last = one.lastLook.isEmpty ? "never looked at" : "last good look on \(one.lastLook)"
      lines.append("**not checked**: \(Markdown.escaped("\(one.system), \(one.rule)")) \(one.span), \(last)")
    }
    lines += night.warnings.prefix(Self.mostNamed).map { "note: \(Markdown.escaped($0))" }
    return text + lines.map { "- \($0)\n" }.joined() + (lines.isEmpty ? "" : "\n")
  }
}
