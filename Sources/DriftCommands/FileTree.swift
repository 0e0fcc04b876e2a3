import DriftModel

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What of the file system a command needs: whether a path is a folder, what is in it, what a path really is.
enum FileTree {
  /// How many files a system may consist of.
  static let mostFiles = 10_000
  private static let deepest = 32

  static func isFolder(_ path: String) -> Bool { (mode(path) ?? 0) & S_IFMT == S_IFDIR }

  /// Whether a path leads to a regular file: a pipe would keep whoever opens it waiting.
  static func isFile(_ path: String) -> Bool { (mode(path) ?? 0) & S_IFMT == S_IFREG }

  /// Whether a path leads to a file without a byte in it.
  static func isEmptyFile(_ path: String) -> Bool { size(path) == 0 }

  /// How many bytes a regular file has; nil for anything else.
  static func size(_ path: String) -> Int? {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG ? Int(status.st_size) : nil
  }

  /// Makes sure that opening what a person named keeps nobody waiting: a pipe may have no writer. One that the shell
  /// opened, as for `<(command)`, has one.
  ///
  /// - Throws: ``DriftError`` for a pipe or a device; standard input is `-`.
  static func checkNoPipe(_ path: String) throws(DriftError) {
    guard path != "-", exists(path), !isFile(path), !isFolder(path) else { return }
    if ["/dev/fd/", "/proc/self/fd/", "/dev/stdin"].contains(where: path.hasPrefix) { return }
    throw DriftError(
      "expected a regular file, found a pipe or a device", file: path,
      help: ["- reads standard input: COMMAND | drift show -"])
  }

  /// Whether anything is there under a path.
  static func exists(_ path: String) -> Bool { mode(path) != nil }

  /// Whether a path is a link.
  static func isLink(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
  }

  /// The folder that the process works in.
  static var workingFolder: String { realPath(".") ?? "." }

  private static func mode(_ path: String) -> mode_t? {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_mode : nil
  }

  /// What is below a folder, as paths relative to it, sorted; hidden names left out.
  struct Listing {
    var files: [String] = []
    /// Links that lead elsewhere, and what is no file; what a link to a folder holds is not looked at.
    var others: [String] = []
    /// A folder that is too many steps away.
    var tooDeep: String?
  }

  /// The files below a folder as paths relative to it, sorted; hidden ones and links to folders left out.
  ///
  /// - Throws: ``DriftError`` where the folder cannot be read or holds too many files.
  static func files(below folder: String) throws(DriftError) -> [String] { try listing(below: folder).files }

  /// What is below a folder.
  ///
  /// - Throws: ``DriftError`` where the folder cannot be read or holds too many files.
  static func listing(below folder: String) throws(DriftError) -> Listing {
    var found = Listing()
    var open = [""]
    while let inner = open.popLast() {
      let path = inner.isEmpty ? folder : folder + "/" + inner
      for name in try names(in: path) {
        let relative = inner.isEmpty ? name : inner + "/" + name
        switch kind(folder + "/" + relative, in: folder) {
        case .folder:
          if relative.split(separator: "/").count < deepest {
            open.append(relative)
          } else {
            found.tooDeep = relative
          }
        case .file: found.files.append(relative)
        case .other: found.others.append(relative)
        }
        guard found.files.count <= mostFiles else {
          throw DriftError(
            "more than \(mostFiles) files", file: folder, help: ["Name the folder that holds the schema alone."])
        }
      }
    }
    func precedes(_ a: String, _ b: String) -> Bool { a.utf8.lexicographicallyPrecedes(b.utf8) }
    found.files.sort(by: precedes)
    found.others.sort(by: precedes)
    return found
  }

  /// The names in a folder, in no order; hidden ones left out.
  ///
  /// - Throws: ``DriftError`` where it cannot be read.
  static func names(in folder: String) throws(DriftError) -> [String] {
    guard let handle = opendir(folder) else {
      throw DriftError("the folder cannot be read: \(String(cString: strerror(errno)))", file: folder)
    }
    defer { closedir(handle) }
    var out: [String] = []
    while let entry = readdir(handle) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { String(cString: $0) }
      }
      if !name.hasPrefix(".") { out.append(name) }
    }
    return out
  }

  private enum Kind {
    case file, folder, other
  }

  /// What a path is. A link counts where it leads to a file of the same folder: a document may not reach out of it.
  private static func kind(_ path: String, in folder: String) -> Kind {
    var status = stat()
    guard lstat(path, &status) == 0 else { return .other }
    switch status.st_mode & S_IFMT {
    case S_IFDIR: return .folder
    case S_IFREG: return .file
    case S_IFLNK: return isFile(path) && isInside(path, folder: folder) ? .file : .other
    default: return .other
    }
  }

  /// Whether a path, all links followed, lies in a folder.
  static func isInside(_ path: String, folder: String) -> Bool {
    guard let real = realPath(path), let root = realPath(folder) else { return false }
    return real == root || real.hasPrefix(root.hasSuffix("/") ? root : root + "/")
  }

  /// A path from a folder, all links of the folder and of what holds the path followed; nil where it lies elsewhere.
  static func path(_ path: String, from folder: String) -> String? {
    guard let root = realPath(folder) else { return nil }
    if isFolder(path), realPath(path) == root { return "" }
    guard let holder = realPath(Self.folder(of: path)) else { return nil }
    let whole = (holder == "/" ? "" : holder) + "/" + name(of: path)
    let start = root.hasSuffix("/") ? root : root + "/"
    if [".", ".."].contains(name(of: path)) { return realPath(path).flatMap { below($0, start) } }
    return below(whole, start)
  }

  private static func below(_ path: String, _ start: String) -> String? {
    path.hasPrefix(start) ? String(path.dropFirst(start.count)) : nil
  }

  private static func realPath(_ path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
  }

  /// The folder of a file.
  static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// The deepest folder that holds all of some files, as their paths write it.
  static func commonFolder(of files: [String]) -> String {
    var steps: [Substring]?
    for file in files {
      let own = folder(of: file).split(separator: "/", omittingEmptySubsequences: false)
      steps = steps.map { known in zip(known, own).prefix { $0 == $1 }.map(\.0) } ?? own
    }
    let path = (steps ?? []).joined(separator: "/")
    return path.isEmpty ? (files.first?.hasPrefix("/") == true ? "/" : ".") : path
  }

  /// The last step of a path.
  static func name(of path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }
}
