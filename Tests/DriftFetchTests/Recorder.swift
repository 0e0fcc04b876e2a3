#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// What happened, from whatever thread it was told.
final class Recorder<Item: Sendable>: @unchecked Sendable {
  private var items: [Item] = []
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>

  init() {
    mutex = .allocate(capacity: 1)
    pthread_mutex_init(mutex, nil)
  }

  deinit {
    pthread_mutex_destroy(mutex)
    mutex.deallocate()
  }

  func add(_ item: Item) {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    items.append(item)
  }

  var all: [Item] {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return items
  }
}
