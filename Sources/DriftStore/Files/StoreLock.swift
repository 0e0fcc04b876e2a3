import DriftModel

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Keeps two writers of one store apart. The system takes the lock back from a process that ends, however it ends.
final class StoreLock: Sendable {
  private let descriptor: Int32

  private init(_ descriptor: Int32) { self.descriptor = descriptor }

  deinit { close(descriptor) }

  /// What a lock keeps apart.
  enum Purpose: String {
    /// Two writers of the store.
    case lock
    /// Two nights.
    case run
  }

  /// Waits for the lock of a store, in the folder `.drift` beside it, and takes it.
  ///
  /// - Throws: ``DriftError`` that names the holder where it is not free after `seconds`.
  static func take(
    forStore store: String, _ purpose: Purpose = .lock, seconds: Double = 10
  ) throws(DriftError) -> StoreLock {
    let folder = try WorkFolder.make(forStore: store)
    let path = folder + "/\(purpose.rawValue)-" + Files.name(of: store)
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o666)
    guard descriptor >= 0 else { throw Files.failure("the store cannot be locked", path) }
    let lock = StoreLock(descriptor)
    var waited = 0.0
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      let code = errno
      guard code == EWOULDBLOCK || code == EINTR else { throw Files.failure("the store cannot be locked", path, code) }
      guard waited < seconds else { throw held(path, store, purpose) }
      usleep(50_000)
      waited += 0.05
    }
    lock.sign()
    return lock
  }

  /// Writes down who holds the lock, for those who wait.
  private func sign() {
    var host = [CChar](repeating: 0, count: 256)
    gethostname(&host, host.count - 1)
    let name = String(decoding: host.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let text = Array("process \(getpid()) on \(name)\n".utf8)
    ftruncate(descriptor, 0)
    _ = text.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, 0) }
  }

  private static func held(_ path: String, _ store: String, _ purpose: Purpose) -> DriftError {
    let text = ((try? Files.bytes(path, limit: 4_096)) ?? nil).map { String(decoding: $0, as: UTF8.self) } ?? ""
    let holder = text.split(separator: "\n").first.map(String.init) ?? "another process"
    if purpose == .run {
      return DriftError(
        "another run is going on: \(holder)", file: store,
        help: ["Wait until it has ended. A run that died holds nothing."])
    }
    return DriftError(
      "the store is being written by \(holder)", file: store,
      help: ["Waited ten seconds. Run the command again when it is done."])
  }
}
