import DriftModel

extension JSONOutput {
  /// An address as ``DriftModel/Address/description`` spells it.
  ///
  /// Addresses are most of a report, and most of their names are plain: those are copied without a string between.
  mutating func string(of address: Address) {
    bytes.append(UInt8(ascii: "\""))
    for (index, step) in address.steps.enumerated() {
      switch step {
      case .items: bytes.append(contentsOf: "[]".utf8)
      case .values: bytes.append(contentsOf: "{}".utf8)
      case .name(let name):
        if index > 0 { bytes.append(UInt8(ascii: ".")) }
        write(name)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func write(_ name: String) {
    switch Self.spelling(name) {
    case .plain: bytes.append(contentsOf: name.utf8)
    case .quoted:
      bytes.append(contentsOf: #"\""#.utf8)
      bytes.append(contentsOf: name.utf8)
      bytes.append(contentsOf: #"\""#.utf8)
    case .unusual: escape(Address([.name(name)]).description)
    }
  }

  private enum Spelling {
    case plain, quoted, unusual
  }

  /// How an address spells a name; what is not printable ASCII without quotes is left to the address itself.
  private static func spelling(_ name: String) -> Spelling {
    var out = name.utf8.isEmpty ? Spelling.unusual : .plain
    for byte in name.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
        continue
      case UInt8(ascii: "."), UInt8(ascii: " "), UInt8(ascii: "/"), UInt8(ascii: ":"), UInt8(ascii: "{"),
        UInt8(ascii: "}"), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: ","):
        out = .quoted
      default: return .unusual
      }
    }
    return out
  }
}
