/// Characters that HTML knows by name. Feeds use these names though XML has but five of them.
enum CharacterNames {
  private static let others: [String: UInt32] = [
    "amp": 38, "lt": 60, "gt": 62, "quot": 34, "apos": 39, "hellip": 0x2026, "ndash": 0x2013, "mdash": 0x2014,
    "lsquo": 0x2018, "rsquo": 0x2019, "sbquo": 0x201A, "ldquo": 0x201C, "rdquo": 0x201D, "bdquo": 0x201E,
    "bull": 0x2022, "euro": 0x20AC, "trade": 0x2122, "larr": 0x2190, "rarr": 0x2192, "harr": 0x2194, "minus": 0x2212,
    "le": 0x2264, "ge": 0x2265, "ne": 0x2260, "zwnj": 0x200C, "zwj": 0x200D, "ensp": 0x2002, "emsp": 0x2003,
    "thinsp": 0x2009, "OElig": 0x152, "oelig": 0x153, "Scaron": 0x160, "scaron": 0x161, "Yuml": 0x178,
    "lsaquo": 0x2039, "rsaquo": 0x203A, "check": 0x2713, "lbrace": 0x7B, "rbrace": 0x7D, "lbrack": 0x5B, "rbrack": 0x5D,
    "num": 0x23, "lowbar": 0x5F, "period": 0x2E, "sol": 0x2F, "colon": 0x3A, "grave": 0x60,
  ]

  /// The names of U+00A0 to U+00FF in their order (HTML 4.01, 24.2.1).
  private static let latin: [String: UInt32] = {
    let names =
      "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml"
    var out: [String: UInt32] = [:]
    for (index, name) in names.split(separator: " ").enumerated() { out[String(name)] = UInt32(0xA0 + index) }
    return out
  }()

  /// The longest name that is looked up.
  static let longest = 12

  /// The character of a reference without `&` and `;`: `amp`, `#8217`, `#x2019`; nil for none.
  static func character(_ reference: Substring) -> Unicode.Scalar? {
    guard reference.first == "#" else {
      let name = String(reference)
      return (others[name] ?? latin[name]).flatMap(Unicode.Scalar.init)
    }
    let digits = reference.dropFirst()
    let isHex = digits.first == "x" || digits.first == "X"
    let number = isHex ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
    return number.flatMap(Unicode.Scalar.init)
  }

  /// XML with what is no reference of XML written as one that is: `&nbsp;` as `&#160;`, a lone `&` as `&amp;`. What
  /// stands in CDATA is left alone. A declared entity is not known here, and so is never expanded.
  static func mended(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count + 64)
    var at = 0
    let (open, close) = (Array("<![CDATA[".utf8), Array("]]>".utf8))
    while at < bytes.count {
      let byte = bytes[at]
      if byte == UInt8(ascii: "<"), bytes[at...].starts(with: open) {
        let start = at
        at += open.count
        while at < bytes.count, !(bytes[at] == close[0] && bytes[at...].starts(with: close)) { at += 1 }
        out += bytes[start..<at]
        continue
      }
      at += 1
      guard byte == UInt8(ascii: "&") else {
        out.append(byte)
        continue
      }
      let name = bytes[at...].prefix(longest).prefix { $0 != UInt8(ascii: ";") && isName($0) }
      let end = at + name.count
      let isClosed = end < bytes.count && bytes[end] == UInt8(ascii: ";")
      let text = String(decoding: name, as: UTF8.self)
      if isClosed, ["amp", "lt", "gt", "quot", "apos"].contains(text) {
        out.append(byte)
      } else if isClosed, let scalar = character(text[...]) {
        out += "&#\(isAllowed(scalar) ? scalar.value : 0xFFFD);".utf8
        at = end + 1
      } else {
        out += "&amp;".utf8
      }
    }
    return out
  }

  private static func isName(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
      || byte == UInt8(ascii: "#")
  }

  /// XML 1.0, 2.2.
  private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x9, 0xA, 0xD, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
    default: false
    }
  }
}
