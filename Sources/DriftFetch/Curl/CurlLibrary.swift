import CCurl

/// libcurl, which is opened when something is fetched for the first time.
struct CurlLibrary: @unchecked Sendable {
  /// What the functions of the shim take first.
  let pointer: OpaquePointer

  /// Why there is none.
  struct Missing: Error {
    /// What the system said of a library that is there; empty where there is none, or one that is too old.
    var said = ""
  }

  /// The library of this process. Swift makes it once, whoever asks first.
  private static let shared = Result { () throws(Missing) in try CurlLibrary(names: usualNames) }

  #if canImport(Darwin)
    private static let usualNames = ["libcurl.4.dylib", "/usr/lib/libcurl.4.dylib"]
  #else
    private static let usualNames = ["libcurl.so.4", "libcurl-gnutls.so.4"]
  #endif

  /// Opens the first library of these file names that is there.
  init(names: [String]) throws(Missing) {
    var missing = Missing()
    for name in names {
      var why = [CChar](repeating: 0, count: 512)
      if let pointer = ccurl_open(name, &why, why.count) {
        self.pointer = pointer
        return
      }
      let said = String(decoding: why.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      if !said.isEmpty, !said.contains("No such file"), !said.contains("no such file") { missing.said = said }
    }
    throw missing
  }

  /// The library.
  static func loaded() throws(HTTPFailure) -> CurlLibrary { try loaded(shared) }

  /// The library, or what helps where it cannot be opened.
  static func loaded(_ library: Result<CurlLibrary, Missing>) throws(HTTPFailure) -> CurlLibrary {
    let missing: Missing
    switch library {
    case .success(let library): return library
    case .failure(let error): missing = error
    }
    guard missing.said.isEmpty else {
      throw HTTPFailure(
        .unavailable, "libcurl, which speaks HTTP for drift, cannot be opened: \(Words.clean(missing.said))",
        advice: advice(missing.said))
    }
    throw HTTPFailure(
      .unavailable, "libcurl, which speaks HTTP for drift, is not there or is older than 7.68",
      advice:
        "install it: apt install libcurl4 (Debian, Ubuntu), dnf install libcurl (Fedora), brew install curl (macOS)")
  }

  private static func advice(_ said: String) -> String {
    if said.contains("open files") { return "let this user open more files: ulimit -n" }
    if said.contains("memory") || said.contains("failed to map") { return "give the process more memory: ulimit -v" }
    return "see what the system says of it"
  }
}
