public import DriftProject

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Reads secrets from where the project file says that they stand.
public struct SecretReader: Sendable {
  /// The project's folder, from which paths count.
  let folder: String
  /// The environment.
  let variable: @Sendable (String) -> String?
  /// Is told every secret, so that none is ever shown.
  let keep: @Sendable (String) -> Void

  /// How long a program may take to give a secret, seconds.
  private static let timeout = 30.0
  /// The largest secret: a private key.
  private static let mostBytes = 65_536

  /// Makes a reader.
  public init(
    folder: String, variable: @escaping @Sendable (String) -> String?, keep: @escaping @Sendable (String) -> Void
  ) {
    self.folder = folder
    self.variable = variable
    self.keep = keep
  }

  /// The value of a secret, `what` it is in words: `the token of crm`.
  ///
  /// - Throws: ``FetchFailure`` of the setup where it is not there, or where others may read it.
  public func value(
    of secret: Credentials.Secret, _ what: String, spansLines: Bool = false
  ) async throws(FetchFailure) -> String {
    var bytes: [UInt8]
    switch secret.origin {
    case .literal(let text): return text
    case .environment(let name):
      guard let text = variable(name), !text.isEmpty else {
        throw FetchFailure(.setup, "\(what): the variable \(name) is not set", advice: "set \(name) in the environment")
      }
      bytes = Array(text.utf8)
    case .file(let path): bytes = try file(path, what)
    case .command(let arguments):
      let run = ProgramRun(
        arguments: arguments, folder: folder, timeout: Self.timeout, maxBytes: Self.mostBytes, purpose: what)
      bytes = try await run.output()
    }
    while let last = bytes.last, last == 0x0A || last == 0x0D { bytes.removeLast() }
    guard !bytes.isEmpty else { throw FetchFailure(.setup, "\(what) is empty", advice: "look at where it stands") }
    let text = String(decoding: bytes, as: UTF8.self)
    keep(text)
    // A line break in a header would begin another one.
    guard spansLines || !bytes.contains(where: { $0 < 0x20 || $0 == 0x7F }) else {
      throw FetchFailure(.setup, "\(what) holds a control character", advice: "look for a line break in it")
    }
    return text
  }

  /// Where a file stands that is named from the project's folder.
  func path(_ path: String) -> String { path.hasPrefix("/") || folder == "." ? path : "\(folder)/\(path)" }

  private func file(_ name: String, _ what: String) throws(FetchFailure) -> [UInt8] {
    let path = path(name)
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      throw FetchFailure(
        .setup, "\(what): the file \(name) cannot be read: \(String(cString: strerror(errno)))",
        advice: "look at its path and at who may read it")
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw FetchFailure(.setup, "\(what): \(name) is no file")
    }
    guard status.st_mode & 0o077 == 0 else {
      throw FetchFailure(
        .setup, "\(what): others may read the file \(name)", advice: "chmod 600 \(name) keeps it to its owner")
    }
    guard status.st_size <= Self.mostBytes else {
      throw FetchFailure(.setup, "\(what): the file \(name) is larger than any secret")
    }
    var bytes = [UInt8](repeating: 0, count: Self.mostBytes)
    var count = 0
    while count < bytes.count {
      let got = bytes.withUnsafeMutableBytes { read(descriptor, $0.baseAddress?.advanced(by: count), $0.count - count) }
      if got < 0, errno == EINTR { continue }
      guard got > 0 else { break }
      count += got
    }
    return Array(bytes[..<count])
  }
}
