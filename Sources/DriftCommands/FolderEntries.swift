import DriftFormats
import DriftModel
import DriftSyntax

/// Which documents of a folder stand by themselves (DESIGN, Addresses: the files that no other refers to).
enum FolderEntries {
  /// Chooses the entries: what announces itself as a whole (an OpenAPI document), what no other document refers to,
  /// and of documents that only refer to one another in a ring the first. All are of one format; the paths of those
  /// that are not, and that no entry leads to, come last.
  static func choose(
    among documents: [FormatInput.Part]
  ) -> (format: (any SchemaFormat)?, entries: [FormatInput.Part], others: [String]) {
    let known = documents.map { try? FormatRegistry.recognise($0.tree) }
    let leads = zip(documents, known).map(targets)
    let referred = leads.enumerated().reduce(into: Set<String>()) { all, one in
      all.formUnion(one.element.subtracting([documents[one.offset].path]))
    }
    let isWhole = documents.indices.map { known[$0]?.isWhole == true }
    guard
      let format = documents.indices.first(where: { isWhole[$0] }).flatMap({ known[$0] })
        ?? documents.indices.first(where: { known[$0] != nil && !referred.contains(documents[$0].path) })
        .flatMap({ known[$0] }) ?? known.lazy.compactMap({ $0 }).first
    else { return (nil, [], documents.map(\.path)) }
    var chosen = documents.indices.filter { index in
      known[index]?.id == format.id && (isWhole[index] || !referred.contains(documents[index].path))
    }
    var reached = reach(from: chosen, documents, leads)
    for index in documents.indices where known[index]?.id == format.id && !reached.contains(documents[index].path) {
      chosen.append(index)
      reached.formUnion(reach(from: [index], documents, leads))
    }
    let others = documents.map(\.path).filter { !reached.contains($0) }
    return (format, chosen.sorted().map { documents[$0] }, others)
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
