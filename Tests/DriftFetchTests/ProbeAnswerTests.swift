import DriftTestSupport
import Testing

@testable import DriftFetch

/// What an answer to a probe is: data, a refusal, or neither. Each row is right in one direction, and its neighbour in the
/// other.
@Suite("Answers to probes") struct ProbeAnswerTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var path = "/contacts"
    var status = 200
    var type = "application/json"
    var body: String
    /// `json`, `refused right`, `unclear`.
    var outcome: String
    var testDescription: String { "\(status) \(type) \(body.prefix(60))" }
  }

  private static func outcome(_ row: Row) -> String {
    var headers: HeaderList = []
    if !row.type.isEmpty { headers.append("Content-Type", row.type) }
    let response = HTTPResponse(
      status: row.status, headers: headers, body: Array(row.body.utf8),
      url: WebAddress(origin: Origin(scheme: "https", host: "crm.example.com", port: 443), path: row.path))
    return switch ProbeAnswer(response) {
    case .data(let form): form.rawValue
    case .refused(let failure): "refused \(failure.kind.rawValue)"
    case .unclear: "unclear"
    }
  }

  static let errors = [
    Row(body: #"{"statusCode":401,"message":"Unauthorized"}"#, outcome: "refused credentials"),
    Row(body: #"{"statusCode":401}"#, outcome: "refused credentials"),
    Row(body: #"{"name":"NotAuthenticated","message":"no","code":401}"#, outcome: "refused credentials"),
    Row(body: #"{"status":403,"error":"Forbidden","path":"/contacts"}"#, outcome: "refused right"),
    Row(body: #"{"data":{"error":{"code":403,"message":"no"}}}"#, outcome: "refused right"),
    Row(body: #"{"data":{"statusCode":"401","message":"no"}}"#, outcome: "refused credentials"),
    Row(body: #"{"meta":{"status":401,"msg":"Unauthorized"},"response":[]}"#, outcome: "refused credentials"),
    Row(body: #"{"response":{"status":"error","message":"no"}}"#, outcome: "refused answer"),
    Row(body: #"{"success":false,"data":[{"code":"forbidden","message":"no"}]}"#, outcome: "refused right"),
    Row(body: #"{"ok":false,"error":"missing_scope","needed":"channels:read"}"#, outcome: "refused right"),
    Row(
      body: #"{"data":{"contacts":null},"errors":[{"message":"no","path":["contacts"]}]}"#, outcome: "refused answer"),
    Row(
      body: #"{"data":{"shop":{"a":1}},"errors":[{"message":"no","extensions":{"code":"ACCESS_DENIED"}}]}"#,
      outcome: "refused right"),
    Row(body: #"[{"message":"Session expired","errorCode":"INVALID_SESSION_ID"}]"#, outcome: "refused expired"),
    Row(body: #"{"jsonrpc":"2.0","id":1,"error":{"code":-32000,"message":"no"}}"#, outcome: "refused answer"),
    Row(
      type: "application/problem+json", body: #"{"title":"No","status":403}"#, outcome: "refused right"),
    Row(body: #"{"errorMessages":["no"],"errors":{}}"#, outcome: "refused answer"),
    Row(body: #"{"message":"Forbidden"}"#, outcome: "refused right"),
    Row(
      body: #"{"odata.error":{"code":"UnauthorizedAccess","message":{"lang":"en","value":"no"}}}"#,
      outcome: "refused answer"),
    Row(
      body: #"{"__type":"com.amazon.coral.service#AccessDeniedException","Message":"no"}"#, outcome: "refused right"),
    Row(body: #"{"Output":{"__type":"a.b#UnknownOperationException"},"Version":"1.0"}"#, outcome: "refused answer"),
    Row(body: #"{"resultCode":"ERROR","resultMessage":"no"}"#, outcome: "refused answer"),
    Row(
      body: #"{"messages":{"resultCode":"Error","message":[{"code":"E00007","text":"no"}]}}"#,
      outcome: "refused answer"),
    Row(body: #"{"status":"denied","reason":"scope"}"#, outcome: "refused answer"),
    Row(body: #"{"fehler":"keine Berechtigung"}"#, outcome: "refused answer"),
    Row(body: #"{"errcode":40001,"errmsg":"invalid credential"}"#, outcome: "refused answer"),
    Row(
      body: #"{"code":40105,"message":"Access token is incorrect or has been revoked.","request_id":"r","data":{}}"#,
      outcome: "refused credentials"),
    Row(body: #"{"code":10003,"msg":"no permission"}"#, outcome: "refused right"),
    Row(body: #"{"retCode":10005,"retMsg":"Permission denied","result":{}}"#, outcome: "refused answer"),
    Row(body: #"{"error_response":{"code":27,"msg":"Invalid session"}}"#, outcome: "refused credentials"),
    Row(body: #"{"returnCode":"E403","returnMessage":"not authorised"}"#, outcome: "refused answer"),
    Row(body: #"{"succeeded":false}"#, outcome: "refused answer"),
    Row(body: #"{"responseStatus":{"errorCode":"Unauthorized","message":"no"}}"#, outcome: "refused credentials"),
    Row(body: #"{"detail":"Authentication credentials were not provided."}"#, outcome: "refused credentials"),
    Row(body: #"{"code":"invalid_credentials","message":"no"}"#, outcome: "refused answer"),
    Row(
      body: #"{"success":false,"error":"unauthorized access","errorCode":401,"data":null}"#,
      outcome: "refused credentials"),
    Row(path: "/errors", body: #"{"errors":[{"message":"no","code":"unauthorized"}]}"#, outcome: "refused credentials"),
    Row(type: "application/xml", body: "<Error><Code>AccessDenied</Code></Error>", outcome: "refused right"),
    Row(type: "text/plain", body: "Access denied", outcome: "refused right"),
    Row(type: "text/plain", body: "Error: no such tenant\n    at handler.js:12\n", outcome: "refused answer"),
    Row(type: "", body: "Too many requests, try again later", outcome: "refused throttled"),
    Row(body: "Unauthorized", outcome: "refused credentials"),
    Row(
      status: 207, body: #"{"responses":[{"id":"1","status":200},{"id":"2","status":403}]}"#, outcome: "refused right"),
    Row(
      status: 207, body: #"{"status":"COMPLETE","results":[],"errors":[{"message":"no"}]}"#, outcome: "refused answer"),
    Row(
      status: 207, type: "application/xml",
      body:
        #"<D:multistatus xmlns:D="DAV:"><D:response><D:status>HTTP/1.1 403 Forbidden</D:status></D:response></D:multistatus>"#,
      outcome: "refused right"),
    Row(type: "text/html", body: "<html><title>Sign in</title><form></form></html>", outcome: "refused no-schema"),
  ]

  static let data = [
    Row(path: "/v1/errors", body: #"{"errors":[{"id":1,"message":"boom","createdAt":"2026-11-01"}]}"#, outcome: "json"),
    Row(path: "/errors", body: #"{"errors":[{"message":"boom"}]}"#, outcome: "json"),
    Row(path: "/import-errors", body: #"{"errors":[{"message":"boom","code":"E1"}],"total":1}"#, outcome: "json"),
    Row(path: "/log", body: #"{"errors":[{"message":"boom","timestamp":1}]}"#, outcome: "json"),
    Row(body: #"{"errors":[],"results":[{"a":1}]}"#, outcome: "json"),
    Row(body: #"{"id":7,"status":"failed","message":"no"}"#, outcome: "json"),
    Row(body: #"{"id":7,"error":{"code":"X","message":"no"}}"#, outcome: "json"),
    Row(body: #"{"sid":"SM1","status":"failed","error_code":30003,"error_message":"Unreachable"}"#, outcome: "json"),
    Row(body: #"{"code":"00000","message":"ok","data":null}"#, outcome: "json"),
    Row(body: #"{"message":"Access is denied to nobody today","author":"ann"}"#, outcome: "json"),
    Row(body: #"{"code":"SUCCESS","message":"done"}"#, outcome: "json"),
    Row(body: #"{"messages":{"resultCode":"Ok","message":[{"code":"I00001","text":"Successful."}]}}"#, outcome: "json"),
    Row(body: #"{"error":{"code":0,"message":"OK"},"data":[]}"#, outcome: "json"),
    Row(body: #"{"errors":[null],"data":1}"#, outcome: "json"),
    Row(body: #"{"errcode":0,"errmsg":"ok","user":{"a":1}}"#, outcome: "json"),
    Row(body: #"{"code":0,"message":"OK","request_id":"r","data":{"list":[{"a":1}]}}"#, outcome: "json"),
    Row(body: #"{"retCode":0,"retMsg":"","result":{"list":[{"a":1}]}}"#, outcome: "json"),
    Row(body: #"{"code":7,"message":"Session expired","data":[{"a":1}]}"#, outcome: "json"),
    Row(body: #"{"resultCode":"0","resultMessage":"Success","rows":[{"a":1}]}"#, outcome: "json"),
    Row(body: #"{"type":"error","message":"of a log","createdAt":"2026-11-01"}"#, outcome: "json"),
    Row(body: #"{"__type":"com.example#Contact","title":"Dr","name":"Ann"}"#, outcome: "json"),
    Row(body: #"{"status":"red","timed_out":false,"message":"yellow"}"#, outcome: "json"),
    Row(body: #"{"title":"Fahrenheit 451","code":451}"#, outcome: "json"),
    Row(body: #"{"status":200,"message":"ok","data":[]}"#, outcome: "json"),
    Row(body: #"{"error":null,"errors":null,"data":{"a":1}}"#, outcome: "json"),
    Row(
      body: #"{"status":{"error_code":0,"error_message":""},"data":[{"error":"x","code":"forbidden"}]}"#,
      outcome: "json"),
    Row(body: #"[{"code":"DE","message":"Hallo"},{"code":"EN","message":"Hello"}]"#, outcome: "json"),
    Row(body: #"[{"id":1,"errorCode":"E1","message":"logged"}]"#, outcome: "json"),
    Row(body: #"{"results":[{"status":"error","message":"a job that failed"}]}"#, outcome: "json"),
    Row(body: #"{"data":{"contacts":[{"a":1}]},"errors":[{"message":"one field is slow"}]}"#, outcome: "json"),
    Row(body: "[]", outcome: "json"), Row(body: "{}", outcome: "json"), Row(body: "12", outcome: "text"),
    Row(type: "application/x-ndjson", body: "{\"a\":1}\n{\"a\":2}\n", outcome: "json"),
    Row(body: ")]}'\n{\"a\":1}", outcome: "json"),
    Row(status: 204, type: "", body: "", outcome: "empty"), Row(type: "", body: "", outcome: "empty"),
    Row(type: "text/plain", body: "OK", outcome: "text"), Row(type: "text/plain", body: "pong", outcome: "text"),
    Row(type: "text/csv", body: "id,error,message,forbidden\n1,none,,0\n", outcome: "text"),
    Row(type: "application/xml", body: "<contacts><contact/></contacts>", outcome: "xml"),
    Row(path: "/errors", type: "application/xml", body: "<errors><error>logged</error></errors>", outcome: "xml"),
    Row(
      status: 207, type: "application/xml",
      body: "<D:multistatus xmlns:D=\"DAV:\"><D:response><D:propstat><D:status>HTTP/1.1 200 OK</D:status></D:propstat>"
        + "<D:propstat><D:status>HTTP/1.1 404 Not Found</D:status></D:propstat></D:response></D:multistatus>",
      outcome: "xml"),
    Row(
      type: "text/html",
      body: "<html><title>Price list</title><script></script><p>"
        + String(repeating: "what it costs ", count: 40) + "</html>", outcome: "html"),
  ]

  static let neither = [
    Row(body: #"{"results":[{"id":1},{"id"#, outcome: "unclear"), Row(body: "", outcome: "unclear"),
    Row(type: "application/xml", body: "<contacts><contact>", outcome: "unclear"),
    Row(type: "text/plain", body: #"[{"id":1},"#, outcome: "unclear"),
    Row(body: "these are not the contacts", outcome: "unclear"),
    Row(
      type: "text/html", body: "<!doctype html><div id=\"root\"></div><script src=a.js></script>", outcome: "unclear"),
    Row(
      type: "text/html", body: "<html><head><title>404 Not Found</title></head><h1>Not Found</h1></html>",
      outcome: "unclear"),
    Row(type: "application/json", body: "<html><title>Welcome</title><p>Hello</html>", outcome: "unclear"),
  ]

  @Test("no document of a system is an error") func samples() throws {
    guard let shared = SharedData.folder(for: "documents of systems") else { return }
    for file in SharedData.files(below: "\(shared)/formats-samples").sorted() {
      guard !file.hasPrefix("errors/"), !file.hasPrefix("not-a-schema/") else { continue }
      let isXML = ["xml", "wsdl", "xsd"].contains { file.hasSuffix(".\($0)") }
      guard isXML || file.hasSuffix(".json") else { continue }
      let text = String(decoding: try SharedData.bytes("\(shared)/formats-samples/\(file)"), as: UTF8.self)
      let row = Row(type: isXML ? "application/xml" : "application/json", body: text, outcome: "")
      #expect(Self.outcome(row) == (isXML ? "xml" : "json"), "\(file)")
    }
  }

  @Test("data in another encoding is data where it is whole") func encodings() {
    func outcome(_ bytes: [UInt8]) -> Bool {
      let address = WebAddress(origin: Origin(scheme: "https", host: "crm.example.com", port: 443), path: "/contacts")
      let headers: HeaderList = [("Content-Type", "application/json; charset=iso-8859-1")]
      guard case .data = ProbeAnswer(HTTPResponse(status: 200, headers: headers, body: bytes, url: address)) else {
        return false
      }
      return true
    }
    let latin = Array(#"{"name":"M"#.utf8) + [0xFC] + Array(#"ller"}"#.utf8)
    #expect(outcome(latin) && !outcome(latin.dropLast()))
  }

  @Test("an error that comes with a status for data is one", arguments: errors)
  func refused(_ row: Row) { #expect(Self.outcome(row) == row.outcome) }

  @Test("each vendor's error is one where it comes with 200", arguments: ErrorBody.all)
  func vendors(_ body: ErrorBody) {
    let outcome = Self.outcome(.init(type: body.isXML ? "text/xml" : "application/json", body: body.text, outcome: ""))
    #expect(outcome.hasPrefix("refused "), "\(outcome)")
  }

  @Test("data that looks like an error is data", arguments: data)
  func given(_ row: Row) { #expect(Self.outcome(row) == row.outcome) }

  @Test("what is cut off, empty or a page is neither", arguments: neither)
  func unclear(_ row: Row) { #expect(Self.outcome(row) == row.outcome) }
}
