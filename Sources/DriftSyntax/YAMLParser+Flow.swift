internal import DriftModel

/// Flow style (chapter 7): collections in brackets, as in JSON.
extension YAMLParser {
  /// Reads a collection from its opening to its closing bracket; lines in it are indented more than `indent`.
  mutating func flowCollection(_ properties: YAMLProperties, indent: Int) throws(SyntaxError) {
    let floor = stack.count
    try openFlow(properties)
    while stack.count > floor {
      try skipFlowBlank(indent)
      switch base[at] {
      case UInt8(ascii: ","): try comma()
      case UInt8(ascii: "]"), UInt8(ascii: "}"): try closeFlow(floor)
      default: try flowEntry(indent)
      }
    }
  }

  private mutating func openFlow(_ properties: YAMLProperties) throws(SyntaxError) {
    let start = at
    let kind: Frame.Kind = base[at] == UInt8(ascii: "[") ? .flowSequence : .flowMapping
    try open(kind, properties, start: start, indent: 0)
    stack[stack.count - 1].line = lineStart
    stack[stack.count - 1].start = start
    step(over: 1)
  }

  @inline(__always) private mutating func step(over count: Int) {
    at &+= count
    isFirstOnLine = false
  }

  /// Skips white space and comments, and judges the indentation of a new line.
  private mutating func skipFlowBlank(_ indent: Int) throws(SyntaxError) {
    skipBlank()
    guard at < end else {
      let frame = stack[stack.count - 1]
      let bracket = frame.kind == .flowMapping ? "}" : "]"
      throw SyntaxError(
        at: frame.start, "a bracket is not closed: \"\(bracket)\" is missing",
        help: inside() + ["Was the document cut short?"])
    }
    guard isFirstOnLine else { return }
    if atDocumentMarker() != 0 { throw unexpected("the closing bracket") }
    // Section 8.1 wants the closing bracket indented too; every reader takes it in the column of its parent.
    let isClosing = base[at] == UInt8(ascii: "]") || base[at] == UInt8(ascii: "}")
    guard lineIndent > indent || isClosing && lineIndent == indent else {
      if hasTab { throw tabError() }
      throw SyntaxError(
        at: at, "\(found()) is not indented enough",
        help: inside() + ["Lines in brackets begin after column \(indent + 1)."])
    }
  }

  private mutating func comma() throws(SyntaxError) {
    try endFlowEntry()
    let top = stack.count - 1
    guard stack[top].step == .after else { throw unexpected("a value") }
    stack[top].step = .entry
    step(over: 1)
  }

  /// Ends an entry before a comma or a bracket: what is missing of it is null.
  private mutating func endFlowEntry() throws(SyntaxError) {
    let top = stack.count - 1
    switch stack[top].step {
    case .entry, .after: break
    case .explicitKey:
      try setKey(.empty(at), YAMLProperties())
      try appendScalar(.empty(at), YAMLProperties())
      stack[top].step = .after
    case .keyed, .value:
      try appendScalar(.empty(at), YAMLProperties())
      stack[top].step = .after
    }
    if stack[top].kind == .flowPair {
      try close()
      stack[top - 1].step = .after
    } else {
      try endMerge()
    }
  }

  private mutating func closeFlow(_ floor: Int) throws(SyntaxError) {
    try endFlowEntry()
    let frame = stack[stack.count - 1]
    let bracket = frame.kind == .flowMapping ? UInt8(ascii: "}") : UInt8(ascii: "]")
    guard base[at] == bracket else {
      throw unexpected("\"\(Character(Unicode.Scalar(bracket)))\"")
    }
    try close()
    step(over: 1)
    guard stack.count > floor else { return }
    let top = stack.count - 1
    switch stack[top].step {
    case .value: stack[top].step = .after
    case .entry where stack[top].kind == .flowSequence:
      // `[[a]: b]`
      var place = at
      while peek(place) == 0x20 || peek(place) == 0x09 { place += 1 }
      guard lineStart == frame.line, peek(place) == UInt8(ascii: ":") else {
        stack[top].step = .after
        return
      }
      refuseKey(frame.start, isMapping: frame.kind == .flowMapping)
      setAside(from: frame.node)
      try openPair(at: frame.start, step: .value)
      step(over: place - at + 1)
    default:
      // The key of a mapping.
      refuseKey(frame.start, isMapping: frame.kind == .flowMapping)
      setAside(from: frame.node)
      stack[top].step = .keyed
      isKeyLikeJSON = true
    }
  }

  /// Reads what stands where a key, a value or a `:` may stand.
  private mutating func flowEntry(_ indent: Int) throws(SyntaxError) {
    let top = stack.count - 1
    let frame = stack[top]
    switch frame.step {
    case .after: throw unexpected("\",\" or \"\(frame.kind == .flowMapping ? "}" : "]")\"")
    case .keyed:
      guard base[at] == UInt8(ascii: ":"), isKeyLikeJSON || isFlowIndicator(at) else {
        throw unexpected("\":\", \",\" or a closing bracket")
      }
      stack[top].step = .value
      step(over: 1)
      return
    case .entry where base[at] == UInt8(ascii: "?") && isBlank(at + 1):
      if frame.kind == .flowSequence {
        try openPair(at: at, step: .explicitKey)
      } else {
        stack[top].step = .explicitKey
      }
      step(over: 1)
      return
    case .entry, .explicitKey:
      guard base[at] == UInt8(ascii: ":"), isFlowIndicator(at) else { break }
      if frame.kind == .flowSequence { try openPair(at: at, step: .value) }
      try setKey(.empty(at), YAMLProperties())
      stack[stack.count - 1].step = .value
      step(over: 1)
      return
    case .value: break
    }
    try flowNode(indent)
  }

  /// Whether a `:` or `?` here is an indicator: white space or a flow indicator follows.
  private func isFlowIndicator(_ place: Int) -> Bool {
    if isBlank(place + 1) { return true }
    return Self.isFlowPunctuation(peek(place + 1))
  }

  /// Whether a byte is one of `,[]{}`.
  @inline(__always) static func isFlowPunctuation(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"): true
    default: false
    }
  }

  private mutating func openPair(at start: Int, step: Frame.Step) throws(SyntaxError) {
    try open(.flowPair, YAMLProperties(), start: start, indent: 0)
    stack[stack.count - 1].step = step
    stack[stack.count - 1].start = start
  }

  /// Reads a node in brackets, and finds out whether it is a key.
  private mutating func flowNode(_ indent: Int) throws(SyntaxError) {
    var properties = YAMLProperties()
    var startLine = lineStart
    let start = at
    while peek(at) == UInt8(ascii: "&") || peek(at) == UInt8(ascii: "!") {
      try property(into: &properties, inFlow: true)
      try skipFlowBlank(indent)
    }
    var token: YAMLScalar
    switch base[at] {
    case UInt8(ascii: "["), UInt8(ascii: "{"):
      try openFlow(properties)
      if properties.start != nil { stack[stack.count - 1].line = startLine }
      return
    case UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"):
      token = .empty(at)
    case UInt8(ascii: ":") where isFlowIndicator(at) && !properties.isEmpty:
      token = .empty(at)
      if lineStart != startLine { startLine = -1 }
    default:
      token = try scalarToken(indent: indent, inFlow: true)
      if token.style == .plain { token = try plainRest(token, indent: indent, inFlow: true) }
      if token.style == .alias && !properties.isEmpty {
        throw SyntaxError(at: start, "an alias with an anchor or a tag of its own", help: inside())
      }
    }
    let top = stack.count - 1
    let isQuoted = token.style == .quoted
    switch stack[top].step {
    case .entry where stack[top].kind == .flowSequence:
      // `[a: b]`, all of the key on one line.
      var place = at
      while peek(place) == 0x20 || peek(place) == 0x09 { place += 1 }
      if lineStart == startLine, peek(place) == UInt8(ascii: ":"), isQuoted || isFlowIndicator(place) {
        try openPair(at: start, step: .value)
        try setKey(token, properties)
        step(over: place - at + 1)
        return
      }
      fallthrough
    case .value:
      stack[top].step = .after
      try token.style == .alias ? appendAlias(token) : appendScalar(token, properties)
    default:
      try setKey(token, properties)
      stack[top].step = .keyed
      isKeyLikeJSON = isQuoted
    }
  }
}
