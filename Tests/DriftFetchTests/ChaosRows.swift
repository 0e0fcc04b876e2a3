/// What becomes of each path of the chaos server that concerns one exchange, its redirects and its retries: the status of
/// an answer that is taken, or the kind of the failure. What is in a body, and how a token is got, is judged elsewhere.
enum ChaosRows {
  struct Row: Sendable {
    var path: String
    var expected: String
    /// How many requests the server may see; nil where it does not matter.
    var requests: Int?

    init(_ path: String, _ expected: String, requests: Int? = nil) {
      self.path = path
      self.expected = expected
      self.requests = requests
    }
  }

  static let all: [Row] =
    documents + statuses + times + bodies + encodings + redirects + caches + limits + headers + protocols

  static let documents: [Row] =
    [
      "/schema/openapi.json", "/schema/openapi.yaml", "/schema/contact.schema.json", "/schema/service.wsdl",
      "/schema/$metadata", "/schema/schema.graphql", "/schema/describe", "/unordered", "/landing", "/inflight?s=0.01",
      "/deprecated", "/type", "/type?t=", "/pages/link", "/pages/loop",
      "/charset/bom", "/charset/utf16", "/charset/utf16-undeclared", "/charset/utf32", "/charset/latin1",
      "/charset/nul",
      "/charset/trailing", "/false/login", "/false/login-json", "/false/maintenance", "/false/empty", "/false/blank",
      "/false/null", "/false/error", "/false/graphql-errors", "/false/salesforce", "/false/soap-fault", "/false/status",
      "/false/html-head", "/false/xml-error", "/false/odata-error", "/false/captcha", "/false/text",
      "/head/honest", "/head/lies", "/head/body", "/head/405",
    ].map { Row($0, "200", requests: 1) } + [Row("/false/204", "204", requests: 1)]

  static let statuses: [Row] =
    [400, 401, 403, 404, 405, 410, 451, 501].map { Row("/status/\($0)", "\($0)", requests: 1) }
    + [
      // Two tries of an error, four of a refusal; waits pass by the clock of the test.
      Row("/status/500", "500", requests: 2), Row("/status/502", "502", requests: 4),
      Row("/status/503", "503", requests: 4),
      Row("/status/504", "504", requests: 4), Row("/status/429", "429", requests: 4),
      Row("/status/403?retry=seconds", "403", requests: 4),
      Row("/status/600", "malformed", requests: 1), Row("/status/999", "malformed", requests: 1),
      Row("/status/204", "204", requests: 1), Row("/status/206", "206", requests: 1),
      Row("/status/300", "300", requests: 1),
      Row("/status/302", "malformed", requests: 1), Row("/status/305", "305", requests: 1),
      Row("/flaky?key=a", "200", requests: 3), Row("/flaky?key=b&fail=9", "503", requests: 4),
      Row("/flaky?key=c&code=429&retry=seconds", "200", requests: 3),
      Row("/flaky?key=d&code=500&fail=1", "200", requests: 2),
    ]
    + ["json", "html", "empty", "problem", "document"].map { Row("/status/404?body=\($0)", "404", requests: 1) }
    + ["absent", "seconds", "zero", "date", "past", "negative", "garbage", "float", "two", "empty"]
    .map { Row("/status/503?retry=\($0)", "503", requests: 4) }
    + ["absurd", "far-date"].map { Row("/status/503?retry=\($0)", "503", requests: 1) }

  static let times: [Row] = [
    Row("/delay?s=0.1", "200"), Row("/hang?s=5", "timedOut"), Row("/drip-headers?every=0.01", "200"),
    Row("/drip-headers?every=0.1&n=100", "timedOut"), Row("/drip?bytes=10&every=0.01", "200"),
    Row("/drip?bytes=1000&every=0.05", "timedOut"), Row("/stall?s=0.05", "200"), Row("/stall?s=5", "timedOut"),
  ]

  static let bodies: [Row] = [
    Row("/truncated", "cutShort", requests: 4), Row("/length/short", "malformed", requests: 1),
    Row("/length/negative", "malformed", requests: 1), Row("/length/garbage", "malformed", requests: 1),
    Row("/length/two", "malformed", requests: 1), Row("/length/list", "malformed", requests: 1),
    Row("/length/both", "malformed", requests: 1), Row("/length/huge", "tooLarge", requests: 1),
    Row("/length/plus", "malformed", requests: 1), Row("/length/hex", "malformed", requests: 1),
    Row("/length/absent", "200", requests: 1), Row("/chunk/ok", "200"), Row("/chunk/extension", "200"),
    Row("/chunk/trailers", "200"), Row("/chunk/tiny", "200"), Row("/chunk/bad-size", "malformed"),
    Row("/chunk/negative", "malformed"), Row("/chunk/overflow", "malformed"), Row("/chunk/no-crlf", "malformed"),
    Row("/chunk/no-end", "cutShort"), Row("/chunk/short", "cutShort"), Row("/chunk/endless-size", "malformed"),
    // A line feed alone ends a line (RFC 9112, 2.2).
    Row("/chunk/lf", "200"), Row("/reset", "cutShort"), Row("/reset?after=0", "cutShort"), Row("/close", "cutShort"),
    // Nothing says that an answer of HTTP/1.0 was cut: the reader of the document does.
    Row("/http10", "200"), Row("/http10?cut=1", "200"), Row("/http09", "malformed"),
    Row("/endless", "tooLarge"), Row("/endless?raw=1", "tooLarge"), Row("/endless?json=1", "tooLarge"),
    Row("/endless?array=1", "tooLarge"), Row("/endless-headers", "tooLarge"),
  ]

  static let encodings: [Row] = [
    Row("/gzip", "200"), Row("/bomb/gzip?gib=1", "tooLarge"), Row("/bomb/gzip2?gib=1", "malformed"),
    Row("/bomb/br", "tooLarge"), Row("/bomb/deflate?gib=1", "tooLarge"), Row("/encoding/unknown", "malformed"),
    Row("/encoding/lie", "malformed"), Row("/encoding/hidden", "200"), Row("/encoding/truncated", "cutShort"),
    Row("/encoding/corrupt", "malformed"), Row("/encoding/trailing", "malformed"), Row("/encoding/two-members", "200"),
    Row("/encoding/empty", "200"), Row("/encoding/identity", "200"), Row("/encoding/upper", "200"),
  ]

  static let redirects: [Row] =
    [
      Row("/redirect/chain", "200", requests: 6), Row("/redirect/chain?n=10", "200", requests: 11),
      Row("/redirect/chain?n=11", "redirectRefused", requests: 11),
      Row("/redirect/loop", "redirectRefused", requests: 1),
      Row("/redirect/ping", "redirectRefused", requests: 3), Row("/redirect/other", "200", requests: 2),
      Row("/redirect/other-back", "200", requests: 3), Row("/redirect/tls", "insecure", requests: 1),
      Row("/redirect/relative", "200", requests: 2), Row("/redirect/scheme-relative", "200", requests: 2),
      Row("/redirect/userinfo", "redirectRefused", requests: 1), Row("/redirect/fragment", "200", requests: 2),
      Row("/redirect/long", "redirectRefused", requests: 1), Row("/redirect/empty", "malformed", requests: 1),
      Row("/redirect/absent", "malformed", requests: 1), Row("/redirect/two", "malformed", requests: 1),
      Row("/redirect/crlf", "200", requests: 2), Row("/redirect/space", "redirectRefused", requests: 1),
      Row("/redirect/file", "redirectRefused", requests: 1), Row("/redirect/gopher", "redirectRefused", requests: 1),
      Row("/redirect/ftp", "redirectRefused", requests: 1), Row("/redirect/data", "redirectRefused", requests: 1),
      Row("/redirect/javascript", "redirectRefused", requests: 1), Row("/redirect/other?code=300", "300", requests: 1),
      // Not every resolver knows the name with a dot at its end.
      Row("/redirect/spelling?how=upper", "noSuchHost|200"), Row("/redirect/spelling?how=v6mapped", "200"),
      Row("/redirect/other?code=304", "304", requests: 1),
    ]
    + [301, 303, 307, 308].map { Row("/redirect/other?code=\($0)", "200", requests: 2) }
    + ["decimal", "hex", "octal", "short", "name"].map {
      Row("/redirect/spelling?how=\($0)", "200", requests: 2)
    }

  static let caches: [Row] =
    [
      "honest", "weak", "lying-same", "changing", "unquoted", "star", "304-gzip", "304-body", "date", "date-future",
      "date-garbage", "date-lying",
    ]
    .map { Row("/etag/\($0)", "200", requests: 1) } + [Row("/etag/lying-304", "304", requests: 1)]

  static let limits: [Row] = ["ietf", "draft", "x", "delta", "sf", "hubspot", "none"]
    .map { Row("/limited?key=\($0)&style=\($0)", "200", requests: 1) }

  static let headers: [Row] = [
    Row("/header/long", "200"), Row("/header/long?kb=300", "tooLarge"), Row("/header/many", "tooLarge"),
    Row("/header/many?n=150", "200"), Row("/header/fold", "200"), Row("/header/bare-lf", "200"),
    Row("/header/bare-cr", "malformed"), Row("/header/nul", "malformed"), Row("/header/no-colon", "malformed"),
    Row("/header/space-colon", "malformed"), Row("/header/empty-name", "malformed"), Row("/header/utf8", "200"),
    Row("/header/latin1", "200"), Row("/header/escape", "malformed"), Row("/header/workflow", "200"),
    Row("/header/html", "200"), Row("/header/inject", "200"), Row("/header/two-types", "200"),
    Row("/header/cookie", "200"),
    // The first empty line ends the headers, whoever wrote it; the rest is a body.
    Row("/header/crlf-body", "200"),
  ]

  static let protocols: [Row] = [
    Row("/status-line/garbage", "malformed"), Row("/status-line/no-reason", "200"),
    Row("/status-line/code99", "malformed"),
    Row("/status-line/code1000", "malformed"), Row("/status-line/code000", "malformed"),
    Row("/status-line/lower", "malformed"), Row("/status-line/http3", "malformed"), Row("/status-line/long", "200"),
    Row("/status-line/lf", "200"), Row("/status-line/leading", "malformed"), Row("/status-line/utf8", "200"),
    Row("/continue/ok", "200"), Row("/continue/never", "200"), Row("/continue/many", "200"),
    Row("/continue/417", "417"), Row("/continue/early", "200"), Row("/continue/early-many", "malformed"),
    Row("/continue/switch", "malformed"), Row("/keepalive/close", "200"), Row("/keepalive/half", "200"),
    Row("/keepalive/poison", "malformed|200"),
  ]
}
