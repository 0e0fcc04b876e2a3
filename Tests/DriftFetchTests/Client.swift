import DriftFetch
import DriftTestSupport

/// A transport of the tests, and one exchange on it.
enum Client {
  static let transport = CurlTransport(userAgent: "drift/test", variable: { _ in nil })

  static func get(
    _ url: String, credential: Credential? = nil, options: HTTPOptions = .init(timeout: 1.5),
    on transport: any HTTPTransport = Client.transport
  ) async -> Result<HTTPResponse, HTTPFailure> {
    do throws(HTTPFailure) {
      let request = HTTPRequest(.document, try WebAddress(parsing: url), credential: credential)
      return .success(try await transport.send(request, options))
    } catch {
      return .failure(error)
    }
  }
}

extension Result where Success == HTTPResponse, Failure == HTTPFailure {
  /// Why it failed; nil where it did not.
  var failure: HTTPFailure? {
    if case .failure(let failure) = self { failure } else { nil }
  }

  /// `200 {}`, `malformed`: what a table of a test says.
  var summary: String {
    switch self {
    case .success(let response): "\(response.status) \(String(decoding: response.body.prefix(60), as: UTF8.self))"
    case .failure(let failure): "\(failure.kind)"
    }
  }
}
