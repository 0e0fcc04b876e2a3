internal import DriftProject

extension SystemFetcher {
  /// The tools of a server of the Model Context Protocol, over HTTP.
  ///
  /// - Parameter client: the version that drift says it has.
  public func fetchTools(client: String) async throws(FetchFailure) -> Fetched {
    do throws(FetchFailure) {
      var dialogue = ToolDialogue(client: client, server: "\(first)", maxBytes: source.maxBytes)
      var session: String?
      let list = try await dialogue.list { message throws(FetchFailure) in
        try await self.ask(message, in: &session)
      }
      try checkSecrets(list.bytes, from: first)
      return Fetched(
        documents: [FetchedDocument(path: "tools/list", source: first.description, bytes: list.bytes)],
        facts: await authenticator.facts, doubts: list.doubts.map(around.clean),
        warnings: await authenticator.warnings.map(around.clean))
    } catch {
      throw cleaned(error)
    }
  }

  /// Sends one message; `session` is what the server wants to be told with each.
  private func ask(
    _ message: ToolDialogue.Message, in session: inout String?
  ) async throws(FetchFailure) -> ToolDialogue.Reply? {
    var request = HTTPRequest(.question, first, body: message.bytes)
    for header in source.headers { request.headers.append(header.name, header.value) }
    request.headers.append("Content-Type", "application/json")
    if request.headers["Accept"] == nil { request.headers.append("Accept", "application/json, text/event-stream") }
    if let session { request.headers.append("Mcp-Session-Id", session) }
    if let revision = message.revision {
      request.headers.append("MCP-Protocol-Version", revision)
      if revision == ToolDialogue.handless { request.headers.append("Mcp-Method", message.method) }
    }
    let response = try await exchange(request)
    if session == nil, let given = response.headers["Mcp-Session-Id"], Self.isSession(given) { session = given }
    guard let id = message.id else {
      if (200..<300).contains(response.status) { return nil }
      throw AnswerCheck.failure(of: response) ?? nothing(response)
    }
    if let reply = reply(response, to: id) { return reply }
    let failure = AnswerCheck.failure(of: response) ?? nothing(response)
    // A server that knows no handshake says that the method, or the address for it, is none.
    let isUnknown =
      [400, 404, 405, 406, 501].contains(response.status) && [.answer, .moved, .noSchema, .down].contains(failure.kind)
    if isUnknown, message.method == "initialize" { return .refused(failure) }
    throw failure
  }

  private func reply(_ response: HTTPResponse, to id: Int) -> ToolDialogue.Reply? {
    // What proves who asks, rights, limits: the status says it, whatever stands in the body.
    guard (200..<300).contains(response.status) || response.status == 400 || response.status == 404 else { return nil }
    let server = "\(response.url)"
    if let reply = ToolDialogue.Reply(response.body, to: id, from: server) { return reply }
    return ToolDialogue.Reply.events(response.body).lazy.compactMap { ToolDialogue.Reply($0, to: id, from: server) }
      .first
  }

  private func nothing(_ response: HTTPResponse) -> FetchFailure {
    FetchFailure(
      .noSchema, "\(response.url) sent no answer of JSON-RPC",
      advice: "see whether it is the address of an MCP server: most end with /mcp")
  }

  /// Visible ASCII, as the protocol has it: a session goes into a header.
  private static func isSession(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.count <= 4096 && text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
  }
}
