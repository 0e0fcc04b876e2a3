import DriftFormats
public import DriftModel
import DriftSyntax

/// Documents of XML as they stand in files: the entry, and what it names found beside it.
public struct XMLSystem {
  /// The entry.
  public var path: String
  private let folder: String
  private let rewriting: ((String, [UInt8]) -> [UInt8])?

  /// A system whose entry is a file; `rewriting` may write each document in another way before it is read.
  public init(_ path: String, rewriting: ((String, [UInt8]) -> [UInt8])? = nil) {
    self.path = path
    self.rewriting = rewriting
    folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
  }

  /// Reads it.
  public func read(_ symbols: SymbolTable) throws -> Schema {
    let name = String(path.split(separator: "/").last ?? "")
    let tree = try tree(name, symbols)
    let format = try FormatRegistry.recognise(tree)
    let input = FormatInput(entries: [.init(path: name, tree: tree)], symbols: symbols) {
      path throws(FormatInput.LoadFailure) in
      guard let found = try? self.tree(path, symbols) else { throw .unreadable("no such document, or no XML") }
      return found
    }
    return try format.read(input)
  }

  private func tree(_ name: String, _ symbols: SymbolTable) throws -> SyntaxTree {
    var bytes = try SharedData.bytes(folder + "/" + name)
    if let rewriting { bytes = rewriting(name, bytes) }
    let source = try SourceText.decode(file: name, copying: bytes)
    do throws(SyntaxError) {
      return try DocumentReader.read(source, symbols: symbols)
    } catch {
      throw error.located(in: source)
    }
  }
}
