internal import DriftModel
internal import DriftSyntax

/// What is said to a server of the Model Context Protocol to learn its tools, whatever carries the messages. Every method
/// that is sent only reads.
struct ToolDialogue {
  /// A message to the server.
  struct Message: Sendable {
    /// `tools/list`.
    var method: String
    /// What the answer will be known by; nil where none is awaited.
    var id: Int?
    /// The revision of the protocol that was agreed on; nil before.
    var revision: String?
    /// The message as JSON.
    var bytes: [UInt8]
  }

  /// What a server answers.
  enum Reply {
    /// The result, as a tree.
    case result(SyntaxTree, NodeID)
    /// An error of JSON-RPC (JSON-RPC 2.0, 5.1).
    case error(code: Int, FetchFailure)
    /// It does not take such messages at all: an answer of HTTP that says so.
    case refused(FetchFailure)
  }

  /// Sends a message; what cannot be an answer is thrown. Nil for what awaits none.
  typealias Ask = (Message) async throws(FetchFailure) -> Reply?

  /// The revision that is offered in the handshake, and the first one without it.
  static let offered = "2025-11-25"
  static let handless = "2026-07-28"
  /// Errors that say that the handshake itself is not known or not taken.
  private static let refusals: Set<Int> = [-32601, -32602, -32600, -32004, -32022]
  /// How many pages are taken at most.
  private static let mostPages = 1000

  private let client: (name: String, version: String)
  private let server: String
  private let maxBytes: Int
  private var revision: String?
  private var isHandless = false
  private var lastID = 0

  /// Makes a dialogue with a server, which is named in failures as given.
  init(client version: String, server: String, maxBytes: Int) {
    client = ("drift", version)
    self.server = server
    self.maxBytes = maxBytes
  }

  /// All tools that the server lists.
  struct List {
    var bytes: [UInt8]
    var doubts: [String]
  }

  /// Learns the tools: whole, or not at all.
  mutating func list(_ ask: Ask) async throws(FetchFailure) -> List {
    try await greet(ask)
    var pages = Pages()
    var cursor: String?
    repeat {
      guard pages.count < Self.mostPages else { throw fail("there are more than \(Self.mostPages) pages of tools") }
      let page: (tree: SyntaxTree, result: NodeID)
      do throws(FetchFailure) {
        page = try await result(of: "tools/list", cursor: cursor, ask)
      } catch {
        // A list with a hole would be read as tools that are gone.
        var failure = error
        if pages.count > 0 { failure.message = "page \(pages.count + 1) did not come: \(failure.message)" }
        throw failure
      }
      let isNew = try take(page.tree, page.result, &pages)
      let next = try next(page.tree, page.result, after: pages.count)
      // Some servers end with a cursor of nothing, and begin anew when they are asked with it.
      if !isNew, cursor == "" { break }
      guard isNew else {
        throw fail("page \(pages.count) is an earlier page again: the list has no end")
      }
      if let next, !pages.cursors.insert(next).inserted {
        throw fail("page \(pages.count) leads back to one that was read: the list has no end")
      }
      cursor = next
    } while cursor != nil
    guard !pages.items.isEmpty else { throw noTools("lists no tools") }
    return List(bytes: pages.document, doubts: pages.doubts(server))
  }

  // MARK: The handshake.

  private mutating func greet(_ ask: Ask) async throws(FetchFailure) {
    var parameters = JSONWriter()
    parameters.raw("{\"protocolVersion\":\"\(Self.offered)\",\"capabilities\":{},\"clientInfo\":".utf8)
    writeClient(to: &parameters)
    parameters.raw("}")
    let reply = try await ask(message("initialize", parameters.bytes))
    switch reply {
    case .result(let tree, let result):
      revision = tree.member(result, "protocolVersion").flatMap { tree.string($0) }.flatMap {
        Self.isRevision($0) ? $0 : nil
      }
      if let all = tree.member(result, "capabilities"), tree.member(all, "tools") == nil {
        throw noTools("says that it has no tools")
      }
      _ = try await ask(notification("notifications/initialized"))
    case .error(let code, let failure):
      guard Self.refusals.contains(code) else { throw failure }
      isHandless = true
    case .refused: isHandless = true
    case nil: throw fail("did not answer to \"initialize\"")
    }
    if isHandless { revision = Self.handless }
  }

  /// What goes into a header is a date, or another short word.
  private static func isRevision(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.count <= 40 && text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
  }

  private mutating func result(
    of method: String, cursor: String?, _ ask: Ask
  ) async throws(FetchFailure) -> (SyntaxTree, NodeID) {
    var parameters = JSONWriter()
    parameters.raw("{")
    if isHandless {
      parameters.raw("\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"\(Self.handless)\"".utf8)
      parameters.raw(",\"io.modelcontextprotocol/clientCapabilities\":{},\"io.modelcontextprotocol/clientInfo\":")
      writeClient(to: &parameters)
      parameters.raw("}")
    }
    if let cursor {
      if isHandless { parameters.raw(",") }
      parameters.raw("\"cursor\":")
      parameters.string(cursor)
    }
    parameters.raw("}")
    switch try await ask(message(method, parameters.bytes)) {
    case .result(let tree, let result): return (tree, result)
    case .error(_, let failure), .refused(let failure): throw failure
    case nil: throw fail("did not answer to \"\(method)\"")
    }
  }

  private func writeClient(to json: inout JSONWriter) {
    json.raw("{\"name\":\"\(client.name)\",\"version\":".utf8)
    json.string(client.version)
    json.raw("}")
  }

  private mutating func message(_ method: String, _ parameters: [UInt8]) -> Message {
    lastID += 1
    let bytes = Array("{\"jsonrpc\":\"2.0\",\"id\":\(lastID),\"method\":\"\(method)\",\"params\":".utf8) + parameters
    return Message(method: method, id: lastID, revision: revision, bytes: bytes + Array("}".utf8))
  }

  private func notification(_ method: String) -> Message {
    Message(
      method: method, id: nil, revision: revision, bytes: Array("{\"jsonrpc\":\"2.0\",\"method\":\"\(method)\"}".utf8))
  }

  // MARK: Pages.

  private struct Pages {
    var count = 0
    var items: [[UInt8]] = []
    var seen: [String: Int] = [:]
    var pages: Set<[[UInt8]]> = []
    var cursors: Set<String> = []
    var size = 0
    var repeated: [String] = []

    var document: [UInt8] {
      Array("{\"tools\":[".utf8) + Array(items.joined(separator: Array(",".utf8))) + Array("]}".utf8)
    }

    func doubts(_ server: String) -> [String] {
      guard let first = repeated.first else { return [] }
      return [
        "the tool \(Words.clean(first, atMost: 80)) comes twice in the pages of \(server): the list changes while it is read, "
          + "and something may be missing"
      ]
    }
  }

  /// Takes the tools of a page; false where the page was taken already.
  private func take(_ tree: SyntaxTree, _ result: NodeID, _ pages: inout Pages) throws(FetchFailure) -> Bool {
    guard let list = tree.member(result, "tools"), tree.kind(list) == .array else {
      throw FetchFailure(
        .noSchema, "\(server) answered \"tools/list\" without a list of tools", advice: Advice.answer)
    }
    pages.count += 1
    var items: [[UInt8]] = []
    for tool in tree.children(list) { items.append(JSONWriter.bytes(of: tool, in: tree, style: .asRead)) }
    if !items.isEmpty, !pages.pages.insert(items).inserted { return false }
    for tool in tree.children(list) {
      guard let name = tree.member(tool, "name").flatMap({ tree.string($0) }) else { continue }
      if let page = pages.seen.updateValue(pages.count, forKey: name), page != pages.count {
        pages.repeated.append(name)
      }
    }
    pages.items += items
    pages.size += items.reduce(0) { $0 + $1.count }
    guard pages.size <= maxBytes else {
      throw fail("the tools are larger than \(maxBytes) bytes together", advice: "raise max-bytes")
    }
    return true
  }

  /// The cursor of the next page; nil where the list ends. Only nothing and null end it: what cannot be understood may lead
  /// to more tools, which would look as if they were gone.
  private func next(_ tree: SyntaxTree, _ result: NodeID, after page: Int) throws(FetchFailure) -> String? {
    guard let cursor = tree.member(result, "nextCursor"), tree.kind(cursor) != .null else { return nil }
    guard let text = tree.string(cursor) else {
      throw fail("page \(page) has a nextCursor that is no text; whether the list goes on is not known")
    }
    return text
  }

  private func noTools(_ message: String) -> FetchFailure {
    FetchFailure(
      .noSchema, "\(server) \(message)", advice: "look at its rights: a server may hide what they do not cover")
  }

  private func fail(_ message: String, advice: String = Advice.answer) -> FetchFailure {
    FetchFailure(.answer, "\(server): \(message)", advice: advice)
  }
}
