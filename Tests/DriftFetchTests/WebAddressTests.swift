import Testing

@testable import DriftFetch

@Suite("Addresses")
struct WebAddressTests {
  @Test(
    "are read",
    arguments: [
      ("https://crm.example.com", "https://crm.example.com/"),
      ("HTTPS://CRM.Example.com:443/A?b=1#c", "https://crm.example.com/A?b=1"),
      ("http://crm.example.com:8080", "http://crm.example.com:8080/"),
      ("http://a.example/../b/./c", "http://a.example/b/c"),
      ("http://2130706433/", "http://127.0.0.1/"), ("http://0x7f000001/", "http://127.0.0.1/"),
      ("http://0177.0.0.1/", "http://127.0.0.1/"),
      ("http://127.1/", "http://127.0.0.1/"), ("http://[::1]:81/", "http://[::1]:81/"),
      ("http://a.example/?", "http://a.example/?"),
      ("http://a.example/caf\u{E9}", "http://a.example/caf%c3%a9"),
      ("http://b\u{FC}cher.example/", "http://xn--bcher-kva.example/"),
      ("http://a.example/%41%2f", "http://a.example/%41%2f"), ("https://a.example:80/", "https://a.example:80/"),
    ])
  func read(text: String, expected: String) throws {
    let address = try WebAddress(parsing: text)
    #expect(address.text == expected)
    #expect(try WebAddress(parsing: address.text) == address)
  }

  @Test(
    "are refused, and not repeated",
    arguments: [
      "", "crm.example.com", "//crm.example.com", "ftp://a.example/", "file:///etc/passwd", "http:a.example",
      "http:/a.example",
      "http:///a.example", "http://", "http://?a", "http://user@a.example/", "http://user:s3cret@a.example/",
      "http://@a.example/",
      "http://a.example/s3cret path", "http://a.example/\n", "http://a.example/\u{7F}", "http://a.example\\@b.example/",
      "http://a.example:0/", "http://a.example:65536/", "http://a.example:x/", "http://a%00b/", "http://a<b/",
      "http://a%2fb/",
      "http://[::1/", "http://[fe80::1%25eth0]/", "http://[1:2]/", "http://a,b/",
      "http://a.example/" + String(repeating: "a", count: 8192),
    ])
  func refused(text: String) {
    #expect {
      try WebAddress(parsing: text)
    } throws: {
      guard let failure = $0 as? HTTPFailure else { return false }
      return failure.kind == .malformed && !failure.message.contains("s3cret")
    }
  }

  @Test(
    "lead on from where they stand (RFC 3986, 5.4)",
    arguments: [
      ("g", "/b/c/g"), ("./g", "/b/c/g"), ("g/", "/b/c/g/"), ("/g", "/g"), ("?y", "/b/c/d;p?y"), ("g?y", "/b/c/g?y"),
      ("#s", "/b/c/d;p?q"), ("g#s", "/b/c/g"), (";x", "/b/c/;x"), (".", "/b/c/"), ("./", "/b/c/"), ("..", "/b/"),
      ("../", "/b/"),
      ("../g", "/b/g"), ("../..", "/"), ("../../g", "/g"), ("../../../g", "/g"), ("/./g", "/g"), ("/../g", "/g"),
      ("g.", "/b/c/g."),
      ("..g", "/b/c/..g"), ("./g/.", "/b/c/g/"), ("g/../h", "/b/c/h"), ("g;x=1/../y", "/b/c/y"),
      ("g?y/../x", "/b/c/g?y/../x"),
    ])
  func resolved(reference: String, expected: String) throws {
    let base = try WebAddress(parsing: "http://a.example/b/c/d;p?q")
    #expect(try base.resolved(reference).text == "http://a.example" + expected)
  }

  @Test("lead to other origins")
  func origins() throws {
    let base = try WebAddress(parsing: "https://a.example:8443/b")
    #expect(try base.resolved("//b.example/c").text == "https://b.example/c")
    #expect(try base.resolved("http://a.example:8443/b").origin != base.origin)
    #expect(try base.resolved("HTTPS://A.example:8443/c").origin == base.origin)
    #expect(throws: HTTPFailure.self) { try base.resolved("a:b") }
  }

  @Test("in reports show no query")
  func shown() throws {
    #expect(try WebAddress(parsing: "http://a.example/b?key=s3cret").description == "http://a.example/b?…")
  }

  @Test("of machines are public or not (RFC 6890)")
  func reach() throws {
    let inside = [
      "0.0.0.0", "0.1.2.3", "10.1.2.3", "100.64.0.1", "100.127.255.255", "127.0.0.1", "169.254.169.254", "172.16.0.1",
      "172.31.255.255", "192.168.1.1", "192.0.0.8", "192.0.2.1", "198.18.0.1", "198.51.100.1", "203.0.113.1",
      "224.0.0.1",
      "240.0.0.1", "255.255.255.255", "::", "::1", "fe80::1", "fc00::1", "fd12:3456::1", "ff02::1", "::ffff:127.0.0.1",
      "::ffff:10.0.0.1", "::127.0.0.1", "64:ff9b::10.0.0.1", "2002:7f00:1::", "2001:db8::1", "2001::1", "100::1",
      "fec0::1",
      "::ffff:a9fe:a9fe",
    ]
    for text in inside { #expect(try #require(IPAddress(text: text)).isPublic == false, "\(text)") }
    let outside = [
      "1.1.1.1", "8.8.8.8", "100.63.255.255", "100.128.0.1", "172.15.0.1", "172.32.0.1", "192.0.1.1", "198.20.0.1",
      "223.255.255.255",
      "2606:4700:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::1", "2a00:1450:4001::1",
    ]
    for text in outside { #expect(try #require(IPAddress(text: text)).isPublic, "\(text)") }
    for text in [
      "", "1.2.3", "1.2.3.256", "1.2.3.4.5", "+1.2.3.4", "::1::", "1:2:3", ":1", "1:::2", "12345::",
      "1:2:3:4:5:6:7:8:9", "::g", "1:",
    ] {
      #expect(IPAddress(text: text) == nil, "\(text)")
    }
  }

  @Test("need the library, and say so where it is missing")
  func missing() {
    func missing(_ names: [String]) -> CurlLibrary.Missing? {
      do throws(CurlLibrary.Missing) {
        _ = try CurlLibrary(names: names)
        return nil
      } catch {
        return error
      }
    }
    // One that is nowhere, and a library that is there and is another one.
    for names in [["libcurl-of-nobody.so.4"], ["libxml2.so.2", "libxml2.dylib"]] {
      #expect(missing(names)?.said == "", "\(names)")
    }
    #expect {
      try CurlLibrary.loaded(.failure(.init()))
    } throws: {
      guard let failure = $0 as? HTTPFailure else { return false }
      return failure.kind == .unavailable && failure.advice.contains("libcurl4")
    }
  }

  @Test("say what the system says where the library is there and cannot be opened")
  func unopened() {
    for (said, advice) in [
      ("libcurl.so.4: cannot open shared object file: Too many open files", "ulimit -n"),
      ("libcurl.so.4: failed to map segment from shared object", "ulimit -v"),
    ] {
      #expect {
        try CurlLibrary.loaded(.failure(.init(said: said)))
      } throws: {
        guard let failure = $0 as? HTTPFailure else { return false }
        return failure.message.contains(said) && !failure.message.contains("older") && failure.advice.contains(advice)
      }
    }
  }

  @Test("find their proxy in the environment as curl does")
  func proxies() throws {
    func proxy(_ url: String, _ variables: [String: String]) throws -> String? {
      ProxyEnvironment(variable: { variables[$0] }).proxy(for: try WebAddress(parsing: url).origin)?.text
    }
    let both = [
      "http_proxy": "p:1", "HTTPS_PROXY": "p:2", "NO_PROXY": ".inside.example,10.0.0.0/8 [::1] exact.example.",
    ]
    #expect(try proxy("http://a.example/", both) == "p:1")
    #expect(try proxy("https://a.example/", both) == "p:2")
    #expect(try proxy("http://a.example/", ["HTTP_PROXY": "p:1"]) == nil)
    #expect(try proxy("http://a.example/", ["ALL_PROXY": "p:3"]) == "p:3")
    #expect(try proxy("http://a.example/", ["http_proxy": ""]) == nil)
    for host in ["inside.example", "a.inside.example", "10.1.2.3", "[::1]", "exact.example", "EXACT.example"] {
      #expect(try proxy("http://\(host)/", both) == nil, "\(host)")
    }
    for host in ["notinside.example", "11.1.2.3", "[::2]", "10.example"] {
      #expect(try proxy("http://\(host)/", both) == "p:1", "\(host)")
    }
    #expect(try proxy("http://a.example/", both.merging(["no_proxy": "*"]) { $1 }) == nil)
    #expect(try proxy("http://10.128.0.1/", ["http_proxy": "p", "no_proxy": "10.0.0.0/9"]) == "p")
    #expect(try proxy("http://10.127.0.1/", ["http_proxy": "p", "no_proxy": "10.0.0.0/9"]) == nil)
  }
}
