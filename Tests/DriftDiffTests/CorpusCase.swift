import DriftDiff
import Foundation

/// A case of the corpus: two versions and what is known about them.
struct CorpusCase: Sendable {
  struct Label: Sendable { var old: [String], new: [String] }

  let name: String
  let format: String
  /// What the weight of a case is shared among.
  let repository: String
  let isOrdered: Bool
  let old: CorpusDocument
  let new: CorpusDocument
  let renames: [Label]
  let unsure: [Label]
  let moves: [Label]
  let definitionRenames: [Label]
  let enumRenames: [(at: [String], old: String, new: String)]
  /// The kinds of label that are complete.
  let complete: Set<String>
  let scope: Set<String>?

  /// The folder that holds the corpus, nil (told in one line) where there is none.
  static let folder: URL? = {
    let manager = FileManager.default
    var candidates =
      ProcessInfo.processInfo.environment["DRIFT_SHARED"].map { [URL(fileURLWithPath: $0)] } ?? []
    var at = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    while at.path != "/" {
      at.deleteLastPathComponent()
      candidates.append(at.deletingLastPathComponent().appendingPathComponent("shared"))
    }
    let found = candidates.map { $0.appendingPathComponent("corpus") }.first {
      manager.fileExists(atPath: $0.path)
    }
    if found == nil { print("SKIPPED: no corpus beside the package; set DRIFT_SHARED") }
    return found
  }()

  /// The cases of `auto` or `read` that the reader understands.
  static func all(in family: String, of folder: URL) throws -> [CorpusCase] {
    let names = try FileManager.default.contentsOfDirectory(
      atPath: folder.appendingPathComponent(family).path
    ).sorted()
    return try names.compactMap { name in
      let at = folder.appendingPathComponent(family).appendingPathComponent(name)
      guard FileManager.default.fileExists(atPath: at.appendingPathComponent("labels.json").path) else {
        return nil
      }
      return try CorpusCase(at)
    }
  }

  private init?(_ folder: URL) throws {
    let labels = try CorpusValue(file: folder.appendingPathComponent("labels.json"))
    name = folder.lastPathComponent
    format = labels["format"]?.string ?? ""
    guard let oldName = labels["old"]?.string, let newName = labels["new"]?.string,
      let old = try Self.read(folder.appendingPathComponent(oldName), format),
      let new = try Self.read(folder.appendingPathComponent(newName), format)
    else { return nil }
    (self.old, self.new) = (old, new)
    isOrdered = format != "mcp"
    repository = Self.repository(
      of: name, isRead: folder.deletingLastPathComponent().lastPathComponent == "read")
    renames = Self.labels(labels["renames"])
    unsure = Self.labels(labels["unsure"])
    moves = Self.labels(labels["moves"])
    definitionRenames = Self.labels(labels["definition_renames"])
    enumRenames = (labels["enum_renames"]?.items ?? []).map { row in
      (
        CorpusDocument.plain(row["at"]?.items.compactMap(\.string) ?? []), row["old"]?.scalar ?? "",
        row["new"]?.scalar ?? ""
      )
    }
    complete = Set((labels["complete"]?.members ?? []).filter { $0.value.isTrue }.map(\.key))
    let names = labels["scope"]?.items.compactMap(\.string) ?? []
    scope = names.isEmpty ? nil : Set(names)
  }

  /// `rails-casa-220101-220301` is of `rails-casa`, `openapi-plaid-2021-07` of `openapi-plaid`.
  private static func repository(of name: String, isRead: Bool) -> String {
    let steps = name.split(separator: "-")
    if isRead || name.hasPrefix("fhir") { return steps.prefix(isRead ? 2 : 1).joined(separator: "-") }
    return steps.prefix { !($0.count >= 3 && $0.first?.isNumber == true) }.joined(separator: "-")
  }

  private static func labels(_ value: CorpusValue?) -> [Label] {
    (value?.items ?? []).map { row in
      Label(
        old: CorpusDocument.plain(row["old"]?.items.compactMap(\.string) ?? []),
        new: CorpusDocument.plain(row["new"]?.items.compactMap(\.string) ?? []))
    }
  }

  private static func read(_ file: URL, _ format: String) throws -> CorpusDocument? {
    var isFolder: ObjCBool = false
    _ = FileManager.default.fileExists(atPath: file.path, isDirectory: &isFolder)
    let files =
      isFolder.boolValue
      ? try FileManager.default.contentsOfDirectory(atPath: file.path).sorted().map {
        file.appendingPathComponent($0)
      }
      : [file]
    switch format {
    case "columns": return CorpusDocument(columns: try CorpusValue(file: file))
    case "jsonschema": return CorpusDocument(jsonSchema: try CorpusValue(file: file))
    case "mcp": return CorpusDocument(tools: try CorpusValue(file: file))
    case "openapi" where file.pathExtension == "json":
      return CorpusDocument(openAPI: try CorpusValue(file: file))
    case "doctype":
      var document = CorpusDocument()
      for file in files { document.add(docType: try CorpusValue(file: file)) }
      return document
    case "xsd", "wsdl", "edmx": return try files.reduce(CorpusDocument()) { try CorpusXML.add($1, to: $0) }
    default: return nil
    }
  }

  // MARK: - Problems

  /// The blocks of the scope, with what is known about each.
  func problem() -> (problem: RenameProblem, blocks: [CorpusBlock]) {
    let definitions = Dictionary(
      definitionRenames.compactMap { $0.old.isEmpty ? nil : ($0.old, $0.new) },
      uniquingKeysWith: { first, _ in first })
    var problem = RenameProblem(blocks: [])
    for label in definitionRenames {
      if let old = label.old.last, let new = label.new.last {
        problem.definitionRenames.append(DefinitionRename(old: old, new: new))
      }
    }
    var blocks: [CorpusBlock] = []
    for definition in old.definitions {
      guard scope?.contains(definition.path[0]) ?? true else { continue }
      let successor = self.successor(of: definition.path, definitions)
      guard let other = new[successor] else { continue }
      let made = block(definition, other)
      guard !made.0.removed.isEmpty || !made.0.added.isEmpty else { continue }
      problem.blocks.append(made.0)
      blocks.append(made.1)
    }
    return (problem, blocks)
  }

  /// The same blocks, and what is new as a whole: fields may have moved there.
  func problemOfMoves() -> (problem: RenameProblem, paths: [(old: [String], new: [String])]) {
    let definitions = Dictionary(
      definitionRenames.compactMap { $0.old.isEmpty ? nil : ($0.old, $0.new) },
      uniquingKeysWith: { first, _ in first })
    var problem = problem().problem
    problem.blocks = []
    var paths: [(old: [String], new: [String])] = []
    var matched: Set<[String]> = []
    for definition in old.definitions where scope?.contains(definition.path[0]) ?? true {
      guard let other = new[successor(of: definition.path, definitions)] else { continue }
      matched.insert(other.path)
      problem.blocks.append(block(definition, other).0)
      paths.append((definition.path, other.path))
    }
    for definition in new.definitions where !matched.contains(definition.path) {
      problem.blocks.append(RenameBlock(removed: [], added: definition.fields))
      paths.append(([], definition.path))
    }
    return (problem, paths)
  }

  private func successor(of path: [String], _ definitions: [[String]: [String]]) -> [String] {
    var path = path
    // Deepest first: an inline object below a renamed field stands below the field's new name.
    for length in stride(from: path.count, to: 0, by: -1) {
      let head = Array(path.prefix(length))
      if let target = definitions[head] ?? renames.first(where: { $0.old == head })?.new {
        path.replaceSubrange(0..<length, with: target)
        break
      }
    }
    return path
  }

  private func block(_ old: CorpusDefinition, _ new: CorpusDefinition) -> (RenameBlock, CorpusBlock) {
    func has(_ fields: [RenameCandidate], _ field: RenameCandidate) -> Bool {
      fields.contains { $0.name == field.name && $0.role == field.role }
    }
    func siblings(_ fields: [RenameCandidate], _ other: [RenameCandidate]) -> [RenameSibling] {
      fields.filter { has(other, $0) }.map {
        RenameSibling(name: $0.name, position: $0.position, role: $0.role)
      }
    }
    let block = RenameBlock(
      removed: old.fields.filter { !has(new.fields, $0) }, added: new.fields.filter { !has(old.fields, $0) },
      stayedOld: siblings(old.fields, new.fields), stayedNew: siblings(new.fields, old.fields),
      isOrdered: isOrdered)
    var known = CorpusBlock()
    for (r, removed) in block.removed.enumerated() {
      let from = old.path + [removed.name]
      for (a, added) in block.added.enumerated() {
        let to = new.path + [added.name]
        if renames.contains(where: { $0.old == from && $0.new == to }) { known.truth.append((r, a)) }
        if unsure.contains(where: { Self.touches($0.old, from) || Self.touches($0.new, to) }) {
          known.unsure.append((r, a))
        }
      }
    }
    return (block, known)
  }

  private static func touches(_ label: [String], _ address: [String]) -> Bool {
    !label.isEmpty && address.starts(with: label)
  }
}

/// What is known about a block.
struct CorpusBlock {
  /// Pairs of indices that are renames.
  var truth: [(removed: Int, added: Int)] = []
  /// Pairs that count neither way.
  var unsure: [(removed: Int, added: Int)] = []
}
