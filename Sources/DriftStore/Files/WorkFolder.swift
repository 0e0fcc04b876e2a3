import DriftModel

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The folder `.drift` beside a store, which git does not see: locks, what is not finished, what is known of the last
/// look. It is safe to delete, and never decides what is new.
enum WorkFolder {
  /// The folder of a store.
  static func path(ofStore store: String) -> String { Files.folder(of: store) + "/.drift" }

  /// The folder of a store, made where it was not there.
  static func make(forStore store: String) throws(DriftError) -> String {
    let folder = path(ofStore: store)
    try Files.makeFolder(folder)
    if !Files.isFile(folder + "/.gitignore") {
      try Files.write(Array("*\n".utf8), to: folder + "/.gitignore", isDurable: false)
    }
    return folder
  }
}

extension Store {
  /// Something that was kept for the next look under a name; nil where nothing was, or where it cannot be read.
  public func kept(_ name: String) -> [UInt8]? {
    let file = "\(WorkFolder.path(ofStore: path))/\(name)-\(Files.name(of: path))"
    return (try? Files.bytes(file, limit: 100_000_000)) ?? nil
  }

  /// Keeps something for the next look; that it cannot be kept costs a look more, and is no error.
  public func keep(_ bytes: [UInt8], _ name: String) {
    guard let folder = try? WorkFolder.make(forStore: path) else { return }
    try? Files.write(bytes, to: "\(folder)/\(name)-\(Files.name(of: path))", isDurable: false)
  }

  /// Does something while no other run of this store goes on.
  ///
  /// - Throws: ``DriftError`` that names the other run.
  public func runAlone<T>(_ body: () throws -> T) throws -> T {
    let lock = try StoreLock.take(forStore: path, .run, seconds: 0)
    defer { withExtendedLifetime(lock) {} }
    removeLeftoversOfWork()
    return try body()
  }

  /// Removes what processes that were killed did not finish in the work folder. Others than runs write there too.
  private func removeLeftoversOfWork() {
    let folder = WorkFolder.path(ofStore: path)
    for name in (try? Files.names(in: folder)) ?? [] where name.hasPrefix(Files.temporaryPrefix) {
      let process = name.dropFirst(Files.temporaryPrefix.count).prefix { $0 != "-" }
      guard let process = pid_t(process), process > 0, kill(process, 0) != 0, errno == ESRCH else { continue }
      try? Files.remove("\(folder)/\(name)")
    }
  }
}
