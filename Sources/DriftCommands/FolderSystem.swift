import DriftFormats
import DriftModel
import DriftSyntax

/// A folder that is one system, on disk or at a revision (DESIGN, Addresses): nothing in it that is a schema, or was
/// meant as one, is left out in silence.
struct FolderSystem {
  /// As the user named it.
  let name: String
  let symbols: SymbolTable
  let limits: SyntaxLimits
  /// The text of a file below the folder.
  let text: (String) throws(DriftError) -> SourceText

  /// Reads the system.
  ///
  /// `unfollowed` are files that are there and lead elsewhere: links out of the folder, what is no regular file.
  ///
  /// - Throws: ``DriftError`` where no file is a schema.
  func read(_ paths: [String], unfollowed: [String] = []) throws -> Schema {
    var documents: [FormatInput.Part] = []
    var unread: [(path: String, error: DriftError)] = []
    var strangers: [String] = []
    for path in paths {
      switch read(path) {
      case .success(let tree) where tree.kind(SyntaxTree.root) == .object:
        documents.append(.init(path: path, tree: tree))
      case .success: strangers.append(path)
      case .failure(let failure):
        // A file that is meant as no document at all is none of our business.
        if failure.isMeant { unread.append((path, failure.error)) } else { strangers.append(path) }
      }
    }
    let chosen = FolderEntries(among: documents)
    guard let format = chosen.format, !chosen.entries.isEmpty else {
      if let first = unread.first { throw first.error }
      throw DriftError("no schema in this folder", file: name, help: ["drift formats lists what is read."])
    }
    let known = Dictionary(documents.map { ($0.path, $0.tree) }, uniquingKeysWith: { first, _ in first })
    let broken = Dictionary(unread.map { ($0.path, $0.error) }, uniquingKeysWith: { first, _ in first })
    let input = FormatInput(entries: chosen.entries, isFolder: true, symbols: symbols) {
      path throws(FormatInput.LoadFailure) in
      if let tree = known[path] { return tree }
      if let error = broken[path] { throw .unreadable(error.told(path)) }
      switch read(path) {
      case .success(let tree): return tree
      case .failure(let failure): throw .unreadable(failure.error.told(path))
      }
    }
    var schema = try format.read(input)
    for (path, error) in unread { schema.lack(path, "a broken document: \(error.message)", at: error.place) }
    for other in chosen.others {
      guard let reason = other.reason else {
        strangers.append(other.path)
        continue
      }
      schema.lack(other.path, reason, at: known[other.path]?.valuePlace(SyntaxTree.root))
    }
    for path in unfollowed where DocumentName.isDocument(path) {
      schema.lack(path, "no regular file of this folder", at: nil)
    }
    strangers.sort()
    if let first = strangers.first {
      schema.notes.append(
        Note(
          kind: "other file", origin: .none, text: "no schema of this format, the first is \(first)",
          count: strangers.count))
    }
    return schema
  }

  private struct Failure: Error {
    var error: DriftError
    /// Whether the file was meant as a document.
    var isMeant: Bool
  }

  private func read(_ path: String) -> Result<SyntaxTree, Failure> {
    let source: SourceText
    do throws(DriftError) {
      source = try text(path)
    } catch {
      return .failure(Failure(error: error, isMeant: DocumentName.isDocument(path)))
    }
    do throws(SyntaxError) {
      return .success(try DocumentReader.read(source, symbols: symbols, limits: limits))
    } catch {
      let isMeant = DocumentName.isDocument(path) || DocumentName.isDocument(source)
      return .failure(Failure(error: error.located(in: source), isMeant: isMeant))
    }
  }
}

extension Schema {
  /// Adds a gap for a document that is not read, unless what refers to it said so: what an older or newer version has
  /// in it is neither gone nor new.
  fileprivate mutating func lack(_ path: String, _ text: String, at place: SourcePlace?) {
    guard unreadDocuments.insert(path).inserted else { return }
    var origin = Origin.none
    if let place {
      origin = Origin(part: UInt32(parts.count), offset: 0)
      parts.append(RecordedPlace(place))
    }
    gaps.append(Gap(subject: path, text: text, origin: origin))
  }
}

extension DriftError {
  /// The message with the place in a document of the system, for a gap that stands where the document is named.
  func told(_ path: String) -> String {
    place.map { "\(message) (\(path):\($0.line):\($0.column))" } ?? message
  }
}
