internal import CCurl

/// How many files this process may have open. A connection is one, a program that is run takes a handful.
public enum OpenFiles {
  /// What is asked for: enough for all that a night does at once.
  private static let wanted = 4096
  /// What a run has open beside its systems: its own files, the waiting of threads, the terminal.
  private static let own = 32
  /// What one system has open at once.
  private static let each = 8

  /// How much address space is to be left for documents and for the libraries that are opened.
  private static let leastRoom = 256 << 20

  /// The least with which a run can go on.
  public static let least = own + each

  /// Raises the limit as far as this process may; what it is then.
  @discardableResult public static func raise() -> Int { Int(ccurl_open_files(wanted)) }

  /// Whether the threads that what waits is carried by can be there. Where they cannot, the library that starts them tries
  /// for ever and says nothing; and without room for a document a process is ended before it can say so.
  public static var hasThreads: Bool { ccurl_can_start_threads(8, leastRoom) != 0 }

  /// How many systems can be looked at at once with a limit.
  public static func systemsAtOnce(_ limit: Int) -> Int { max(1, (limit - own) / each) }
}
