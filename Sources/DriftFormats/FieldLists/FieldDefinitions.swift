/// The rows of FieldDefinition, and whose fields they are.
struct FieldDefinitions {
  struct Row {
    var name: String
    /// The object's name or its own durable id.
    var entity: String
    var stableID: String?
    var label: String?
    var who: String?
    var when: String?
    var place: SalesforceReader.Place
  }

  var rows: [Row] = []
  /// Names of objects by their durable ids.
  var names: [String: String] = [:]
  private(set) var byObject: [String: [String: Row]] = [:]

  /// Gives each row to its object. A custom object's rows name it by an id, which EntityDefinition explains; without
  /// that they belong to the object that has most of their names.
  mutating func settle(objects: [(name: String, fields: Set<String>)]) {
    let groups = Dictionary(grouping: rows, by: \.entity)
    for (entity, rows) in groups.sorted(by: { $0.key < $1.key }) {
      var name = names[entity] ?? entity
      if !objects.contains(where: { $0.name == name }), names[entity] == nil,
        entity.hasPrefix("01I") || entity.isEmpty
      {
        let fields = Set(rows.map(\.name))
        let best = objects.map { ($0.name, $0.fields.intersection(fields).count) }.max { $0.1 < $1.1 }
        if let best, best.1 * 2 > fields.count { name = best.0 } else if objects.isEmpty { name = "$root" }
      }
      for row in rows where byObject[name]?[row.name] == nil { byObject[name, default: [:]][row.name] = row }
    }
  }
}
