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
    switch (old, new) {
    case (.document(let before), .document(let after)):
      return [Pair(old: .document(before), new: .document(after), system: system, isNamed: true)]
    case (.version(let before), .version(let after)):
      if before.system == nil, after.system == nil, system == nil { return try ofAllSystems(before, after) }
      let (one, version) = try self.one(before, else: after.system)
      let (other, later) = try self.one(after, else: before.system)
      let isOne = one.system == other.system
      return [
        Pair(
          old: .version(one, version), new: .version(isOne ? one : other, later), system: other.system,
          isNamed: true)
      ]
    case (.version(let name), .document(let argument)):
      let (history, version) = try one(name)
      return [
        Pair(old: .version(history, version), new: .document(argument), system: system ?? history.system, isNamed: true)
      ]
    case (.document(let argument), .version(let name)):
      let (history, version) = try one(name)
      return [
        Pair(old: .document(argument), new: .version(history, version), system: system ?? history.system, isNamed: true)
      ]
    }
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
