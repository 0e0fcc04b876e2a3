internal import DriftModel

/// The tags that the core schema (section 10.3) and the old types of yaml.org give a meaning.
enum YAMLTag {
  case none
  /// `!`: a text, whatever it looks like.
  case nonSpecific
  case string, integer, float, boolean, null, sequence, mapping
  /// `!!binary`, `!!timestamp`, `!!set`, ...: the value without them is what JSON would hold.
  case plainValue
  /// An application's own, which may mean anything.
  case unknown

  static let core = "tag:yaml.org,2002:"

  init(uri: String) {
    guard uri.hasPrefix(Self.core) else {
      self = .unknown
      return
    }
    switch uri.dropFirst(Self.core.count) {
    case "str": self = .string
    case "int": self = .integer
    case "float": self = .float
    case "bool": self = .boolean
    case "null": self = .null
    case "seq": self = .sequence
    case "map": self = .mapping
    case "binary", "timestamp", "set", "omap", "pairs", "merge": self = .plainValue
    default: self = .unknown
    }
  }
}

/// The anchor and the tag before a node (section 6.9).
struct YAMLProperties {
  var anchor = Symbol.none
  var tag = YAMLTag.none
  /// The offset of the first of them, nil where there are none.
  var start: Int?
  var tagStart = 0

  @inline(__always) var isEmpty: Bool { start == nil }

  /// Both together; a node has one anchor and one tag at most.
  func merged(with later: YAMLProperties) throws(SyntaxError) -> YAMLProperties {
    guard let laterStart = later.start else { return self }
    guard start != nil else { return later }
    var result = self
    if later.anchor != .none {
      guard anchor == .none else { throw SyntaxError(at: laterStart, "a second anchor for one value") }
      result.anchor = later.anchor
    }
    if later.tag != .none {
      guard tag == .none else { throw SyntaxError(at: laterStart, "a second tag for one value") }
      (result.tag, result.tagStart) = (later.tag, later.tagStart)
    }
    return result
  }
}

/// Anchors, tags and directives.
extension YAMLParser {
  /// Reads one anchor or tag.
  mutating func property(into properties: inout YAMLProperties, inFlow: Bool) throws(SyntaxError) {
    var one = YAMLProperties(start: at)
    if base[at] == UInt8(ascii: "&") {
      one.anchor = try name("an anchor")
    } else {
      (one.tag, one.tagStart) = (try tag(), at)
      one.tagStart = one.start ?? at
    }
    guard isBlank(at) || inFlow && Self.isFlowPunctuation(base[at]) else {
      throw unexpected("a space after an anchor or a tag")
    }
    isFirstOnLine = false
    let start = properties.start ?? one.start
    properties = try properties.merged(with: one)
    properties.start = start
  }

  /// Reads `*name`.
  mutating func aliasToken() throws(SyntaxError) -> YAMLScalar {
    let start = at
    let symbol = try name("an alias")
    return YAMLScalar(style: .alias, start: start, textStart: start, count: at - start, symbol: symbol)
  }

  /// Reads the name after `&` or `*`.
  private mutating func name(_ what: String) throws(SyntaxError) -> Symbol {
    let start = at + 1
    at = start
    while !isBlank(at), !Self.isFlowPunctuation(base[at]) { at += 1 }
    guard at > start else { throw unexpected("the name of \(what)") }
    return symbols.intern(inPlace: UnsafeRawBufferPointer(start: base + start, count: at - start))
  }

  /// Reads a tag: `!`, `!suffix`, `!!suffix`, `!handle!suffix` or `!<uri>`.
  private mutating func tag() throws(SyntaxError) -> YAMLTag {
    let start = at
    at += 1
    if peek(at) == UInt8(ascii: "<") {
      at += 1
      let uri = try tagText(isVerbatim: true)
      guard peek(at) == UInt8(ascii: ">"), !uri.isEmpty, uri != "!" else { throw unexpected("a tag") }
      at += 1
      return YAMLTag(uri: uri)
    }
    // A second "!" ends a handle of letters, digits and "-".
    var place = at
    while Self.isWordCharacter(peek(place)) { place += 1 }
    guard peek(place) == UInt8(ascii: "!") else {
      let suffix = try tagText(isVerbatim: false)
      guard !suffix.isEmpty else { return .nonSpecific }
      guard let prefix = tagPrefixes["!"] else { return .unknown }
      return YAMLTag(uri: prefix + suffix)
    }
    at = place + 1
    let handle = text(start, at)
    let suffix = try tagText(isVerbatim: false)
    guard !suffix.isEmpty else { throw unexpected("a tag after \"\(handle)\"") }
    guard let prefix = tagPrefixes[handle] ?? (handle == "!!" ? YAMLTag.core : nil) else {
      throw SyntaxError(
        at: start, "no %TAG says what \"\(handle)\" stands for",
        help: inside() + ["A directive holds for the document after it only."])
    }
    return YAMLTag(uri: prefix + suffix)
  }

  /// Steps over the characters that a tag may have.
  private mutating func tagText(isVerbatim: Bool) throws(SyntaxError) -> String {
    let start = at
    while true {
      switch peek(at) {
      case UInt8(ascii: "%"):
        for place in at + 1...at + 2 where Character(Unicode.Scalar(peek(place))).hexDigitValue == nil {
          throw unexpected("two hexadecimal digits after \"%\" in a tag")
        }
        at += 3
      case UInt8(ascii: "!"), UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"):
        guard isVerbatim else { return text(start, at) }
        at += 1
      case UInt8(ascii: "#"), UInt8(ascii: "$"), UInt8(ascii: "&")...UInt8(ascii: "+"),
        UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: ":"), UInt8(ascii: ";"), UInt8(ascii: "="),
        UInt8(ascii: "?"), UInt8(ascii: "@"), UInt8(ascii: "_"), UInt8(ascii: "~"):
        at += 1
      case let byte where Self.isWordCharacter(byte): at += 1
      default: return text(start, at)
      }
    }
  }

  private static func isWordCharacter(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "-"):
      true
    default: false
    }
  }

  private func text(_ start: Int, _ last: Int) -> String {
    String(decoding: UnsafeBufferPointer(start: base + start, count: last - start), as: UTF8.self)
  }

  /// Reads a directive (section 6.8).
  mutating func directive(_ seen: inout Set<String>) throws(SyntaxError) {
    let start = at
    at += 1
    isFirstOnLine = false
    let name = word()
    switch name {
    case "YAML":
      guard seen.insert(name).inserted else { throw SyntaxError(at: start, "a second %YAML directive") }
      skipInline()
      let versionStart = at
      let version = word().split(separator: ".", omittingEmptySubsequences: false)
      guard version.count == 2, version.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { 48...57 ~= $0 } })
      else {
        at = versionStart
        throw unexpected("a version, as in \"%YAML 1.2\"")
      }
      guard version[0].drop(while: { $0 == "0" }) == "1" else {
        throw SyntaxError(
          at: versionStart, "YAML \(version.joined(separator: ".").prefix(20)) is not read, only YAML 1")
      }
    case "TAG":
      skipInline()
      let handleStart = at
      let handle = word()
      let isHandle =
        handle.hasPrefix("!") && (handle == "!" || handle.hasSuffix("!"))
        && handle.dropFirst().dropLast().utf8.allSatisfy(Self.isWordCharacter)
      skipInline()
      let prefix = word()
      guard isHandle, !prefix.isEmpty else {
        at = handleStart
        throw unexpected("a handle and a prefix, as in \"%TAG ! tag:example.com,2000:\"")
      }
      guard seen.insert("TAG " + handle).inserted else {
        throw SyntaxError(at: start, "a second %TAG directive for \"\(handle)\"")
      }
      tagPrefixes[handle] = prefix
    default:
      guard !name.isEmpty else { throw unexpected("the name of a directive") }
      // Reserved: section 6.8 wants it ignored.
      while at < end, base[at] != 0x0a, base[at] != 0x0d { at += 1 }
    }
    skipBlank()
    guard at >= end || isFirstOnLine else { throw unexpected("the end of the directive") }
  }

  private mutating func skipInline() {
    while peek(at) == 0x20 || peek(at) == 0x09 { at += 1 }
  }

  private mutating func word() -> String {
    let start = at
    while !isBlank(at) { at += 1 }
    return text(start, at)
  }
}
