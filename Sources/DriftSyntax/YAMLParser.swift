internal import DriftModel

/// The state of reading one YAML stream: a cursor, the open collections, the nodes so far.
///
/// One pass without recursion: open collections stand on ``stack``. Block style is in YAMLParser+Block.swift,
/// flow style in +Flow, texts in +Plain, +Quoted and +BlockScalar, anchors and tags in +Properties, and what
/// becomes of all that in +Nodes.
struct YAMLParser: ~Copyable {
  /// A collection that is not closed yet.
  struct Frame {
    enum Kind: UInt8 {
      case blockSequence, blockMapping, flowSequence, flowMapping
      /// `[key: value]`: a mapping of one entry without brackets.
      case flowPair

      var isMapping: Bool { self != .blockSequence && self != .flowSequence }
    }

    /// What may stand next in a flow collection.
    enum Step: UInt8 {
      /// An entry, or the end.
      case entry
      /// The key after a `?`.
      case explicitKey
      /// The `:` after a key.
      case keyed
      /// The value after a `:`.
      case value
      /// A comma, or the end.
      case after
    }

    /// What the last node of a mapping is, if not the value of its key.
    enum Tail: UInt8 { case value, explicitKey, merge }

    var kind: Kind
    var step = Step.entry
    var tail = Tail.value
    var hasMerge = false
    /// The column of the entries of a block collection.
    var indent = 0
    /// The number of the collection's node.
    var node: Int
    /// The first node of the tail, where it is a key or is merged.
    var mark = 0
    /// The start of the line on which a flow collection opens.
    var line = 0
    /// The offset of what opens a flow collection.
    var start = 0
  }

  let base: UnsafePointer<UInt8>
  let end: Int
  let symbols: SymbolTable
  let limits: SyntaxLimits

  // The cursor.
  var at = 0
  var lineStart = 0
  /// Whether only white space stands between the start of the line and the cursor.
  var isFirstOnLine = true
  /// The spaces at the start of the line; holds where ``isFirstOnLine``.
  var lineIndent = 0
  /// Whether a tab stands in the white space just skipped on this line.
  var hasTab = false

  // What is open.
  var stack: ContiguousArray<Frame> = []
  /// Whether a block collection may begin on the line of the indicator before it: `- - a`, not `a: - b`.
  var mayNest = true
  /// Whether the last key of a flow mapping was in quotes or brackets, so that its `:` needs no space.
  var isKeyLikeJSON = false
  var key = Symbol.none
  var keyStart = 0
  var scratch: [UInt8] = []

  // What came of it.
  var nodes: [SyntaxNode] = []
  /// Nodes that anchors and merge keys still need, but that have no place in the tree.
  var aside: [SyntaxNode] = []
  var anchors: [Symbol: Int] = [:]
  var anchorLog: [Anchor] = []
  /// The entries of ``anchorLog`` that are in the tree, in the order of their nodes.
  var treeAnchors: [Int] = []
  var merges: [Merge] = []
  var tagPrefixes: [String: String] = [:]
  var aliased = 0
  let keys: KeyCache
  var marks = KeyMarks()
  /// The first thing that is well formed and yet not read.
  var refusal: SyntaxError?

  init(_ bytes: UnsafeRawBufferPointer, _ symbols: SymbolTable, _ limits: SyntaxLimits) {
    base = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self) ?? UnsafePointer(Self.nothing)
    end = bytes.count
    self.symbols = symbols
    self.limits = limits
    keys = KeyCache(symbols)
    nodes.reserveCapacity(bytes.count / 32 + 16)
  }

  private static nonisolated(unsafe) let nothing = UnsafeMutablePointer<UInt8>.allocate(capacity: 1)

  /// Reads all documents (section 9.2); keeps the nodes of the only one that is not empty.
  mutating func stream() throws(SyntaxError) {
    var hasContent = false
    var isAfterEndMark = true
    while true {
      let isExplicit = try documentStart(mayHaveDirectives: isAfterEndMark)
      guard at < end || isExplicit else { return }
      let first = nodes.count
      let start = at
      // The nodes of a second document are read for its errors only.
      if !isExplicit && atDocumentMarker() == UInt8(ascii: ".") {
        isAfterEndMark = try documentEnd()
        continue
      }
      anchors.removeAll()
      anchorLog.removeAll()
      treeAnchors.removeAll()
      mayNest = !isExplicit
      try block()
      let isEmpty = nodes[first].kind == .null && nodes[first].extent == 0
      if first > 0 {
        if hasContent && !isEmpty {
          refuse(
            start, "a second document in one stream",
            help: ["A schema is one document; split the file at its `---`."])
        }
        if hasContent || isEmpty {
          nodes.removeSubrange(first...)
        } else {
          keepOnly(from: first)
        }
      }
      hasContent = hasContent || !isEmpty
      tagPrefixes.removeAll()
      isAfterEndMark = try documentEnd()
    }
  }

  /// The first document was empty: the second takes its place.
  private mutating func keepOnly(from first: Int) {
    nodes.removeSubrange(0..<first)
    for index in nodes.indices where nodes[index].kind == .array || nodes[index].kind == .object {
      nodes[index].extent -= UInt32(first)
    }
  }

  /// Skips what may stand before a document and its `---`; says whether that was there.
  private mutating func documentStart(mayHaveDirectives: Bool) throws(SyntaxError) -> Bool {
    var directives: Set<String> = []
    var hasDirective = false
    while true {
      skipBlank()
      if isFirstOnLine && at == lineStart && peek(at) == 0xef && peek(at + 1) == 0xbb && peek(at + 2) == 0xbf {
        at += 3
        lineStart = at
        continue
      }
      guard mayHaveDirectives, at == lineStart, peek(at) == UInt8(ascii: "%") else { break }
      try directive(&directives)
      hasDirective = true
    }
    if atDocumentMarker() == UInt8(ascii: "-") {
      at += 3
      isFirstOnLine = false
      return true
    }
    if hasDirective {
      throw SyntaxError(at: at, "expected \"---\" after a directive, found \(found())")
    }
    return false
  }

  /// Skips the `...` of a document; says whether it was there.
  private mutating func documentEnd() throws(SyntaxError) -> Bool {
    guard atDocumentMarker() == UInt8(ascii: ".") else { return false }
    while atDocumentMarker() == UInt8(ascii: ".") {
      at += 3
      isFirstOnLine = false
      skipBlank()
      guard at >= end || isFirstOnLine else {
        throw SyntaxError(at: at, "expected nothing after \"...\", found \(found())")
      }
    }
    return true
  }

  /// The first byte of the `---` or `...` that begins here, 0 where none does.
  @inline(__always) func atDocumentMarker() -> UInt8 {
    guard at == lineStart else { return 0 }
    return documentMarker(at)
  }

  /// The first byte of a document marker at the start of a line, 0 where none stands there.
  @inline(__always) func documentMarker(_ place: Int) -> UInt8 {
    let first = peek(place)
    guard first == UInt8(ascii: "-") || first == UInt8(ascii: "."),
      peek(place &+ 1) == first, peek(place &+ 2) == first, isBlank(place &+ 3)
    else { return 0 }
    return first
  }

  /// The byte at a place; 0, which no document holds, at the end.
  @inline(__always) func peek(_ place: Int) -> UInt8 { place < end ? base[place] : 0 }

  /// Whether a space, a tab, a line end or the end of the stream stands at a place.
  @inline(__always) func isBlank(_ place: Int) -> Bool {
    guard place < end else { return true }
    let byte = base[place]
    return byte == 0x20 || byte == 0x0a || byte == 0x09 || byte == 0x0d
  }

  /// Whether an indicator that white space must follow stands here.
  @inline(__always) func isIndicator(_ byte: UInt8) -> Bool { peek(at) == byte && isBlank(at &+ 1) }

  /// Skips white space, comments and line ends.
  ///
  /// A `#` right after something else is no comment and stays.
  @inline(__always) mutating func skipBlank() {
    // White space at the start of a line may have been skipped before.
    if !isFirstOnLine { hasTab = false }
    while at < end {
      switch base[at] {
      case 0x20:
        at &+= 1
        while at &+ 8 <= end {
          let other = Bytes.load(base + at) ^ (Bytes.ones &* 0x20)
          if other != 0 {
            at &+= other.trailingZeroBitCount &>> 3
            break
          }
          at &+= 8
        }
      case 0x09:
        if isFirstOnLine && !hasTab { lineIndent = at &- lineStart }
        hasTab = true
        at &+= 1
      case 0x0a, 0x0d: skipLineEnd()
      case UInt8(ascii: "#"):
        guard isFirstOnLine || base[at &- 1] == 0x20 || base[at &- 1] == 0x09 else { return }
        skipComment()
      default:
        if isFirstOnLine && !hasTab { lineIndent = at &- lineStart }
        return
      }
    }
  }

  /// Skips one line end: LF, CR LF or CR.
  @inline(__always) mutating func skipLineEnd() {
    at &+= base[at] == 0x0d && peek(at &+ 1) == 0x0a ? 2 : 1
    lineStart = at
    isFirstOnLine = true
    hasTab = false
  }

  private mutating func skipComment() {
    while at < end, base[at] != 0x0a, base[at] != 0x0d { at &+= 1 }
  }

  /// Notes that a well-formed thing is not read; the first such note becomes the error.
  mutating func refuse(_ offset: Int, _ message: String, help: [String] = []) {
    if refusal == nil { refusal = SyntaxError(at: offset, message, help: help, isOutsideSubset: true) }
  }
}
