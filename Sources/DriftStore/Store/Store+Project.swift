public import DriftModel

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Files of the project that stand beside the store: the lock, acceptances, mappings.
extension Store {
  /// Does something that no other writer of the store or of the project's files may do at the same time.
  ///
  /// - Throws: ``DriftError`` that names who is at it, after ten seconds; what `body` throws.
  public func exclusively<T>(_ body: () throws -> T) throws -> T {
    let lock = try StoreLock.take(forStore: path)
    for name in try Files.names(in: workFolder) where isUnfinished(name) { try Files.remove("\(workFolder)/\(name)") }
    return try withExtendedLifetime(lock, body)
  }

  /// The folder beside the store that git does not see.
  private var workFolder: String { WorkFolder.path(ofStore: path) }

  /// Whether a name is that of a file which a writer of this store did not finish; other stores may stand beside it.
  private func isUnfinished(_ name: String) -> Bool {
    guard name.hasPrefix(Files.temporaryPrefix), name.hasSuffix("-" + Files.name(of: path)) else { return false }
    return name.dropFirst(Files.temporaryPrefix.count).dropLast(Files.name(of: path).count + 1)
      .allSatisfy { ("0"..."9").contains($0) }
  }

  /// Writes a file of the project whole or not at all, while this process is the only writer: see ``exclusively(_:)``.
  ///
  /// What is not finished stands where git does not look, and goes with the next writer.
  ///
  /// - Throws: ``DriftError`` where it cannot be written; the old one stays then.
  public func write(_ bytes: [UInt8], to path: String) throws(DriftError) {
    let target = try Self.target(of: path)
    try Self.removeLeftovers(beside: target)
    let temporary = "\(workFolder)/\(Files.temporaryPrefix)\(getpid())-\(Files.name(of: self.path))"
    if Files.isFolder(workFolder),
      try Files.write(bytes, to: target, through: temporary, isDurable: !defersSync)
    {
      return
    }
    try Files.write(bytes, to: target, isDurable: !defersSync)
  }

  /// Writes a file of the project whole or not at all.
  ///
  /// - Throws: ``DriftError`` where it cannot be written; the old one stays then.
  public static func write(_ bytes: [UInt8], to path: String) throws(DriftError) {
    try Files.write(bytes, to: target(of: path))
  }

  /// Writes what others read to where they asked for it: a file is replaced whole, as ``write(_:to:)-(_,String)`` does it; a
  /// link, a pipe or a device is written into and stays what it is.
  ///
  /// - Throws: ``DriftError`` where not all of it could be written, or nobody reads at the other end of a pipe.
  public static func deliver(_ bytes: [UInt8], to path: String) throws(DriftError) {
    if Files.isPlain(path) { try write(bytes, to: path) } else { try Files.pour(bytes, into: path) }
  }

  /// The bytes of a file of the project; nil where there is none.
  public static func read(_ path: String) throws(DriftError) -> [UInt8]? {
    try Files.bytes(path, limit: 200_000_000)
  }

  /// Makes a folder of the project and those around it.
  public static func makeFolder(_ path: String) throws(DriftError) { try Files.makeFolder(path) }

  /// Removes what a killed process left beside a file of the project.
  ///
  /// Call it while this process is the only writer.
  public static func removeLeftovers(beside path: String) throws(DriftError) {
    let folder = Files.folder(of: path)
    let end = "-" + Files.name(of: path).suffix(60)
    for name in try Files.names(in: folder) where name.hasPrefix(Files.temporaryPrefix) && name.hasSuffix(end) {
      let process = name.dropFirst(Files.temporaryPrefix.count).dropLast(end.count)
      if !process.isEmpty, process.allSatisfy({ ("0"..."9").contains($0) }) { try Files.remove("\(folder)/\(name)") }
    }
  }

  /// The file that a path leads to, links followed, so that a link stays one.
  ///
  /// - Throws: ``DriftError`` for a link that leads nowhere, a folder, a pipe.
  private static func target(of path: String) throws(DriftError) -> String {
    guard let kind = Files.wrongKind(path) else {
      guard Files.isLink(path), let real = realpath(path, nil) else { return path }
      defer { free(real) }
      return String(cString: real)
    }
    // What writes elsewhere, such as /dev/stdout or a pipe for a report, is for who named it to know.
    if kind == Files.pipe { return path }
    throw DriftError("expected a file, found \(kind)", file: path, help: ["Nothing was written. Move it away."])
  }

  /// What stands under a path instead of a file: `a folder`; nil for a file, for a link to one, and for nothing at all.
  public static func wrongKind(_ path: String) -> String? { Files.wrongKind(path) }

  /// Whether anything stands under a path, a link that leads nowhere among it.
  public static func isTaken(_ path: String) -> Bool { Files.isLink(path) || Files.isThere(path) }
}
