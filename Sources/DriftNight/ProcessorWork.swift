import Dispatch

/// Work that keeps a processor busy, apart from the threads on which systems are waited for: a document that takes long to
/// read keeps no request from being sent.
enum ProcessorWork {
  private static let queue = DispatchQueue.global(qos: .utility)

  /// The result of some work, when a processor has done it.
  ///
  /// - Throws: what `work` throws.
  static func result<T: Sendable>(of work: @escaping @Sendable () throws -> T) async throws -> T {
    try await withCheckedThrowingContinuation { waiting in
      queue.async { waiting.resume(with: Result { try work() }) }
    }
  }
}
