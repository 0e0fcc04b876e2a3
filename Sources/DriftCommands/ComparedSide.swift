import DriftModel
import DriftReport
import DriftStore

/// One side of a comparison, found but not read yet.
enum ComparedSide {
  /// A file, a folder, or standard input.
  case document(String)
  /// A file or a folder at a revision.
  case revision(GitDocument)
  /// A version and the history that it is one of.
  case version(SystemHistory, Version)

  /// What a report says of the side. Documents have no digest: that of a version is over its canonical texts, which
  /// nobody else needs, and any other would only look like it.
  func described(_ schema: Schema) -> SystemReport.Side {
    switch self {
    case .document(let argument):
      .init(schema: schema, version: "", digest: "", source: argument)
    case .revision(let document):
      .init(schema: schema, version: "", digest: "", source: document.name)
    case .version(_, let version):
      .init(schema: schema, version: version.name, digest: version.header.root, source: version.header.source.name)
    }
  }
}
