import ArgumentParser
import DriftModel
import DriftStore
import DriftSyntax

/// How documents are read: limits and the clock, the same for every command.
struct InputOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The largest document that is read.", valueName: "size")) var maxBytes = ByteCount(
    256_000_000)
  @Option(help: ArgumentHelp("The time to take as now, as 2026-11-24T02:15:00Z.", valueName: "time"))
  var now: Instant?

  /// The time that counts as now: of --now, else of the variable DRIFT_NOW, else of the clock.
  ///
  /// - Throws: ``DriftError`` where the variable holds no time.
  func time() throws(DriftError) -> Timestamp {
    if let now { return now.time }
    guard let text = Environment.variable("DRIFT_NOW"), !text.isEmpty else { return Environment.now }
    guard let time = Timestamp(text) else {
      throw DriftError("the variable DRIFT_NOW is no time: \"\(text)\"", help: ["It is written 2026-11-24T02:15:00Z."])
    }
    return time
  }

  /// Whether the time is that of the machine's clock.
  var isOfClock: Bool { now == nil && Environment.variable("DRIFT_NOW")?.isEmpty ?? true }

  var limits: SyntaxLimits { SyntaxLimits(bytes: maxBytes.count) }
}

/// A number of bytes: `1000`, `64kB`, `256MB`, `1GB`.
struct ByteCount: ExpressibleByArgument {
  var count: Int

  init(_ count: Int) { self.count = count }

  init?(argument: String) {
    let units = [("GB", 1_000_000_000), ("MB", 1_000_000), ("kB", 1000), ("KB", 1000), ("B", 1), ("", 1)]
    guard let (unit, factor) = units.first(where: { argument.hasSuffix($0.0) }),
      let number = Int(argument.dropLast(unit.count)), number > 0
    else { return nil }
    let (count, isTooLarge) = number.multipliedReportingOverflow(by: factor)
    guard !isTooLarge else { return nil }
    self.count = count
  }

  var defaultValueDescription: String { count % 1_000_000 == 0 ? "\(count / 1_000_000)MB" : "\(count)" }
}

/// A time in UTC, as ISO 8601 writes it.
struct Instant: ExpressibleByArgument {
  var time: Timestamp

  init?(argument: String) {
    guard let time = Timestamp(argument) else { return nil }
    self.time = time
  }
}
