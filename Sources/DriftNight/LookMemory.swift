import DriftFetch
import DriftStore
import DriftSyntax

/// What is kept of a look for the next one, beside the store where git does not see it: it saves work, and decides
/// nothing.
struct LookMemory {
  /// What makes the next requests conditional.
  var validators: [Validator] = []
  /// Paths of documents that others refer to.
  var references: [String] = []
  /// The digest of the version that those documents made; empty where nobody knows.
  var root = ""
  /// When the system was last looked at and found well; empty where nobody knows.
  var looked = ""
  /// When its documents last came whole, and not by the system's word that nothing changed; empty where nobody knows.
  var whole = ""

  init() {}

  private static func name(_ system: String) -> String { "look-\(system)" }

  /// What was kept of a system; nothing where it cannot be read.
  init(of system: String, in store: Store) {
    guard let record = store.kept(Self.name(system)).flatMap({ KeptRecord($0) }) else { return }
    root = record.text("root") ?? ""
    looked = record.text("looked") ?? ""
    whole = record.text("whole") ?? ""
    references = record.texts("references")
    validators = record.records("validators").compactMap { one in
      guard let url = one.text("url"), let digest = one.text("digest") else { return nil }
      return Validator(url: url, tag: one.text("tag"), lastModified: one.text("modified"), digest: digest)
    }
  }

  /// Keeps it.
  func keep(of system: String, in store: Store) {
    var writer = ObjectWriter()
    writer.object { out in
      out.member("root", root)
      out.member("looked", looked)
      out.member("whole", whole)
      out.list("references", references)
      out.list("validators", validators) { list, one in
        list.object { out in
          out.member("url", one.url)
          if let tag = one.tag { out.member("tag", tag) }
          if let modified = one.lastModified { out.member("modified", modified) }
          out.member("digest", one.digest)
        }
      }
    }
    store.keep(writer.bytes, Self.name(system))
  }
}
