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
  /// How long a connection is watched before the next request may go out on it. An answer that nobody asked for comes on
  /// the heels of one that was, and would be taken for the next; a body that is longer than told does too.
  private static let quiet = Duration.milliseconds(3)

  let sockets = Locked(OpenSockets())
  /// Of the thread alone, as all that follows: by handle.
  private var running: [UnsafeMutableRawPointer: Exchange] = [:]
  private var waiting: [(exchange: Exchange, due: ContinuousClock.Instant)] = []
  private var settling:
    [(exchange: Exchange, result: Result<HTTPResponse, HTTPFailure>, due: ContinuousClock.Instant)] =
      []

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
      let isStopped = inbox.with { inbox in
        waiting += inbox.waiting.map { ($0, .now + Self.quiet) }
        inbox.waiting = []
        return inbox.isStopped
      }
      settle()
      begin(library, multi)
      giveUp(all: isStopped, library, multi)
      if isStopped { break }
      _ = ccurl_multi_perform(library, multi)
      collect(library, multi)
      // Nothing has to be looked at while nothing is under way: whoever comes wakes the thread.
      let isIdle = running.isEmpty && waiting.isEmpty
      _ = ccurl_multi_poll(library, multi, !settling.isEmpty ? 1 : isIdle ? 600_000 : 1000)
    }
    inbox.with { inbox in
      inbox.multi = nil
      ccurl_multi_free(library, multi)
    }
  }

  /// Gives results out whose connections have been quiet for a moment.
  private func settle() {
    let now = ContinuousClock.now
    for ended in settling where ended.due <= now { ended.exchange.end(ended.exchange.settled(ended.result)) }
    settling.removeAll { $0.due <= now }
  }

  /// Begins what waits. To an origin whose last answer has not settled nothing goes for a moment, lest it go out on that
  /// connection; after that it takes one of its own.
  private func begin(_ library: OpaquePointer, _ multi: UnsafeMutableRawPointer) {
    let unsettled = Set(settling.map(\.exchange.request.url.origin))
    let now = ContinuousClock.now
    var held: [(exchange: Exchange, due: ContinuousClock.Instant)] = []
    for (exchange, due) in waiting {
      if unsettled.contains(exchange.request.url.origin) {
        if due > now {
          held.append((exchange, due))
          continue
        }
        _ = exchange.takesFreshConnection()
      }
      take(exchange, library, multi)
    }
    waiting = held
  }

  private func giveUp(all: Bool, _ library: OpaquePointer, _ multi: UnsafeMutableRawPointer) {
    for exchange in running.values where all || exchange.isCancelled {
      remove(exchange, library, multi)
      exchange.giveUp()
    }
    for (exchange, _) in waiting where all || exchange.isCancelled { exchange.giveUp() }
    waiting.removeAll { all || $0.exchange.isCancelled }
    if all {
      for ended in settling { ended.exchange.end(ended.result) }
      settling = []
    }
  }

  private func collect(_ library: OpaquePointer, _ multi: UnsafeMutableRawPointer) {
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
      if case .success = result, exchange.beginsToSettle() {
        settling.append((exchange, result, .now + Self.quiet))
      } else {
        exchange.end(result)
      }
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
