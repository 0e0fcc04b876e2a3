public import DriftModel
public import DriftSyntax

/// Where the version files of one system are read from: a folder on disk, or a tree of git.
public struct VersionFolder {
  /// The system.
  public var system: String
  /// The folder as the user would write it, without a slash at its end.
  public var path: String
  /// Whether `schema/` beside it shows the newest version, so that places may be told in it.
  public var hasView: Bool
  /// The names of the files in it.
  public var names: () throws(DriftError) -> [String]
  /// A file, as it stands; nil where there is none.
  public var text: (String) throws(DriftError) -> SourceText?

  /// Makes a folder.
  public init(
    system: String, path: String, hasView: Bool, names: @escaping () throws(DriftError) -> [String],
    text: @escaping (String) throws(DriftError) -> SourceText?
  ) {
    self.system = system
    self.path = path
    self.hasView = hasView
    self.names = names
    self.text = text
  }

  /// The folder of a system in a store on disk.
  static func onDisk(store: String, system: String) -> VersionFolder {
    let path = "\(store)/\(system)/versions"
    return VersionFolder(
      system: system, path: path, hasView: true,
      names: { () throws(DriftError) in try Files.names(in: path) },
      text: { name throws(DriftError) in try Files.text(path + "/" + name, limit: VersionFile.mostBytes) })
  }
}
