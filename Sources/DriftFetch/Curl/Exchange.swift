import CCurl

/// One request and its answer, on a handle of the library. Made by a task, then used by the thread of the engine alone;
/// only ``cancel()`` may come from elsewhere.
final class Exchange: @unchecked Sendable {
  let library: OpaquePointer
  let easy: UnsafeMutableRawPointer
  let request: HTTPRequest
  let options: HTTPOptions
  let network: NetworkRules
  /// The proxy, which is spoken to in place of the host.
  let proxy: ProxyEnvironment.Proxy?

  var head = AnswerHead()
  var body: AnswerBody?
  /// What ended the exchange from this side.
  var fault: AnswerFault?
  /// Addresses that were refused because they are not public.
  var refused: [IPAddress] = []
  /// Whether the connection that was to be used again held something that nobody asked for.
  var isStale = false
  private var hasOpened = false
  /// The socket that carries the exchange, and what its connection is known by; nil where the library does not say.
  private var socket: Int32?
  private var connection = ccurl_connection()
  private let sockets: Locked<OpenSockets>
  /// Whether the library saw bytes behind the end of the answer.
  var hasExcess = false

  /// What the library says of an error.
  let errorText: UnsafeMutablePointer<CChar>
  private let callbacks: UnsafeMutablePointer<ccurl_callbacks>
  var headerLines: UnsafeMutablePointer<curl_slist>?
  var resolvedLines: UnsafeMutablePointer<curl_slist>?
  private var continuation: CheckedContinuation<Result<HTTPResponse, HTTPFailure>, Never>?
  private let cancelled = Locked(false)

  init(
    _ request: HTTPRequest, _ options: HTTPOptions, library: CurlLibrary, userAgent: String,
    proxy: ProxyEnvironment.Proxy?,
    network: NetworkRules, sockets: Locked<OpenSockets>
  ) throws(HTTPFailure) {
    guard let easy = ccurl_easy_new(library.pointer) else {
      throw HTTPFailure(.unavailable, "libcurl has no memory for a request")
    }
    self.library = library.pointer
    self.easy = easy
    self.request = request
    self.options = options
    self.proxy = proxy
    self.network = network
    self.sockets = sockets
    errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
    errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    callbacks = .allocate(capacity: 1)
    callbacks.initialize(to: .init())
    setCallbacks()
    try setUp(userAgent: userAgent)
  }

  deinit {
    ccurl_easy_free(library, easy)
    ccurl_list_free(library, headerLines)
    ccurl_list_free(library, resolvedLines)
    errorText.deallocate()
    callbacks.deallocate()
  }

  /// Host and port, for people.
  var place: String { "\(request.url.origin.host):\(request.url.origin.port)" }

  var isCancelled: Bool { cancelled.with { $0 } }

  func cancel() { cancelled.with { $0 = true } }

  /// Keeps whom to tell of the end.
  func begin(_ continuation: CheckedContinuation<Result<HTTPResponse, HTTPFailure>, Never>) {
    self.continuation = continuation
  }

  func end(_ result: Result<HTTPResponse, HTTPFailure>) {
    if let socket { sockets.with { $0.release(socket, by: ObjectIdentifier(self)) } }
    continuation?.resume(returning: result)
    continuation = nil
  }

  func giveUp() { end(throwing: .init(.cancelled, "\(place): the request was given up")) }

  func end(throwing failure: HTTPFailure) { end(.failure(failure)) }

  private func setCallbacks() {
    callbacks.pointee.context = Unmanaged.passUnretained(self).toOpaque()
    callbacks.pointee.head = { context, bytes, count in
      Exchange.of(context)?.take { (it) throws(AnswerFault) in
        try it.head.take(UnsafeRawBufferPointer(start: bytes, count: count))
      } == true ? count : 0
    }
    callbacks.pointee.body = { context, bytes, count in
      Exchange.of(context)?.take { (it) throws(AnswerFault) in
        try it.takeBody(UnsafeRawBufferPointer(start: bytes, count: count))
      } == true ? count : 0
    }
    callbacks.pointee.judge = { context, bytes, count in
      let address = IPAddress(bytes: Array(UnsafeBufferPointer(start: bytes, count: count)))
      return Exchange.of(context)?.mayReach(address) == true ? 1 : 0
    }
    callbacks.pointee.opened = { context, socket in
      guard let it = Exchange.of(context) else { return }
      it.hasOpened = true
      it.sockets.with { $0.open(socket, for: ObjectIdentifier(it)) }
    }
    callbacks.pointee.ready = { context, connection in
      guard let connection else { return 0 }
      return Exchange.of(context)?.isReady(connection.pointee) == true ? 1 : 0
    }
    callbacks.pointee.hear = { context, text, count in
      let start = "Excess found".utf8
      if UnsafeRawBufferPointer(start: text, count: count).starts(with: start) {
        Exchange.of(context)?.hasExcess = true
      }
    }
  }

  private static func of(_ context: UnsafeMutableRawPointer?) -> Exchange? {
    context.map { Unmanaged<Exchange>.fromOpaque($0).takeUnretainedValue() }
  }

  private func take(_ work: (Exchange) throws(AnswerFault) -> Void) -> Bool {
    do throws(AnswerFault) {
      try work(self)
      return true
    } catch {
      fault = error
      return false
    }
  }

  private func takeBody(_ bytes: UnsafeRawBufferPointer) throws(AnswerFault) {
    if body == nil {
      guard head.isComplete else { throw .init(.malformed, "sends a body before its headers end") }
      body = try AnswerBody(head, maxBytes: options.maxBytes)
    }
    try body?.take(bytes)
    // A server that gathers small writes holds the end of its answer back until what came before is acknowledged, which
    // the system puts off for 40 ms.
    if let socket { ccurl_acknowledge(socket) }
  }

  /// Whether a machine may be spoken to. The proxy is what the environment names, and always may.
  private func mayReach(_ address: IPAddress?) -> Bool {
    guard let address else { return false }
    if options.reach == .any || proxy != nil || network.isPublic(address) { return true }
    refused.append(address)
    return false
  }

  /// Whether a request may go out. A connection that is used again must be silent: what already stands there would be
  /// taken for the answer.
  private func isReady(_ connection: ccurl_connection) -> Bool {
    self.connection = connection
    isStale = sockets.with { sockets in
      socket = sockets.socket(of: connection)
      guard !hasOpened, let socket else { return false }
      // The library may hand a connection on in the moment in which an answer on it ends.
      return standing != CCURL_SILENT || !sockets.take(socket, for: ObjectIdentifier(self))
    }
    return !isStale
  }

  /// What stands on the connection that carried the answer.
  var standing: ccurl_standing { socket.map { OpenSockets.standing($0, connection) } ?? CCURL_GONE }

  /// Begins the moment of quiet after an answer; false where its connection is not kept.
  func beginsToSettle() -> Bool {
    guard let socket, standing != CCURL_GONE else { return false }
    ccurl_acknowledge(socket)
    return true
  }

  /// Goes out on a connection of its own.
  func takesFreshConnection() -> Bool { ccurl_set_long(library, easy, CURLOPT_FRESH_CONNECT, 1) == CURLE_OK }

  /// Makes the exchange ready for another go, on a connection of its own; false where it had that already.
  func isRenewed() -> Bool {
    guard isStale else { return false }
    isStale = false
    socket = nil
    return takesFreshConnection()
  }

  func give(callbacksTo library: OpaquePointer) -> CURLcode { ccurl_set_callbacks(library, easy, callbacks) }
}
