import DriftImpact

/// The head and the end of a night's report.
struct NightText {
  private let night: Report.Night

  /// How many systems, versions or ends are named before the rest is counted.
  private static let mostNamed = 20

  init(_ night: Report.Night) { self.night = night }

  /// What is said first: the sums, then what ended and what was stored.
  func writeHead(to screen: inout Screen) {
    screen.write("night of \(night.at.prefix(10)): ", .bold)
    screen.write(
      "\(night.sum); \(night.new) new, "
        + "\(night.solved.count) ended, \(night.open) \(night.open == 1 ? "stays" : "stay") open")
    screen.line()
    for one in night.stored.prefix(Self.mostNamed) {
      let name = Neutral.text(one.system)
      let what =
        one.parent.isEmpty
        ? "\(name) \(one.version) is its first version"
        : "\(name) \(one.parent) -> \(one.version): \(one.changed) changed\(one.hasOtherGaps ? ", and what cannot be read" : "") "
          + "(drift diff \(name)@\(one.parent) \(name)@\(one.version))"
      line("stored", what, &screen)
    }
    rest(night.stored.count, "versions were stored", &screen)
    for one in night.solved.prefix(Self.mostNamed) {
      let place = [one.system, one.address].filter { !$0.isEmpty }.map { Neutral.text($0, limit: 200) }
      line(
        one.isAccepted ? "accepted" : "solved",
        "\((place + [one.rule]).joined(separator: " ")), there since \(one.since)", &screen)
    }
    rest(night.solved.count, "findings ended", &screen)
    for warning in night.warnings.prefix(Self.mostNamed) {
      line("note", Neutral.text(warning, limit: LineText.widestSentence), &screen)
    }
  }

  /// What is said last: what stays, in a line.
  func writeEnd(to screen: inout Screen) {
    let silent = night.unchecked.filter { !$0.isListed }
    for one in silent.prefix(Self.mostNamed) {
      let last = one.lastLook.isEmpty ? "it was never looked at" : "the last good look was on \(one.lastLook)"
      screen.write("INCOMPLETE", .red)
      screen.wrap(": \(Neutral.text(one.system)) was not checked: \(one.rule) \(one.span); \(last).", indent: 2)
      screen.line()
    }
    rest(silent.count, "systems were not checked", &screen)
    guard night.open > 0 else { return }
    screen.wrap(
      "\(night.open) \(night.open == 1 ? "finding stays" : "findings stay") open, the oldest since \(night.oldest) "
        + "(drift check lists \(night.open == 1 ? "it" : "them")).", indent: 2)
    screen.line()
  }

  private func line(_ word: String, _ text: String, _ screen: inout Screen) {
    screen.pad(to: 2)
    screen.write(word)
    screen.pad(to: 12)
    screen.wrap(text, indent: 14)
    screen.line()
  }

  private func rest(_ count: Int, _ what: String, _ screen: inout Screen) {
    guard count > Self.mostNamed else { return }
    line("", "and \(count - Self.mostNamed) more \(what)", &screen)
  }
}
