/// Where a system says what changes.
public enum ChangeLogSource: Sendable {
  /// Nobody said: for a system that is fetched somebody has to look now and then.
  case undeclared
  /// A feed: RSS, Atom or JSON Feed.
  case feed(HTTPSource)
  /// A page for people, or a text.
  case page(HTTPSource)
  /// A file of the repository, a path from the project's folder.
  case file(Project.Pattern)
  /// A program that writes it to its standard output.
  case command(CommandSource)
  /// A place that somebody has to look at, every so many seconds.
  case manual(HTTPSource.URL, every: Int)
  /// There is none, and why nobody has to look.
  case none(reason: String)

  /// The most that is read of one, in bytes, unless `max-bytes` says otherwise.
  public static let mostBytes = 10_000_000
  /// How often somebody has to look where nothing else does, seconds.
  public static let month = 30 * 86_400

  /// Whether a night reads it.
  public var isRead: Bool {
    switch self {
    case .feed, .page, .file, .command: true
    case .undeclared, .manual, .none: false
    }
  }
}
