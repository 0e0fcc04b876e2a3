import DriftImpact
import DriftModel
import DriftProject
import DriftSyntax

/// Gives findings that drift can mend the edit as a patch.
final class FixPatches {
  private var files: [String: SourceText] = [:]
  private lazy var paths = RepositoryPaths()

  /// The finding with the patch of its edits; as it is where drift would not write anything by itself.
  func patched(_ finding: Finding) -> Finding {
    let edits = finding.fix?.edits.filter(\.isWritable) ?? []
    guard finding.waiver == nil, !edits.isEmpty else { return finding }
    var out = finding
    for file in Set(edits.map(\.place.file)).sorted() {
      guard let source = source(file) else { continue }
      let some = MappingEdits(source, edits: edits.filter { $0.place.file == file })
      out.fix?.patch += paths.patch(file, old: some.original, new: some.edited)
    }
    return out
  }

  private func source(_ file: String) -> SourceText? {
    if let known = files[file] { return known }
    let source = try? SourceText.load(file)
    files[file] = source
    return source
  }
}
