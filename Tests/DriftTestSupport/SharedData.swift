import DriftModel
import DriftSyntax

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Real documents that are not part of the project: the folder that `DRIFT_SHARED` names, or a folder `shared` beside
/// the project. Tests that need them skip, and say so, where it is absent.
public enum SharedData {
  /// The folder; nil where there is none.
  public static let folder: String? = {
    if let named = getenv("DRIFT_SHARED") { return String(cString: named) }
    var steps = #filePath.split(separator: "/").map(String.init)
    while !steps.isEmpty {
      steps.removeLast()
      let here = "/" + (steps + ["shared"]).joined(separator: "/")
      if isFolder(here + "/suites") { return here }
    }
    return nil
  }()

  /// The folder, or nil after one line on the screen that says what was skipped.
  public static func folder(for test: String) -> String? {
    if folder == nil { print("SKIPPED \(test): no folder of shared data (set DRIFT_SHARED)") }
    return folder
  }

  /// The project's own `Fixtures`.
  public static let fixtures =
    "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/") + "/Fixtures"

  /// How much more than usual is sampled: the environment variable `DRIFT_EFFORT`, 1 unless set.
  public static let effort: Int = getenv("DRIFT_EFFORT").flatMap { Int(String(cString: $0)) } ?? 1

  /// Whether a path is a folder.
  public static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// The files below a folder, relative to it, sorted; hidden ones left out.
  public static func files(below root: String, suffix: String = "") -> [String] {
    var out: [String] = []
    func visit(_ relative: String) {
      guard let handle = opendir(root + "/" + relative) else { return }
      defer { closedir(handle) }
      while let entry = readdir(handle) {
        let name = withUnsafeBytes(of: entry.pointee.d_name) { raw in
          String(decoding: raw.prefix { $0 != 0 }, as: UTF8.self)
        }
        if name.hasPrefix(".") { continue }
        let path = relative.isEmpty ? name : relative + "/" + name
        if isFolder(root + "/" + path) { visit(path) } else if path.hasSuffix(suffix) { out.append(path) }
      }
    }
    visit("")
    return out.sorted()
  }

  /// The bytes of a file.
  public static func bytes(_ path: String) throws -> [UInt8] {
    guard let file = fopen(path, "rb") else { throw DriftError("not readable", file: path) }
    defer { fclose(file) }
    var out: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&chunk, 1, chunk.count, file)
      if count == 0 { return out }
      out += chunk[..<count]
    }
  }
}
