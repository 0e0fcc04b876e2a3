import DriftTestSupport

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A folder that goes with the value.
final class TemporaryFolder: Sendable {
  let path: String

  init() {
    var template = Array("/tmp/drift-test-XXXXXX".utf8CString)
    path = mkdtemp(&template).map { String(cString: $0) } ?? "/tmp/drift-test"
  }

  deinit { _ = system("rm -rf '\(path)'") }

  /// All files below it, by path, with their bytes.
  func contents(of folder: String = "") -> [String: [UInt8]] {
    let root = folder.isEmpty ? path : path + "/" + folder
    return Dictionary(
      uniqueKeysWithValues: SharedData.files(below: root).map { ($0, (try? SharedData.bytes(root + "/" + $0)) ?? []) })
  }

  func write(_ text: String, to name: String) { write(Array(text.utf8), to: name) }

  func write(_ bytes: [UInt8], to name: String) {
    guard let file = fopen(path + "/" + name, "wb") else { return }
    defer { fclose(file) }
    _ = bytes.withUnsafeBytes { fwrite($0.baseAddress, 1, $0.count, file) }
  }

  func remove(_ name: String) { unlink(path + "/" + name) }
}
