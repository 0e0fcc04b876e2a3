import CCurl

/// Sends requests through libcurl. One thread carries all exchanges and keeps connections for the next; nothing that
/// blocks runs on the threads of tasks.
///
/// What the library would do on its own is switched off: it follows no redirect, reads no file of secrets and keeps no
/// cookie; certificates are always checked.
public final class CurlTransport: HTTPTransport {
  private let userAgent: String
  private let proxies: ProxyEnvironment
  private let network: NetworkRules
  /// The library; nil for the one of this process.
  private let library: CurlLibrary?
  private let engine = CurlEngine()

  /// Makes a transport.
  ///
  /// - Parameters:
  ///   - userAgent: who asks, `drift/1.0`.
  ///   - variable: the environment, for what it says of proxies.
  public convenience init(
    userAgent: String, variable: @escaping @Sendable (String) -> String?, network: NetworkRules = .init()
  ) {
    self.init(userAgent: userAgent, variable: variable, network: network, library: nil)
  }

  /// Makes a transport of a library of one's own.
  init(
    userAgent: String, variable: @escaping @Sendable (String) -> String?, network: NetworkRules, library: CurlLibrary?
  ) {
    self.userAgent = userAgent
    proxies = .init(variable: variable)
    self.network = network
    self.library = library
  }

  deinit { engine.stop() }

  /// Sends a request.
  public func send(_ request: HTTPRequest, _ options: HTTPOptions) async throws(HTTPFailure) -> HTTPResponse {
    let library = if let library { library } else { try CurlLibrary.loaded() }
    let exchange = try Exchange(
      request, options, library: library, userAgent: userAgent, proxy: proxies.proxy(for: request.url.origin),
      network: network, sockets: engine.sockets)
    let result = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        exchange.begin(continuation)
        engine.add(exchange, library)
      }
    } onCancel: {
      exchange.cancel()
      engine.wake()
    }
    return try result.get()
  }
}
