import DriftModel
import DriftStore

/// Finds out what two operands mean: two documents, two versions of one system, or of all systems that have both.
struct ComparedPairs {
  let store: Store
  /// The system that the caller named.
  let system: String?

  /// Two sides of one system.
  struct Pair {
    var old: ComparedSide
    var new: ComparedSide
    var system: String?
    /// Whether the caller named the system.
    var isNamed: Bool
  }

  /// The pairs to compare.
  ///
  /// - Throws: ``DriftError`` where a version or its system is not there.
  func pairs(_ old: Operand, _ new: Operand) throws(DriftError) -> [Pair] {
    if case .version(let before) = old, case .version(let after) = new {
      if before.system == nil, after.system == nil, system == nil { return try ofAllSystems(before, after) }
      let (one, version) = try self.one(before, else: after.system)
      let (other, later) = try self.one(after, else: before.system)
      let isOne = one.system == other.system
      return [
        Pair(
          old: .version(one, version), new: .version(isOne ? one : other, later), system: other.system,
          isNamed: true)
      ]
    }
    let (before, after) = (try side(old), try side(new))
    return [
      Pair(old: before.side, new: after.side, system: system ?? before.system ?? after.system, isNamed: true)
    ]
  }

  /// One side and the system that it names.
  private func side(_ operand: Operand) throws(DriftError) -> (side: ComparedSide, system: String?) {
    switch operand {
    case .document(let argument): return (.document(argument), nil)
    case .revision(let path): return (.revision(try GitDocument(path)), nil)
    case .version(let name):
      let (history, version) = try one(name)
      return (.version(history, version), history.system)
    }
  }

  /// The newest versions at a revision against the newest here, of all systems that have both.
  ///
  /// - Throws: ``DriftError`` where there is no such revision, or nothing to compare.
  func since(_ revision: String) throws(DriftError) -> (pairs: [Pair], notes: [DriftError]) {
    let repository = try GitRepository.containing(".")
    let commit = try repository.resolve(revision)
    let there = try store.systems(in: repository, at: commit)
    let here = try store.systems()
    var pairs: [Pair] = []
    var notes: [DriftError] = []
    for name in Set(there + here).sorted() where system == nil || system == name {
      let past = store.history(name, in: repository, at: commit, revision)
      guard let before = try past.latest() else {
        notes.append(DriftError("\(name) is new since \(revision): nothing to compare it with"))
        continue
      }
      let present = store.history(name)
      guard let after = try present.latest() else {
        notes.append(DriftError("\(name) has no version any more since \(revision)"))
        continue
      }
      pairs.append(Pair(old: .version(past, before), new: .version(present, after), system: name, isNamed: false))
    }
    if pairs.isEmpty, notes.isEmpty {
      throw DriftError(
        system.map { "the store has no system \"\($0)\"" } ?? "the store is empty, here and at \(revision)",
        file: store.path, help: ["drift snapshot SYSTEM FILE stores a first version."])
    }
    return (pairs, notes)
  }

  /// The version that a name stands for; `other` is the system that the other side names.
  func one(_ name: VersionName, else other: String? = nil) throws(DriftError) -> (SystemHistory, Version) {
    let systems = try store.systems()
    guard let known = name.system ?? system ?? other ?? (systems.count == 1 ? systems.first : nil) else {
      throw DriftError(
        "\(name.text) is a version of which system?", file: store.path,
        help: [
          systems.isEmpty
            ? "The store is empty: drift snapshot SYSTEM FILE stores a first version."
            : "Write \(systems[0])@\(name.text), or name one of \(systems.joined(separator: ", ")) with --system."
        ])
    }
    let history = try store.known(known)
    return (history, try history.version(named: name))
  }

  private func ofAllSystems(_ old: VersionName, _ new: VersionName) throws(DriftError) -> [Pair] {
    let systems = try store.systems()
    var pairs: [Pair] = []
    var missing: DriftError?
    for name in systems {
      let history = try store.known(name)
      do throws(DriftError) {
        let before = try history.version(named: old)
        let after = try history.version(named: new)
        pairs.append(Pair(old: .version(history, before), new: .version(history, after), system: name, isNamed: false))
      } catch {
        missing = missing ?? error
      }
    }
    if pairs.isEmpty {
      throw missing
        ?? DriftError(
          "no such file, and the store is empty", file: old.text,
          help: ["Looked for a file of that name, then for a version in \(store.path)."])
    }
    return pairs
  }
}
