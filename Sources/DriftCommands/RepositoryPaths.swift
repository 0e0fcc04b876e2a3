import DriftModel
import DriftProject
import DriftStore

/// Paths as the tools around a repository count them: from its top, wherever the command runs.
struct RepositoryPaths {
  /// The top of the repository that the working folder is in; nil where it is in none.
  let top: String?
  private let folder: String

  init() {
    top = (try? GitRepository.containing("."))?.top
    folder = FileTree.workingFolder
  }

  /// Whether what counts from the working folder counts from the top as well.
  var isAtTop: Bool { top == nil || top == folder }

  /// A file's path from the top; as it is where it lies elsewhere, or is no file of the work tree.
  func name(_ file: String) -> String {
    guard let top, !file.hasPrefix("/"), FileTree.exists(file) else { return file }
    var steps: [Substring] = folder.split(separator: "/")
    for step in file.split(separator: "/") where step != "." {
      if step == ".." { _ = steps.popLast() } else { steps.append(step) }
    }
    let above = top.split(separator: "/")
    guard steps.count > above.count, steps.starts(with: above) else { return file }
    return steps.dropFirst(above.count).joined(separator: "/")
  }

  /// The difference of a file's old and new bytes, as `git apply` takes it in the working folder. Below the top git
  /// takes names from the top, and knows them by its own header.
  func patch(_ file: String, old: [UInt8], new: [UInt8]) -> String {
    let name = name(file)
    let text = UnifiedDiff.text(file: name, old: old, new: new)
    guard !isAtTop, !text.isEmpty else { return text }
    let names = ["a/\(name)", "b/\(name)"].map(UnifiedDiff.quoted).joined(separator: " ")
    return "diff --git \(names)\n" + (old.isEmpty ? "new file mode 100644\n" : "") + text
  }
}
