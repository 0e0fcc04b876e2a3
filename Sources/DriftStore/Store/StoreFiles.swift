/// Which files below a store drift writes itself. What else somebody puts there is theirs.
enum StoreFiles {
  /// Files of lines beside the versions of a system: what was seen, what was granted, what is read of a change log.
  private static let ledgers: Set<String> = ["seen", "health", "change-log"]

  /// Whether a path is that of a file which drift writes below a store.
  static func isOwn(_ path: String, of store: String) -> Bool {
    let base = store.split(separator: "/").filter { $0 != "." }
    let steps = path.split(separator: "/")
    guard steps.count > base.count, steps.prefix(base.count).elementsEqual(base) else { return false }
    let inside = steps.dropFirst(base.count).map(String.init)
    switch inside.count {
    case 1: return inside[0] == ".gitattributes" || ledgers.contains(inside[0])
    case 2: return ledgers.contains(inside[1])
    default: break
    }
    switch inside[1] {
    case "versions": return inside.count == 3 && inside[2].hasSuffix(".jsonl")
    case "checked":
      return inside.count == 3 && inside[2].count == 8 && inside[2].utf8.allSatisfy { (0x30...0x39).contains($0) }
    case "schema": return inside.count <= 4 && inside[inside.count - 1].hasSuffix(".jsonl")
    default: return false
    }
  }
}
