/// The address of a machine, of 4 or 16 bytes.
public struct IPAddress: Hashable, Sendable, CustomStringConvertible {
  /// The bytes in the order of the network.
  public let bytes: [UInt8]

  /// Makes an address; nil where there are neither 4 nor 16 bytes.
  public init?(bytes: [UInt8]) {
    guard bytes.count == 4 || bytes.count == 16 else { return nil }
    self.bytes = bytes
  }

  /// Whether it is a machine of the public internet, and no special one (RFC 6890 and its registries). An IPv6 address that
  /// stands for an IPv4 one is what that one is.
  public var isPublic: Bool {
    if bytes.count == 4 { return Self.isPublic(bytes[...]) }
    func starts(_ prefix: [UInt8]) -> Bool { bytes.starts(with: prefix) }
    let zeros = [UInt8](repeating: 0, count: 10)
    // v4-mapped, v4-compatible (:: and ::1 among them), NAT64, 6to4.
    if starts(zeros + [0xFF, 0xFF]) || starts(zeros + [0, 0]) { return Self.isPublic(bytes[12...]) }
    if starts([0, 0x64, 0xFF, 0x9B] + zeros.prefix(8)) { return Self.isPublic(bytes[12...]) }
    if starts([0x20, 0x02]) { return Self.isPublic(bytes[2..<6]) }
    // Everything global stands in 2000::/3; Teredo, benchmarks and documentation do not count.
    guard bytes[0] & 0xE0 == 0x20 else { return false }
    return !starts([0x20, 0x01, 0, 0]) && !starts([0x20, 0x01, 0, 2, 0, 0]) && !starts([0x20, 0x01, 0x0D, 0xB8])
      && !starts([0x3F, 0xFF, 0])
  }

  private static func isPublic(_ four: ArraySlice<UInt8>) -> Bool {
    let a = Array(four)
    switch (a[0], a[1]) {
    case (0, _), (10, _), (127, _): return false
    case (100, 64...127), (169, 254), (172, 16...31), (192, 168), (198, 18...19): return false
    case (192, 0): return a[2] != 0 && a[2] != 2
    case (198, 51): return a[2] != 100
    case (203, 0): return a[2] != 113
    case (224..., _): return false
    default: return true
    }
  }

  /// `127.0.0.1`, `2001:db8:0:0:0:0:0:1`.
  public var description: String {
    if bytes.count == 4 { return bytes.map(String.init).joined(separator: ".") }
    return stride(from: 0, to: 16, by: 2)
      .map { String(Int(bytes[$0]) << 8 | Int(bytes[$0 + 1]), radix: 16) }.joined(separator: ":")
  }
}

extension IPAddress {
  /// The address that a text spells as an origin does: four decimal numbers, or IPv6 in brackets or without.
  init?(text: String) {
    let plain = text.hasPrefix("[") && text.hasSuffix("]") ? text.dropFirst().dropLast() : text[...]
    guard let bytes = Self.four(plain) ?? Self.sixteen(plain) else { return nil }
    self.bytes = bytes
  }

  private static func four(_ text: Substring) -> [UInt8]? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 4 else { return nil }
    let bytes = parts.compactMap { $0.utf8.allSatisfy { (0x30...0x39).contains($0) } ? UInt8($0) : nil }
    return bytes.count == 4 ? bytes : nil
  }

  private static func sixteen(_ text: Substring) -> [UInt8]? {
    guard text.contains(":") else { return nil }
    var head: [UInt8] = []
    var tail: [UInt8]?
    var rest = text
    if rest.hasPrefix("::") {
      tail = []
      rest = rest.dropFirst(2)
    }
    while !rest.isEmpty {
      let part = rest.prefix { $0 != ":" }
      rest = rest.dropFirst(part.count)
      guard let value = part.contains(".") && rest.isEmpty ? four(part) : group(part) else { return nil }
      if tail == nil { head += value } else { tail?.append(contentsOf: value) }
      if rest.isEmpty { break }
      if rest.hasPrefix("::") {
        guard tail == nil else { return nil }
        tail = []
        rest = rest.dropFirst(2)
      } else {
        rest = rest.dropFirst()
        if rest.isEmpty { return nil }
      }
    }
    guard let tail else { return head.count == 16 ? head : nil }
    let gap = 16 - head.count - tail.count
    return gap >= 2 ? head + [UInt8](repeating: 0, count: gap) + tail : nil
  }

  private static func group(_ text: Substring) -> [UInt8]? {
    guard (1...4).contains(text.utf8.count), let value = UInt16(text, radix: 16), !text.hasPrefix("+") else {
      return nil
    }
    return [UInt8(value >> 8), UInt8(value & 0xFF)]
  }
}
