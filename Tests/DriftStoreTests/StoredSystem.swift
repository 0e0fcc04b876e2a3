import DriftDiff
import DriftModel
import DriftStore
import DriftTestSupport

/// A store in a folder of its own, and what tests do with it.
struct StoredSystem {
  let folder = TemporaryFolder()
  var store: Store { Store(folder.path + "/Snapshots") }

  static let times = (1...28).map { "2026-10-\($0 < 10 ? "0" : "")\($0)T02:15:00Z" }

  /// Stores documents; the digest of the source is that of their texts.
  @discardableResult func snapshot(
    _ set: DocumentSet, _ time: String, system: String = "crm", symbols: SymbolTable = SymbolTable()
  ) throws -> Store.Outcome {
    let source = VersionSource(
      name: "crm.json",
      parts: set.files.map { .init(path: $0.path, digest: ContentHash.hex($0.value.text(.compact))) })
    guard let now = Timestamp(time) else { throw DriftError("no time: \(time)") }
    return try store.snapshot(system, from: source, at: now) { (try set.read(symbols), source) }
  }

  /// The differences of two versions, read as far as they differ.
  func changes(_ old: String, _ new: String, isWhole: Bool = false) throws -> [Change] {
    let history = try store.known("crm")
    guard let before = VersionName(old), let after = VersionName(new) else { throw DriftError("no version") }
    var pair = try VersionPair(
      (history, try history.version(named: before)), (history, try history.version(named: after)), SymbolTable(),
      isWhole: isWhole)
    while true {
      let schemas = try pair.read()
      let diff = SchemaDiff.compare(schemas.old, schemas.new)
      guard pair.widen(schemas) else { return diff.changes }
    }
  }
}

extension Change {
  /// All that a report says of a change, but for the places.
  var report: String {
    let sides = [old, new].map { side in side.map { "\($0.addressText) \($0.value) \($0.label)" } ?? "-" }
    let claim = probability.map { " \($0) \(evidence) \(alternatives)" } ?? ""
    return
      "\(id) \(kind) \(sides) \(compatibility.map { "\($0)" } ?? "") \(detail) \(usage.rawValue) reach \(reach)\(claim)"
  }
}
