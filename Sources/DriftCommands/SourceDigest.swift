import DriftModel
import DriftStore
import DriftSyntax

/// Which bytes a schema was read from.
enum SourceDigest {
  /// The source of a document whose bytes are there, before anything of it is parsed.
  static func of(_ text: SourceText, named name: String) -> VersionSource {
    VersionSource(name: name, parts: [.init(path: FileTree.name(of: text.file), digest: ContentHash.hex(text.bytes))])
  }

  /// The source of a schema: all documents that were read for it.
  static func of(_ schema: Schema, named name: String) -> VersionSource {
    var parts: [VersionSource.Part] = []
    // A reader may take a document apart.
    var seen: Set<ObjectIdentifier> = []
    for (index, part) in schema.parts.enumerated() {
      guard let text = part as? SourceText, seen.insert(ObjectIdentifier(text)).inserted else { continue }
      let path = index < schema.partPaths.count ? schema.partPaths[index] : FileTree.name(of: text.file)
      parts.append(.init(path: path, digest: ContentHash.hex(text.bytes)))
    }
    parts.sort { ($0.path, $0.digest) < ($1.path, $1.digest) }
    return VersionSource(name: name, parts: parts)
  }

  /// How a repository may name what a person named: no absolute path.
  static func name(_ arguments: [String]) -> String {
    arguments.map { argument in
      guard argument.hasPrefix("/") else { return argument }
      let here = FileTree.workingFolder + "/"
      return argument.hasPrefix(here) ? String(argument.dropFirst(here.count)) : FileTree.name(of: argument)
    }.joined(separator: " ")
  }
}
