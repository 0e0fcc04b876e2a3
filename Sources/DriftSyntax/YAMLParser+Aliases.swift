internal import DriftModel

/// Anchors and aliases (section 7.1), and merge keys (yaml.org/type/merge).
extension YAMLParser {
  /// A node with a name, in the tree or set aside.
  struct Anchor {
    var isAside: Bool
    var node: Int
  }

  /// A mapping whose entries another mapping takes over, as a node set aside.
  struct Merge {
    var owner: Int
    var node: Int
  }

  // MARK: Anchors and aliases

  mutating func remember(_ anchor: Symbol, _ node: Int) {
    anchors[anchor] = anchorLog.count
    treeAnchors.append(anchorLog.count)
    anchorLog.append(Anchor(isAside: false, node: node))
  }

  func target(_ token: YAMLScalar) throws(SyntaxError) -> Anchor {
    guard let index = anchors[token.symbol] else {
      throw SyntaxError(
        at: token.start, "no anchor \"&\(symbols.text(token.symbol).prefix(80))\" stands before this alias",
        help: inside() + ["A text that begins with \"*\" wants quotes."])
    }
    return anchorLog[index]
  }

  /// Adds what an alias stands for as the next value.
  mutating func appendAlias(_ token: YAMLScalar) throws(SyntaxError) {
    let anchor = try target(token)
    let source = anchor.isAside ? aside[anchor.node] : nodes[anchor.node]
    let isOpen = (source.kind == .array || source.kind == .object) && source.extent == 0
    if isOpen {
      refuse(token.start, "an alias inside the value that it stands for", help: inside())
      return try appendScalar(.empty(token.start), YAMLProperties())
    }
    try copy(anchor, key: key, keyStart: key == .none ? token.start : keyStart, at: token.start)
    key = .none
  }

  /// Copies a node and all below it to the end of the tree.
  mutating func copy(
    _ anchor: Anchor, key: Symbol, keyStart: Int, at place: Int
  ) throws(SyntaxError) {
    let first = anchor.node
    let root = anchor.isAside ? aside[first] : nodes[first]
    let isCollection = root.kind == .array || root.kind == .object
    let last = isCollection ? Int(root.extent) : first + 1
    aliased += last - first
    guard aliased <= limits.aliasedNodes else {
      throw SyntaxError(
        at: place, "aliases stand for more than \(limits.aliasedNodes) values",
        help: ["Was this made to break readers?"])
    }
    let shift = nodes.count - first
    // Where the collections around the copied node end: their number is its depth.
    var ends: ContiguousArray<Int> = []
    for index in first..<last {
      var node = anchor.isAside ? aside[index] : nodes[index]
      if node.kind == .array || node.kind == .object {
        while let end = ends.last, end <= index { ends.removeLast() }
        ends.append(Int(node.extent))
        guard stack.count + ends.count <= limits.depth else { throw tooDeep(place) }
        node.extent = UInt32(truncatingIfNeeded: Int(node.extent) + shift)
      }
      if index == first { (node.key, node.keyStart) = (key, UInt32(truncatingIfNeeded: keyStart)) }
      nodes.append(node)
    }
  }

  /// Takes the last nodes out of the tree; anchors and merge keys find them in ``aside``.
  ///
  /// Gives the place of the first of them there.
  @discardableResult mutating func setAside(from first: Int, isMerged: Bool = false) -> Int {
    let place = aside.count
    let shift = place - first
    var isNeeded = isMerged
    while let index = treeAnchors.last, anchorLog[index].node >= first {
      anchorLog[index] = Anchor(isAside: true, node: anchorLog[index].node + shift)
      treeAnchors.removeLast()
      isNeeded = true
    }
    if isNeeded {
      for index in first..<nodes.count {
        var node = nodes[index]
        if node.kind == .array || node.kind == .object {
          node.extent = UInt32(truncatingIfNeeded: Int(node.extent) + shift)
        }
        aside.append(node)
      }
    }
    nodes.removeSubrange(first...)
    return place
  }

  // MARK: Merge keys and repeated keys

  /// Takes the next value as what is merged (yaml.org/type/merge).
  mutating func beginMerge() throws(SyntaxError) {
    let top = stack.count - 1
    guard !stack[top].hasMerge else {
      throw SyntaxError(
        at: keyStart, "the key \"<<\" stands twice in one mapping",
        help: inside() + ["Merge a list: \"<<: [*a, *b]\"."])
    }
    stack[top].hasMerge = true
    stack[top].tail = .merge
    stack[top].mark = nodes.count
  }

  /// Sets the value of a merge key aside.
  mutating func endMerge() throws(SyntaxError) {
    let top = stack.count - 1
    guard stack[top].tail == .merge else { return }
    stack[top].tail = .value
    let value = nodes[stack[top].mark]
    let place = setAside(from: stack[top].mark, isMerged: true)
    var sources: [Int] = []
    switch value.kind {
    case .object: sources = [place]
    case .array:
      var child = place + 1
      while child < aside.count {
        sources.append(child)
        child = next(after: child)
      }
    default: sources = [place]
    }
    for source in sources {
      guard aside[source].kind == .object else {
        refuse(
          Int(aside[source].start), "a merge key with something that is no mapping",
          help: inside() + ["Write \"<<\" in quotes if it is a name."])
        continue
      }
      merges.append(Merge(owner: stack[top].node, node: source))
    }
  }

  private func next(after node: Int) -> Int {
    aside[node].kind == .array || aside[node].kind == .object ? Int(aside[node].extent) : node + 1
  }

  /// Refuses repeated keys, and adds merged entries behind a mapping's own.
  mutating func finishMapping(_ frame: Frame) throws(SyntaxError) {
    if let found = marks.repetition(under: frame.node, in: nodes) {
      throw repeatedKey(found.first, found.second)
    }
    guard let merge = merges.last, merge.owner == frame.node else { return }
    let first = (merges.lastIndex { $0.owner != frame.node } ?? -1) + 1
    for merge in merges[first...] {
      var child = merge.node + 1
      let last = Int(aside[merge.node].extent)
      while child < last {
        let node = aside[child]
        if node.key == .none || !marks.isRepeated(node.key) {
          try copy(
            Anchor(isAside: true, node: child), key: node.key, keyStart: Int(node.keyStart),
            at: Int(node.start))
        }
        child = next(after: child)
      }
    }
    merges.removeSubrange(first...)
  }

  private func repeatedKey(_ first: Int, _ second: Int) -> SyntaxError {
    SyntaxError(
      at: Int(nodes[second].keyStart),
      "the key \"\(symbols.text(nodes[second].key).prefix(80))\" stands twice in one mapping",
      help: inside(), first: Int(nodes[first].keyStart))
  }
}
