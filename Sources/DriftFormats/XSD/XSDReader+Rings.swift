import DriftModel
import DriftSyntax

extension XSDReader {
  /// Tells components that are made of themselves: a type that derives from itself, a union or a group that holds itself,
  /// elements that stand for each other (XSD 1.0 part 1, 3.4.6, 3.8.6, 3.3.6). An element inside of its own type is no ring.
  mutating func tellRings() {
    var edges: [[Int]] = []
    edges.reserveCapacity(components.count)
    for index in components.indices {
      // A redefinition derives from what it redefines.
      edges.append(components[index].original == nil ? inside(index) { $0.foundations(index) } : [])
    }
    var state = Array(repeating: UInt8(0), count: components.count)
    for start in components.indices where state[start] == 0 {
      var path: [(node: Int, next: Int)] = [(start, 0)]
      state[start] = 1
      while let (node, next) = path.last {
        guard next < edges[node].count else {
          state[node] = 2
          path.removeLast()
          continue
        }
        path[path.count - 1].next += 1
        let target = edges[node][next]
        switch state[target] {
        case 0:
          state[target] = 1
          path.append((target, 0))
        case 1: tellRing(target)
        default: continue
        }
      }
    }
  }

  private mutating func tellRing(_ index: Int) {
    rings.insert(index)
    let component = components[index]
    let part = documents[component.document].part
    let tree = trees[part]
    let name = attribute(component.node, words.name, in: tree).flatMap { tree.string($0) } ?? ""
    let what: String
    switch words[tree[component.node].key] {
    case .element: what = "elements that stand for each other in a ring"
    case .group: what = "a group that holds itself"
    default: what = "a type that is made of itself"
    }
    gap(name, what, origin(component.node, part))
  }

  /// The components that one is made of, before anything stands inside of an element.
  private mutating func foundations(_ index: Int) -> [Int] {
    let node = components[index].node
    switch words[tree[node].key] {
    case .element:
      guard let heads = attribute(node, words.substitutionGroup) else { return [] }
      return (tree.string(heads) ?? "").split(whereSeparator: \.isWhitespace).compactMap {
        known(symbols.intern(String($0)), .element)
      }
    case .group: return particles(below: node)
    case .complexType, .simpleType: return bases(of: node)
    default: return []
    }
  }

  /// The groups that a model group takes in.
  private mutating func particles(below node: NodeID) -> [Int] {
    var out: [Int] = []
    var open = [node]
    while let at = open.popLast() {
      for child in tree.children(at) where tree.kind(child) == .object {
        switch words[tree[child].key] {
        case .sequence, .choice, .all: open.append(child)
        case .group:
          if let ref = attribute(child, words.ref), let found = known(tree.symbol(ref), .group) { out.append(found) }
        default: continue
        }
      }
    }
    return out
  }

  /// The types that a type derives from, lists, or is one of.
  private mutating func bases(of node: NodeID) -> [Int] {
    var out: [Int] = []
    var open = [node]
    while let at = open.popLast() {
      for child in tree.children(at) where tree.kind(child) == .object {
        switch words[tree[child].key] {
        case .complexContent, .simpleContent, .simpleType: open.append(child)
        case .extension, .restriction, .list, .union:
          open.append(child)
          for name in [words.base, words.itemType, words.memberTypes] {
            guard let value = attribute(child, name) else { continue }
            for text in (tree.string(value) ?? "").split(whereSeparator: \.isWhitespace) {
              if let found = known(symbols.intern(String(text)), .type) { out.append(found) }
            }
          }
        default: continue
        }
      }
    }
    return out
  }

  private mutating func known(_ text: Symbol, _ space: Space) -> Int? {
    let home = documents[document]
    return byName[
      ComponentKey(space: space, name: scope.expand(text, symbols, target: home.isChameleon ? home.target : nil))]
  }
}
