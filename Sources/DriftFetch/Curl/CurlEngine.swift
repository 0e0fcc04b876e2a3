import CCurl

/// The thread that carries exchanges. It starts with the first one, and ends when its transport goes.
final class CurlEngine: @unchecked Sendable {
  private struct Inbox {
    var library: CurlLibrary?
    var multi: UnsafeMutableRawPointer?
    var waiting: [Exchange] = []
    var isStopped = false
  }

  private let inbox = Locked(Inbox())
  /// Sockets that were opened; some are closed since.
  let sockets = Locked<Set<Int32>>([])
  /// Of the thread alone, by handle.
  private var running: [UnsafeMutableRawPointer: Exchange] = [:]

  /// Hands an exchange over; it ends in any case.
  func add(_ exchange: Exchange, _ library: CurlLibrary) {
    let isTaken = inbox.with { inbox in
      if inbox.multi == nil, !inbox.isStopped { start(&inbox, library) }
      guard let multi = inbox.multi, !inbox.isStopped else { return false }
      inbox.waiting.append(exchange)
      _ = ccurl_multi_wakeup(library.pointer, multi)
      return true
    }
    if !isTaken { exchange.end(throwing: .init(.unavailable, "no thread could be started to speak HTTP")) }
  }

  /// Makes the thread look at what was cancelled.
  func wake() {
    inbox.with { inbox in
      if let library = inbox.library, let multi = inbox.multi { _ = ccurl_multi_wakeup(library.pointer, multi) }
    }
  }

  /// Ends the thread, and with it what is still under way.
  func stop() {
    inbox.with { inbox in
      inbox.isStopped = true
      if let library = inbox.library, let multi = inbox.multi { _ = ccurl_multi_wakeup(library.pointer, multi) }
    }
  }

  private func start(_ inbox: inout Inbox, _ library: CurlLibrary) {
    guard let multi = ccurl_multi_new(library.pointer) else { return }
    let context = Unmanaged.passRetained(self)
    let code = ccurl_start_thread(
      { context in
        guard let context else { return }
        Unmanaged<CurlEngine>.fromOpaque(context).takeRetainedValue().run()
      }, context.toOpaque())
    if code == 0 {
      inbox.library = library
      inbox.multi = multi
    } else {
      context.release()
      ccurl_multi_free(library.pointer, multi)
    }
  }

  private func run() {
    // The thread may begin before the one that started it has put the handle down; the lock makes it wait.
    let (library, multi) = inbox.with { ($0.library?.pointer, $0.multi) }
    guard let library, let multi else { return }
    while true {
      let (fresh, isStopped) = inbox.with { inbox in
        defer { inbox.waiting = [] }
        return (inbox.waiting, inbox.isStopped)
      }
      for exchange in fresh { take(exchange, library, multi) }
      for exchange in running.values where isStopped || exchange.isCancelled {
        remove(exchange, library, multi)
        exchange.end(throwing: .init(.cancelled, "\(exchange.place): the request was given up"))
      }
      if isStopped { break }
      _ = ccurl_multi_perform(library, multi)
      var code = CURLE_OK
      while let easy = ccurl_multi_ended(library, multi, &code) {
        guard let exchange = running[easy] else { continue }
        if exchange.isRenewed() {
          remove(exchange, library, multi)
          take(exchange, library, multi)
          _ = ccurl_multi_wakeup(library, multi)
          continue
        }
        // Before the handle goes: what it has to say of the connection goes with it.
        let result = exchange.result(code)
        remove(exchange, library, multi)
        exchange.end(result)
      }
      _ = ccurl_multi_poll(library, multi, 1000)
    }
    inbox.with { inbox in
      inbox.multi = nil
      ccurl_multi_free(library, multi)
    }
  }

  private func take(_ exchange: Exchange, _ library: OpaquePointer, _ multi: UnsafeMutableRawPointer) {
    if ccurl_multi_add(library, multi, exchange.easy) == CURLM_OK {
      running[exchange.easy] = exchange
    } else {
      exchange.end(throwing: .init(.unavailable, "libcurl takes no request"))
    }
  }

  private func remove(_ exchange: Exchange, _ library: OpaquePointer, _ multi: UnsafeMutableRawPointer) {
    _ = ccurl_multi_remove(library, multi, exchange.easy)
    running[exchange.easy] = nil
  }
}
