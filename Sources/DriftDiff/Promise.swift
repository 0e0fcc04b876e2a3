import DriftModel

/// What an owner promises of how long a thing stays, and how much as it is: a worse promise is told as a deprecation, a
/// better one as its opposite.
struct Promise {
  /// Which of the two it is.
  var kind: ChangeKind
  /// Widened where more is promised, narrowed where less; incompatible where nobody can tell, because a side cannot be
  /// read; nil where an end was set, which says no more than that there will be one.
  var compatibility: Compatibility?

  /// Compares the day on which a thing goes (`x-sunset`); nil where it is the same day.
  ///
  /// Of what is deprecated the day is the last thing that callers can plan by: without it, it may go at any time.
  init?(sunset old: Day?, _ new: Day?, isDeprecated: Bool) {
    switch (old, new) {
    case (nil, nil): return nil
    case (nil, .some(let day)): self.init(.deprecated, day == .unreadable ? .incompatible : nil)
    case (.some, nil): self.init(isBetter: !isDeprecated)
    case (.some(.said(let before)), .some(.said(let after))):
      guard before != after else { return nil }
      self.init(isBetter: after > before)
    // What the owner has a form of its own for is not judged.
    case (.some(.foreign), _), (_, .some(.foreign)): self.init(.deprecated, nil)
    default: self.init(.deprecated, .incompatible)
    }
  }

  /// Compares levels of stability (`x-stability-level`); what says nothing is stable.
  init?(stability old: Level, _ new: Level) {
    switch (old, new) {
    case (.known(let before), .known(let after)):
      guard before != after else { return nil }
      self.init(isBetter: after > before)
    // Nothing is promised better than this.
    case (.unreadable, .known(Level.stable)): self.init(.undeprecated, .widened)
    default: self.init(.deprecated, .incompatible)
    }
  }

  private init(isBetter: Bool) {
    (kind, compatibility) = isBetter ? (.undeprecated, .widened) : (.deprecated, .narrowed)
  }

  private init(_ kind: ChangeKind, _ compatibility: Compatibility?) {
    (self.kind, self.compatibility) = (kind, compatibility)
  }

  /// How much is promised.
  enum Level: Equatable {
    /// By rank: draft, alpha, beta, stable.
    case known(Int)
    case unreadable

    static let stable = 3
    private static let words = ["draft", "alpha", "beta", "stable"]

    init(_ fact: Fact?, _ symbols: SymbolTable) {
      guard let fact else {
        self = .known(Self.stable)
        return
      }
      let rank = fact.kind == .text ? Self.words.firstIndex(of: symbols.text(fact.value).lowercased()) : nil
      self = rank.map { .known($0) } ?? .unreadable
    }

    /// Whether callers are told not to rely on it.
    var isTentative: Bool { if case .known(let rank) = self { rank <= 1 } else { false } }
  }

  /// The day on which something goes.
  enum Day: Equatable {
    /// As `2026-11-30`.
    case said(String)
    /// A text that is no day.
    case unreadable
    /// A list, an object, a number: a form of the owner's own.
    case foreign

    init(_ fact: Fact, _ symbols: SymbolTable) {
      guard fact.kind == .text else {
        self = .foreign
        return
      }
      let text = symbols.text(fact.value)
      self = (Self.iso(text) ?? Self.http(text)).map { .said($0) } ?? .unreadable
    }

    /// `2026-11-30`, with or without a time behind it; a month or a year begins with its first day.
    private static func iso(_ text: String) -> String? {
      let date = text.prefix { $0 != "T" && $0 != "t" && $0 != " " }
      let parts = date.split(separator: "-", omittingEmptySubsequences: false)
      guard (1...3).contains(parts.count), parts[0].count == 4, parts.allSatisfy({ $0.allSatisfy(\.isASCIIDigit) }),
        parts.dropFirst().allSatisfy({ $0.count == 2 })
      else { return nil }
      let numbers = parts.dropFirst().map { Int($0) ?? 0 }
      guard numbers.first.map((1...12).contains) ?? true, numbers.count < 2 || (1...31).contains(numbers[1]) else {
        return nil
      }
      return ([String(parts[0])] + parts.dropFirst().map(String.init) + ["01", "01"]).prefix(3).joined(separator: "-")
    }

    /// `Mon, 30 Nov 2026 00:00:00 GMT`, as the header of that name has it (RFC 8594, 3).
    private static func http(_ text: String) -> String? {
      let words = text.split(separator: " ")
      guard words.count >= 4, words[0].hasSuffix(","), let day = Int(words[1]), (1...31).contains(day),
        let month = months.firstIndex(of: words[2].lowercased()), words[3].count == 4,
        words[3].allSatisfy(\.isASCIIDigit)
      else { return nil }
      func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
      return "\(words[3])-\(two(month + 1))-\(two(day))"
    }

    private static let months = [
      "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ]
  }
}

extension Character {
  fileprivate var isASCIIDigit: Bool { ("0"..."9").contains(self) }
}

extension DiffRun {
  /// Reports a promise that became better or worse.
  mutating func comparePromise(
    _ key: FactKey, _ left: Fact?, _ right: Fact?, isDeprecated: Bool, _ context: DiffContext,
    _ subject: Change.Subject, _ origins: (old: Origin, new: Origin)
  ) {
    let promise =
      key == .stability
      ? Promise(stability: .init(left, symbols), .init(right, symbols))
      : Promise(
        sunset: left.map { .init($0, symbols) }, right.map { .init($0, symbols) }, isDeprecated: isDeprecated)
    guard let promise else { return }
    func side(_ fact: Fact?) -> FactValue { .facts(named(key, fact.map { [$0] } ?? [])) }
    report(
      promise.kind, context, subject, origins, (side(left), side(right)), compatibility: promise.compatibility,
      detail: key.keyword)
  }

  /// Reports that something is deprecated now; a day that nobody can read may be any day, today among them.
  mutating func reportDeprecation(
    _ flags: [Fact], sunset: Fact?, _ context: DiffContext, _ subject: Change.Subject,
    _ origins: (old: Origin, new: Origin)
  ) {
    let isUnreadable = sunset.map { Promise.Day($0, symbols) == .unreadable } ?? false
    let after = named(.deprecated, flags) + named(.sunset, sunset.map { [$0] } ?? [])
    report(
      .deprecated, context, subject, origins, (.facts([]), .facts(after)),
      compatibility: isUnreadable ? .incompatible : nil)
  }

  /// Whether callers of an operation are told not to rely on it (`alpha`, `draft`): nobody meets it whom no mapping
  /// names.
  func isTentative(_ operation: Operation) -> Bool {
    let fact = old.facts[operation.facts.indices].first { $0.key == .stability }
    return Promise.Level(fact, symbols).isTentative
  }
}
