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

  /// What is to be compared, and what is not.
  struct Found {
    var pairs: [Pair] = []
    /// What a person should know: systems that are left out because there is nothing to compare.
    var notes: [DriftError] = []
    /// Systems that cannot be compared though there is something.
    var failed: [Failure] = []
  }

  /// A system that cannot be compared.
  struct Failure {
    var system: String
    /// Why.
    var error: DriftError
    /// Whether it is not damaged but gone.
    var isGone = false
  }

  /// The pairs to compare.
  ///
  /// - Throws: ``DriftError`` where a version or its system is not there.
  func pairs(_ old: Operand, _ new: Operand) throws(DriftError) -> Found {
    if case .version(let before) = old, case .version(let after) = new {
      if before.system == nil, after.system == nil, system == nil { return try ofAllSystems(before, after) }
      let (one, version) = try self.one(before, else: after.system)
      let (other, later) = try self.one(after, else: before.system)
      let isOne = one.system == other.system
      let notes = isOne ? [] : [Self.twoSystems(one.system, other.system)]
      let pair = Pair(
        old: .version(one, version), new: .version(isOne ? one : other, later), system: other.system, isNamed: true)
      return Found(pairs: [pair], notes: notes)
    }
    let (before, after) = (try side(old), try side(new))
    return Found(pairs: [
      Pair(old: before.side, new: after.side, system: system ?? before.system ?? after.system, isNamed: true)
    ])
  }

  private static func twoSystems(_ old: String, _ new: String) -> DriftError {
    DriftError("\(old) and \(new) are two systems: what is told as a change is where they differ")
  }

  /// One side and the system that it names.
  private func side(_ operand: Operand) throws(DriftError) -> (side: ComparedSide, system: String?) {
    switch operand {
    case .document(let argument):
      try MistakenOperand.check(argument, in: store)
      return (.document(argument), nil)
    case .revision(let path): return (.revision(try GitDocument(path)), nil)
    case .version(let name):
      let (history, version) = try one(name)
      return (.version(history, version), history.system)
    }
  }

  /// The newest versions at a revision against the newest here, of all systems that have both.
  ///
  /// - Throws: ``DriftError`` where there is no such revision, or nothing to compare.
  func since(_ revision: String) throws(DriftError) -> Found {
    let repository = try GitRepository.containing(".")
    let commit = try repository.resolve(revision)
    let there = try store.systems(in: repository, at: commit)
    let here = try store.systems()
    var found = Found()
    for name in Set(there + here).sorted() where system == nil || system == name {
      do throws(DriftError) {
        let past = store.history(name, in: repository, at: commit, revision)
        let present = store.history(name)
        guard let before = try past.latest() else {
          found.notes.append(DriftError("\(name) is new since \(revision): nothing to compare it with"))
          continue
        }
        guard let after = try present.latest() else {
          let gone = DriftError(
            "\(name) has no version any more since \(revision)", file: store.path,
            help: ["git restore --source \(revision) -- \(store.path)/\(name) brings it back."])
          found.failed.append(.init(system: name, error: gone, isGone: true))
          continue
        }
        found.pairs.append(
          Pair(old: .version(past, before), new: .version(present, after), system: name, isNamed: false))
      } catch {
        found.failed.append(.init(system: name, error: error))
      }
    }
    if found.pairs.isEmpty, found.notes.isEmpty, found.failed.isEmpty {
      guard let system else {
        throw here.isEmpty && there.isEmpty ? store.empty("nor was there at \(revision)") : store.empty()
      }
      throw DriftError("the store has no system \"\(system)\", here or at \(revision)", file: store.path)
    }
    return found
  }

  /// The version that a name stands for; `other` is the system that the other side names.
  func one(_ name: VersionName, else other: String? = nil) throws(DriftError) -> (SystemHistory, Version) {
    let systems = try store.systems()
    guard let known = name.system ?? system ?? other ?? (systems.count == 1 ? systems.first : nil) else {
      if systems.isEmpty { throw store.empty("no file is called \(name.text), and no version") }
      throw DriftError(
        "\(name.text) is a version of which system?", file: store.path,
        help: ["Write \(systems[0])@\(name.text), or name one of \(systems.joined(separator: ", ")) with --system."])
    }
    let history = try store.known(known)
    return (history, try history.version(named: name))
  }

  private func ofAllSystems(_ old: VersionName, _ new: VersionName) throws(DriftError) -> Found {
    let systems = try store.systems()
    if systems.isEmpty { throw store.empty("no file is called \(old.text), and no version") }
    var found = Found()
    var missing: DriftError?
    for name in systems {
      do throws(DriftError) {
        let history = try store.known(name)
        let isOld = try history.lacks(old)
        let isNew = try history.lacks(new)
        if isOld || isNew {
          let lacking = isOld ? old : new
          found.notes.append(DriftError("\(name) is left out: it has no version \(lacking.text)"))
          do throws(DriftError) { _ = try history.version(named: lacking) } catch { missing = missing ?? error }
          continue
        }
        let before = try history.version(named: old)
        let after = try history.version(named: new)
        found.pairs.append(
          Pair(old: .version(history, before), new: .version(history, after), system: name, isNamed: false))
      } catch {
        found.failed.append(.init(system: name, error: error))
      }
    }
    if found.pairs.isEmpty, found.failed.isEmpty, let missing { throw missing }
    return found
  }
}
