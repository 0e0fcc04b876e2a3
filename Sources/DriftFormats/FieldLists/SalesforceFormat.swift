import DriftModel
import DriftSyntax

/// Salesforce's sObject describe (FORMATS 5): one answer an object, or several in the answers of a batch, with what the
/// tooling API tells beside them.
struct SalesforceFormat: SchemaFormat {
  let id = "salesforce"
  let title = "Salesforce sObject describe"
  let revision = 1

  func references(_ document: SyntaxTree) -> [String] { [] }

  func recognises(_ document: SyntaxTree) -> Recognition {
    let answers = SalesforceAnswer.all(in: document)
    let isKnown = answers.contains { if case .unread = $0 { false } else { true } }
    return isKnown ? .yes(dialect: title) : .no
  }

  func read(_ input: FormatInput) throws -> Schema {
    var reader = SalesforceReader(FieldListReader(input, format: self, dialect: title))
    reader.collect()
    guard reader.hasObjects else {
      throw DriftError(
        "expected the description of an object, found only what stands beside one",
        at: input.entries[0].tree.valuePlace(SyntaxTree.root))
    }
    return reader.finish()
  }
}

/// Puts what is said of each object together.
struct SalesforceReader: ~Copyable {
  var list: FieldListReader
  private let words: KeywordMap<SalesforceWord>
  private var objects: [(name: String, place: Place)] = []
  private var globals: [Place] = []
  private var definitions = FieldDefinitions()
  private var trail = AuditTrail()
  private var answers: [SalesforceRows] = []

  /// A node of one of the documents.
  struct Place {
    var part: Int
    var node: NodeID
  }

  init(_ list: consuming FieldListReader) {
    words = KeywordMap(list.symbols)
    self.list = list
  }

  var hasObjects: Bool {
    !objects.isEmpty || !globals.isEmpty || !definitions.rows.isEmpty || !list.builder.schema.gaps.isEmpty
  }

  /// Finds what each document holds.
  mutating func collect() {
    for number in list.input.entries.indices {
      list.enter(number)
      for answer in SalesforceAnswer.all(in: list.tree) {
        switch answer {
        case .object(let node):
          guard let name = list.text(node, "name") else {
            list.gap("name", "an object without a name", node)
            continue
          }
          // Names of objects are the same in whatever case.
          let asked = node == SyntaxTree.root ? list.asked(number, SalesforceAnswer.object) : nil
          guard let asked, asked.lowercased() != name.lowercased() else {
            objects.append((name, Place(part: number, node: node)))
            continue
          }
          list.cutShort(asked, "it was asked for, and the description of \(name) came", node)
        case .global(let node): globals.append(Place(part: number, node: node))
        case .rows(let type, let node): take(rows: node, of: type)
        case .unread(let node, let why, let name):
          list.cutShort(name ?? "a part of the answer", why, node)
        }
      }
    }
    tellShort()
  }

  /// Says which rows are not all there is. What lacks of the trail says only who did something.
  private mutating func tellShort() {
    for short in SalesforceRows.short(answers) {
      list.enter(short.answer.part)
      if short.answer.type == "SetupAuditTrail" {
        list.gap(short.answer.type, short.text, short.node)
      } else {
        list.cutShort(short.answer.type, short.text, short.node)
      }
    }
  }

  private mutating func take(rows node: NodeID, of type: String) {
    answers.append(SalesforceRows(node, of: type, part: list.part, in: list))
    guard answers.last?.strange == nil else { return }
    for row in list.objects(list.tree.member(node, "records"), of: type) {
      switch type {
      case "FieldDefinition":
        guard let name = list.text(row, "QualifiedApiName") else {
          list.gap(type, "a row without QualifiedApiName", row)
          continue
        }
        let durable = list.text(row, "DurableId") ?? ""
        let entity = list.tree.member(row, "EntityDefinition").flatMap { list.text($0, "QualifiedApiName") }
        definitions.rows.append(
          .init(
            name: name, entity: entity ?? durable.split(separator: ".").first.map(String.init) ?? "",
            stableID: Self.stableID(durable), label: list.text(row, "Label"), who: person(row, "LastModifiedBy"),
            when: list.text(row, "LastModifiedDate"), place: Place(part: list.part, node: row)))
      case "EntityDefinition":
        guard let id = list.text(row, "DurableId"), let name = list.text(row, "QualifiedApiName") else { continue }
        definitions.names[id] = name
      default: trail.append(row: row, in: list, by: person(row, "CreatedBy"))
      }
    }
  }

  /// Who did something: by name where it was asked for, else by id.
  private func person(_ row: NodeID, _ key: String) -> String? {
    list.tree.member(row, key).flatMap { list.text($0, "Name") } ?? list.text(row, key + "Id").map { "user \($0)" }
  }

  /// The id of a custom field (`01I….00N…`), of which the first fifteen characters count. A standard field's is its name,
  /// which tells nothing more.
  private static func stableID(_ durable: String) -> String? {
    guard let last = durable.split(separator: ".").last, last.hasPrefix("00N"), last.count >= 15 else { return nil }
    return String(last.prefix(15))
  }

  consuming func finish() -> Schema {
    definitions.settle(objects: objects.map { ($0.name, fieldNames($0.place)) })
    for (name, place) in objects { read(name, place) }
    // What only the tooling API tells of: names and ids, and nothing of what they are.
    for (name, rows) in definitions.byObject.sorted(by: { $0.key < $1.key }) where list.definitions[name] == nil {
      readDefinitions(rows, of: name)
    }
    for place in globals {
      list.enter(place.part)
      for node in list.objects(list.tree.member(place.node, "sobjects"), of: "sobjects") {
        guard let name = list.text(node, "name") else {
          list.gap("sobjects", "an object without a name", node)
          continue
        }
        if list.definitions[name] == nil { readWithoutFields(name, node) }
      }
    }
    tellWho()
    return list.finish()
  }

  /// Who changed which field: the field's own row knows best, else the trail, where it names the field.
  private mutating func tellWho() {
    for (object, place) in objects {
      for field in fieldNames(place).sorted() {
        if let row = definitions.byObject[object]?[field], row.who != nil || row.when != nil {
          list.touch(object, field, by: row.who, at: row.when)
        } else if let entry = trail.newest(naming: field) {
          list.touch(object, field, by: entry.who, at: entry.when)
        }
      }
    }
    // A field that is nowhere any more may be of any of them.
    let all = Set(objects.flatMap { fieldNames($0.place) })
    for (field, entry) in trail.byWord where !all.contains(field) {
      for (object, _) in objects { list.touch(object, field, by: entry.who, at: entry.when) }
    }
    for (object, rows) in definitions.byObject {
      for row in rows.values
      where list.builder.schema.touches[list.symbols.intern(object)]?[list.symbols.intern(row.name)] == nil {
        list.touch(object, row.name, by: row.who, at: row.when)
      }
    }
  }

  private mutating func fieldNames(_ place: Place) -> Set<String> {
    list.enter(place.part)
    guard let fields = list.tree.member(place.node, "fields") else { return [] }
    return Set(list.tree.children(fields).compactMap { list.text($0, "name") })
  }

  private mutating func read(_ name: String, _ place: Place) {
    list.enter(place.part)
    let object = SalesforceObject(place.node, in: list.tree)
    var draft = list.builder.begin(at: list.origin(place.node))
    draft.types = .object
    draft.nullable = .no
    object.read(into: &list, &draft, of: name)
    let rows = definitions.byObject[name] ?? [:]
    var seen: [String: NodeID] = [:]
    let fields = list.objects(list.tree.member(place.node, "fields"), of: "\(name).fields")
    // What stands there without a name, or is no field, may be any: none that is not here went.
    var unread: NodeID? = fields.count < list.count(of: list.tree.member(place.node, "fields")) ? place.node : nil
    var missing = UnsaidFacts()
    var known: [Substring: KnownMembers<SalesforceWord>] = [:]
    for node in fields {
      let members = KnownMembers(node, in: list.tree, words)
      if let field = list.text(members[.name]) { known[field[...]] = members }
    }
    for (position, node) in fields.enumerated() {
      let members = KnownMembers(node, in: list.tree, words)
      guard let field = list.text(members[.name]) else {
        list.cutShort("\(name).fields", "a field without a name", node)
        unread = node
        continue
      }
      guard seen[field] == nil else {
        list.gap("\(name).\(field)", "stands twice; the first is read", node)
        continue
      }
      seen[field] = node
      let controller = list.text(members[.controllerName]).flatMap { known[$0[...]] }
      let reader = SalesforceField(
        name: field, owner: name, members: members, node: node, controller: controller, stableID: rows[field]?.stableID)
      list.builder.add(reader.read(&list, position: UInt32(position)))
      missing.note(field, lacks: reader.unsaid(list), at: node, in: place.part)
    }
    missing.tell(of: name, in: &list)
    if seen.isEmpty {
      list.gap(name, "no field of it may be read: a right was lost", place.node)
      list.leaveUnknown("fields", at: place.node)
    } else {
      if let unread { list.leaveUnknown("fields", at: unread) }
      addHidden(rows.filter { seen[$0.key] == nil }, after: fields.count)
    }
    let shape = list.builder.finish(draft)
    list.enter(place.part)
    list.define(name, shape, at: place.node)
  }

  /// A field that the tooling API shows and the description does not: it is there, and this user may not read it.
  private mutating func addHidden(_ rows: [String: FieldDefinitions.Row], after count: Int) {
    for (offset, row) in rows.values.sorted(by: { $0.name < $1.name }).enumerated() {
      list.enter(row.place.part)
      list.builder.add(field(of: row, access: .no, position: UInt32(count + offset)))
    }
  }

  private mutating func field(of row: FieldDefinitions.Row, access: ByDirection, position: UInt32) -> Field {
    let draft = list.builder.begin(at: list.origin(row.place.node))
    list.state(.stableID, row.stableID)
    list.state(.label, row.label)
    list.leaveUnknown("description", at: row.place.node)
    let shape = list.builder.finish(draft)
    return Field(
      name: list.symbols.intern(row.name), shape: shape, required: .unknown, access: access, position: position,
      origin: list.origin(row.place.node))
  }

  private mutating func readDefinitions(_ rows: [String: FieldDefinitions.Row], of name: String) {
    let ordered = rows.values.sorted { ($0.place.part, $0.place.node) < ($1.place.part, $1.place.node) }
    guard let first = ordered.first else { return }
    list.enter(first.place.part)
    var draft = list.builder.begin(at: list.origin(first.place.node))
    draft.types = .object
    draft.nullable = .no
    draft.access = .unknown
    for (position, row) in ordered.enumerated() {
      list.enter(row.place.part)
      list.builder.add(field(of: row, access: .unknown, position: UInt32(position)))
    }
    let shape = list.builder.finish(draft)
    list.enter(first.place.part)
    list.define(name, shape, at: first.place.node)
  }

  /// An object of the list of all: what it is called and what may be done with it; nothing is known of its fields.
  private mutating func readWithoutFields(_ name: String, _ node: NodeID) {
    var draft = list.builder.begin(at: list.origin(node))
    draft.types = .object
    draft.nullable = .no
    SalesforceObject(node, in: list.tree).read(into: &list, &draft, of: name)
    list.leaveUnknown("fields", at: node)
    let shape = list.builder.finish(draft)
    list.define(name, shape, at: node)
  }
}
