public import DriftFetch
import DriftModel
public import DriftStore
import DriftSyntax

/// What a system granted, night by night: a line where it granted something else than before.
public struct AccessRecord: Sendable {
  /// What was granted from some night on.
  public struct Line: Sendable, Equatable {
    /// When it was first seen.
    public var at: Timestamp
    /// The scopes, sorted; nil where nobody said.
    public var scopes: [String]?
    /// Who asks in the eyes of the system; nil where nobody said.
    public var principal: String?
  }

  /// The lines, the earlier first.
  public private(set) var lines: [Line] = []

  /// Reads the lines of a file; one that is none is passed over.
  public init(_ bytes: [UInt8]) {
    for raw in bytes.split(separator: UInt8(ascii: "\n")) {
      if let line = Self.line(Array(raw)) { lines.append(line) }
    }
    lines.sort { $0.at < $1.at }
  }

  /// What was granted before a time.
  public func last(before time: Timestamp) -> Line? { lines.last { $0.at < time } }

  /// Adds a line where what was granted is not what was granted before; true where it did. What a system did not say
  /// this time is what it said before.
  public mutating func add(_ facts: AccessFacts, at now: Timestamp) -> Bool {
    let before = last(before: now)
    let line = Line(
      at: now, scopes: facts.scopes ?? before?.scopes, principal: facts.principal ?? before?.principal)
    guard line.scopes != nil || line.principal != nil else { return false }
    if let before, before.scopes == line.scopes, before.principal == line.principal { return false }
    guard !lines.contains(line) else { return false }
    lines.append(line)
    lines.sort { $0.at < $1.at }
    return true
  }

  /// The file.
  public var bytes: [UInt8] {
    var out: [UInt8] = []
    for line in lines {
      var writer = ObjectWriter()
      writer.object { one in
        one.member("at", line.at.description)
        if let scopes = line.scopes { one.member("scopes", scopes.joined(separator: " ")) }
        if let principal = line.principal { one.member("principal", principal) }
      }
      out += writer.bytes
      out.append(UInt8(ascii: "\n"))
    }
    return out
  }

  private static func line(_ bytes: [UInt8]) -> Line? {
    let source = SourceText(file: "access", copying: bytes)
    guard let tree = try? DocumentReader.read(source, symbols: SymbolTable(), limits: SyntaxLimits()) else {
      return nil
    }
    func text(_ key: String) -> String? { tree.member(SyntaxTree.root, key).flatMap { tree.string($0) } }
    guard tree.kind(SyntaxTree.root) == .object, let at = text("at").flatMap({ Timestamp($0) }) else { return nil }
    let scopes = text("scopes").map { $0.split(separator: " ").map(String.init) }
    return Line(at: at, scopes: scopes, principal: text("principal"))
  }
}
