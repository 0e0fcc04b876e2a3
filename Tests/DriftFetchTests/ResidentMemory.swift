import DriftTestSupport

/// How much memory this process had at its peak.
enum ResidentMemory {
  /// In bytes; nil where the system does not say.
  static var peak: Int? {
    guard let status = try? SharedData.bytes("/proc/self/status") else { return nil }
    let line = String(decoding: status, as: UTF8.self).split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    return line?.split(separator: " ").compactMap { Int($0) }.first.map { $0 << 10 }
  }

  /// How much more a piece of work takes than was taken before.
  static func growth(of work: () async throws -> Void) async rethrows -> Int {
    let before = peak ?? 0
    try await work()
    return (peak ?? 0) - before
  }
}
