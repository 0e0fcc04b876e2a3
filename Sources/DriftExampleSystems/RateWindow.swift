/// The requests of one window, by system.
struct RateWindow {
  private var begun: [String: Double] = [:]
  private var used: [String: Int] = [:]

  /// What a request is told: how many are left, in how many seconds they are back, whether this one is one too many.
  struct Standing: Equatable {
    let remaining: Int
    let reset: Int
    let isOver: Bool
  }

  /// Counts a request; `spent` of the window others used up before.
  mutating func count(_ system: String, limit: Int, spent: Int = 0, window: Int, now: Double) -> Standing {
    if now >= (begun[system] ?? -.infinity) + Double(window) {
      begun[system] = now
      used[system] = 0
    }
    let reset = max(1, Int(((begun[system] ?? now) + Double(window) - now).rounded(.up)))
    let before = max(used[system] ?? 0, spent)
    guard before < limit else { return Standing(remaining: 0, reset: reset, isOver: true) }
    used[system] = before + 1
    return Standing(remaining: limit - before - 1, reset: reset, isOver: false)
  }
}
