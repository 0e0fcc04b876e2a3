import Dispatch
import DriftFetch
import DriftModel

/// Runs what waits for others from a command, which waits for it.
enum Waiting {
  /// The result of something that waits; a signal that ends the process cancels it, and what it has by then counts.
  ///
  /// - Throws: what `body` throws.
  static func result<T: Sendable>(of body: @escaping @Sendable () async throws -> T) throws -> T {
    let box = Box<T>()
    let done = DispatchSemaphore(value: 0)
    let task = Task {
      do {
        box.result = .success(try await body())
      } catch {
        box.result = .failure(error)
      }
      done.signal()
    }
    let signals = Interruption { task.cancel() }
    done.wait()
    signals.end()
    guard let result = box.result else { throw CancellationError() }
    return try result.get()
  }

  /// Raises the limit of open files as far as it goes; what it is then.
  ///
  /// - Throws: ``DriftError`` where it is so low that what waits for others would be out of files or threads before it could say so.
  @discardableResult static func raiseOpenFiles() throws(DriftError) -> Int {
    let limit = OpenFiles.raise()
    guard limit >= OpenFiles.least else {
      throw DriftError(
        "this process may have \(limit) files open, and needs \(OpenFiles.least) to fetch anything",
        help: ["ulimit -n 1024 allows more; in a unit of systemd LimitNOFILE does."])
    }
    guard OpenFiles.hasThreads else {
      throw DriftError(
        "this process has no room for the threads with which it fetches, or for what they bring",
        help: [
          "Give it more memory or more threads: ulimit -v, ulimit -u; MemoryMax and TasksMax in a unit of systemd."
        ])
    }
    return limit
  }

  /// Written before the semaphore is signalled, and read after it was waited for.
  private final class Box<T>: @unchecked Sendable {
    var result: Result<T, any Error>?
  }
}

/// What a person or the system does to end a run: it is called off, and says what it has. Who asks twice gets it at once.
final class Interruption {
  private var sources: [any DispatchSourceSignal] = []

  init(_ handler: @escaping @Sendable () -> Void) {
    for number in [SIGINT, SIGTERM, SIGHUP] {
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      let count = Count()
      source.setEventHandler {
        if count.next() > 1 { exit(128 + number) }
        handler()
      }
      source.resume()
      sources.append(source)
    }
  }

  func end() {
    for source in sources { source.cancel() }
    for number in [SIGINT, SIGTERM, SIGHUP] { signal(number, SIG_DFL) }
  }

  /// Counted on the one queue of a source.
  private final class Count: @unchecked Sendable {
    private var value = 0
    func next() -> Int {
      value += 1
      return value
    }
  }
}

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif
