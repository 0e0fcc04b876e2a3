public import DriftModel

/// Where the files of a project are read from: a work tree, or a revision of git.
public struct ProjectFiles {
  /// The project's folder as the user would write it, for messages; `.` for the working directory.
  public var folder: String
  /// What messages put before paths: `main:` for a revision, nothing for a work tree.
  public var prefix: String
  /// What is below a folder of the project, relative to the project's.
  public var files: (String) throws(DriftError) -> Listing
  /// The bytes of a file by its path from the project's folder; nil where there is none.
  public var bytes: (String) throws(DriftError) -> [UInt8]?

  /// Whether a file whose bytes were asked for is written in UTF-16 or UTF-32, and the bytes are not its own.
  public var isTranscoded: (String) -> Bool = { _ in false }

  /// What is below a folder.
  public struct Listing: Sendable {
    /// The files, sorted.
    public var files: [String]
    /// Links that lead to nothing of the project.
    public var strays: [Stray] = []

    /// Makes a listing.
    public init(files: [String]) { self.files = files }

    /// The listing with other paths.
    public func named(_ name: (String) -> String) -> Listing {
      var out = self
      out.files = files.map(name)
      out.strays = strays.map { .init(path: name($0.path), why: $0.why) }
      return out
    }
  }

  /// A link that leads to nothing of the project.
  public struct Stray: Sendable {
    /// Where it stands.
    public var path: String
    /// What is wrong with it: `is a link that leads nowhere`.
    public var why: String

    /// Makes a stray.
    public init(path: String, why: String) {
      self.path = path
      self.why = why
    }
  }

  /// Makes a source of files.
  public init(
    folder: String, prefix: String, files: @escaping (String) throws(DriftError) -> Listing,
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
  ///
  /// - Throws: ``DriftError`` at the pattern's place for a link that it names and that leads to nothing of the project.
  public func paths(_ pattern: Project.Pattern) throws(DriftError) -> [String] {
    let text = pattern.text
    guard PathPattern.isPattern(text) else { return [text] }
    let found = try files(PathPattern.folder(of: text))
    if let stray = found.strays.first(where: { PathPattern.reaches($0.path, text) }) {
      throw DriftError(
        "\(shown(stray.path)) \(stray.why)", at: pattern.place,
        help: ["\"\(text)\" names it. Put the file there, or take the link away."])
    }
    return found.files.filter { PathPattern.matches($0, text) }
  }
}
