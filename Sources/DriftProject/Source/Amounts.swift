import DriftModel
import DriftSyntax

/// Reads amounts of `drift.yaml`: times, sizes, counts, shares.
struct Amounts {
  let reader: StrictReader

  init(_ reader: StrictReader) { self.reader = reader }

  private static let times: [Character: Int] = ["s": 1, "m": 60, "h": 3_600, "d": 86_400]
  private static let sizes = [("GB", 1_000_000_000), ("MB", 1_000_000), ("kB", 1_000), ("KB", 1_000), ("B", 1)]

  /// `30s`, `10m`, `12h`, `7d` in seconds; nil where the key is not there.
  func seconds(_ node: NodeID, _ key: String) throws(DriftError) -> Int? {
    try amount(node, key, "a time such as 30s, 10m, 12h or 7d") { text in
      guard let unit = text.last.flatMap({ Self.times[$0] }) else { return nil }
      return Self.product(text.dropLast(), unit, most: 36_500 * 86_400)
    }
  }

  /// `64kB`, `200MB` in bytes; nil where the key is not there.
  func bytes(_ node: NodeID, _ key: String) throws(DriftError) -> Int? {
    try amount(node, key, "a size such as 500kB or 200MB") { text in
      let (suffix, unit) = Self.sizes.first { text.hasSuffix($0.0) } ?? ("", 1)
      return Self.product(text.dropLast(suffix.count), unit, most: 4_000_000_000)
    }
  }

  /// A whole number within bounds; nil where the key is not there.
  func count(_ node: NodeID, _ key: String, _ bounds: ClosedRange<Int>) throws(DriftError) -> Int? {
    try amount(node, key, "a number from \(bounds.lowerBound) to \(bounds.upperBound)") { text in
      Int(text).flatMap { bounds.contains($0) ? $0 : nil }
    }
  }

  /// `40%` as 0.4; nil where the key is not there.
  func share(_ node: NodeID, _ key: String) throws(DriftError) -> Double? {
    try amount(node, key, "a share such as 40%") { text in
      guard text.hasSuffix("%"), let number = Int(text.dropLast()), (0...100).contains(number) else { return nil }
      return number
    }.map { Double($0) / 100 }
  }

  private func amount(
    _ node: NodeID, _ key: String, _ expected: String, _ read: (String) -> Int?
  ) throws(DriftError) -> Int? {
    guard let value = reader.tree.member(node, key) else { return nil }
    let text = try reader.text(value, under: key)
    guard let amount = read(text) else {
      throw reader.fail("expected \(expected) under \"\(key)\", found \(reader.found(value))", value)
    }
    return amount
  }

  private static func product(_ digits: Substring, _ unit: Int, most: Int) -> Int? {
    guard let count = Int(digits), count > 0 else { return nil }
    let (product, isTooLarge) = count.multipliedReportingOverflow(by: unit)
    return isTooLarge || product > most ? nil : product
  }
}
