import DriftModel

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A git that runs: what is written to it, what it answers.
///
/// It asks nobody for a password, fetches nothing lazily, runs no pager, takes no optional lock.
final class GitProcess {
  private let pid: pid_t
  private let input: Int32
  private let output: Int32
  private let errors: Int32
  private var buffer: [UInt8] = []
  private var at = 0
  private var isOver = false

  /// What a git said and how it ended.
  struct Answer {
    var code: Int32
    var output: [UInt8]
    var errors: String
  }

  /// Starts git in a folder.
  ///
  /// - Throws: ``DriftError`` where there is no git.
  init(_ arguments: [String], in folder: String) throws(DriftError) {
    var pipes: [Int32] = [-1, -1, -1, -1, -1, -1]
    for index in 0..<3 {
      let made = pipes.withUnsafeMutableBufferPointer { all in all.baseAddress.map { pipe($0 + index * 2) } ?? -1 }
      guard made == 0 else { throw DriftError("git cannot be started: \(String(cString: strerror(errno)))") }
    }
    for descriptor in pipes { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
    #else
      var actions = posix_spawn_file_actions_t()
    #endif
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, pipes[0], 0)
    posix_spawn_file_actions_adddup2(&actions, pipes[3], 1)
    posix_spawn_file_actions_adddup2(&actions, pipes[5], 2)
    let words =
      ["git", "--no-pager", "-C", folder, "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null"] + arguments
    var argv: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    var environment: [UnsafeMutablePointer<CChar>?] = Self.environment().map { strdup($0) } + [nil]
    defer { for text in argv + environment { free(text) } }
    var pid: pid_t = 0
    let code = posix_spawnp(&pid, "git", &actions, nil, &argv, &environment)
    for index in [0, 3, 5] { close(pipes[index]) }
    guard code == 0 else {
      for index in [1, 2, 4] { close(pipes[index]) }
      throw DriftError(
        "git cannot be started: \(String(cString: strerror(code)))",
        help: ["Revisions are read by git, which has to be installed and on the PATH."])
    }
    self.pid = pid
    (input, output, errors) = (pipes[1], pipes[2], pipes[4])
    signal(SIGPIPE, SIG_IGN)
  }

  deinit {
    guard !isOver else { return }
    close(input)
    close(output)
    close(errors)
    kill(pid, SIGTERM)
    _ = wait()
  }

  /// Runs git to its end.
  static func run(_ arguments: [String], in folder: String) throws(DriftError) -> Answer {
    let process = try GitProcess(arguments, in: folder)
    return process.finish()
  }

  /// The environment, with what makes git ask, fetch or look elsewhere set or taken out.
  private static func environment() -> [String] {
    let set = [
      "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1", "GIT_OPTIONAL_LOCKS": "0", "GIT_ASKPASS": "true",
      "SSH_ASKPASS": "true", "LC_ALL": "C",
    ]
    // The repository is the one that the folder is in, whatever a hook that called us set.
    let dropped = ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_OBJECT_DIRECTORY", "GIT_NAMESPACE"]
    var out = set.map { "\($0.key)=\($0.value)" }.sorted()
    var entry = environ
    while let text = entry.pointee {
      let line = String(cString: text)
      let name = String(line.prefix { $0 != "=" })
      if set[name] == nil, !dropped.contains(name) { out.append(line) }
      entry += 1
    }
    return out
  }

  // MARK: Talking

  /// Writes a line; false where git has gone.
  func send(_ line: String) -> Bool {
    let bytes = Array(line.utf8) + [0x0a]
    var sent = 0
    while sent < bytes.count {
      let count = bytes.withUnsafeBytes { write(input, $0.baseAddress?.advanced(by: sent), bytes.count - sent) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      sent += count
    }
    return true
  }

  /// Reads up to and without the next line end; nil where git has gone.
  func line() -> String? {
    while true {
      if let end = buffer[at...].firstIndex(of: 0x0a) {
        let text = String(decoding: buffer[at..<end], as: UTF8.self)
        at = end + 1
        return text
      }
      guard fill() else { return nil }
    }
  }

  /// Reads so many bytes; nil where git has gone before.
  func bytes(_ count: Int) -> [UInt8]? {
    while buffer.count - at < count { guard fill() else { return nil } }
    defer { at += count }
    return Array(buffer[at..<at + count])
  }

  private func fill() -> Bool {
    if at > 0 {
      buffer.removeFirst(at)
      at = 0
    }
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      var ready = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
      // A git that says nothing for so long hangs.
      let answered = poll(&ready, 1, 60_000)
      if answered < 0, errno == EINTR { continue }
      guard answered > 0 else { return false }
      let count = read(output, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      buffer += chunk[..<count]
      return true
    }
  }

  /// Closes what git reads and takes in all that it says.
  private func finish() -> Answer {
    close(input)
    var out: [UInt8] = []
    var said: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    var open = [output, errors]
    while !open.isEmpty {
      var ready = open.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
      guard poll(&ready, nfds_t(ready.count), 60_000) > 0 else { break }
      for one in ready where one.revents != 0 {
        let count = read(one.fd, &chunk, chunk.count)
        if count <= 0 {
          open.removeAll { $0 == one.fd }
        } else if one.fd == output {
          out += chunk[..<count]
        } else {
          said += chunk[..<count]
        }
      }
    }
    if !open.isEmpty { kill(pid, SIGKILL) }
    close(output)
    close(errors)
    isOver = true
    return Answer(code: wait(), output: out, errors: String(decoding: said, as: UTF8.self))
  }

  private func wait() -> Int32 {
    var status: Int32 = 0
    while waitpid(pid, &status, 0) < 0, errno == EINTR {}
    return status & 0x7f == 0 ? (status >> 8) & 0xff : 128 + (status & 0x7f)
  }
}
