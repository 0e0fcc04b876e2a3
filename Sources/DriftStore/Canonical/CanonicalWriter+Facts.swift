import DriftModel
import DriftSyntax

extension CanonicalWriter {
  /// Writes facts as members of the line: one value, or a list for what may be stated several times.
  mutating func write(facts run: Run) {
    var at = Int(run.start)
    let end = run.indices.upperBound
    while at < end {
      let key = schema.facts[at].key
      var next = at
      while next < end, schema.facts[next].key == key { next += 1 }
      write(key: words.facts[Int(key.rawValue)])
      if key.isSet || next - at > 1 {
        write(set: at..<next)
      } else {
        write(value: schema.facts[at])
      }
      at = next
    }
  }

  /// A set: sorted, whatever the source's order, which is kept as a hint.
  private mutating func write(set range: Range<Int>) {
    let sorted = range.sorted { a, b in
      let (one, two) = (schema.facts[a], schema.facts[b])
      if one.kind != two.kind { return one.kind.rawValue < two.kind.rawValue }
      return one.value == two.value ? a < b : symbols.precedes(one.value, two.value)
    }
    if setLine != order.count { (setLine, setCount) = (order.count, 0) }
    if !sorted.elementsEqual(range) {
      let ranks = sorted.map { UInt32($0 - range.lowerBound) }
      sets.append([UInt32(setLine), UInt32(setCount)] + ranks)
    }
    setCount += 1
    json.raw("[")
    for (index, fact) in sorted.enumerated() {
      if index > 0 { json.raw(",") }
      write(value: schema.facts[fact])
    }
    json.raw("]")
  }

  /// A value in the kind of JSON that tells how it is spelled; lists, objects and what JSON has no word for in an
  /// object of one member.
  private mutating func write(value fact: Fact) {
    let bytes = symbols.bytes(fact.value)
    switch fact.kind {
    case .text: json.string(bytes)
    case .number where Self.isNumber(bytes): json.raw(bytes)
    case .flag where bytes.elementsEqual("true".utf8) || bytes.elementsEqual("false".utf8): json.raw(bytes)
    case .null: json.raw("null")
    case .json:
      json.raw("{\"json\":")
      json.raw(bytes)
      json.raw("}")
    case .number, .flag, .unknown:
      json.raw(fact.kind == .number ? "{\"number\":" : fact.kind == .flag ? "{\"flag\":" : "{\"unknown\":")
      json.string(bytes)
      json.raw("}")
    }
  }

  /// Whether bytes are a number of JSON (RFC 8259, 6).
  private static func isNumber(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var at = 0
    func digits() -> Bool {
      let start = at
      while at < bytes.count, bytes[at] &- UInt8(ascii: "0") < 10 { at += 1 }
      return at > start
    }
    if at < bytes.count, bytes[at] == UInt8(ascii: "-") { at += 1 }
    let start = at
    guard digits(), at == start + 1 || bytes[start] != UInt8(ascii: "0") else { return false }
    if at < bytes.count, bytes[at] == UInt8(ascii: ".") {
      at += 1
      guard digits() else { return false }
    }
    if at < bytes.count, bytes[at] | 0x20 == UInt8(ascii: "e") {
      at += 1
      if at < bytes.count, bytes[at] == UInt8(ascii: "+") || bytes[at] == UInt8(ascii: "-") { at += 1 }
      guard digits() else { return false }
    }
    return at == bytes.count
  }
}

/// The keys of lines as they are written: in quotes, with the colon.
struct LineWords {
  let structural: [LineKey: [UInt8]]
  /// By ``FactKey``'s raw value.
  let facts: [[UInt8]]

  init() {
    structural = Dictionary(uniqueKeysWithValues: LineKey.allCases.map { ($0, Array("\"\($0.rawValue)\":".utf8)) })
    var facts: [[UInt8]] = []
    for key in FactKey.allCases {
      while facts.count <= Int(key.rawValue) { facts.append([]) }
      facts[Int(key.rawValue)] = Array("\"\(key.lineKey)\":".utf8)
    }
    self.facts = facts
  }
}
