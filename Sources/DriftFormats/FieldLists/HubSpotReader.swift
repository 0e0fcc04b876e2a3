import DriftModel
import DriftSyntax

/// Puts the lists of one object together: active and archived properties, and its schema.
struct HubSpotReader: ~Copyable {
  var list: FieldListReader
  let words: KeywordMap<Word>
  /// Objects in the order in which they are met.
  var objects: [(name: String, content: Content)] = []

  enum Word: String, CaseIterable {
    case name, label, type, fieldType, description, groupName, options, calculated, externalOptions, hasUniqueValue
    case hidden, hubspotDefined, formField, archived, archivedAt, dataSensitivity, sensitiveDataCategories
    case updatedAt, updatedUserId, modificationMetadata, textDisplayHint, numberDisplayHint, dateDisplayHint
    case showCurrencySymbol, currencyPropertyName, referencedObjectType, calculationFormula
    // Moves by itself, or says nothing that anybody reads or writes by.
    case displayOrder, createdAt, createdUserId
  }

  /// A node of one of the documents.
  struct Place {
    var part: Int
    var node: NodeID
    /// Whether it stands in the schema of the object, and not in a list of properties.
    var isOfSchema = false
  }

  /// What is said of one object.
  struct Content {
    var properties: [Place] = []
    /// Whether a list of properties came, be it of none.
    var hasList = false
    var schema: Place?
    /// What says that there are more properties than were read.
    var shortage: Place?
    var isRoot = false
    var at: Place
  }

  init(_ list: consuming FieldListReader) {
    words = KeywordMap(list.symbols)
    self.list = list
  }

  /// Finds what each document says of which object.
  mutating func collect() {
    for number in list.input.entries.indices {
      list.enter(number)
      let root = SyntaxTree.root
      if HubSpotFormat.isSchema(root, list.tree) {
        if let asked = list.asked(number, HubSpotFormat.object), isAnother(root, asked) {
          let name = list.text(root, "name") ?? "another object"
          list.cutShort(asked, "it was asked for, and the schema of \(name) came", root)
        } else {
          take(schema: root)
        }
        continue
      }
      guard let answer = HubSpotList(root, in: list) else { continue }
      for other in answer.others { list.note(other) }
      if let short = answer.shortage { list.cutShort(short.subject, short.text, short.node) }
      let items = list.objects(answer.items, of: "results")
      if items.contains(where: { HubSpotFormat.isSchema($0, list.tree) }) {
        for item in items { take(schema: item) }
      } else {
        let (name, isRoot) = name(of: number)
        let at = find(name, isRoot: isRoot, at: Place(part: number, node: root))
        objects[at].content.hasList = true
        objects[at].content.properties += items.map { Place(part: number, node: $0) }
        // What is no object may have been any property.
        if items.count < list.count(of: answer.items) {
          objects[at].content.shortage = Place(part: number, node: root)
        }
        if let short = answer.shortage {
          objects[at].content.shortage = Place(part: number, node: short.node)
        }
      }
    }
  }

  /// Whether a schema is surely of another object than the one that was asked for: names of custom objects have several
  /// forms, numbers and built-in objects one.
  private func isAnother(_ node: NodeID, _ asked: String) -> Bool {
    let own = ["objectTypeId", "name", "fullyQualifiedName"].compactMap { list.text(node, $0) }
    guard let number = list.text(node, "objectTypeId"), !own.map(HubSpotFormat.canonical).contains(asked) else {
      return false
    }
    let isNumber = asked.split(separator: "-").count == 2 && asked.allSatisfy { $0.isNumber || $0 == "-" }
    let isBuiltIn = ["contacts", "companies", "deals", "tickets"].contains(asked)
    return isNumber || isBuiltIn && number.contains("-")
  }

  private mutating func take(schema node: NodeID) {
    let tree = list.tree
    guard HubSpotFormat.isSchema(node, tree), let name = list.text(node, "name") else {
      return list.gap("results", "expected the schema of an object with its name", node)
    }
    let place = Place(part: list.part, node: node)
    // The number of a built-in object is the same everywhere, whatever its schema is called.
    let number = HubSpotFormat.canonical(list.text(node, "objectTypeId") ?? "")
    let isBuiltIn = number.first?.isLetter ?? false
    let at = find(isBuiltIn ? number : HubSpotFormat.canonical(name), isRoot: false, at: place)
    if objects[at].content.schema != nil {
      return list.gap(objects[at].name, "described twice; the first is read", node)
    }
    objects[at].content.schema = place
    let properties = list.objects(tree.member(node, "properties"), of: objects[at].name)
    objects[at].content.properties += properties.map { Place(part: list.part, node: $0, isOfSchema: true) }
  }

  private mutating func find(_ name: String, isRoot: Bool, at place: Place) -> Int {
    if let known = objects.firstIndex(where: { $0.name == name }) { return known }
    objects.append((name, Content(isRoot: isRoot, at: place)))
    return objects.count - 1
  }

  /// The list does not say whose properties it has: its address or its file does; the only file may have any name.
  private func name(of number: Int) -> (String, isRoot: Bool) {
    let entry = list.input.entries[number]
    if let named = list.asked(number, HubSpotFormat.object) { return (named, false) }
    guard list.input.isFolder else { return ("$root", true) }
    let file = entry.path.split(separator: "/").last.map(String.init) ?? entry.path
    return (HubSpotFormat.canonical(String(file.prefix { $0 != "." })), false)
  }

  consuming func finish() -> Schema {
    list.builder.schema.systemFacts = list.builder.store([
      Fact(.encoding, .text, list.symbols.intern("values travel as texts; \"\" clears"))
    ])
    for (name, content) in objects { read(name, content) }
    return list.finish()
  }

  private mutating func read(_ name: String, _ content: Content) {
    list.enter(content.at.part)
    var draft = list.builder.begin(at: list.origin(content.at.node))
    draft.types = .object
    draft.nullable = .no
    var required: Set<String>?
    if let schema = content.schema {
      list.enter(schema.part)
      required = readSchema(schema.node, name)
    }
    let listed = listed(content)
    var missing = UnsaidFacts()
    var unlisted: [String] = []
    var archived: Set<String> = []
    // The same property may stand in a list of its own and in the schema; one that is archived, in a list of those.
    var seen: [String: Place] = [:]
    var position: UInt32 = 0
    // What stands there without a name may be any property: none that is not here went.
    var unread: Place?
    for place in content.properties {
      list.enter(place.part)
      let members = KnownMembers(place.node, in: list.tree, words)
      guard let property = list.text(members[.name]) else {
        list.cutShort(name, "a property without a name", place.node)
        unread = place
        continue
      }
      let isKept = place.isOfSchema ? listed?[property] : nil
      if list.flag(members[.archived]) == .yes || isKept == .archived {
        archived.insert(property)
        if seen[property] == nil { touch(property, members, of: name, .archived) }
        continue
      }
      if let first = seen[property] {
        if first.part == place.part { list.gap("\(name).\(property)", "stands twice; the first is read", place.node) }
        continue
      }
      seen[property] = place
      if place.isOfSchema, listed != nil, isKept == nil { unlisted.append(property) }
      touch(property, members, of: name, .changed)
      readProperty(property, members, place.node, required, position, of: name)
      missing.note(property, lacks: unsaid(members), at: place.node, in: place.part)
      position += 1
    }
    missing.tell(of: name, in: &list)
    if !unlisted.isEmpty, let schema = content.schema, let listed {
      list.enter(schema.part)
      let text = "\(unlisted.count) properties stand in the schema and in no list of properties, as \(unlisted[0])"
      // A list of nothing is none; one that lacks some may be that of a caller who is shown less.
      if listed.values.contains(.there) {
        list.note("properties", text, schema.node)
      } else {
        list.gap(name, text, schema.node)
      }
    }
    if let schema = content.schema, let required, position > 0, content.shortage == nil {
      list.enter(schema.part)
      addHidden(required.filter { seen[$0] == nil }.sorted(), archived, schema.node, after: position, of: name)
    }
    if position == 0 {
      list.enter(content.at.part)
      list.gap(name, "no property of it may be read: a scope was lost, or the list is not whole", content.at.node)
      list.leaveUnknown("properties", at: content.at.node)
    } else if let shortage = content.shortage ?? unread {
      list.enter(shortage.part)
      list.leaveUnknown("properties", at: shortage.node)
    }
    let shape = list.builder.finish(draft)
    list.enter(content.at.part)
    list.define(name, shape, isRoot: content.isRoot, at: content.at.node)
  }

  /// What lists of properties say of a property: they are what was asked for, and the schema of the object repeats them.
  private enum Listed { case there, archived }

  /// The properties that stand in lists of their own; nil where there is no such list.
  private mutating func listed(_ content: Content) -> [String: Listed]? {
    guard content.hasList else { return nil }
    var out: [String: Listed] = [:]
    for place in content.properties where !place.isOfSchema {
      list.enter(place.part)
      let members = KnownMembers(place.node, in: list.tree, words)
      guard let name = list.text(members[.name]), out[name] != .there else { continue }
      out[name] = list.flag(members[.archived]) == .yes ? .archived : .there
    }
    return out
  }

  private mutating func touch(
    _ property: String, _ members: KnownMembers<Word>, of name: String, _ kind: Touch.Kind
  ) {
    let who = list.word(members[.updatedUserId]).map { "user \($0)" }
    let when = (kind == .archived ? list.text(members[.archivedAt]) : nil) ?? list.text(members[.updatedAt])
    list.touch(name, property, by: who, at: when, kind)
  }

  /// What the schema says of the object; gives the properties that a new record must have.
  private mutating func readSchema(_ node: NodeID, _ name: String) -> Set<String>? {
    let tree = list.tree
    var required: Set<String>?
    for child in tree.children(node) {
      switch list.symbols.text(tree[child].key) {
      case "objectTypeId": list.state(.stableID, list.text(child))
      case "labels":
        list.state(.label, list.text(child, "singular"))
        list.state(.summary, list.text(child, "plural"))
      case "description": list.stateProse(.description, child)
      case "requiredProperties": required = readNames(child, of: name)
      case "primaryDisplayProperty":
        if let first = list.text(child) { list.state(.presentation, "primary \(first)") }
      case "secondaryDisplayProperties":
        for one in list.items(child, of: name) { list.state(.presentation, list.text(one).map { "secondary \($0)" }) }
      case "searchableProperties":
        for one in list.items(child, of: name) { list.state(.traits, list.text(one).map { "searches \($0)" }) }
      case "associations":
        for one in list.objects(child, of: name) {
          let ends = ["fromObjectTypeId", "toObjectTypeId"].map { list.text(one, $0) ?? "?" }
          let id = tree.member(one, "id").map { String(decoding: tree.textBytes($0), as: UTF8.self) } ?? ""
          let label = list.text(one, "name").map { "\($0) " } ?? ""
          list.state(.relations, "\(label)\(ends[0]) -> \(ends[1]) (\(id))")
        }
      case "archived": if list.flag(child) == .yes { list.stateTrue(.deprecated) }
      case "updatedAt":
        let who = list.word(tree.member(node, "updatedByUserId")).map { "user \($0)" }
        list.touch(name, "", by: who, at: list.text(child))
      case "name", "fullyQualifiedName", "properties", "id", "createdAt", "createdByUserId",
        "updatedByUserId":
        continue
      default: list.note(child)
      }
    }
    return required
  }
}
