import DriftFormats
import DriftModel
import DriftSyntax

/// Which documents of a folder stand by themselves (DESIGN, Addresses: the files that no other refers to).
struct FolderEntries {
  /// The format that reads them all; nil where no document is a schema.
  private(set) var format: (any SchemaFormat)?
  /// The documents that stand by themselves.
  private(set) var entries: [FormatInput.Part] = []
  /// What no entry leads to.
  private(set) var others: [Other] = []

  /// A document that is not read.
  struct Other {
    var path: String
    /// Why it is not, where it is a schema all the same; nil for a document of another kind.
    var reason: String?
  }

  /// Chooses the entries: what announces itself as a whole (an OpenAPI document), what no other document refers to,
  /// and of documents that only refer to one another in a ring the first. All are of one family of formats.
  init(among documents: [FormatInput.Part]) {
    let known = documents.map { try? FormatRegistry.recognise($0.tree) }
    let leads = zip(documents, known).map(Self.targets)
    let referred = leads.enumerated().reduce(into: Set<String>()) { all, one in
      all.formUnion(one.element.subtracting([documents[one.offset].path]))
    }
    guard let family = Self.family(of: documents, known) else {
      others = zip(documents, known).map { Self.other($0, $1, beside: nil) }
      return
    }
    let isWhole = documents.indices.map { known[$0]?.isWhole == true }
    func isOfFamily(_ index: Int) -> Bool { known[index].map { family.contains($0.id) } ?? false }
    var chosen = documents.indices.filter {
      isOfFamily($0) && (isWhole[$0] || !referred.contains(documents[$0].path))
    }
    var reached = Self.reach(from: chosen, documents, leads)
    for index in documents.indices where isOfFamily(index) && !reached.contains(documents[index].path) {
      chosen.append(index)
      reached.formUnion(Self.reach(from: [index], documents, leads))
    }
    entries = chosen.sorted().map { documents[$0] }
    // A description takes schemas in; schemas alone are read as such.
    let present = Set(documents.indices.filter { reached.contains(documents[$0].path) }.compactMap { known[$0]?.id })
    let reader = FormatRegistry.formats.first { format in
      family.contains(format.id) && present.contains(format.id)
    }
    format = reader
    others = zip(documents, known).filter { !reached.contains($0.0.path) }.map { Self.other($0, $1, beside: reader) }
  }

  /// The ids of the formats that are read together: of what announces itself as a whole, else of what most documents
  /// announce to be, else of what they may be.
  private static func family(of documents: [FormatInput.Part], _ known: [(any SchemaFormat)?]) -> [String]? {
    var counts: [String: (announced: Int, all: Int)] = [:]
    for (document, format) in zip(documents, known) {
      guard let format else { continue }
      counts[format.id, default: (0, 0)].all += 1
      if format.announces(document.tree) { counts[format.id, default: (0, 0)].announced += 1 }
    }
    let formats = FormatRegistry.formats
    if let whole = formats.first(where: { $0.isWhole && counts[$0.id] != nil }) { return [whole.id] + whole.companions }
    func weight(_ format: any SchemaFormat) -> (Int, Int) {
      ([format.id] + format.companions).reduce((0, 0)) { sum, id in
        (sum.0 + (counts[id]?.announced ?? 0), sum.1 + (counts[id]?.all ?? 0))
      }
    }
    var best: (weight: (Int, Int), family: [String])?
    for format in formats {
      let weight = weight(format)
      if weight > best?.weight ?? (0, 0) { best = (weight, [format.id] + format.companions) }
    }
    return best?.family
  }

  /// What to say of a document that is not read.
  private static func other(
    _ document: FormatInput.Part, _ format: (any SchemaFormat)?, beside chosen: (any SchemaFormat)?
  ) -> Other {
    guard let format else {
      if let refusal = FormatRegistry.refusal(document.tree) { return Other(path: document.path, reason: refusal) }
      let isMeant = DocumentName.promisesSchema(document.path)
      return Other(path: document.path, reason: isMeant ? "expected a schema, found none" : nil)
    }
    guard let chosen, format.announces(document.tree) else { return Other(path: document.path, reason: nil) }
    return Other(
      path: document.path,
      reason: "it is \(format.title), and the documents of this system are \(chosen.title): a system of its own?")
  }

  /// The paths of the documents that a document names.
  private static func targets(_ document: FormatInput.Part, _ format: (any SchemaFormat)?) -> Set<String> {
    let references = (format ?? FormatRegistry.formats[0]).references(document.tree)
    return Set(references.compactMap { RelativeReference.path($0, from: document.path) })
  }

  /// The paths of some documents and of all that they lead to.
  private static func reach(
    from start: [Int], _ documents: [FormatInput.Part], _ targets: [Set<String>]
  ) -> Set<String> {
    let numbers = Dictionary(
      documents.enumerated().map { ($0.element.path, $0.offset) }, uniquingKeysWith: { first, _ in first })
    var seen: Set<String> = []
    var open = start.map { documents[$0].path }
    while let path = open.popLast() {
      guard seen.insert(path).inserted, let number = numbers[path] else { continue }
      open += targets[number]
    }
    return seen
  }
}
