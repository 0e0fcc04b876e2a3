import DriftDiff
import DriftTestSupport
import Testing

/// Sizes at which a quadratic step would show; the bounds are generous because tests run unoptimised and in
/// parallel.
@Suite struct RenameScaleTests {
  private static let words = [
    "order", "invoice", "customer", "line", "total", "amount", "date", "status", "code", "ship", "bill",
    "tax", "unit", "price", "region",
    "agent", "batch", "stock", "ledger", "quote", "carrier", "route", "parcel", "refund", "credit", "branch",
    "asset", "grant",
  ]

  /// Names that are all different: the digits of a number in words.
  static func name(_ number: Int, style: (([String]) -> String)) -> String {
    var parts: [String] = []
    var rest = number
    repeat {
      parts.append(words[rest % words.count])
      rest /= words.count
    } while rest > 0
    return style(parts + ["f\(number % 97)"])
  }

  static func snake(_ parts: [String]) -> String { parts.joined(separator: "_") }

  static func camel(_ parts: [String]) -> String {
    parts.enumerated().map {
      $0.offset == 0 ? $0.element : $0.element.prefix(1).uppercased() + $0.element.dropFirst()
    }.joined()
  }

  static func block(count: Int, old: ([String]) -> String, new: ([String]) -> String) -> RenameBlock {
    func candidates(_ style: ([String]) -> String) -> [RenameCandidate] {
      (0..<count).map {
        RenameCandidate(
          name: name($0, style: style), parentName: "Wide", typeKey: UInt64($0 % 5), typeFamily: .string,
          position: $0)
      }
    }
    return RenameBlock(removed: candidates(old), added: candidates(new), isOrdered: false)
  }

  @Test("a change of naming style in a wide table is found throughout")
  func style() {
    let count = 3000
    let solution = RenameMatcher.solve(
      RenameProblem(blocks: [Self.block(count: count, old: Self.snake, new: Self.camel)]))
    #expect(solution.claims.count == count)
    #expect(solution.claims.allSatisfy { $0.removed.index == $0.added.index && $0.probability > 0.99 })
  }

  @Test("a prefix on every field of a wide table is found throughout")
  func prefix() {
    let count = 3000
    let solution = RenameMatcher.solve(
      RenameProblem(blocks: [Self.block(count: count, old: Self.snake) { "legacy_" + Self.snake($0) }]))
    #expect(solution.claims.count == count)
    #expect(solution.claims.allSatisfy { $0.removed.index == $0.added.index })
  }

  @Test("a table replaced by an unlike one gives no claims and says what was not compared")
  func unlike() {
    let old = Self.block(count: 2000, old: Self.snake, new: Self.snake)
    var block = old
    block.added = (0..<2000).map {
      RenameCandidate(
        name: "qz\($0 * 7919 % 100_003)xv", parentName: "Wide", typeKey: UInt64($0 % 5), typeFamily: .string,
        position: $0)
    }
    #expect(RenameMatcher.solve(RenameProblem(blocks: [block])).claims.isEmpty)
  }

  @Test("every value of a long enumeration under another name is found")
  func values() throws {
    func document(_ style: ([String]) -> String) throws -> DocumentSet {
      let values = (0..<1500).map { "\"\(Self.name($0, style: style))\"" }.joined(separator: ", ")
      return try Documents.openAPI(schemas: #"{"X": {"type": "string", "enum": [\#(values)]}}"#)
    }
    let lines = try document(Self.snake).lines(to: document(Self.camel))
    #expect(lines.count == 1500)
    #expect(lines.allSatisfy { $0.hasPrefix("enum-value-renamed") })
  }
}
