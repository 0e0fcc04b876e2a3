/// A JSON value that tests take apart and change: objects keep the order of their members, numbers their text.
public indirect enum JSONValue: Hashable, Sendable {
  case null
  case flag(Bool)
  case number(String)
  case text(String)
  case list([JSONValue])
  case object([Member])

  /// A named value of an object.
  public struct Member: Hashable, Sendable {
    /// The name.
    public var key: String
    /// The value.
    public var value: JSONValue

    /// Makes a member.
    public init(_ key: String, _ value: JSONValue) {
      self.key = key
      self.value = value
    }
  }

  /// One step into a value.
  public enum Step: Hashable, Sendable {
    case key(String)
    case index(Int)
  }

  /// The members of an object; empty for anything else.
  public var members: [Member] {
    get { if case .object(let all) = self { all } else { [] } }
    set { self = .object(newValue) }
  }

  /// The elements of a list; empty for anything else.
  public var elements: [JSONValue] {
    get { if case .list(let all) = self { all } else { [] } }
    set { self = .list(newValue) }
  }

  /// The text of a string; nil for anything else.
  public var string: String? { if case .text(let text) = self { text } else { nil } }

  /// Whether the value is an object.
  public var isObject: Bool { if case .object = self { true } else { false } }

  /// Whether the value is a list.
  public var isList: Bool { if case .list = self { true } else { false } }

  /// The value under a key; setting nil removes it, setting a new one appends it.
  public subscript(key: String) -> JSONValue? {
    get { members.first { $0.key == key }?.value }
    set {
      var all = members
      if let at = all.firstIndex(where: { $0.key == key }) {
        if let newValue { all[at].value = newValue } else { all.remove(at: at) }
      } else if let newValue {
        all.append(Member(key, newValue))
      }
      self = .object(all)
    }
  }

  /// The value at the end of a path; setting nil removes it.
  public subscript(path: some Collection<Step>) -> JSONValue? {
    get {
      guard let first = path.first else { return self }
      switch first {
      case .key(let key): return self[key]?[path.dropFirst()]
      case .index(let index):
        guard elements.indices.contains(index) else { return nil }
        return elements[index][path.dropFirst()]
      }
    }
    set {
      guard let first = path.first else {
        if let newValue { self = newValue }
        return
      }
      let rest = path.dropFirst()
      switch first {
      case .key(let key):
        if rest.isEmpty { return self[key] = newValue }
        var inner = self[key] ?? .object([])
        inner[rest] = newValue
        self[key] = inner
      case .index(let index):
        var all = elements
        guard all.indices.contains(index) else { return }
        if rest.isEmpty {
          if let newValue { all[index] = newValue } else { all.remove(at: index) }
        } else {
          all[index][rest] = newValue
        }
        self = .list(all)
      }
    }
  }

  /// Gives another name to a member, in its place.
  public mutating func rename(_ key: String, to name: String) {
    members = members.map { $0.key == key ? Member(name, $0.value) : $0 }
  }

  /// Every value below, this one first, with the path that leads to it.
  public func walk(_ visit: (JSONValue, [Step]) -> Void) {
    var path: [Step] = []
    walk(&path, visit)
  }

  private func walk(_ path: inout [Step], _ visit: (JSONValue, [Step]) -> Void) {
    visit(self, path)
    for member in members {
      path.append(.key(member.key))
      member.value.walk(&path, visit)
      path.removeLast()
    }
    for (index, element) in elements.enumerated() {
      path.append(.index(index))
      element.walk(&path, visit)
      path.removeLast()
    }
  }

  /// The value with every value below, this one last, put through a function.
  public func mapped(_ change: (JSONValue) -> JSONValue) -> JSONValue {
    switch self {
    case .object(let all): change(.object(all.map { Member($0.key, $0.value.mapped(change)) }))
    case .list(let all): change(.list(all.map { $0.mapped(change) }))
    default: change(self)
    }
  }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  /// Makes a value of a literal.
  public init(stringLiteral value: String) { self = .text(value) }
  /// Makes a value of a literal.
  public init(booleanLiteral value: Bool) { self = .flag(value) }
  /// Makes a value of a literal.
  public init(integerLiteral value: Int) { self = .number(String(value)) }
  /// Makes a value of a literal.
  public init(arrayLiteral elements: JSONValue...) { self = .list(elements) }
  /// Makes a value of a literal.
  public init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(elements.map { Member($0.0, $0.1) })
  }
}
