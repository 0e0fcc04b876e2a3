import DriftTestSupport
import Foundation

/// A server of the Model Context Protocol that says what a test wants.
struct ToolServer: Sendable {
  enum Form: Sendable {
    case json, events
  }

  /// The pages of its list: tools, and the cursor that leads to the next.
  var pages: [(cursor: String, tools: String, next: String?)] = [("", #"{"name":"find","inputSchema":{}}"#, nil)]
  var form = Form.json
  /// Whether it knows the handshake.
  var shakesHands = true
  /// What it can do.
  var capabilities = #"{"tools":{}}"#
  /// What it answers to `tools/list` in place of a page, by cursor.
  var errors: [String: String] = [:]
  /// The session that it gives; nil for none.
  var session: String?

  /// Answers a message: status, body, headers.
  func answer(_ body: [UInt8], _ header: (String) -> String?) -> (status: String, body: String, headers: [String]) {
    guard let message = try? JSONSerialization.jsonObject(with: Data(body)) as? [String: Any],
      let method = message["method"] as? String
    else { return ("400 Bad Request", "no message", []) }
    guard let id = message["id"] as? Int else { return ("202 Accepted", "", []) }
    let parameters = message["params"] as? [String: Any] ?? [:]
    switch method {
    case "initialize":
      guard shakesHands else { return error(id, -32601, "Method not found", "404 Not Found") }
      let result =
        #"{"protocolVersion":"2025-06-18","capabilities":\#(capabilities),"serverInfo":{"name":"s","version":"1"}}"#
      return said(id, result, session.map { ["Mcp-Session-Id: \($0)"] } ?? [])
    case "tools/list":
      if shakesHands, header("MCP-Protocol-Version") != "2025-06-18" { return error(id, -32600, "which revision?") }
      if let session, header("Mcp-Session-Id") != session { return error(id, -32600, "which session?") }
      if !shakesHands {
        let meta = parameters["_meta"] as? [String: Any]
        guard meta?["io.modelcontextprotocol/protocolVersion"] as? String == "2026-07-28",
          header("Mcp-Method") == "tools/list"
        else { return error(id, -32600, "which revision?") }
      }
      let cursor = parameters["cursor"] as? String ?? ""
      if let error = errors[cursor] { return (error, "", []) }
      guard let page = pages.first(where: { $0.cursor == cursor }) else { return error(id, -32602, "no such cursor") }
      let next = page.next.map { #","nextCursor":"\#($0)""# } ?? ""
      return said(id, #"{"tools":[\#(page.tools)]\#(next)}"#)
    default: return error(id, -32601, "Method not found")
    }
  }

  private func said(_ id: Int, _ result: String, _ headers: [String] = []) -> (String, String, [String]) {
    let message = #"{"jsonrpc":"2.0","id":\#(id),"result":\#(result)}"#
    switch form {
    case .json: return ("200 OK", message, headers)
    case .events:
      let before =
        "event: message\r\ndata: {\"jsonrpc\":\"2.0\",\"method\":\"notifications/message\",\"params\":{}}\r\n\r\n"
      return (
        "200 OK", "\(before): a comment\r\ndata: \(message)\r\n\r\n", headers + ["Content-Type: text/event-stream"]
      )
    }
  }

  private func error(_ id: Int, _ code: Int, _ text: String, _ status: String = "200 OK") -> (String, String, [String])
  {
    (status, #"{"jsonrpc":"2.0","id":\#(id),"error":{"code":\#(code),"message":"\#(text)"}}"#, [])
  }
}
