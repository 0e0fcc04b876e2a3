#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Holds a file that holds a secret, so that of several systems, runs and commands that renew it one at a time does.
///
/// The file itself is held, and nothing is left beside it. As it is replaced while it is held, who gets it looks whether it
/// is still the one that stands there.
final class SecretHold: Sendable {
  private let file: Int32

  private init(_ file: Int32) { self.file = file }

  /// How long one looks whether the file is free, nanoseconds: it is held for one exchange.
  private static let pause: UInt64 = 20_000_000

  /// Waits until the file is free, and holds it.
  ///
  /// - Throws: ``SecretFile/Problem`` where it cannot be opened, or the task was cancelled meanwhile.
  static func take(_ path: String) async throws(SecretFile.Problem) -> SecretHold {
    while true {
      let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
      guard file >= 0 else {
        throw .init(message: "cannot be read: \(String(cString: strerror(errno)))", advice: "")
      }
      // A thread that waited in the system's call would be one less for the task that holds it.
      let isHeld = flock(file, LOCK_EX | LOCK_NB) == 0
      let code = errno
      if isHeld, isSame(file, path) { return SecretHold(file) }
      close(file)
      if !isHeld, code != EWOULDBLOCK, code != EINTR {
        throw .init(message: "cannot be held: \(String(cString: strerror(code)))", advice: "")
      }
      if isHeld { continue }
      do { try await Task.sleep(nanoseconds: pause) } catch {
        throw .init(message: "was held by another run until this one ended", advice: "")
      }
    }
  }

  /// Lets it go.
  func end() { close(file) }

  private static func isSame(_ file: Int32, _ path: String) -> Bool {
    var (held, standing) = (stat(), stat())
    return fstat(file, &held) == 0 && stat(path, &standing) == 0 && held.st_ino == standing.st_ino
      && held.st_dev == standing.st_dev
  }
}
