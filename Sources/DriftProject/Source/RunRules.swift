/// What `drift.yaml` says of a night: how many systems at once, how long, and whom to tell.
public struct RunRules: Sendable {
  /// How many systems are looked at at once.
  public var concurrency = 8
  /// How many requests one host is asked at once.
  public var perHost = 2
  /// How long a night may take, seconds.
  public var budget = 600
  /// Whether the snapshots of a night are committed to git.
  public var commits = false
  /// Whether that commit is pushed.
  public var pushes = false
  /// Whom to tell.
  public var notices: [Notice] = []
  /// A file for the node exporter's text collector, a path from the project's folder; nil for none.
  public var textFile: String?
  /// What a dead man's switch waits for.
  public var ping: Ping?

  /// Makes rules of nobody.
  public init() {}

  /// An address that is told of a night.
  public struct Notice: Sendable {
    /// The form of what is sent.
    public enum Form: String, Sendable, CaseIterable {
      /// The night as JSON (docs/nightly.md).
      case json
      /// `{"text": ...}`, which Slack, Mattermost and others take.
      case slack
    }

    /// Where to; the address itself may be a secret.
    public var url: Credentials.Secret
    /// The form.
    public var form = Form.json
    /// Whose findings it is told of; empty for all.
    public var owner = ""

    /// Makes a notice.
    public init(url: Credentials.Secret) { self.url = url }
  }

  /// The addresses of a dead man's switch.
  public struct Ping: Sendable {
    /// Called when a night was whole, whatever it found.
    public var url: Credentials.Secret
    /// Called when not everything could be checked; nil where nothing is called then.
    public var failure: Credentials.Secret?

    /// Makes a switch.
    public init(url: Credentials.Secret) { self.url = url }
  }
}
