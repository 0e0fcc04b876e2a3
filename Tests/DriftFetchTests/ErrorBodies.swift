import DriftFetch
import Testing

/// Bodies of errors as systems send them, and what each is.
struct ErrorBody: Sendable, CustomTestStringConvertible {
  var name: String
  var status: Int
  var kind: FetchFailure.Kind
  /// What it is where its text is in another language, and only that tells.
  var unworded: FetchFailure.Kind?
  /// A code or a word that has to be told.
  var says: String
  var text: String
  var testDescription: String { name }

  static let all: [ErrorBody] = [
    .init(
      name: "Salesforce, expired", status: 401, kind: .expired, says: "INVALID_SESSION_ID",
      text: #"[{"message":"Session expired or invalid","errorCode":"INVALID_SESSION_ID"}]"#),
    .init(
      name: "Salesforce, limit", status: 403, kind: .throttled, says: "REQUEST_LIMIT_EXCEEDED",
      text: #"[{"message":"TotalRequests Limit exceeded.","errorCode":"REQUEST_LIMIT_EXCEEDED"}]"#),
    .init(
      name: "Salesforce, field", status: 400, kind: .right, says: "INVALID_FIELD",
      text: #"[{"message":"\nSELECT Id\n   ^\nNo such column 'Email__c'","errorCode":"INVALID_FIELD"}]"#),
    .init(
      name: "HubSpot, expired", status: 401, kind: .expired, says: "EXPIRED_AUTHENTICATION",
      text: #"""
        {"status":"error","message":"The OAuth token used to make this call expired 4 minute(s) ago.",
         "category":"EXPIRED_AUTHENTICATION","context":{"expire time":["2026-11-02T09:56:00Z"]}}
        """#),
    .init(
      name: "HubSpot, scopes", status: 403, kind: .right, says: "MISSING_SCOPES",
      text: #"""
        {"status":"error","message":"This app hasn't been granted all required scopes.","errors":[{"message":"One or more",
         "context":{"requiredScopes":["crm.objects.deals.read"]}}],"category":"MISSING_SCOPES"}
        """#),
    .init(
      name: "HubSpot, limit", status: 429, kind: .throttled, says: "RATE_LIMIT",
      text:
        #"{"status":"error","message":"You have reached your limit.","errorType":"RATE_LIMIT","policyName":"DAILY"}"#),
    .init(
      name: "Graph, expired", status: 401, kind: .expired, unworded: .credentials, says: "InvalidAuthenticationToken",
      text: #"""
        {"error":{"code":"InvalidAuthenticationToken","message":"Lifetime validation failed, the token is expired.",
         "innerError":{"date":"2026-11-02T10:00:00","request-id":"b1909fc0"}}}
        """#),
    .init(
      name: "Graph, privileges", status: 403, kind: .right, says: "Authorization_RequestDenied",
      text: #"{"error":{"code":"Authorization_RequestDenied","message":"Insufficient privileges.","innerError":{}}}"#),
    .init(
      name: "Graph, limit", status: 429, kind: .throttled, says: "TooManyRequests",
      text: #"{"error":{"code":"TooManyRequests","message":"Please retry","innerError":{"code":"429","status":"429"}}}"#
    ),
    .init(
      name: "Google, scope", status: 403, kind: .right, says: "PERMISSION_DENIED",
      text: #"""
        {"error":{"code":403,"message":"Request had insufficient authentication scopes.","errors":[{"domain":"global",
         "message":"Insufficient Permission","reason":"insufficientPermissions"}],"status":"PERMISSION_DENIED","details":[
         {"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"ACCESS_TOKEN_SCOPE_INSUFFICIENT"}]}}
        """#),
    .init(
      name: "Google, limit", status: 403, kind: .throttled, says: "rateLimitExceeded",
      text: #"{"error":{"code":403,"message":"Rate Limit Exceeded","errors":[{"reason":"rateLimitExceeded"}]}}"#),
    .init(
      name: "Google, refresh", status: 400, kind: .credentials, says: "invalid_grant",
      text: #"{"error":"invalid_grant","error_description":"Token has been expired or revoked."}"#),
    .init(
      name: "Entra, secret expired", status: 401, kind: .expired, says: "AADSTS7000222",
      text:
        #"{"error":"server_error","error_description":"AADSTS7000222: The provided client secret keys are expired."}"#),
    .init(
      name: "Dataverse", status: 403, kind: .right, says: "0x80040220",
      text: #"{"error":{"code":"0x80040220","message":"principal is missing a privilege"}}"#),
    .init(
      name: "Notion, not shared", status: 404, kind: .right, says: "object_not_found",
      text: #"{"object":"error","status":404,"code":"object_not_found","message":"Could not find database"}"#),
    .init(
      name: "Airtable", status: 403, kind: .right, says: "INVALID_PERMISSIONS_OR_MODEL_NOT_FOUND",
      text: #"{"error":{"type":"INVALID_PERMISSIONS_OR_MODEL_NOT_FOUND","message":"Invalid permissions"}}"#),
    .init(
      name: "Zoho", status: 401, kind: .credentials, says: "INVALID_TOKEN",
      text: #"{"code":"INVALID_TOKEN","details":{},"message":"invalid oauth token","status":"error"}"#),
    .init(
      name: "Slack", status: 200, kind: .right, says: "missing_scope",
      text: #"{"ok":false,"error":"missing_scope","needed":"users:read","provided":"chat:write"}"#),
    .init(
      name: "Shopify, access", status: 200, kind: .right, says: "ACCESS_DENIED",
      text: #"""
        {"errors":[{"message":"Access denied for customers field.","path":["customers"],"extensions":{"code":"ACCESS_DENIED"}}],
         "data":{"customers":null}}
        """#),
    .init(
      name: "RFC 9457", status: 429, kind: .throttled, says: "quota-exceeded",
      text:
        #"{"type":"https://iana.org/assignments/http-problem-types#quota-exceeded","title":"Quota","violated-policies":["daily"]}"#
    ),
    .init(
      name: "NetSuite", status: 401, kind: .credentials, says: "INVALID_LOGIN",
      text:
        #"{"type":"https://x.example/401","title":"Unauthorized","status":401,"o:errorDetails":[{"detail":"no","o:errorCode":"INVALID_LOGIN"}]}"#
    ),
    .init(
      name: "SOAP, the code in the text", status: 500, kind: .credentials, says: "INVALID_LOGIN",
      text: #"""
        <soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body><soap:Fault>
        <faultcode>soap:Client</faultcode><faultstring>INVALID_LOGIN: Invalid username</faultstring></soap:Fault>
        </soap:Body></soap:Envelope>
        """#),
    .init(
      name: "SOAP", status: 500, kind: .expired, says: "INVALID_SESSION_ID",
      text: #"""
        <?xml version="1.0"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:sf="urn:f">
        <soapenv:Body><soapenv:Fault><faultcode>sf:INVALID_SESSION_ID</faultcode><faultstring>INVALID_SESSION_ID: gone</faultstring>
        </soapenv:Fault></soapenv:Body></soapenv:Envelope>
        """#),
  ]

  /// The same answer with its keys in upper case.
  var withKeysInUpperCase: String {
    text.replacing(#/"([A-Za-z_: .-]+)"(\s*):/#) { "\"\($0.1.uppercased())\"\($0.2):" }
  }

  /// The same answer with a member that nobody knows.
  var withAddedKey: String {
    text.replacing(#/\{(?!\})/#, maxReplacements: 1) { "{\"x_new\": \"7\", \"x_more\": [1], " + "\($0.0.dropFirst())" }
  }

  /// The same answer in an envelope.
  var inEnvelope: String { "{\"status\":\"error\",\"errors\":[\(text)]}" }

  /// The same answer with its sentences in another language.
  var inAnotherLanguage: String {
    text.replacing(#/"((?:message|error_description|title)"\s*:\s*)"(?!AADSTS)[^"]*"/#) { "\"\($0.1)\"认证失败，请重新登录\"" }
  }

  var isXML: Bool { text.hasPrefix("<") }
}
