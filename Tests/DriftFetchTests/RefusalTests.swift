import Testing

@testable import DriftFetch

/// What systems of many makers say when they refuse, as their documentation has it: what it is decides whom to call.
@Suite("Refusals of many makers") struct RefusalTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var status: Int
    var kind: String
    var body: String

    init(_ status: Int, _ kind: String, _ body: String) { (self.status, self.kind, self.body) = (status, kind, body) }

    var testDescription: String { "\(status) \(body.prefix(60))" }
  }

  static let rows: [Row] = [
    Row(401, "credentials", #"{"error":"Couldn't authenticate you"}"#),
    Row(403, "right", #"{"error":{"title":"Forbidden","message":"You do not have access to this page."}}"#),
    Row(
      401, "credentials",
      #"{"type":"error.list","request_id":"x","errors":[{"code":"token_unauthorized","message":"Access Token Invalid"}]}"#
    ),
    Row(429, "throttled", #"{"type":"error.list","errors":[{"code":"rate_limit_exceeded","message":"x"}]}"#),
    Row(
      401, "credentials",
      #"{"error":{"message":"User Not Authenticated","detail":"Required to provide Auth information"},"status":"failure"}"#
    ),
    Row(
      403, "right",
      #"{"error":{"message":"Insufficient rights to query records","detail":"Field(s) present in the query do not have permission to be read"},"status":"failure"}"#
    ),
    Row(
      401, "expired",
      #"{"Type":null,"Title":"Unauthorized","Status":401,"Detail":"TokenExpired: token expired at 01/01/2020 00:00:00","Instance":"x"}"#
    ),
    Row(403, "right", #"{"Title":"Forbidden","Status":403,"Detail":"AuthenticationUnsuccessful"}"#),
    Row(
      401, "expired",
      #"{"warnings":null,"fault":{"error":[{"message":"message=AuthenticationFailed; errorCode=003200; statusCode=401","detail":"Token expired: AB0","code":"3200","element":null}],"type":"AUTHENTICATION"}}"#
    ),
    Row(
      429, "throttled",
      #"{"fault":{"error":[{"message":"message=ThrottleExceeded; errorCode=003001; statusCode=429","code":"3001"}],"type":"SERVICE"}}"#
    ),
    Row(403, "right", #"{"success":false,"error":"Scope and URL mismatch","errorCode":403}"#),
    Row(
      400, "expired",
      #"{"error":{"message":"Error validating access token: Session has expired on Sunday","type":"OAuthException","code":190,"error_subcode":463}}"#
    ),
    Row(400, "credentials", #"{"error":{"message":"Invalid OAuth access token.","type":"OAuthException","code":190}}"#),
    Row(
      400, "throttled",
      #"{"error":{"message":"(#4) Application request limit reached","type":"OAuthException","code":4}}"#),
    Row(
      403, "right",
      #"{"error":{"message":"(#200) Requires manage_pages permission","type":"OAuthException","code":200}}"#),
    Row(
      401, "credentials",
      #"{"serviceErrorCode":65601,"message":"The token used in the request has been revoked by the user","status":401}"#
    ),
    Row(
      401, "expired",
      #"{"serviceErrorCode":65602,"message":"The token used in the request has expired","status":401}"#),
    Row(403, "right", #"{"serviceErrorCode":100,"message":"Not enough permissions to access: GET /me","status":403}"#),
    Row(401, "credentials", #"{"errors":[{"code":89,"message":"Invalid or expired token."}]}"#),
    Row(429, "throttled", #"{"errors":[{"message":"Rate limit exceeded","code":88}]}"#),
    Row(401, "expired", #"{"error_summary":"expired_access_token/...","error":{".tag":"expired_access_token"}}"#),
    Row(
      401, "right",
      #"{"error_summary":"missing_scope/.","error":{".tag":"missing_scope","required_scope":"files.metadata.read"}}"#),
    Row(
      429, "throttled",
      #"{"error_summary":"too_many_requests/..","error":{"reason":{".tag":"too_many_requests"},"retry_after":300}}"#),
    Row(401, "credentials", #"{"errors":[{"message":"Not Authorized","help":"x"}]}"#),
    Row(
      200, "throttled",
      #"{"error_code":"ComplexityException","status_code":429,"error_message":"Complexity budget exhausted"}"#),
    Row(
      200, "right",
      #"{"error_code":"UserUnauthorizedException","status_code":403,"error_message":"User unauthorized"}"#),
    Row(401, "credentials", #"{"message":"Bad credentials","documentation_url":"x"}"#),
    Row(403, "right", #"{"message":"Resource not accessible by integration"}"#),
    Row(
      403, "throttled",
      #"{"message":"You have exceeded a secondary rate limit. Please wait a few minutes before you try again."}"#),
    Row(403, "throttled", #"{"message":"API rate limit exceeded for user ID 1."}"#),
    Row(
      401, "credentials",
      #"{"error":"invalid_token","error_description":"Token was revoked. You have to re-authorize from the user."}"#),
    Row(
      403, "right",
      #"{"error":"insufficient_scope","error_description":"The request requires higher privileges","scope":"api"}"#),
    Row(
      401, "expired",
      #"{"error":"invalid_token","error_description":"Token is expired. You can either do re-authorization or token refresh."}"#
    ),
    Row(
      403, "right",
      #"{"error":{"code":"/IWFND/CM_MGW/1","message":{"lang":"en","value":"No authorization to access Service"}}}"#),
    Row(
      401, "credentials",
      #"{"type":"https://mailchimp.com/x","title":"API Key Invalid","status":401,"detail":"Your API key may be invalid"}"#
    ),
    Row(401, "credentials", #"{"code":"INVALID_TOKEN","details":{},"message":"invalid oauth token","status":"error"}"#),
    Row(
      401, "right",
      #"{"code":"OAUTH_SCOPE_MISMATCH","details":{},"message":"invalid oauth scope","status":"error"}"#),
    Row(429, "throttled", #"{"code":"TOO_MANY_REQUESTS","message":"x","status":"error"}"#),
    Row(
      401, "expired",
      #"{"errors":[{"category":"AUTHENTICATION_ERROR","code":"ACCESS_TOKEN_EXPIRED","detail":"The access token has expired."}]}"#
    ),
    Row(
      401, "credentials",
      #"{"errors":[{"category":"AUTHENTICATION_ERROR","code":"ACCESS_TOKEN_REVOKED","detail":"x"}]}"#),
    Row(403, "right", #"{"errors":[{"category":"AUTHENTICATION_ERROR","code":"INSUFFICIENT_SCOPES","detail":"x"}]}"#),
    Row(
      403, "right",
      #"{"name":"NOT_AUTHORIZED","message":"Authorization failed due to insufficient permissions.","debug_id":"x"}"#),
    Row(429, "throttled", #"{"name":"RATE_LIMIT_REACHED","message":"Too many requests."}"#),
    Row(
      401, "credentials",
      #"{"errorCode":"USER_AUTHENTICATION_FAILED","message":"One or both of Username and Password are invalid."}"#),
    Row(
      401, "credentials",
      #"{"errorCode":"AUTHORIZATION_INVALID_TOKEN","message":"The access token provided is expired, revoked or malformed."}"#
    ),
    Row(
      400, "throttled",
      #"{"errorCode":"HOURLY_APIINVOCATION_LIMIT_EXCEEDED","message":"The maximum number of hourly API invocations has been exceeded."}"#
    ),
    Row(400, "right", #"{"errorCode":"USER_LACKS_PERMISSIONS","message":"x"}"#),
    Row(
      500, "credentials",
      #"<SOAP-ENV:Envelope xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/"><SOAP-ENV:Body><SOAP-ENV:Fault><faultcode>SOAP-ENV:Client.authenticationError</faultcode><faultstring>invalid username or password</faultstring></SOAP-ENV:Fault></SOAP-ENV:Body></SOAP-ENV:Envelope>"#
    ),
    Row(403, "right", #"{"type":"error","status":403,"code":"access_denied_insufficient_permissions"}"#),
    Row(401, "credentials", #"{"errorCode":"E0000011","errorSummary":"Invalid token provided"}"#),
    Row(
      403, "right",
      #"{"errorCode":"E0000006","errorSummary":"You do not have permission to perform the requested action"}"#),
    Row(
      429, "throttled",
      #"{"errorCode":"E0000047","errorSummary":"API call exceeded rate limit due to too many requests."}"#),
    Row(401, "credentials", #"invalid token"#),
    Row(401, "expired", #"expired token"#),
    Row(401, "credentials", #"{"code":20003,"message":"Authenticate","status":401}"#),
    Row(200, "expired", #"{"ok":false,"error":"token_expired"}"#),
    Row(200, "throttled", #"{"ok":false,"error":"ratelimited"}"#),
    Row(
      400, "expired",
      #"{"error":"invalid_grant","error_description":"AADSTS700082: The refresh token has expired due to inactivity."}"#
    ),
    Row(200, "credentials", #"{"status":"fail","message":"Invalid API key"}"#),
    Row(200, "expired", #"{"status":"error","message":"Your session has expired, please log in again"}"#),
    Row(200, "right", #"{"result":"error","error":{"code":"FORBIDDEN","message":"no"}}"#),
    Row(200, "throttled", #"{"errors":[{"message":"Throttled","extensions":{"code":"THROTTLED"}}]}"#),
    Row(200, "credentials", #"{"errors":[{"message":"Not Authenticated"}],"account_id":1}"#),
    Row(200, "credentials", #"{"errors":[{"message":"x","extensions":{"code":"UNAUTHENTICATED"}}],"data":null}"#),
  ]

  @Test("each is what it is, by its code, else by its sentence", arguments: rows) func kinds(_ row: Row) {
    let isXML = row.body.hasPrefix("<")
    let type = isXML ? "text/xml" : row.body.hasPrefix("{") ? "application/json" : "text/plain"
    let response = HTTPResponse(
      status: row.status, headers: [("Content-Type", type)], body: Array(row.body.utf8),
      url: WebAddress(origin: Origin(scheme: "https", host: "crm.example.com", port: 443), path: "/contacts"))
    guard row.status == 200 else {
      #expect(AnswerCheck.failure(of: response)?.kind.rawValue == row.kind)
      return
    }
    guard case .refused(let failure) = ProbeAnswer(response) else {
      Issue.record("it passes")
      return
    }
    #expect(failure.kind.rawValue == row.kind)
  }

  @Test(
    "a sentence of a request that is wrong is none of who asks",
    arguments: [
      #"{"error":{"code":400,"message":"The field phone is not allowed here"}}"#,
      #"{"message":"Invalid request: parameter limit exceeds 100"}"#,
      #"{"message":"The offer expired or was withdrawn"}"#,
      "<html><title>400</title>Unauthorized characters in the request</html>",
    ])
  func wrong(_ body: String) {
    let response = HTTPResponse(
      status: 400, headers: [], body: Array(body.utf8),
      url: WebAddress(origin: Origin(scheme: "https", host: "crm.example.com", port: 443), path: "/contacts"))
    #expect(AnswerCheck.failure(of: response)?.kind == .answer)
  }
}
