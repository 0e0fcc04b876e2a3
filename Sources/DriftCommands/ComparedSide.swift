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

  /// What a report says of the side.
  func described(_ schema: Schema) -> SystemReport.Side {
    switch self {
    case .document(let argument):
      .init(schema: schema, version: "", digest: schema.rootDigest.hex, source: argument)
    case .revision(let document):
      .init(schema: schema, version: "", digest: schema.rootDigest.hex, source: document.name)
    case .version(_, let version):
      .init(schema: schema, version: version.name, digest: version.header.root, source: version.header.source.name)
    }
  }
}
