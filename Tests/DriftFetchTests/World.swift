import DriftFetch
import Foundation

/// A clock that moves when somebody sleeps, and a record of what was said; nothing waits.
final class World: @unchecked Sendable {
  private let lock = NSLock()
  private var time = 1_800_000_000.0
  private var slept: [Double] = []
  private var lines: [String] = []
  var random = 0.5

  var now: Double { lock.withLock { time } }
  var naps: [Double] { lock.withLock { slept } }
  var log: [String] { lock.withLock { lines } }

  func pass(_ seconds: Double) { lock.withLock { time += seconds } }

  func environment(_ transport: any HTTPTransport) -> FetchEnvironment {
    .init(
      transport: transport, variable: { _ in nil }, now: { self.now },
      sleep: { seconds in
        try Task.checkCancellation()
        self.lock.withLock {
          self.slept.append(seconds)
          self.time += seconds
        }
      }, random: { self.random }, log: { line in self.lock.withLock { self.lines.append(line) } })
  }

  func budget(_ seconds: Double = 600, retries: Int = 12) -> Budget {
    .init(retries: retries, seconds: seconds, now: { self.now })
  }
}
