internal import CLibXML2
internal import DriftModel

/// The symbols of expanded names seen lately.
///
/// libxml2 keeps one copy of each name as long as it parses, so a name is known by the addresses of its parts.
final class XMLNameCache {
  private struct Slot {
    var local: UnsafePointer<xmlChar>?
    var uri: UnsafePointer<xmlChar>?
    var symbol = Symbol.none
  }

  private static let mask = 1023
  private let symbols: SymbolTable
  @exclusivity(unchecked) private var elements = Array(repeating: Slot(), count: mask + 1)
  @exclusivity(unchecked) private var attributes = Array(repeating: Slot(), count: mask + 1)
  @exclusivity(unchecked) private var scratch: [UInt8] = []

  init(_ symbols: SymbolTable) { self.symbols = symbols }

  /// `{namespace}local`, or the local name where it has no namespace.
  func element(_ local: UnsafePointer<xmlChar>?, _ uri: UnsafePointer<xmlChar>?) -> Symbol {
    let slot = Self.slot(local, uri)
    if elements[slot].local == local, elements[slot].uri == uri, local != nil { return elements[slot].symbol }
    let symbol = intern("", local, uri)
    elements[slot] = Slot(local: local, uri: uri, symbol: symbol)
    return symbol
  }

  /// The same for an attribute, with `@` before it.
  func attribute(_ local: UnsafePointer<xmlChar>?, _ uri: UnsafePointer<xmlChar>?) -> Symbol {
    let slot = Self.slot(local, uri)
    if attributes[slot].local == local, attributes[slot].uri == uri, local != nil { return attributes[slot].symbol }
    let symbol = intern("@", local, uri)
    attributes[slot] = Slot(local: local, uri: uri, symbol: symbol)
    return symbol
  }

  private static func slot(_ local: UnsafePointer<xmlChar>?, _ uri: UnsafePointer<xmlChar>?) -> Int {
    let mixed = UInt(bitPattern: local) &* 0x9e37_79b9_7f4a_7c15 ^ UInt(bitPattern: uri) &* 0xc2b2_ae3d_27d4_eb4f
    return Int(truncatingIfNeeded: mixed >> 40) & mask
  }

  private func intern(_ sign: String, _ local: UnsafePointer<xmlChar>?, _ uri: UnsafePointer<xmlChar>?) -> Symbol {
    scratch.removeAll(keepingCapacity: true)
    scratch += sign.utf8
    if let uri {
      scratch.append(UInt8(ascii: "{"))
      scratch += UnsafeBufferPointer(start: uri, count: Int(xmlStrlen(uri)))
      scratch.append(UInt8(ascii: "}"))
    }
    if let local { scratch += UnsafeBufferPointer(start: local, count: Int(xmlStrlen(local))) }
    return scratch.withUnsafeBytes { symbols.intern(copying: $0) }
  }
}
