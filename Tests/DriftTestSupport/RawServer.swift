#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A server on the loopback address that says what a test wants, byte by byte: no library would send most of it. Each
/// connection has a thread of its own; all stop with the server.
public final class RawServer: @unchecked Sendable {
  /// A request as it came.
  public struct Request: Sendable {
    /// `GET`, `POST`.
    public var method: String
    /// The path and query.
    public var target: String
    /// The headers in their order.
    public var headers: [(name: String, value: String)]
    /// The body, by its length.
    public var body: [UInt8]

    /// The value of a header; nil where it did not come.
    public subscript(name: String) -> String? {
      headers.first { $0.name.lowercased() == name.lowercased() }?.value
    }
  }

  /// One connection, to be answered on.
  public final class Connection: @unchecked Sendable {
    private let socket: Int32
    private unowned let server: RawServer
    private var buffer: [UInt8] = []

    fileprivate init(_ socket: Int32, _ server: RawServer) {
      self.socket = socket
      self.server = server
    }

    /// The next request; nil where the other side went away.
    public func next() -> Request? {
      guard let head = line(until: Array("\r\n\r\n".utf8)) else { return nil }
      var lines = head.split(separator: "\r\n").map(String.init)
      guard !lines.isEmpty else { return nil }
      let first = lines.removeFirst().split(separator: " ").map(String.init)
      guard first.count == 3 else { return nil }
      let headers = lines.map { line -> (name: String, value: String) in
        let parts = line.split(separator: ":", maxSplits: 1).map(String.init)
        return (parts[0], parts.count > 1 ? String(parts[1].drop { $0 == " " }) : "")
      }
      var request = Request(method: first[0], target: first[1], headers: headers, body: [])
      let length = request["Content-Length"].flatMap(Int.init) ?? 0
      while buffer.count < length, fill() {}
      request.body = Array(buffer.prefix(length))
      buffer.removeFirst(min(length, buffer.count))
      server.note(request)
      return request
    }

    /// Sends a text; false where the other side went away.
    @discardableResult
    public func send(_ text: String) -> Bool { send(Array(text.utf8)) }

    /// Sends bytes; false where the other side went away.
    @discardableResult
    public func send(_ bytes: [UInt8]) -> Bool {
      var rest = bytes[...]
      while !rest.isEmpty {
        #if canImport(Darwin)
          let count = rest.withUnsafeBytes { Darwin.send(socket, $0.baseAddress, $0.count, 0) }
        #else
          let count = rest.withUnsafeBytes { Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
        #endif
        if count <= 0 { return false }
        rest = rest.dropFirst(count)
      }
      return true
    }

    /// Sends a whole answer.
    @discardableResult
    public func reply(_ status: String = "200 OK", _ body: String = "{}", _ headers: [String] = []) -> Bool {
      let lines = ["HTTP/1.1 \(status)", "Content-Length: \(body.utf8.count)"] + headers
      return send(lines.joined(separator: "\r\n") + "\r\n\r\n" + body)
    }

    /// Waits some seconds, or until the server stops; false where it stopped.
    public func wait(_ seconds: Double) -> Bool {
      var left = Int(seconds * 100)
      while left > 0, !server.isStopped {
        usleep(10_000)
        left -= 1
      }
      return !server.isStopped
    }

    /// Waits until the other side closes, or sends more.
    public func waitForEnd() { _ = fill() }

    /// Makes the end of the connection a reset.
    public func resets() {
      var linger = linger(l_onoff: 1, l_linger: 0)
      setsockopt(socket, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout.size(ofValue: linger)))
    }

    fileprivate func close() {
      #if canImport(Darwin)
        Darwin.close(socket)
      #else
        Glibc.close(socket)
      #endif
    }

    private func line(until end: [UInt8]) -> String? {
      while true {
        if let found = buffer.firstRange(of: end) {
          defer { buffer.removeSubrange(..<found.upperBound) }
          return String(decoding: buffer[..<found.lowerBound], as: UTF8.self)
        }
        if buffer.count > 1 << 20 || !fill() { return nil }
      }
    }

    private func fill() -> Bool {
      var chunk = [UInt8](repeating: 0, count: 1 << 16)
      let count = recv(socket, &chunk, chunk.count, 0)
      if count <= 0 { return false }
      buffer += chunk[..<count]
      return true
    }
  }

  /// The port that was free.
  public let port: Int
  /// The address that it listens at.
  public let host: String
  private let listener: Int32
  private let serve: @Sendable (Connection) -> Void
  private var mutex = pthread_mutex_t()
  private var seen: [Request] = []
  private var open: [Int32] = []
  private var stopped = false
  private var connections = 0

  /// Listens, and gives each connection to a closure.
  public init(host: String = "127.0.0.1", _ serve: @escaping @Sendable (Connection) -> Void) throws {
    struct NoSocket: Error {}
    self.host = host
    self.serve = serve
    #if canImport(Darwin)
      let listener = socket(AF_INET, SOCK_STREAM, 0)
    #else
      let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    #endif
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    inet_pton(AF_INET, host, &address.sin_addr)
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, size) == 0 && listen(listener, 64) == 0 && getsockname(listener, $0, &size) == 0
      }
    }
    self.listener = listener
    guard isBound else { throw NoSocket() }
    port = Int(UInt16(bigEndian: address.sin_port))
    pthread_mutex_init(&mutex, nil)
    start { server in server.accepts() }
  }

  deinit { stop() }

  /// What was asked for so far.
  public var log: [Request] { locked { seen } }

  /// How many connections were taken.
  public var connectionCount: Int { locked { connections } }

  /// `http://127.0.0.1:4711` and a target.
  public func url(_ target: String = "/") -> String { "http://\(host):\(port)\(target)" }

  /// Ends every connection.
  public func stop() {
    locked {
      if stopped { return }
      stopped = true
      shutdown(listener, Int32(SHUT_RDWR))
      for socket in open { shutdown(socket, Int32(SHUT_RDWR)) }
    }
  }

  fileprivate var isStopped: Bool { locked { stopped } }

  fileprivate func note(_ request: Request) { locked { seen.append(request) } }

  private func accepts() {
    while true {
      let socket = accept(listener, nil, nil)
      if socket < 0 { break }
      let isWanted = locked {
        if !stopped {
          open.append(socket)
          connections += 1
        }
        return !stopped
      }
      let connection = Connection(socket, self)
      if !isWanted {
        connection.close()
        continue
      }
      start { server in
        server.serve(connection)
        server.locked { server.open.removeAll { $0 == socket } }
        connection.close()
      }
    }
    #if canImport(Darwin)
      Darwin.close(listener)
    #else
      Glibc.close(listener)
    #endif
  }

  private func locked<Result>(_ body: () -> Result) -> Result {
    pthread_mutex_lock(&mutex)
    defer { pthread_mutex_unlock(&mutex) }
    return body()
  }

  private final class Work {
    let server: RawServer
    let run: (RawServer) -> Void
    init(_ server: RawServer, _ run: @escaping (RawServer) -> Void) {
      self.server = server
      self.run = run
    }
  }

  private func start(_ run: @escaping (RawServer) -> Void) {
    let context = Unmanaged.passRetained(Work(self, run)).toOpaque()
    #if canImport(Darwin)
      var thread: pthread_t?
      let code = pthread_create(&thread, nil, { RawServer.run($0) }, context)
      if code == 0, let thread { pthread_detach(thread) }
    #else
      var thread = pthread_t()
      if pthread_create(&thread, nil, { RawServer.run($0) }, context) == 0 { pthread_detach(thread) }
    #endif
  }

  private static func run(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let context else { return nil }
    let work = Unmanaged<Work>.fromOpaque(context).takeRetainedValue()
    work.run(work.server)
    return nil
  }
}
