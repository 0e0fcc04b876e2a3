/// Names for things of a report that are the same on every machine and every night.
public enum ShortID {
  /// A prefix and ten hexadecimal digits of a hash of what tells the thing apart.
  public static func of(_ prefix: String, _ parts: [String]) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(parts.reduce(parts.count) { $0 + $1.utf8.count })
    for (number, part) in parts.enumerated() {
      if number > 0 { bytes.append(0x1f) }
      bytes.append(contentsOf: part.utf8)
    }
    let digits = String(bytes.withUnsafeBytes { StableHash.hash($0) }, radix: 16)
    return prefix + (String(repeating: "0", count: 16 - digits.count) + digits).prefix(10)
  }
}
