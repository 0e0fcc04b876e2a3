#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Writes a secret to its file: whoever reads, or is killed, meets the old one or the new one, and nobody else may read
/// either.
enum SecretFile {
  /// Replaces what stands in a file. A link stays one.
  ///
  /// - Throws: ``FetchFailure`` where it cannot be written; the old one stays then.
  static func replace(_ path: String, with text: String) throws(FetchFailure) {
    var target = path
    if let real = realpath(path, nil) {
      target = String(cString: real)
      free(real)
    }
    let temporary = "\(target).tmp-\(getpid())"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw failure() }
    let bytes = Array((text + "\n").utf8)
    var isWritten = false
    bytes.withUnsafeBytes { all in
      var sent = 0
      while sent < all.count {
        let count = write(descriptor, all.baseAddress?.advanced(by: sent), all.count - sent)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return }
        sent += count
      }
      isWritten = fsync(descriptor) == 0
    }
    isWritten = close(descriptor) == 0 && isWritten
    guard isWritten, rename(temporary, target) == 0 else {
      let error = failure()
      unlink(temporary)
      throw error
    }
  }

  private static func failure() -> FetchFailure {
    FetchFailure(
      .setup, "the new refresh token cannot be written to its file: \(String(cString: strerror(errno)))",
      advice: "the old one is used up: log in again, and make the file's folder writable")
  }
}
