import DriftModel
import DriftProject

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The files below a folder of a project for its patterns: a link counts where it leads to a place of the project, and
/// is told where it does not.
enum LinkedFiles {
  /// How many links to folders stand one in another at most.
  private static let mostLinks = 8

  /// What is below a folder, as paths relative to it.
  ///
  /// - Throws: ``DriftError`` where a folder cannot be read or holds too many files.
  static func listing(below folder: String, inside root: String) throws(DriftError) -> ProjectFiles.Listing {
    var out = ProjectFiles.Listing(files: [])
    var open = [(path: "", links: 0)]
    while let (inner, links) = open.popLast() {
      let path = inner.isEmpty ? folder : folder + "/" + inner
      let found = try FileTree.listing(below: path)
      let named = { (name: String) in inner.isEmpty ? name : inner + "/" + name }
      out.files += found.files.map(named)
      for other in found.others {
        let whole = path + "/" + other
        guard FileTree.isLink(whole) else { continue }
        if !FileTree.exists(whole) {
          out.strays.append(.init(path: named(other), why: "is a link that leads nowhere"))
        } else if !FileTree.isInside(whole, folder: root) {
          out.strays.append(.init(path: named(other), why: "is a link that leads out of the project's folder"))
        } else if FileTree.isFile(whole) {
          out.files.append(named(other))
        } else if FileTree.isFolder(whole), FileTree.isInside(path, folder: whole) || links == mostLinks {
          out.strays.append(.init(path: named(other), why: "is a link to a folder that it lies in"))
        } else if FileTree.isFolder(whole) {
          open.append((named(other), links + 1))
        }
      }
      guard out.files.count <= FileTree.mostFiles else {
        throw DriftError("more than \(FileTree.mostFiles) files", file: folder)
      }
    }
    out.files.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    out.strays.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    return out
  }
}
