public import DriftModel

/// The versions of all systems, in a folder that belongs to a git repository.
public struct Store: Sendable {
  /// The folder as the user names it.
  public let path: String
  /// Whether what is written need not outlive a loss of power before ``sync()`` is called: of many versions that are
  /// written in a row the disk is waited for once. A file that a loss of power leaves bad is told by its name, and
  /// written again by the next snapshot.
  public var defersSync = false

  /// Makes a store of a folder, which need not be there yet.
  public init(_ path: String) { self.path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path }

  /// Waits until all that was written outlives a loss of power.
  public func sync() { Files.syncAll() }

  /// The same store, where what is written outlives a loss of power only after ``sync()``.
  public var deferring: Store {
    var store = self
    store.defersSync = true
    return store
  }

  /// The names of the systems that have versions, sorted.
  public func systems() throws(DriftError) -> [String] {
    try Files.names(in: path).filter { FileName.isSystemName($0) && Files.isFolder("\(path)/\($0)/versions") }
  }

  /// The versions of a system, none where it is not known.
  public func history(_ system: String) -> SystemHistory {
    SystemHistory(.onDisk(store: path, system: system))
  }

  /// The versions of a system that is known.
  ///
  /// - Throws: ``DriftError`` that lists those that are.
  public func known(_ system: String) throws(DriftError) -> SystemHistory {
    let systems = try systems()
    guard systems.contains(system) else {
      if systems.isEmpty { throw empty("it cannot have the system \"\(system)\"") }
      let near = Suggestion.nearest(to: system, in: systems, atMost: 1).map { "Did you mean \($0)? " }.first ?? ""
      throw DriftError(
        "the store has no system \"\(system)\"", file: path,
        help: ["\(near)It has \(systems.joined(separator: ", "))."])
    }
    return history(system)
  }

  /// Makes sure that a name can be a system's.
  public static func check(system: String) throws(DriftError) {
    guard FileName.isSystemName(system) else {
      throw DriftError(
        "\"\(system)\" cannot be a system's name",
        help: ["Up to 64 letters, digits, \"_\", \"-\" and \".\", a letter or a digit first: it is a folder's name."])
    }
  }

  /// Makes the folder with what git should know of it.
  func prepare() throws(DriftError) {
    try Files.makeFolder(path)
    let attributes = path + "/.gitattributes"
    let there = try Files.bytes(attributes, limit: 1_000_000)
    // What somebody wrote stays; what drift wrote before nights or change logs were kept is renewed.
    let older = [Self.gitAttributesBeforeNights, Self.gitAttributesBeforeChangeLogs].map { Array($0.utf8) }
    guard there.map(older.contains) ?? true else { return }
    try Files.write(Array(Self.gitAttributes.utf8), to: attributes, isDurable: false)
  }

  /// Versions are no text to review or to merge, and no line end of theirs may be rewritten.
  static let gitAttributes =
    gitAttributesBeforeChangeLogs + """
      # What was there of change logs.
      */change-log merge=union

      """

  private static let gitAttributesBeforeChangeLogs =
    gitAttributesBeforeNights + """
      # When each finding was first seen, and what was granted: lines of their own.
      seen merge=union
      */seen merge=union
      */health merge=union

      """

  private static let gitAttributesBeforeNights = """
    # Written by drift. Review schema/; versions/ is what it is made from, and its bytes are named by their digest.
    */versions/*.jsonl -text -diff linguist-generated
    */schema/**/*.jsonl -text
    */schema/*.jsonl -text

    """
}
