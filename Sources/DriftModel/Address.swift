/// The canonical name of a place: `Contact.address.street`, `"GET /v1/customers".response.200.email`.
///
/// The grammar is in docs/addresses.md; parsing what ``description`` writes gives the same address.
public struct Address: Hashable, Sendable {
  /// One step of an address.
  public enum Step: Hashable, Sendable {
    /// A definition, an operation, a member, a qualified parameter.
    case name(String)
    /// Into the items of a list: `[]`.
    case items
    /// Into the values of a map: `{}`.
    case values

    /// The step as the JSON report's `path` spells it.
    public var text: String {
      switch self {
      case .name(let name): name
      case .items: "[]"
      case .values: "{}"
      }
    }
  }

  /// The steps, the definition or operation first.
  public var steps: [Step]

  /// Makes an address of its steps.
  public init(_ steps: [Step]) { self.steps = steps }

  /// The steps as plain texts.
  public var path: [String] { steps.map(\.text) }

  /// The address with one more step.
  public func appending(_ step: Step) -> Address { Address(steps + [step]) }
}

extension Address: CustomStringConvertible {
  /// The text that people read and write.
  public var description: String {
    var out: [UInt8] = []
    for (index, step) in steps.enumerated() {
      switch step {
      case .items: out += "[]".utf8
      case .values: out += "{}".utf8
      case .name(let name):
        if index > 0 { out.append(UInt8(ascii: ".")) }
        Self.append(name, to: &out)
      }
    }
    return String(decoding: out, as: UTF8.self)
  }

  /// Names with dots, spaces, brackets, slashes, quotes, colons, control characters or nothing in them are quoted.
  private static func append(_ name: String, to out: inout [UInt8]) {
    let bytes = name.utf8
    guard bytes.isEmpty || bytes.contains(where: isSpecial) else {
      out += bytes
      return
    }
    out.append(UInt8(ascii: "\""))
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): out += [UInt8(ascii: "\\"), byte]
      case UInt8(ascii: "\n"): out += "\\n".utf8
      case UInt8(ascii: "\t"): out += "\\t".utf8
      case 0..<0x20: out += "\\u00\(byte < 16 ? "0" : "")\(String(byte, radix: 16))".utf8
      default: out.append(byte)
      }
    }
    out.append(UInt8(ascii: "\""))
  }

  private static func isSpecial(_ byte: UInt8) -> Bool {
    switch byte {
    case 0...0x20, UInt8(ascii: "."), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"),
      UInt8(ascii: "/"), UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: ":"), UInt8(ascii: "#"),
      UInt8(ascii: ","):
      true
    default: false
    }
  }
}

extension Address {
  /// What is wrong with the text of an address.
  public struct Malformed: Error, Equatable {
    /// The column, from 1.
    public var column: Int
    /// What was expected.
    public var message: String
  }

  /// Reads an address as people write it.
  ///
  /// - Throws: ``Malformed`` with the column of the first character that does not fit.
  public init(parsing text: String) throws(Malformed) {
    let scalars = Array(text.unicodeScalars)
    var steps: [Step] = []
    var at = 0
    func fail(_ message: String) -> Malformed { Malformed(column: at + 1, message: message) }
    while at < scalars.count || steps.isEmpty {
      if at < scalars.count, scalars[at] == "[" || scalars[at] == "{" {
        let close: Unicode.Scalar = scalars[at] == "[" ? "]" : "}"
        guard at + 1 < scalars.count, scalars[at + 1] == close, !steps.isEmpty else {
          throw fail("expected \"[]\" or \"{}\" after a name")
        }
        steps.append(close == "]" ? .items : .values)
        at += 2
      } else {
        if !steps.isEmpty {
          guard scalars[at] == "." else { throw fail("expected \".\" before the next name") }
          at += 1
        }
        steps.append(.name(try Self.name(scalars, &at)))
      }
    }
    self.init(steps)
  }

  private static func name(_ scalars: [Unicode.Scalar], _ at: inout Int) throws(Malformed) -> String {
    var out = String.UnicodeScalarView()
    if at < scalars.count, scalars[at] == "\"" {
      at += 1
      while at < scalars.count, scalars[at] != "\"" {
        if scalars[at] == "\\" {
          at += 1
          guard at < scalars.count else { break }
          switch scalars[at] {
          case "n": out.append("\n")
          case "t": out.append("\t")
          case "u":
            let digits = String(String.UnicodeScalarView(scalars[(at + 1)...].prefix(4)))
            guard digits.utf8.count == 4, digits.utf8.allSatisfy({ $0 != UInt8(ascii: "+") }),
              let code = UInt32(digits, radix: 16), let scalar = Unicode.Scalar(code)
            else {
              throw Malformed(column: at + 1, message: "expected four hexadecimal digits after \"\\u\"")
            }
            out.append(scalar)
            at += 4
          default: out.append(scalars[at])
          }
        } else {
          out.append(scalars[at])
        }
        at += 1
      }
      guard at < scalars.count else { throw Malformed(column: at + 1, message: "a quoted name is not closed") }
      at += 1
      return String(out)
    }
    while at < scalars.count, !".[{".unicodeScalars.contains(scalars[at]) {
      guard !"\"\\]}".unicodeScalars.contains(scalars[at]) else {
        throw Malformed(column: at + 1, message: "expected quotes around a name with \"\(scalars[at])\" in it")
      }
      out.append(scalars[at])
      at += 1
    }
    guard !out.isEmpty else { throw Malformed(column: at + 1, message: "expected a name") }
    return String(out)
  }
}
