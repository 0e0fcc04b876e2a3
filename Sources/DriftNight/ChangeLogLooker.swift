public import DriftChangeLog
public import DriftFetch
import DriftImpact
import DriftModel
public import DriftProject
public import DriftStore
import DriftSyntax

/// What a night saw of the change log of one system.
public struct ChangeLogLook: Sendable {
  /// The system.
  public var system: String
  /// How it went; nil where nothing reads it.
  public var state: ChangeLogState?
  /// How many entries are remembered because the log was read for the first time; nil where it was not.
  public var remembered: Int?
  /// How many entries were not read, because there are too many.
  public var left = 0
  /// What was told on the way.
  public var warnings: [String] = []
  /// What is to be remembered; nil where that is there already.
  fileprivate var memory: ChangeLogMemory?
  /// Whether anything of it is to be remembered.
  public var isNews: Bool { memory != nil }
  /// What makes the next request conditional; nil where nothing is to be kept.
  fileprivate var validator: ChangeLogValidator?
}

/// Reads the change logs of systems, and says what is new in them.
public struct ChangeLogLooker: Sendable {
  /// Gives the bytes of a change log; `known` is what the last look learned, so that nothing comes twice.
  public typealias Fetch =
    @Sendable (Project.System, _ known: Validator?) async throws(FetchFailure) -> TextFetcher.Fetched

  private let store: Store
  private let now: Timestamp
  /// Ids that somebody accepted: a page that is another one and was accepted is read from then on.
  private let accepted: Set<String>
  private let fetch: Fetch

  /// How long it is taken for granted that a host counts changes well, seconds.
  private static let longestTrust = 2 * 86_400

  /// Makes a looker for one night.
  public init(store: Store, at now: Timestamp, accepted: Set<String> = [], fetch: @escaping Fetch) {
    self.accepted = accepted
    self.store = store
    self.now = now
    self.fetch = fetch
  }

  /// Looks at the change logs of systems, some at once, in their order.
  public func looks(at systems: [Project.System], concurrency: Int) async -> [ChangeLogLook] {
    let looks = await withTaskGroup(of: ChangeLogLook.self) { group in
      var waiting = systems[...]
      var done: [String: ChangeLogLook] = [:]
      for system in waiting.prefix(max(1, concurrency)) { group.addTask { await look(at: system) } }
      waiting = waiting.dropFirst(max(1, concurrency))
      for await look in group {
        done[look.system] = look
        if let system = waiting.popFirst() { group.addTask { await self.look(at: system) } }
      }
      return done
    }
    return systems.compactMap { looks[$0.name] }
  }

  private func look(at system: Project.System) async -> ChangeLogLook {
    let memory = Self.memory(of: system.name, in: store)
    var look = ChangeLogLook(system: system.name)
    guard system.changeLog.isRead else {
      // From now on somebody has to look; who looked before a feed was declared looks on.
      let isWatched = system.changeLog.isWatchedByHand(isFetched: system.isFetched)
      if isWatched, memory.log != Self.byHand {
        look.memory = ChangeLogMemory(log: Self.byHand, since: now.description)
      }
      return look
    }
    let name = system.changeLog.name
    var isFirst = memory.log != name
    var before = isFirst ? ChangeLogMemory(log: name, since: now.description) : memory
    do throws(FetchFailure) {
      if Task.isCancelled { throw FetchFailure(.unreached, "the run ended before it was read") }
      // What a host says of changes counts from what is remembered, and from nothing else.
      let kept = isFirst ? nil : ChangeLogValidator(of: system.name, in: store, for: memory)
      let isTrusted = kept.map { now.seconds - $0.whole < Self.longestTrust && now.seconds >= $0.whole } ?? false
      let fetched = try await fetch(system, isTrusted ? kept?.validator : nil)
      look.warnings = fetched.warnings
      guard let bytes = fetched.bytes else {
        look.state = .read(.init(items: [], isFirst: false))
        return look
      }
      let content = try Self.read(bytes, fetched, system.changeLog)
      let from = (try? WebAddress(parsing: fetched.address))?.description ?? "it"
      if before.isReplaced(by: content), accepted.contains(Self.replacement(of: before, system)) {
        (isFirst, before) = (true, ChangeLogMemory(log: name, since: now.description))
      }
      try Self.check(content, bytes, from: from, before, system)
      look.state = .read(.init(items: before.news(in: content), isFirst: isFirst))
      look.left = content.left
      if isFirst { look.remembered = content.entries.count }
      let after = before.remembering(content, on: now.day)
      if after != memory { look.memory = after }
      look.validator = fetched.validator.map { .init(validator: $0, whole: now.seconds, memory: after.digest) }
    } catch {
      let said = error.said.isEmpty ? "" : "; it said: \(error.said)"
      let id = Self.replacement(of: before, system)
      look.state = .unread(error.message + said, advice: error.advice, id: error.advice.contains(id) ? id : "")
    }
    return look
  }

  /// Makes sure that what came is a change log: who takes an error for one sees nothing new in it, night after night.
  private static func check(
    _ content: ChangeLogContent, _ bytes: [UInt8], from: String, _ before: ChangeLogMemory,
    _ system: Project.System
  ) throws(FetchFailure) {
    guard content.isPage else {
      // A feed may begin without an entry.
      guard !content.entries.isEmpty || before.count == 0 else {
        throw FetchFailure(.noSchema, "it has no entry, where it had \(before.count)", advice: "look at the address")
      }
      return
    }
    if let failure = TextCheck.failure(of: bytes, from: from) { throw failure }
    guard !content.entries.isEmpty else {
      throw FetchFailure(
        .noSchema, "there is no text in what \(from == "it" ? "came" : "\(from) sent")",
        advice: "look at it in a browser without its programs; a feed, or another page, may have the text")
    }
    guard !before.isReplaced(by: content) else {
      throw FetchFailure(
        .noSchema,
        "it has \(content.entries.count == 1 ? "1 line" : "\(content.entries.count) lines"), none of which is known, "
          + "where it had \(before.count)",
        said: content.entries.first?.paragraphs.first.map { String($0.prefix(120)) } ?? "",
        advice: "look at the address; where that is the log now, drift accept \(replacement(of: before, system)) "
          + "--reason TEXT has it read from the next run on")
    }
  }

  /// The finding that a page is another one than that which is remembered.
  private static func replacement(of before: ChangeLogMemory, _ system: Project.System) -> String {
    FindingID.of(
      rule: RuleBook.changeLogUnread, address: "", distinction: "replaced \(before.digest.prefix(16))",
      system: system.name)
  }

  private static func read(
    _ bytes: [UInt8], _ fetched: TextFetcher.Fetched, _ source: ChangeLogSource
  ) throws(FetchFailure) -> ChangeLogContent {
    let rules = LinkRules(address: fetched.address) { reference, base in
      guard let from = try? WebAddress(parsing: base), let address = try? from.resolved(reference) else {
        // What has no address of its own may still name others.
        return (try? WebAddress(parsing: reference)).map { $0.text + fragment(reference) }
      }
      return address.text + fragment(reference)
    }
    let expected: ChangeLogReader.Expected = if case .feed = source { .feed } else { .page }
    do throws(DriftError) {
      return try ChangeLogReader(rules).read(bytes, as: expected, charset: fetched.charset)
    } catch {
      let place = error.place.map { ":\($0.line):\($0.column)" } ?? ""
      throw FetchFailure(
        .noSchema, "\(error.message)\(place.isEmpty ? "" : " (at \(place.dropFirst()))")",
        advice: error.help.first ?? "")
    }
  }

  private static func fragment(_ reference: String) -> String {
    reference.firstIndex(of: "#").map { String(reference[$0...]) } ?? ""
  }

  /// Remembers what was told: call it afterwards, so that a run that dies in between tells it again.
  public func remember(_ looks: [ChangeLogLook]) throws {
    let more = looks.filter { $0.memory != nil }
    if !more.isEmpty {
      try store.exclusively {
        for look in more {
          guard let memory = look.memory else { continue }
          try Store.makeFolder("\(store.path)/\(look.system)")
          try store.write(memory.bytes, to: Self.file(look.system, in: store))
        }
      }
    }
    for look in looks { look.validator?.keep(of: look.system, in: store) }
  }

  /// Since when somebody has to look at the change log of a system; nil where nobody has to, or nobody knows.
  public static func watchedSince(_ system: String, in store: Store) -> Timestamp? {
    let memory = memory(of: system, in: store)
    return memory.log == byHand ? Timestamp(memory.since) : nil
  }

  private static let byHand = ChangeLogMemory.name("manual", "")

  private static func file(_ system: String, in store: Store) -> String { "\(store.path)/\(system)/change-log" }

  private static func memory(of system: String, in store: Store) -> ChangeLogMemory {
    ChangeLogMemory((try? Store.read(file(system, in: store))).flatMap { $0 } ?? [])
  }
}

/// What makes the next request for a change log conditional, beside the store where git does not see it.
struct ChangeLogValidator {
  var validator: Validator
  /// When it last came whole, seconds since 1970.
  var whole: Int
  /// What was remembered then.
  var memory: String

  init(validator: Validator, whole: Int, memory: String) {
    (self.validator, self.whole, self.memory) = (validator, whole, memory)
  }

  private static func name(_ system: String) -> String { "change-log-\(system)" }

  /// What was kept of a system; nil where something else is remembered than then.
  init?(of system: String, in store: Store, for memory: ChangeLogMemory) {
    guard let record = store.kept(Self.name(system)).flatMap({ KeptRecord($0) }),
      record.text("memory") == memory.digest, let url = record.text("url"), let digest = record.text("digest"),
      let whole = record.text("whole").flatMap({ Timestamp($0) })
    else { return nil }
    self.init(
      validator: Validator(url: url, tag: record.text("tag"), lastModified: record.text("modified"), digest: digest),
      whole: whole.seconds, memory: memory.digest)
  }

  func keep(of system: String, in store: Store) {
    var writer = ObjectWriter()
    writer.object { out in
      out.member("url", validator.url)
      if let tag = validator.tag { out.member("tag", tag) }
      if let modified = validator.lastModified { out.member("modified", modified) }
      out.member("digest", validator.digest)
      out.member("memory", memory)
      out.member("whole", Timestamp(secondsSince1970: whole).description)
    }
    store.keep(writer.bytes, Self.name(system))
  }
}

extension ChangeLogMemory {
  /// What is remembered, as a hash.
  fileprivate var digest: String { ContentHash.hex(bytes) }
}

extension ChangeLogSource {
  /// What stands for it in its memory.
  fileprivate var name: String {
    switch self {
    case .feed(let source): ChangeLogMemory.name("feed", source.urls.first?.text ?? "")
    case .page(let source): ChangeLogMemory.name("page", source.urls.first?.text ?? "")
    case .file(let pattern): ChangeLogMemory.name("file", pattern.text)
    case .command(let source): ChangeLogMemory.name("command", source.arguments.joined(separator: "\n"))
    case .undeclared, .manual, .none: ""
    }
  }

  fileprivate func isWatchedByHand(isFetched: Bool) -> Bool {
    switch self {
    case .manual: true
    case .undeclared: isFetched
    case .feed, .page, .file, .command, .none: false
    }
  }
}
