import DriftDiff

/// The fields of one definition, operation or inline object of a corpus document.
struct CorpusDefinition: Sendable {
  /// Its address without `[]`, `{}` and statuses.
  var path: [String]
  /// Its fields in the order of the document.
  var fields: [RenameCandidate] = []
}

/// What a corpus document says, as far as the matcher is concerned.
///
/// This reader serves the measurement alone; the product has its own.
struct CorpusDocument: Sendable {
  private(set) var definitions: [CorpusDefinition] = []
  /// Enumerations by address, with their values in order.
  private(set) var enumerations: [(path: [String], values: [String])] = []
  /// The identifiers of operations by name.
  var operationIDs: [String: String] = [:]
  private var places: [[String]: Int] = [:]

  mutating func add(enumeration values: [String], at path: [String]) {
    let path = Self.plain(path)
    if values.isEmpty || enumerations.contains(where: { $0.path == path }) { return }
    enumerations.append((path, values))
  }

  /// A definition without fields yet.
  mutating func declare(_ path: [String]) {
    let path = Self.plain(path)
    if places[path] == nil {
      places[path] = definitions.count
      definitions.append(CorpusDefinition(path: path))
    }
  }

  /// Adds a field, unless the definition has one of that name and role already.
  mutating func add(_ field: RenameCandidate, to path: [String]) {
    let path = Self.plain(path)
    let at = places[path] ?? definitions.count
    if at == definitions.count {
      places[path] = at
      definitions.append(CorpusDefinition(path: path))
    }
    guard !definitions[at].fields.contains(where: { $0.name == field.name && $0.role == field.role }) else {
      return
    }
    var field = field
    field.position = definitions[at].fields.count
    field.parentName = path.last ?? ""
    definitions[at].fields.append(field)
  }

  /// The definition at an address.
  subscript(path: [String]) -> CorpusDefinition? { places[path].map { definitions[$0] } }

  /// An address without the steps that a scorer does not look at, and without XML's marks.
  static func plain(_ path: [String]) -> [String] {
    path.enumerated().filter { at, step in
      step != "[]" && step != "{}" && !(at >= 2 && path[at - 1] == "response")
    }.map { $0.element.hasPrefix("@") ? String($0.element.dropFirst()) : $0.element }
  }
}

/// A number for a type's text.
func typeKey(_ text: String) -> UInt64 {
  text.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
}
