internal import DriftModel

/// Block style (chapter 8): collections whose shape is their indentation.
extension YAMLParser {
  /// Reads the content of one document, up to a document marker or the end.
  mutating func block() throws(SyntaxError) {
    var isNodeNext = true
    while true {
      isNodeNext = isNodeNext ? try blockNode() : try nextEntry()
      if !isNodeNext && stack.isEmpty && (at >= end || atDocumentMarker() != 0) { return }
    }
  }

  /// Reads the node that stands after an indicator, or the root.
  ///
  /// Says whether it opened a collection, whose first entry's node stands next.
  private mutating func blockNode() throws(SyntaxError) -> Bool {
    let indent = stack.last?.indent ?? -1
    // What earlier lines say of the node; what this line says of the node or, if it is a mapping, of its key.
    var own = YAMLProperties()
    var line = YAMLProperties()
    var isAfterTab = false
    while true {
      skipBlank()
      if line.isEmpty || isFirstOnLine { isAfterTab = hasTab }
      if isFirstOnLine {
        own = try own.merged(with: line)
        line = YAMLProperties()
        mayNest = true
        if at >= end || atDocumentMarker() != 0 || lineIndent <= indent && !isSequenceOfMapping(indent) {
          try appendScalar(.empty(at), own)
          return false
        }
      } else if at >= end {
        try appendScalar(.empty(at), own.merged(with: line))
        return false
      }
      let start = at
      let column = (line.start ?? start) - lineStart
      let opens = mayNest && !isAfterTab
      switch base[at] {
      case UInt8(ascii: "&"), UInt8(ascii: "!"):
        try property(into: &line, inFlow: false)
        continue
      case UInt8(ascii: "-") where isBlank(at + 1), UInt8(ascii: "?") where isBlank(at + 1):
        guard !isAfterTab else { throw tabError() }
        guard opens, line.isEmpty else {
          throw unexpected("a value", help: ["A list or a mapping begins on a line of its own."])
        }
        let isSequence = base[at] == UInt8(ascii: "-")
        try open(isSequence ? .blockSequence : .blockMapping, own, start: start, indent: column)
        if !isSequence { beginExplicitKey() }
        takeIndicator()
        return true
      case UInt8(ascii: "|"), UInt8(ascii: ">"):
        try appendScalar(blockScalar(indent: indent), own.merged(with: line))
        return false
      case UInt8(ascii: "["), UInt8(ascii: "{"):
        let startLine = lineStart
        let first = nodes.count
        let savedKey = key
        let savedStart = keyStart
        // Two anchors are an error only if the brackets turn out to be no key.
        let both = try? own.merged(with: line)
        try flowCollection(both ?? line, indent: indent)
        guard opens, lineStart == startLine, isKeyAhead() else {
          if both == nil { _ = try own.merged(with: line) }
          return false
        }
        refuseKey(start, isMapping: base[start] == UInt8(ascii: "{"))
        setAside(from: first)
        (key, keyStart) = (savedKey, savedStart)
        try open(.blockMapping, own, start: start, indent: column)
        takeValueIndicator()
        return true
      default:
        break
      }
      let token = try scalarToken(indent: indent)
      if opens && !token.isMultiline
        && (token.style == .plain ? isIndicator(UInt8(ascii: ":")) : isKeyAhead())
      {
        try open(.blockMapping, own, start: line.start ?? start, indent: column)
        try setKey(token, line)
        takeValueIndicator()
        return true
      }
      if isAfterTab && mayNest && isKeyAhead() {
        at = start
        throw tabError()
      }
      if token.style == .alias {
        guard own.isEmpty, line.isEmpty else {
          throw SyntaxError(at: start, "an alias with an anchor or a tag of its own", help: inside())
        }
        try appendAlias(token)
      } else {
        try appendScalar(
          token.style == .plain ? plainRest(token, indent: indent, inFlow: false) : token,
          own.merged(with: line))
      }
      return false
    }
  }

  /// Whether the cursor is at an entry of a list that stands in the same column as the key it is the value of.
  private func isSequenceOfMapping(_ indent: Int) -> Bool {
    lineIndent == indent && !hasTab && isIndicator(UInt8(ascii: "-")) && stack.last?.kind == .blockMapping
  }

  /// Goes on after a node: closes what ended and takes the next entry's indicator or key.
  ///
  /// Says whether a node stands next; false at the end of the document.
  private mutating func nextEntry() throws(SyntaxError) -> Bool {
    skipBlank()
    if at >= end || atDocumentMarker() != 0 {
      while !stack.isEmpty { try close() }
      return false
    }
    guard isFirstOnLine else { throw lineEndExpected() }
    guard let last = stack.last else { throw unexpected("the end of the document") }
    guard !hasTab else { throw tabError() }
    while let top = stack.last, top.indent > lineIndent { try close() }
    let isEntry = isIndicator(UInt8(ascii: "-"))
    if let top = stack.last, top.indent == lineIndent, top.kind == .blockSequence, !isEntry { try close() }
    guard let top = stack.last, top.indent == lineIndent else {
      let wanted = (stack.last ?? last).indent
      throw SyntaxError(
        at: at, "\(found()) stands in column \(lineIndent + 1), where nothing begins",
        help: inside() + ["The entries before it begin in column \(wanted + 1)."])
    }
    if top.kind == .blockSequence {
      takeIndicator()
      return true
    }
    return try mappingEntry()
  }

  /// Reads the next key of a block mapping with its `:`, or the `?` or `:` of an explicit entry.
  private mutating func mappingEntry() throws(SyntaxError) -> Bool {
    let top = stack.count - 1
    if stack[top].tail == .explicitKey {
      try endExplicitKey()
      if isIndicator(UInt8(ascii: ":")) {
        takeIndicator()
        return true
      }
      try appendScalar(.empty(at), YAMLProperties())
    }
    try endMerge()
    if isIndicator(UInt8(ascii: "?")) {
      beginExplicitKey()
      takeIndicator()
      return true
    }
    var properties = YAMLProperties()
    while peek(at) == UInt8(ascii: "&") || peek(at) == UInt8(ascii: "!") {
      try property(into: &properties, inFlow: false)
      skipBlank()
      if isFirstOnLine || at >= end { throw unexpected("a key") }
    }
    let start = at
    switch peek(at) {
    case UInt8(ascii: "["), UInt8(ascii: "{"):
      let startLine = lineStart
      let first = nodes.count
      try flowCollection(properties, indent: stack[top].indent)
      refuseKey(start, isMapping: base[start] == UInt8(ascii: "{"))
      setAside(from: first)
      guard lineStart == startLine, isKeyAhead() else { throw unexpected("\":\" after a key") }
    case UInt8(ascii: "-") where isBlank(at + 1):
      throw unexpected("a key", help: ["A list cannot go on where a mapping stands."])
    default:
      let token = try scalarToken(indent: stack[top].indent)
      guard !token.isMultiline, isKeyAhead() else {
        throw SyntaxError(
          at: start, "expected \":\" after a key, found \(found())",
          help: inside() + (token.isMultiline ? ["A key stands on one line."] : []))
      }
      try setKey(token, properties)
    }
    takeValueIndicator()
    return true
  }

  /// Steps over `-`, `?` or the `:` of an explicit entry.
  @inline(__always) private mutating func takeIndicator() {
    at &+= 1
    isFirstOnLine = false
    mayNest = true
  }

  /// Steps over the `:` after a key, and the white space before it.
  @inline(__always) private mutating func takeValueIndicator() {
    while base[at] != UInt8(ascii: ":") { at &+= 1 }
    at &+= 1
    isFirstOnLine = false
    mayNest = false
  }

  /// Whether a `:` that makes a key of what was just read follows on this line.
  @inline(__always) func isKeyAhead() -> Bool {
    var place = at
    while peek(place) == 0x20 || peek(place) == 0x09 { place &+= 1 }
    return peek(place) == UInt8(ascii: ":") && isBlank(place &+ 1)
  }

  private func lineEndExpected() -> SyntaxError {
    guard isIndicator(UInt8(ascii: ":")) else {
      let isAfterQuotes = at > 0 && at < end && base[at &- 1] == UInt8(ascii: "\"") && base[at] == UInt8(ascii: ".")
      return unexpected(
        "the end of the line",
        help: isAfterQuotes ? ["Put the whole into single quotes: '\"...\"\(found().dropFirst().dropLast())'."] : [])
    }
    return unexpected(
      "the end of the value",
      help: ["A text with \": \" in it wants quotes; a key stands on a line of its own."])
  }
}
