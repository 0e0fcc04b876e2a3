import DriftModel
import DriftSyntax

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What the store needs of the file system. Nothing is ever written in place: a reader sees a whole file or none.
enum Files {
  /// The names in a folder, sorted by their bytes; none where there is no such folder.
  static func names(in folder: String) throws(DriftError) -> [String] {
    try names(in: folder) { _ in true }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Those that are wanted of the names in a folder, in no order.
  static func names(in folder: String, where isWanted: (String) -> Bool) throws(DriftError) -> [String] {
    guard let handle = opendir(folder) else {
      if errno == ENOENT { return [] }
      throw failure("the folder cannot be read", folder)
    }
    defer { closedir(handle) }
    var names: [String] = []
    while let entry = readdir(handle) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { String(cString: $0) }
      }
      if name != ".", name != "..", isWanted(name) { names.append(name) }
    }
    return names
  }

  /// Whether a path is a folder.
  static func isFolder(_ path: String) -> Bool { mode(path).map { $0 & S_IFMT == S_IFDIR } ?? false }

  /// Whether a path is a regular file, and no link to one: a store holds none.
  static func isFile(_ path: String) -> Bool { mode(path).map { $0 & S_IFMT == S_IFREG } ?? false }

  /// Whether anything is there under a path, links followed.
  static func isThere(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0
  }

  /// Whether a path is a link.
  static func isLink(_ path: String) -> Bool { mode(path).map { $0 & S_IFMT == S_IFLNK } ?? false }

  /// What nobody can write a file over.
  static let pipe = "a pipe or a device"

  /// What stands under a path instead of a file; nil for a file, for a link to one, and for nothing at all.
  static func wrongKind(_ path: String) -> String? {
    var status = stat()
    guard stat(path, &status) == 0 else { return isLink(path) ? "a link that leads nowhere" : nil }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return nil
    case S_IFDIR: return "a folder"
    default: return pipe
    }
  }

  /// Whether two paths lead to one thing.
  static func isSame(_ a: String, _ b: String) -> Bool {
    var (left, right) = (stat(), stat())
    return stat(a, &left) == 0 && stat(b, &right) == 0 && left.st_ino == right.st_ino && left.st_dev == right.st_dev
  }

  private static func mode(_ path: String) -> mode_t? {
    var status = stat()
    return lstat(path, &status) == 0 ? status.st_mode : nil
  }

  /// Size and time of change of a file, as one text: another where somebody wrote to it. Nil where there is none.
  static func stamp(_ path: String) -> String? {
    var status = stat()
    guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    #if canImport(Darwin)
      let time = status.st_mtimespec
    #else
      let time = status.st_mtim
    #endif
    return "\(status.st_size) \(time.tv_sec).\(time.tv_nsec) \(status.st_ino)"
  }

  /// The bytes of a file; nil where there is none.
  static func bytes(_ path: String, limit: Int = .max) throws(DriftError) -> [UInt8]? {
    guard let file = try openFile(path, limit) else { return nil }
    defer { close(file.descriptor) }
    var code: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: file.size) { buffer, count in
      (count, code) = fill(UnsafeMutableRawBufferPointer(buffer), from: file.descriptor)
    }
    guard code == 0 else { throw failure("the file cannot be read", path, code) }
    return bytes
  }

  /// A file as a text that owns the bytes, which nobody copies; nil where there is none.
  static func text(_ path: String, limit: Int) throws(DriftError) -> SourceText? {
    guard let file = try openFile(path, limit) else { return nil }
    defer { close(file.descriptor) }
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: max(1, file.size), alignment: 8)
    let (count, code) = fill(.init(rebasing: buffer[0..<file.size]), from: file.descriptor)
    guard code == 0 else {
      buffer.deallocate()
      throw failure("the file cannot be read", path, code)
    }
    return SourceText(file: path, bytes: UnsafeRawBufferPointer(rebasing: buffer[0..<count])) { buffer.deallocate() }
  }

  /// Opens a file that is one, and no link; nil where there is none.
  private static func openFile(_ path: String, _ limit: Int) throws(DriftError) -> (descriptor: Int32, size: Int)? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard descriptor >= 0 else {
      if errno == ENOENT { return nil }
      throw failure("the file cannot be read", path)
    }
    var status = stat()
    let isFile = fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    guard isFile, Int(status.st_size) <= limit else {
      close(descriptor)
      throw DriftError(isFile ? "expected at most \(limit) bytes" : "expected a file", file: path)
    }
    return (descriptor, Int(status.st_size))
  }

  /// Reads until a buffer is full or the file ends.
  private static func fill(
    _ buffer: UnsafeMutableRawBufferPointer, from descriptor: Int32
  ) -> (count: Int, code: Int32) {
    var count = 0
    while count < buffer.count {
      let got = read(descriptor, buffer.baseAddress?.advanced(by: count), buffer.count - count)
      if got < 0, errno == EINTR { continue }
      if got < 0 { return (count, errno) }
      if got == 0 { break }
      count += got
    }
    return (count, 0)
  }

  /// Makes a folder and those around it.
  static func makeFolder(_ path: String) throws(DriftError) {
    if isFolder(path) { return }
    if let slash = path.lastIndex(of: "/"), slash != path.startIndex {
      try makeFolder(String(path[..<slash]))
    }
    guard mkdir(path, 0o777) == 0 || errno == EEXIST else { throw failure("the folder cannot be made", path) }
    guard followsToFolder(path) else { throw DriftError("expected a folder, found a file", file: path) }
  }

  private static func followsToFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// Writes a file through a temporary one beside it: whoever reads, or is killed, meets the old bytes or the new.
  ///
  /// - Throws: ``DriftError`` where it cannot be written; nothing is left behind then.
  static func write(_ bytes: [UInt8], to path: String, isDurable: Bool = true) throws(DriftError) {
    let temporary = folder(of: path) + "/" + temporaryPrefix + String(getpid()) + "-" + name(of: path).suffix(60)
    let isThere = try write(bytes, to: path, through: temporary, isDurable: isDurable)
    guard isThere else { throw failure("the file cannot be written", path) }
  }

  /// Writes a file through a temporary one of the same file system; false, and nothing done, where that is on another.
  static func write(
    _ bytes: [UInt8], to path: String, through temporary: String, isDurable: Bool = true
  ) throws(DriftError) -> Bool {
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o666)
    guard descriptor >= 0 else { throw failure("the file cannot be written", path) }
    var isDone = false
    defer { if !isDone { unlink(temporary) } }
    do throws(DriftError) {
      try writeAll(bytes, to: descriptor, path)
      guard !isDurable || fsync(descriptor) == 0 else { throw failure("the file cannot be written", path) }
    } catch {
      close(descriptor)
      throw error
    }
    // Who may read and write it stays as somebody set it.
    if let mode = mode(path) { fchmod(descriptor, mode & 0o7777) }
    guard close(descriptor) == 0 else { throw failure("the file cannot be written", path) }
    guard rename(temporary, path) == 0 else {
      if errno == EXDEV { return false }
      throw failure("the file cannot be written", path)
    }
    isDone = true
    return true
  }

  /// Writes a file that is not there; false, and nothing done, where something stands under the path.
  static func create(_ bytes: UnsafeRawBufferPointer, at path: String) throws(DriftError) -> Bool {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o666)
    guard descriptor >= 0 else {
      if errno == EEXIST { return false }
      throw failure("the file cannot be written", path)
    }
    var at = 0
    while at < bytes.count {
      let count = write(descriptor, bytes, from: at)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        let error = failure("the file cannot be written", path)
        close(descriptor)
        unlink(path)
        throw error
      }
      at += count
    }
    guard close(descriptor) == 0 else { throw failure("the file cannot be written", path) }
    return true
  }

  /// Whether a path is that of a regular file and no link, or of nothing.
  static func isPlain(_ path: String) -> Bool {
    var status = stat()
    guard lstat(path, &status) == 0 else { return true }
    return status.st_mode & S_IFMT == S_IFREG || status.st_mode & S_IFMT == S_IFDIR
  }

  /// Writes into what stands under a path, and puts nothing in its place.
  static func pour(_ bytes: [UInt8], into path: String) throws(DriftError) {
    var status = stat()
    let isFile = stat(path, &status) != 0 || status.st_mode & S_IFMT == S_IFREG
    // A pipe without a reader would keep this waiting for ever.
    let descriptor = open(path, O_WRONLY | O_CLOEXEC | (isFile ? O_CREAT | O_TRUNC : O_NONBLOCK), 0o666)
    guard descriptor >= 0 else { throw failure("the file cannot be written", path) }
    let flags = fcntl(descriptor, F_GETFL)
    if flags >= 0 { _ = fcntl(descriptor, F_SETFL, flags & ~O_NONBLOCK) }
    do throws(DriftError) {
      try writeAll(bytes, to: descriptor, path)
    } catch {
      close(descriptor)
      throw error
    }
    guard close(descriptor) == 0 else { throw failure("the file cannot be written", path) }
  }

  private static func writeAll(_ bytes: [UInt8], to descriptor: Int32, _ path: String) throws(DriftError) {
    var at = 0
    while at < bytes.count {
      let count = bytes.withUnsafeBytes { Self.write(descriptor, $0, from: at) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw failure("the file cannot be written", path) }
      at += count
    }
  }

  private static func write(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer, from at: Int) -> Int {
    #if canImport(Glibc)
      Glibc.write(descriptor, bytes.baseAddress?.advanced(by: at), bytes.count - at)
    #elseif canImport(Musl)
      Musl.write(descriptor, bytes.baseAddress?.advanced(by: at), bytes.count - at)
    #else
      Darwin.write(descriptor, bytes.baseAddress?.advanced(by: at), bytes.count - at)
    #endif
  }

  /// Makes sure that the names in a folder outlive a loss of power.
  static func sync(folder: String) {
    let descriptor = open(folder, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }

  /// Makes sure that all that was written outlives a loss of power.
  static func syncAll() {
    #if canImport(Glibc)
      Glibc.sync()
    #elseif canImport(Musl)
      Musl.sync()
    #else
      Darwin.sync()
    #endif
  }

  /// Removes a file; one that is not there is removed already.
  static func remove(_ path: String) throws(DriftError) {
    guard unlink(path) == 0 || errno == ENOENT else { throw failure("the file cannot be removed", path) }
  }

  /// What the names of files begin with that are not finished.
  static let temporaryPrefix = ".tmp-"

  /// The folder of a file.
  static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// The last step of a path.
  static func name(of path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }

  static func failure(_ message: String, _ path: String, _ code: Int32 = errno) -> DriftError {
    let help: [String]
    switch code {
    case ENOSPC, EDQUOT:
      help = ["The disk is full. What was stored before is whole; make room and run the command again."]
    case EROFS, EACCES, EPERM: help = ["Nothing was changed. Is the folder meant to be written by this user?"]
    default: help = []
    }
    return DriftError("\(message): \(String(cString: strerror(code)))", file: path, help: help)
  }
}
