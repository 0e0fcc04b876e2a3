internal import CLibXML2
internal import DriftModel

/// Takes libxml2's events and appends nodes.
///
/// A position is libxml2's own place in the bytes that it was given: a start tag begins at the last `<` before it, as
/// no attribute may hold one, and its attributes are found by walking the tag, which is known to be well-formed.
final class XMLTreeBuilder {
  private let context: xmlParserCtxtPtr
  private let bytes: UnsafeRawBufferPointer
  private let symbols: SymbolTable
  private let limits: SyntaxLimits
  private let names: XMLNameCache
  // Touched at every event of the parser, and never while it changes.
  @exclusivity(unchecked) private(set) var nodes: [SyntaxNode] = []
  @exclusivity(unchecked) private(set) var error: SyntaxError?
  @exclusivity(unchecked) private var open: [Element] = []
  @exclusivity(unchecked) private var text = Text()
  private let textKey: Symbol
  private let namespaceKey: Symbol

  private struct Element {
    var node: Int
    var hasElements = false
  }

  /// Character data that was not ended by a tag yet.
  private struct Text {
    /// The place of its first byte.
    var start = 0
    /// How many bytes stand in the document just as they are; nil where pieces had to be put together.
    var length: Int? = 0
    var isBlank = true
    var copy: [UInt8] = []

    var isEmpty: Bool { length == 0 && copy.isEmpty }
  }

  init(_ context: xmlParserCtxtPtr, _ source: SourceText, _ symbols: SymbolTable, _ limits: SyntaxLimits) {
    self.context = context
    bytes = source.bytes
    self.symbols = symbols
    self.limits = limits
    names = XMLNameCache(symbols)
    textKey = symbols.intern("#text")
    namespaceKey = symbols.intern("@xmlns")
    nodes.reserveCapacity(source.bytes.count / 40 + 16)
  }

  /// The builder of a parser; nil for a parser that libxml2 made for itself.
  static func of(_ context: UnsafeMutableRawPointer?) -> XMLTreeBuilder? {
    guard let context else { return nil }
    let parser = context.assumingMemoryBound(to: xmlParserCtxt.self)
    guard let owner = parser.pointee._private else { return nil }
    let builder = Unmanaged<XMLTreeBuilder>.fromOpaque(owner).takeUnretainedValue()
    return builder.context == parser ? builder : nil
  }

  /// Where the parser is, as an offset in the document.
  private var position: Int {
    guard let input = context.pointee.input, let base = input.pointee.base, let cur = input.pointee.cur else {
      return 0
    }
    return min(bytes.count, max(0, Int(input.pointee.consumed) + (cur - base)))
  }

  // MARK: Elements

  func startElement(
    _ local: UnsafePointer<xmlChar>?, _ prefix: UnsafePointer<xmlChar>?, _ uri: UnsafePointer<xmlChar>?,
    _ namespaceCount: Int, _ namespaces: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?, _ count: Int,
    _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
  ) {
    guard error == nil else { return }
    flushText(beforeElement: true)
    var start = position
    while start > 0, start >= bytes.count || bytes[start] != UInt8(ascii: "<") { start -= 1 }
    guard open.count < limits.depth else {
      return stop(
        SyntaxError(
          at: start, "more than \(limits.depth) levels of nesting",
          help: ["No schema is that deep; was this made to break readers?"]))
    }
    if !open.isEmpty { open[open.count - 1].hasElements = true }
    open.append(Element(node: nodes.count))
    nodes.append(
      SyntaxNode(
        kind: .object, key: names.element(local, uri), keyStart: UInt32(truncatingIfNeeded: start),
        start: UInt32(truncatingIfNeeded: start), extent: 0))
    appendAttributes(XMLTag(bytes, at: start), namespaceCount, namespaces, count, attributes)
  }

  /// Walks the tag for places and the parser's lists for names and values: both are in the order of the document.
  private func appendAttributes(
    _ tag: XMLTag, _ namespaceCount: Int, _ namespaces: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?, _ count: Int,
    _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
  ) {
    var tag = tag
    var namespace = 0
    var attribute = 0
    while let found = tag.next() {
      if found.isNamespace(bytes) {
        let prefix = namespace < namespaceCount ? namespaces?[namespace * 2] : nil
        let value = namespace < namespaceCount ? namespaces?[namespace * 2 + 1] : nil
        namespace += 1
        let key = prefix.map { symbols.intern("@xmlns:" + String(cString: $0)) } ?? namespaceKey
        let length = value.map { xmlStrlen($0) } ?? 0
        append(found, key, value, Int(length))
      } else {
        guard attribute < count, let all = attributes else { return }
        let local = all[attribute * 5]
        let uri = all[attribute * 5 + 2]
        let value = all[attribute * 5 + 3]
        let end = all[attribute * 5 + 4]
        attribute += 1
        append(found, names.attribute(local, uri), value, value.flatMap { start in end.map { $0 - start } } ?? 0)
      }
    }
    // Attributes that a document type declaration gives a value.
    while attribute < count, let all = attributes {
      let value = all[attribute * 5 + 3]
      let length = value.flatMap { start in all[attribute * 5 + 4].map { $0 - start } } ?? 0
      append(
        XMLTag.Attribute(name: tag.start..<tag.start, value: tag.start..<tag.start, isPlain: false),
        names.attribute(all[attribute * 5], all[attribute * 5 + 2]), value, length)
      attribute += 1
    }
  }

  private func append(
    _ found: XMLTag.Attribute, _ key: Symbol, _ value: UnsafePointer<xmlChar>?, _ length: Int
  ) {
    let isInPlace = found.isPlain && found.value.count == length
    let given = UnsafeRawBufferPointer(start: value, count: value == nil ? 0 : length)
    let symbol = isInPlace ? Symbol.none : internValue(given)
    nodes.append(
      SyntaxNode(
        kind: .string, isInterned: !isInPlace, key: key,
        keyStart: UInt32(truncatingIfNeeded: found.name.lowerBound),
        start: UInt32(truncatingIfNeeded: found.value.lowerBound),
        extent: isInPlace ? UInt32(truncatingIfNeeded: length) : symbol.id))
  }

  /// A value that is written otherwise than it reads. libxml2, told to replace no entities, leaves an ampersand as
  /// `&#38;`, whatever it is written as.
  private func internValue(_ given: UnsafeRawBufferPointer) -> Symbol {
    let ampersand = Array("&#38;".utf8)
    guard given.contains(UInt8(ascii: "&")) else { return symbols.intern(copying: given) }
    var out: [UInt8] = []
    var at = 0
    while at < given.count {
      out.append(given[at])
      at += given[at...].starts(with: ampersand) ? ampersand.count : 1
    }
    return out.withUnsafeBytes { symbols.intern(copying: $0) }
  }

  func endElement() {
    guard error == nil, let element = open.popLast() else { return }
    flushText(beforeElement: false, hasElements: element.hasElements)
    nodes[element.node].extent = UInt32(truncatingIfNeeded: nodes.count)
  }

  // MARK: Text

  func characters(_ piece: UnsafePointer<xmlChar>?, _ count: Int) {
    guard error == nil, count > 0, !open.isEmpty else { return }
    let piece = UnsafeRawBufferPointer(start: piece, count: count)
    let isBlank = piece.allSatisfy(Self.isSpace)
    let place = offset(of: piece)
    if text.isEmpty {
      text.isBlank = isBlank
      if let place {
        (text.start, text.length) = (place, count)
      } else {
        text.start = max(0, position - count)
        text.length = nil
        text.copy = Array(piece)
      }
      return
    }
    text.isBlank = text.isBlank && isBlank
    if let length = text.length, let place, place == text.start + length {
      text.length = length + count
      return
    }
    if let length = text.length {
      text.copy = Array(bytes[text.start..<text.start + length])
      text.length = nil
    }
    text.copy += piece
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09 }

  /// Where a piece stands in the document; nil where libxml2 made it.
  private func offset(of piece: UnsafeRawBufferPointer) -> Int? {
    guard let input = context.pointee.input, let base = input.pointee.base, let end = input.pointee.end,
      let start = piece.baseAddress, UnsafeRawPointer(base) <= start, start + piece.count <= UnsafeRawPointer(end)
    else { return nil }
    let offset = Int(input.pointee.consumed) + (start - UnsafeRawPointer(base))
    return offset >= 0 && offset + piece.count <= bytes.count ? offset : nil
  }

  private func flushText(beforeElement: Bool, hasElements: Bool = false) {
    guard !text.isEmpty else { return }
    defer { text = Text() }
    if text.isBlank, beforeElement || hasElements { return }
    if let length = text.length {
      nodes.append(
        SyntaxNode(
          kind: .string, key: textKey, keyStart: UInt32(truncatingIfNeeded: text.start),
          start: UInt32(truncatingIfNeeded: text.start), extent: UInt32(truncatingIfNeeded: length)))
    } else {
      let symbol = text.copy.withUnsafeBytes { symbols.intern(copying: $0) }
      nodes.append(
        SyntaxNode(
          kind: .string, isInterned: true, key: textKey, keyStart: UInt32(truncatingIfNeeded: text.start),
          start: UInt32(truncatingIfNeeded: text.start), extent: symbol.id))
    }
  }

  // MARK: What is refused

  /// What of a document type declaration is not read.
  enum Refused {
    case entity, declaration
  }

  func refuse(_ what: Refused, _ name: UnsafePointer<xmlChar>?) {
    let name = name.map { String(cString: $0) } ?? ""
    let found = what == .entity ? "a reference to the entity \"\(name)\"" : "a declaration of the entity \"\(name)\""
    stop(
      SyntaxError(
        at: position, "expected no entities but those of XML, found \(found)",
        help: ["drift expands none and opens nothing outside. Write the text in place of the entity."],
        isOutsideSubset: true))
  }

  func documentType(_ name: UnsafePointer<xmlChar>?, isOutside: Bool) {
    guard isOutside else { return checkDocumentType() }
    stop(
      SyntaxError(
        at: position, "expected a document by itself, found a DTD that stands outside of it",
        help: ["drift opens nothing that a document names. Remove the DOCTYPE line."], isOutsideSubset: true))
  }

  /// What libxml2 lets pass: no white space before the name, an internal subset behind the end (XML 1.0, 2.8).
  private func checkDocumentType() {
    let word = Array("<!DOCTYPE".utf8)
    var start = min(position, bytes.count - word.count)
    while start > 0, !bytes[start..<start + word.count].elementsEqual(word) { start -= 1 }
    var at = start + word.count
    guard start >= 0, at < bytes.count, Self.isSpace(bytes[at]) else {
      return stop(SyntaxError(at: max(0, at), "expected white space after \"<!DOCTYPE\""))
    }
    while at < bytes.count, bytes[at] != UInt8(ascii: ">"), bytes[at] != UInt8(ascii: "[") { at += 1 }
    guard at < bytes.count, bytes[at] == UInt8(ascii: ">") else { return }
    repeat { at += 1 } while at < bytes.count && Self.isSpace(bytes[at])
    if at < bytes.count, bytes[at] != UInt8(ascii: "<") {
      stop(SyntaxError(at: at, "expected the element of the document after its DOCTYPE"))
    }
  }

  func report(_ found: UnsafePointer<xmlError>?) {
    guard error == nil, let found, found.pointee.level.rawValue >= XML_ERR_ERROR.rawValue else { return }
    error = XMLProblem.error(found.pointee, at: position, in: bytes)
    xmlStopParser(context)
  }

  private func stop(_ problem: SyntaxError) {
    guard error == nil else { return }
    error = problem
    xmlStopParser(context)
  }

  /// What is wrong where the parser ended without a word.
  func incomplete() -> SyntaxError? {
    guard context.pointee.wellFormed != 0, !nodes.isEmpty, open.isEmpty else {
      return SyntaxError(
        at: position, "expected a whole document, found its end", help: ["Was the document cut short?"])
    }
    // libxml2 takes a byte of zero for the end.
    guard position >= bytes.count || bytes[position] != 0 else {
      return SyntaxError(at: position, "expected the end of the document, found a byte of zero")
    }
    return nil
  }
}
