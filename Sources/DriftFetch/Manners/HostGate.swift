/// Lets so many requests at once through to one host, and none while the host wants to be left alone.
public actor HostGate {
  private struct Host {
    var places: Places
    /// From when on the next request may go, seconds since 1970.
    var next = 0.0
    /// How far apart requests go; 0 where nothing is said.
    var spacing = 0.0
  }

  private let perHost: Int
  private var hosts: [String: Host] = [:]
  private var lastID = 0

  /// Makes a gate.
  ///
  /// - Parameter perHost: how many requests a host gets at once, at least one.
  public init(perHost: Int = 2) { self.perHost = max(1, perHost) }

  /// Waits for a place; false where the task was cancelled meanwhile, and no place is taken.
  func enter(_ origin: Origin) async -> Bool {
    if Task.isCancelled { return false }
    let key = Self.key(origin)
    if hosts[key, default: host].places.take() { return true }
    lastID += 1
    let id = lastID
    return await withTaskCancellationHandler {
      await withCheckedContinuation { place in
        if Task.isCancelled {
          place.resume(returning: false)
        } else {
          hosts[key, default: host].places.wait(id, place)
        }
      }
    } onCancel: {
      Task { await self.giveUp(id, key) }
    }
  }

  /// Gives a place back; the one that waited longest gets it.
  func leave(_ origin: Origin) {
    hosts[Self.key(origin)]?.places.leave()
  }

  /// How long the next request has to wait, seconds; its turn is taken by asking.
  func turn(_ origin: Origin, now: Double) -> Double {
    let key = Self.key(origin)
    guard var host = hosts[key] else { return 0 }
    let at = max(now, host.next)
    host.next = at + host.spacing
    hosts[key] = host
    return at - now
  }

  /// Takes what an answer said of limits.
  func heed(_ limits: [RateLimit], _ origin: Origin, now: Double) {
    let key = Self.key(origin)
    let spacing = limits.compactMap(\.spacing).max() ?? 0
    var host = hosts[key, default: host]
    host.spacing = spacing
    if spacing > 0 { host.next = max(host.next, now + spacing) }
    hosts[key] = host
  }

  /// Sends nothing to a host for some seconds.
  func hold(_ origin: Origin, seconds: Double, now: Double) {
    let key = Self.key(origin)
    hosts[key, default: host].next = max(hosts[key]?.next ?? 0, now + seconds)
  }

  private func giveUp(_ id: Int, _ key: String) {
    hosts[key]?.places.giveUp(id)
  }

  /// A host that nobody asked yet.
  private var host: Host { Host(places: Places(perHost)) }

  private static func key(_ origin: Origin) -> String { "\(origin.host):\(origin.port)" }
}
