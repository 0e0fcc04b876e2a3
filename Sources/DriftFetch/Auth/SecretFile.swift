#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A file that holds a secret: read only where nobody else can read it, written whole or not at all.
enum SecretFile {
  /// The largest that is read: a chain of certificates with its key is far smaller.
  static let maxBytes = 65_536

  /// Why a file cannot be used.
  struct Problem: Error {
    /// What is wrong, as the end of a sentence that the path begins.
    var message: String
    /// What to do.
    var advice: String
  }

  /// The bytes of a file.
  static func read(_ path: String) throws(Problem) -> [UInt8] {
    // Not to wait for a writer of a pipe; the checks are those of what was opened, not of what stood there before.
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { throw Problem(message: "cannot be read: \(reason(errno))", advice: "") }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw Problem(message: "is not a file", advice: "name a regular file")
    }
    guard status.st_mode & 0o077 == 0 else {
      throw Problem(message: "can be read or written by others than its owner", advice: "chmod 600 \(quoted(path))")
    }
    var bytes = [UInt8](repeating: 0, count: maxBytes + 1)
    var count = 0
    while count < bytes.count {
      let room = bytes.count - count
      let got = bytes.withUnsafeMutableBytes { pread(file, $0.baseAddress.map { $0 + count }, room, off_t(count)) }
      if got < 0, errno == EINTR { continue }
      guard got >= 0 else { throw Problem(message: "cannot be read: \(reason(errno))", advice: "") }
      if got == 0 { break }
      count += got
    }
    guard count <= maxBytes else { throw Problem(message: "is larger than \(maxBytes) bytes", advice: "") }
    return Array(bytes.prefix(count))
  }

  /// Puts new bytes in the place of a file. Whoever reads it meanwhile, or after a crash, finds the old or the new ones.
  ///
  /// - Parameter beforeRename: what tests do in the moment between.
  static func replace(
    _ path: String, with bytes: [UInt8], beforeRename: () throws(Problem) -> Void = {}
  ) throws(Problem) {
    try Room(for: path, bytes: bytes.count).fill(bytes, beforeRename: beforeRename)
  }

  /// Room on the disk beside a file for what is to take its place: a file that is there and as large as it may become.
  final class Room {
    /// The file whose place is to be taken, where a link leads.
    let path: String
    private let other: String
    private var file: Int32

    /// Makes room.
    ///
    /// - Throws: ``Problem`` where there is none, or no leave to write.
    init(for path: String, bytes count: Int) throws(Problem) {
      self.path = SecretFile.target(path)
      other = "\(self.path).drift-\(getpid())"
      // One that is left over from a crash is of no use to anybody.
      unlink(other)
      SecretFile.removeLeftovers(of: self.path)
      file = open(other, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
      guard file >= 0 else { throw Problem(message: "cannot be written: \(reason(errno))", advice: "") }
      // Written and not only asked for: some file systems promise what they do not have.
      try put([UInt8](repeating: 0x0A, count: count))
    }

    deinit {
      if file >= 0 {
        close(file)
        unlink(other)
      }
    }

    private func put(_ bytes: [UInt8]) throws(Problem) {
      var at = 0
      while at < bytes.count {
        let rest = bytes.count - at
        let wrote = bytes.withUnsafeBytes { pwrite(file, $0.baseAddress.map { $0 + at }, rest, off_t(at)) }
        if wrote < 0, errno == EINTR { continue }
        guard wrote > 0 else { throw Problem(message: "cannot be written: \(reason(errno))", advice: "") }
        at += wrote
      }
      guard fsync(file) == 0 else { throw Problem(message: "cannot be written: \(reason(errno))", advice: "") }
    }

    /// Fills it, and puts it in the place of the file.
    func fill(_ bytes: [UInt8], beforeRename: () throws(Problem) -> Void = {}) throws(Problem) {
      guard ftruncate(file, off_t(bytes.count)) == 0 else {
        throw Problem(message: "cannot be written: \(reason(errno))", advice: "")
      }
      try put(bytes)
      try beforeRename()
      guard rename(other, path) == 0 else {
        throw Problem(message: "cannot be replaced: \(reason(errno))", advice: "")
      }
      close(file)
      file = -1
      // The name has to outlive a loss of power as the bytes do.
      let parent = open(folder(of: path), O_RDONLY | O_CLOEXEC)
      if parent >= 0 {
        fsync(parent)
        close(parent)
      }
    }
  }

  /// Removes what processes that were killed left beside a file.
  private static func removeLeftovers(of path: String) {
    let parent = folder(of: path)
    let start = (path.split(separator: "/").last.map(String.init) ?? path) + ".drift-"
    guard let listing = opendir(parent) else { return }
    defer { closedir(listing) }
    while let entry = readdir(listing) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { name in
        name.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      guard name.hasPrefix(start), let process = pid_t(name.dropFirst(start.count)), process > 0,
        kill(process, 0) != 0, errno == ESRCH
      else { continue }
      unlink("\(parent)/\(name)")
    }
  }

  /// Where a link leads, so that the link stays one.
  static func target(_ path: String) -> String {
    guard let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
  }

  private static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  private static func reason(_ code: Int32) -> String { String(cString: strerror(code)) }

  /// A path as a shell takes it.
  private static func quoted(_ path: String) -> String {
    let isPlain = path.utf8.allSatisfy {
      (0x30...0x39).contains($0) || (0x61...0x7A).contains($0 | 0x20) || "/._-".utf8.contains($0)
    }
    return isPlain
      ? path : "'\(path.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''"))'"
  }
}
