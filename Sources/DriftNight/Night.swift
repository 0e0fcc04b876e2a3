import DriftFetch
public import DriftProject
public import DriftStore

/// A night: many systems are looked at, some at once, and all within a time.
///
/// So many systems are asked at once. A few more are looked at, so that what came is read and stored while others are asked.
public struct Night: Sendable {
  /// How many systems are asked at once.
  private let concurrency: Int
  private let turnstile: Turnstile
  /// How long all of it may take, seconds.
  private let budget: Double
  private let clock = ContinuousClock()
  /// How many systems more are looked at than are asked: as many as may be read and stored at once.
  private static let beyond = 4

  /// Systems in the order in which a night looks at them: those first that were not looked at for longest, so that a night
  /// that is always too short comes to all of them in turn.
  public static func order(_ systems: [Project.System], in store: Store) -> [Project.System] {
    let known = systems.map { LookMemory(of: $0.name, in: store).looked }
    return zip(systems, known).enumerated().sorted { ($0.element.1, $0.offset) < ($1.element.1, $1.offset) }
      .map(\.element.0)
  }

  /// What happens to a system while a night goes on.
  public enum Step: Sendable {
    /// It is looked at from now on.
    case began(String)
    /// It was looked at.
    case ended(SystemLook)
  }

  /// Makes a night.
  public init(_ rules: RunRules) {
    concurrency = rules.concurrency
    turnstile = Turnstile(rules.concurrency)
    budget = Double(rules.budget)
  }

  /// The documents of a system, which is asked when its turn has come.
  public func inTurn(_ source: some DocumentSource) -> some DocumentSource {
    AskedInTurn(source: source, turnstile: turnstile)
  }

  /// Looks at systems. One that the night did not come to is told as such: a night that is cut short by its budget, or
  /// because its task is cancelled, has a look for every system.
  public func looks(
    at systems: [Project.System], step: @escaping @Sendable (Step) -> Void,
    look: @escaping @Sendable (Project.System) async -> SystemLook
  ) async -> [SystemLook] {
    let (looks, isLate) = await withTaskGroup(of: SystemLook?.self) { group in
      var done: [String: SystemLook] = [:]
      var isLate = false
      var waiting = systems[...]
      let (clock, budget) = (clock, budget)
      group.addTask {
        try? await Task.sleep(for: .seconds(budget), clock: clock)
        return nil
      }
      func begin() {
        guard let system = waiting.popFirst() else { return }
        group.addTask {
          guard !Task.isCancelled else { return nil }
          step(.began(system.name))
          let start = clock.now
          var seen = await look(system)
          let spent = (clock.now - start).components
          seen.seconds = Double(spent.seconds) + Double(spent.attoseconds) / 1e18
          step(.ended(seen))
          return seen
        }
      }
      for _ in 0..<concurrency + Self.beyond { begin() }
      while done.count < systems.count, let result = await group.next() {
        guard let look = result else {
          // The time is up, or the night was called off: what goes on ends now, what waits does not begin.
          isLate = isLate || !Task.isCancelled
          waiting = []
          group.cancelAll()
          continue
        }
        done[look.system] = look
        if Task.isCancelled { waiting = [] }
        begin()
      }
      group.cancelAll()
      return (done, isLate)
    }
    return systems.map { system in
      guard let look = looks[system.name] else { return ended(system.name, isLate, "before it came to it") }
      guard Task.isCancelled || isLate, look.failure?.kind == .unreached else { return look }
      // Whoever was at work says that it was ended; by what is known here alone.
      var told = ended(system.name, isLate, "while it was looked at")
      (told.facts, told.warnings, told.seconds) = (look.facts, look.warnings, look.seconds)
      return told
    }
  }

  /// The look at a system whose look the end of the run cut off.
  private func ended(_ system: String, _ isLate: Bool, _ when: String) -> SystemLook {
    let failure =
      isLate
      ? FetchFailure(
        .unreached, "run.budget (\(Int(budget)) s) was used up \(when)",
        advice: "raise run.budget in drift.yaml, or look at fewer systems in one run")
      : FetchFailure(.unreached, "the run was interrupted \(when)", advice: "run again")
    return SystemLook(system: system, result: .failed(failure))
  }
}
