import CCurl

/// libcurl, which is opened when something is fetched for the first time.
struct CurlLibrary: @unchecked Sendable {
  /// What the functions of the shim take first.
  let pointer: OpaquePointer

  /// The library of this process; nil where there is none. Swift makes it once, whoever asks first.
  private static let shared = CurlLibrary(names: usualNames)

  #if canImport(Darwin)
    private static let usualNames = ["libcurl.4.dylib", "/usr/lib/libcurl.4.dylib"]
  #else
    private static let usualNames = ["libcurl.so.4", "libcurl-gnutls.so.4"]
  #endif

  /// Opens the first library of these file names that is there.
  init?(names: [String]) {
    for name in names {
      if let pointer = ccurl_open(name) {
        self.pointer = pointer
        return
      }
    }
    return nil
  }

  /// The library.
  static func loaded() throws(HTTPFailure) -> CurlLibrary { try loaded(shared) }

  /// The library, or what to install where it is missing.
  static func loaded(_ library: CurlLibrary?) throws(HTTPFailure) -> CurlLibrary {
    if let library { return library }
    throw HTTPFailure(
      .unavailable, "libcurl, which speaks HTTP for drift, is not there or is older than 7.68",
      advice:
        "install it: apt install libcurl4 (Debian, Ubuntu), dnf install libcurl (Fedora), brew install curl (macOS)")
  }
}
