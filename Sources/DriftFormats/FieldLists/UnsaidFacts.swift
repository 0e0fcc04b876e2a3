import DriftModel
import DriftSyntax

/// Facts that every field of a list has to state, and some do not: they are unknown there, which nobody would see.
///
/// Where most fields of an object leave a fact out, its list does not tell it, and that is said once.
struct UnsaidFacts {
  private var fields = 0
  private var lacking: [(field: String, keys: [String], node: NodeID, part: Int)] = []

  /// Notes a field with the keys that it should have stated as true or false.
  mutating func note(_ field: String, lacks keys: [String], at node: NodeID, in part: Int) {
    fields += 1
    if !keys.isEmpty { lacking.append((field, keys, node, part)) }
  }

  /// Makes gaps of what is lacking.
  consuming func tell(of object: String, in list: inout FieldListReader) {
    let counts = lacking.flatMap(\.keys).reduce(into: [:]) { $0[$1, default: 0] += 1 }
    // One field is no majority.
    let common = Set(counts.filter { $0.value > 1 && 2 * $0.value > fields }.keys)
    var told: Set<String> = []
    for (field, keys, node, part) in lacking {
      list.enter(part)
      for key in keys where common.contains(key) && told.insert(key).inserted {
        list.gap(object, "most of its fields do not say true or false under \(key)", node)
      }
      let own = keys.filter { !common.contains($0) }
      guard !own.isEmpty else { continue }
      list.gap("\(object).\(field)", "expected true or false under \(own.joined(separator: " and "))", node)
    }
  }
}
