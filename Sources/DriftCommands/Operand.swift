import DriftModel
import DriftStore

/// What a person named as one side of a comparison, or as what to show.
enum Operand {
  /// A file, a folder, or `-` for standard input.
  case document(String)
  /// A version of the store.
  case version(VersionName)
  /// A file or a folder at a revision of git.
  case revision(GitPath)

  /// Reads an argument. What is there as a file wins over a version's name; `./v1` says outright that it is a file.
  init(_ argument: String) {
    if argument == "-" || FileTree.exists(argument) {
      self = .document(argument)
    } else if let name = VersionName(argument) {
      self = .version(name)
    } else if !MistakenOperand.isTime(argument), let path = GitPath(argument) {
      self = .revision(path)
    } else {
      self = .document(argument)
    }
  }
}
