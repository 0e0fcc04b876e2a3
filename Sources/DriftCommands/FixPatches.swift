import DriftImpact
import DriftModel
import DriftProject
import DriftSyntax

/// Gives findings that drift can mend the edit as a patch.
final class FixPatches {
  private var files: [String: [UInt8]] = [:]
  private lazy var paths = RepositoryPaths()

  /// The finding with the patch of its edits; as it is where drift would not write anything by itself.
  func patched(_ finding: Finding) -> Finding {
    let edits = finding.fix?.edits.filter { $0.isSure && $0.range != nil } ?? []
    guard finding.waiver == nil, !edits.isEmpty else { return finding }
    var out = finding
    for file in Set(edits.map(\.place.file)).sorted() {
      let old = bytes(file)
      let some = MappingEdits(file: file, bytes: old, edits: edits.filter { $0.place.file == file })
      out.fix?.patch += paths.patch(file, old: old, new: some.edited)
    }
    return out
  }

  private func bytes(_ file: String) -> [UInt8] {
    if let known = files[file] { return known }
    let bytes = (try? SourceText.load(file))?.copiedBytes ?? []
    files[file] = bytes
    return bytes
  }
}
