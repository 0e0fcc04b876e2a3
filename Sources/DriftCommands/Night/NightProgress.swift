import DriftNight
import DriftReport
import Synchronization

/// Says on a terminal how far a night is, in one line that goes when it ends; in cron it says nothing.
final class NightProgress: Sendable {
  private let total: Int
  private let isShown: Bool
  private let state = Mutex(State())

  private struct State {
    var done = 0
    var inFlight: [String] = []
  }

  init(of total: Int) {
    self.total = total
    isShown = Terminal.of(descriptor: 2).width != nil
  }

  /// Takes a step.
  func tell(_ step: Night.Step) {
    guard isShown else { return }
    let line = state.withLock { state in
      switch step {
      case .began(let system): state.inFlight.append(system)
      case .ended(let look):
        state.done += 1
        state.inFlight.removeAll { $0 == look.system }
      }
      let names = state.inFlight.prefix(4).map { Neutral.text($0, limit: 20) }.joined(separator: ", ")
      let more = state.inFlight.count > 4 ? " and \(state.inFlight.count - 4) more" : ""
      return "\(state.done) of \(total) systems done\(names.isEmpty ? "" : "; asking \(names)\(more)")"
    }
    Output.standardError(Array("\r\u{1B}[K\(line)".utf8))
  }

  /// Takes the line away.
  func end() {
    if isShown { Output.standardError(Array("\r\u{1B}[K".utf8)) }
  }
}
