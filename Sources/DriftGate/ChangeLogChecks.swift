import DriftChangeLog
import DriftImpact
import DriftModel
import DriftProject
import DriftStore

/// Adds what change logs say: entries that concern the mappings, a log that could not be read, one that somebody has to
/// look at. None of it says that a schema was not checked.
struct ChangeLogChecks {
  private let input: GateInput

  /// How many entries of one system are told each by itself in one night; the rest is counted.
  private static let mostTold = 10
  private static let longestTitle = 80

  init(_ input: GateInput) { self.input = input }

  func apply(to checks: inout [SystemCheck]) {
    var told: Set<String> = []
    for index in checks.indices where told.insert(checks[index].system).inserted {
      guard let system = input.project.system(checks[index].system) else { continue }
      if let due = due(system) { checks[index].findings.append(due) }
      switch input.changeLogs[system.name] {
      case .unread(let why, let advice, let id):
        var unread = finding(
          RuleBook.changeLogUnread, system, "", "\(system.name): its change log was not read: \(why)", advice)
        if !id.isEmpty { unread.id = id }
        checks[index].findings.append(unread)
      case .read(let news): checks[index].findings += entries(news, system, checks)
      case nil: break
      }
    }
  }

  // MARK: Checks by hand

  /// That somebody has to look. An acceptance says that somebody did, and the time begins anew; with a last day it says
  /// that nobody has to before that is over.
  private func due(_ system: Project.System) -> Finding? {
    var every = ChangeLogSource.month
    var address = ""
    switch system.changeLog {
    case .manual(let url, let time): (every, address) = (time, url.text)
    case .undeclared: guard system.isFetched else { return nil }
    case .feed, .page, .file, .command, .none: return nil
    }
    let id = FindingID.of(rule: RuleBook.changeLogCheckDue, address: "", distinction: "", system: system.name)
    guard let since = input.changeLogSince(system.name), let today = Timestamp(endOf: input.today) else { return nil }
    let done = input.acceptances.filter { $0.id == id }
    guard !done.contains(where: { $0.until >= input.today }) else { return nil }
    let last = max(done.map(\.on).max() ?? "", since.day)
    guard let then = Timestamp(endOf: last), today.seconds - then.seconds >= every else { return nil }
    let days = (today.seconds - then.seconds) / 86_400
    let what = address.isEmpty ? "what its vendor announces" : address
    let otherwise =
      address.isEmpty
      ? "; change-log: { feed: ADDRESS } has it read each night, { none: REASON } says there is none" : ""
    return finding(
      RuleBook.changeLogCheckDue, system, "",
      "\(system.name): nobody has looked at its change log for \(days) days, since \(last)",
      "read \(what), then drift accept \(id) --reason TEXT: the next check is due \(every / 86_400) days later\(otherwise)"
    )
  }

  // MARK: Entries

  private func entries(_ news: ChangeLogNews, _ system: Project.System, _ checks: [SystemCheck]) -> [Finding] {
    guard !news.items.isEmpty, let now = Timestamp(endOf: input.today) else { return [] }
    let owned = input.entries.filter { $0.entry.system == system.name }
    let labels = checks.filter { $0.system == system.name }.compactMap { $0.new.map { Labels($0.schema) } }
    let names = owned.map { entry in
      ChangeLogName(
        steps: entry.entry.address.path,
        label: labels.lazy.map { $0.label(of: entry.entry.address) }.first { !$0.isEmpty } ?? "")
    }
    var matches = ChangeLogMatcher(names).matches(news.items, now: now.seconds)
    // What is there at first is old; what will end, and is used, is news all the same.
    if news.isFirst {
      matches.removeAll { match in
        match.announcement == nil || match.fields.isEmpty && match.definitions.isEmpty
          || (match.day?.seconds ?? 0) <= now.seconds
      }
    }
    var out = matches.prefix(Self.mostTold).map { told($0, owned, system) }
    if matches.count > Self.mostTold { out.append(rest(Array(matches.dropFirst(Self.mostTold)), system)) }
    return out
  }

  private func told(_ match: ChangeLogMatch, _ owned: [AgentEntry], _ system: Project.System) -> Finding {
    let entry = match.entry
    var places: [String] = []
    func add(_ place: String) { if !places.contains(place) { places.append(place) } }
    for index in match.fields { add(owned[index].entry.addressText) }
    for index in match.definitions { add(owned[index].entry.address.path.first ?? "") }
    let more = places.count > 3 ? " and \(places.count - 3) more" : ""
    let named = places.isEmpty ? "" : "names \(places.prefix(3).joined(separator: ", "))\(more)"
    let announced = match.announcement.map { "announces \($0.words)" } ?? ""
    let all = [named, announced].filter { !$0.isEmpty }.joined(separator: " and ")
    let says = all.isEmpty ? "has an entry that was read in part" : all
    let date = entry.date.map { " of \($0)" } ?? ""
    let what = match.isEdited ? "an entry\(date) of its change log that was edited" : "its change log\(date)"
    let title =
      entry.title.isEmpty || match.sentence.hasPrefix(entry.title.prefix(Self.longestTitle))
      ? "" : "\(cut(entry.title)): "
    var found = finding(
      RuleBook.changeLogEntry, system, entry.key + entry.digest,
      "\(system.name): \(what) \(says): \(title)\(match.sentence)",
      "read \(entry.link.isEmpty ? "the entry" : entry.link); where it concerns the agent, change the mapping in time")
    let concerned = match.fields + match.definitions
    found.affects = concerned.map { .init(owned[$0], .info, "its change log names it") }
    found.address = match.fields.first.map { owned[$0].entry.address.description } ?? ""
    return found
  }

  private func rest(_ matches: [ChangeLogMatch], _ system: Project.System) -> Finding {
    let place: String =
      switch system.changeLog {
      case .feed(let source), .page(let source): source.urls.first?.text ?? ""
      case .file(let pattern): input.project.path(pattern.text)
      case .command, .manual, .none, .undeclared: ""
      }
    let naming = matches.count { !$0.fields.isEmpty || !$0.definitions.isEmpty }
    return finding(
      RuleBook.changeLogEntry, system, "rest " + (matches.first.map { $0.entry.key + $0.entry.digest } ?? ""),
      "\(system.name): \(matches.count) more new entries of its change log concern it; "
        + (naming == 0
          ? "they announce something" : "\(naming) of them name what is mapped, the others announce something"),
      "read \(place.isEmpty ? "its change log" : place)")
  }

  private func cut(_ title: String) -> String {
    title.count <= Self.longestTitle ? title : title.prefix(Self.longestTitle - 1) + "…"
  }

  private func finding(
    _ rule: String, _ system: Project.System, _ distinction: String, _ message: String, _ advice: String
  ) -> Finding {
    Finding(
      id: FindingID.of(rule: rule, address: "", distinction: distinction, system: system.name), rule: rule,
      severity: .info, owner: system.owner, change: nil, message: message, affects: [],
      fix: .init(text: advice.isEmpty ? RuleBook.advice(rule, for: system.name) : advice), place: system.place)
  }

  /// What people call fields, as the newest version says it.
  private struct Labels {
    private let resolver: AddressResolver
    private let schema: Schema

    init(_ schema: Schema) {
      self.schema = schema
      resolver = AddressResolver(schema)
    }

    func label(of address: Address) -> String {
      guard let trail = try? resolver.resolve(address) else { return "" }
      let labels = trail.ends.compactMap { field -> String? in
        let shape = schema.fields[field].shape
        guard shape != .none else { return nil }
        let fact = schema.facts[schema[shape].facts.indices].first { $0.key == .label && $0.kind == .text }
        return fact.map { schema.symbols.text($0.value) }
      }
      return labels.min() ?? ""
    }
  }
}
