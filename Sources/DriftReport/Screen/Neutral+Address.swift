public import DriftModel

extension Neutral {
  /// The widest name of an address that is shown whole: wider than any that somebody meant. A name that is cut
  /// cannot be copied into a mapping, and is not told from that of the next version.
  private static let widestName = 1000

  /// An address for the screen, from the step numbered `first` on.
  ///
  /// As ``DriftModel/Address/description`` spells it, so that it can be copied into a mapping; a name that is not
  /// inert is quoted with escapes, which the parser reads.
  public static func address(_ address: Address, from first: Int = 0) -> String {
    address.steps[min(first, address.steps.count)...].reduce(into: "") { out, step in
      switch step {
      case .items: out += "[]"
      case .values: out += "{}"
      case .name(let name): out += (out.isEmpty ? "" : ".") + self.name(name)
      }
    }
  }

  /// One name as an address spells it.
  public static func name(_ name: String) -> String {
    if isPlainName(name) { return name }
    if name.unicodeScalars.contains(where: { acts($0) || isAmbiguous($0) }) {
      // Quoted, where a backslash is always doubled.
      let inner = name.unicodeScalars.reduce(into: "") { out, scalar in
        switch scalar {
        case "\"", "\\": out += "\\" + String(scalar)
        default: out += acts(scalar) || isAmbiguous(scalar) ? escape(scalar) : String(scalar)
        }
      }
      return "\"" + inert(inner) + "\""
    }
    return inert(Address([.name(name)]).description)
  }

  private static func isPlainName(_ name: String) -> Bool {
    let count = name.utf8.count
    return count > 0 && count <= widestName
      && name.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "@"),
          UInt8(ascii: "$"):
          true
        default: false
        }
      }
  }

  /// What is escaped already, cut and without the marks of a build server's commands.
  private static func inert(_ escaped: String) -> String {
    // Nearly all names are short and say what they say.
    if escaped.utf8.count <= widestName + 2, escaped.utf8.allSatisfy({ $0 < 0x7f && $0 != UInt8(ascii: "#") }) {
      return escaped
    }
    let scalars = Array(escaped.unicodeScalars)
    var pieces: [String] = []
    for (index, scalar) in scalars.enumerated() {
      let isCommand = scalar == "#" && index > 0 && scalars[index - 1] == "#"
      pieces.append(isCommand ? escape(scalar) : String(scalar))
    }
    return cut(pieces, widestName + 2)
  }
}
