import FlyingFox
import Foundation

/// What the systems answer with.
enum Answer {
  static func text(_ status: HTTPStatusCode, _ text: String, type: String = "text/plain; charset=utf-8") -> HTTPResponse
  {
    HTTPResponse(statusCode: status, headers: [.contentType: type], body: Data(text.utf8))
  }

  static func json(_ status: HTTPStatusCode, _ value: Any) -> HTTPResponse {
    let options: JSONSerialization.WritingOptions = [.sortedKeys, .withoutEscapingSlashes]
    var body = (try? JSONSerialization.data(withJSONObject: value, options: options)) ?? Data("{}".utf8)
    body.append(0x0a)
    return HTTPResponse(statusCode: status, headers: [.contentType: "application/json"], body: body)
  }

  /// A refusal as RFC 6750 and RFC 6749 word it.
  static func refusal(_ status: HTTPStatusCode, _ error: String, _ text: String, challenge: String?) -> HTTPResponse {
    var answer = json(status, ["error": error, "error_description": text])
    if let challenge { answer.headers[HTTPHeader("WWW-Authenticate")] = challenge }
    return answer
  }

  /// The page that people see who have to log in: HTML, with 200.
  static let loginPage = text(
    .ok,
    """
    <!DOCTYPE html>
    <html><head><title>Sign in</title></head>
    <body><form method="post" action="/login"><input name="user"><input type="password" name="password"></form></body></html>

    """, type: "text/html; charset=utf-8")

  /// A document, or that it is known already.
  static func document(_ document: ServedDocument, to request: HTTPRequest) -> HTTPResponse {
    var headers: HTTPHeaders = [.eTag: document.tag]
    if let modified = document.modified { headers[.lastModified] = modified }
    if document.isKnown(match: request.headers[.ifNoneMatch], since: request.headers[.ifModifiedSince]) {
      return HTTPResponse(statusCode: .notModified, headers: headers, body: Data())
    }
    headers[.contentType] = document.type
    return HTTPResponse(statusCode: .ok, headers: headers, body: Data(document.bytes))
  }
}
