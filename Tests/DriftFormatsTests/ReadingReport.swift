import DriftDiff
import DriftModel
import DriftTestSupport

/// Reads documents, holds each against itself in other notations and against an independent count, and keeps the score.
struct ReadingReport {
  private let title: String
  private var listed: [String: String]
  private var read = 0
  private var refused: [String: String] = [:]
  private var places = 0
  private var notes: [String: Int] = [:]
  private var gaps: [String: Int] = [:]
  private(set) var failures: [String] = []

  init(_ title: String, listed: [String: String] = [:]) {
    self.title = title
    self.listed = listed
  }

  /// Checks a file below a folder.
  mutating func check(_ folder: String, _ path: String) {
    do {
      var documents = try DocumentSet(file: folder + "/" + path)
      documents.name = path
      check(documents)
    } catch {
      note(refusal: path, error)
    }
  }

  /// Checks documents in memory.
  mutating func check(_ documents: DocumentSet) {
    do {
      try compare(documents)
      read += 1
      if let reason = listed.removeValue(forKey: documents.name) {
        failures.append("\(documents.name) is read now, but listed as refused: \(reason)")
      }
    } catch {
      note(refusal: documents.name, error)
    }
  }

  private mutating func note(refusal name: String, _ error: any Error) {
    let message = (error as? DriftError)?.message ?? "\(error)"
    refused[name] = message
    if listed.removeValue(forKey: name) == nil {
      failures.append("\(name) is refused and not listed: \(message)")
    }
  }

  private mutating func compare(_ documents: DocumentSet) throws {
    let symbols = SymbolTable()
    let schema = try documents.read(symbols)
    for note in schema.notes { notes[note.kind, default: 0] += note.count }
    for gap in schema.gaps { gaps[gap.text, default: 0] += 1 }
    var random = SeededGenerator(5, documents.name)
    var shuffled = documents
    shuffled.entry = documents.entry.mapped { value in
      value.isObject ? .object(value.members.shuffled(using: &random)) : value
    }
    for (notation, other) in [
      ("shuffled JSON", try shuffled.read(symbols, layout: .airy)),
      ("YAML", try documents.read(symbols) { $0.yaml }),
    ] {
      let changes = SchemaDiff.compare(schema, other).changes
      if !changes.isEmpty {
        failures.append(
          "\(documents.name) as \(notation): \(changes.count) changes: \(changes.prefix(3).map(\.line))")
      } else if schema.rootDigest != other.rootDigest {
        failures.append("\(documents.name) as \(notation): no change, but another digest")
      }
    }
    count(documents, schema)
  }

  /// An empty reader must not pass: every place that stands in the document stands in the tree.
  private mutating func count(_ documents: DocumentSet, _ schema: Schema) {
    let map = DocumentMap(documents)
    let found = schema.addresses
    places += found.count
    // Any value at all is what nothing said: `items: {}` is no place of its own.
    let missing = map.sites.filter { site in
      site.addresses.isDisjoint(with: found)
        && !(documents.files[site.file].value[site.schema]?.members.isEmpty ?? true)
    }
    if let first = missing.first {
      failures.append(
        "\(documents.name): \(missing.count) of \(map.sites.count) places are not in the tree: "
          + "\(first.addresses.sorted()) at \(first.pointer)")
    }
    let operations = map.operationCount
    if operations != schema.operations.count {
      failures.append("\(documents.name): \(schema.operations.count) operations instead of \(operations)")
    }
  }

  /// Ends the reading: what is listed and was not met is a mistake of the list.
  mutating func close() {
    for name in listed.keys.sorted() {
      failures.append("\(name) is listed as refused, but there is no such document")
    }
  }

  /// The score, with notes and gaps by kind.
  var text: String {
    func counts(_ all: [String: Int]) -> String {
      let sorted = all.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      let shown = sorted.prefix(12).map { "\($0.key) \($0.value)" }.joined(separator: ", ")
      return sorted.count > 12 ? "\(shown), and \(sorted.count - 12) kinds more" : shown
    }
    return """
      \(title): \(read) read with \(places) places, \(refused.count) refused
        notes: \(counts(notes))
        gaps: \(counts(gaps))
      \(read + refused.count - failures.count) passed, \(failures.count) failed, 0 skipped
      """
  }
}
