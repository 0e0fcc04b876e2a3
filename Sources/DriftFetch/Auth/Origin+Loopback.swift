extension Origin {
  /// Whether what is sent there in the clear can be read on no wire: HTTPS, or this machine itself.
  var isPrivate: Bool { scheme == "https" || isLoopback }

  /// Whether it is this machine, by a name or an address that is always that.
  private var isLoopback: Bool {
    if host == "localhost" || host.hasSuffix(".localhost") || host == "[::1]" { return true }
    let parts = host.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
    return parts.count == 4 && parts[0] == 127 && !parts.contains(nil)
  }
}
