public import DriftModel

/// Where the files of a project are read from: a work tree, or a revision of git.
public struct ProjectFiles {
  /// The project's folder as the user would write it, for messages; `.` for the working directory.
  public var folder: String
  /// What messages put before paths: `main:` for a revision, nothing for a work tree.
  public var prefix: String
  /// The files below a folder of the project, relative to the project's.
  public var files: (String) throws(DriftError) -> [String]
  /// The bytes of a file by its path from the project's folder; nil where there is none.
  public var bytes: (String) throws(DriftError) -> [UInt8]?

  /// Makes a source of files.
  public init(
    folder: String, prefix: String, files: @escaping (String) throws(DriftError) -> [String],
    bytes: @escaping (String) throws(DriftError) -> [UInt8]?
  ) {
    self.folder = folder
    self.prefix = prefix
    self.files = files
    self.bytes = bytes
  }

  /// A path from the project's folder, as messages write it.
  public func shown(_ path: String) -> String { prefix + (folder == "." ? path : "\(folder)/\(path)") }

  /// The paths of a pattern, sorted; a plain path is one, whether or not it is there.
  public func paths(_ pattern: String) throws(DriftError) -> [String] {
    guard PathPattern.isPattern(pattern) else { return [pattern] }
    return try files(PathPattern.folder(of: pattern)).filter { PathPattern.matches($0, pattern) }
  }
}
