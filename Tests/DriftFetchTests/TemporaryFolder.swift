#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A folder of a test, which goes with it.
final class TemporaryFolder: Sendable {
  let path: String

  init() throws {
    var name = Array("/tmp/drift-fetch-XXXXXX".utf8CString)
    guard mkdtemp(&name) != nil else { throw Failure(code: errno) }
    path = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit {
    for name in Self.names(path) { unlink("\(path)/\(name)") }
    rmdir(path)
  }

  struct Failure: Error { var code: Int32 }

  /// Writes a file and gives its path.
  @discardableResult func write(_ name: String, _ text: String, mode: mode_t = 0o600) throws -> String {
    let file = open("\(path)/\(name)", O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    guard file >= 0 else { throw Failure(code: errno) }
    defer { close(file) }
    let bytes = Array(text.utf8)
    guard put(file, bytes, bytes.count) == bytes.count, fchmod(file, mode) == 0 else {
      throw Failure(code: errno)
    }
    return "\(path)/\(name)"
  }

  func text(_ name: String) -> String { Self.text("\(path)/\(name)") }

  func mode(_ name: String) -> mode_t {
    var status = stat()
    return lstat("\(path)/\(name)", &status) == 0 ? status.st_mode & 0o777 : 0
  }

  var names: [String] { Self.names(path) }

  static func text(_ path: String) -> String {
    let file = open(path, O_RDONLY)
    guard file >= 0 else { return "" }
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 20)
    let count = read(file, &bytes, bytes.count)
    return count > 0 ? String(decoding: bytes.prefix(count), as: UTF8.self) : ""
  }

  private static func names(_ path: String) -> [String] {
    guard let handle = opendir(path) else { return [] }
    defer { closedir(handle) }
    var names: [String] = []
    while let entry = readdir(handle) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }
}

/// The system's `write`, which a method of that name hides.
private func put(_ file: Int32, _ bytes: [UInt8], _ count: Int) -> Int { write(file, bytes, count) }
