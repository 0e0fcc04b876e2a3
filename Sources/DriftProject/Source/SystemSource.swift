public import DriftModel

/// Where the documents of a system come from.
public enum SystemSource: Sendable {
  /// Nobody said.
  case none
  /// Files of the repository, by pattern.
  case files([Project.Pattern])
  /// Addresses that are fetched.
  case http(HTTPSource)
  /// A program that writes the document to its standard output.
  case command(CommandSource)
  /// A system whose maker says where what it tells of itself stands: objects are named, and no addresses.
  case vendor(VendorSource)
  /// A server of the Model Context Protocol, over HTTP.
  case tools(HTTPSource)
  /// A server of the Model Context Protocol that is a program, and speaks over its standard input and output.
  case toolProgram(CommandSource)

  /// The version of the API that the source pins; empty where it pins none.
  public var pinnedVersion: String { if case .vendor(let source) = self { source.version } else { "" } }

  /// What is asked over HTTP; nil for what is not.
  public var http: HTTPSource? {
    switch self {
    case .http(let source), .tools(let source): source
    case .vendor(let source): source.http
    case .none, .files, .command, .toolProgram: nil
    }
  }
}

/// A source that is fetched over HTTP.
public struct HTTPSource: Sendable {
  /// The addresses of its documents, in the order of the file.
  public var urls: [URL]
  /// How a list of several pages goes on; nil where each address is one document.
  public var paging: Paging?
  /// Who asks; nil where anybody may.
  public var credentials: Credentials?
  /// Headers sent with every request for a document: a version of the API, a media type.
  public var headers: [Header] = []
  /// Certificates to trust beside the system's, a path from the project's folder.
  public var caFile: String?
  /// A certificate to show, a path from the project's folder.
  public var clientCertificate: String?
  /// The key of that certificate, a path from the project's folder.
  public var clientKey: String?
  /// How long one exchange may take, seconds.
  public var timeout = 30
  /// The largest document, decoded, in bytes.
  public var maxBytes = 200_000_000
  /// How often one request is tried at most.
  public var attempts = 4
  /// How long the whole system may take, waiting included, seconds.
  public var budget = 120
  /// Where it is declared.
  public var place: SourcePlace

  /// An address and where it is written.
  public struct URL: Sendable {
    /// The address as it was written.
    public var text: String
    /// Where it is written.
    public var place: SourcePlace
    /// Whether it answers with a list that may have nothing in it.
    public var mayBeEmpty = false
    /// The object that it asks for, and those that its maker's systems have; nil where a whole address was written.
    public var object: (name: String, known: [String])?

    /// Makes an address.
    public init(text: String, place: SourcePlace) {
      self.text = text
      self.place = place
    }
  }

  /// A header and its value.
  public struct Header: Sendable {
    /// The name.
    public var name: String
    /// The value.
    public var value: String

    /// Makes a header.
    public init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  /// How a list of several pages goes on.
  public struct Paging: Sendable {
    /// Where the next page is said.
    public enum Next: Sendable {
      /// In a `Link` header with `rel="next"` (RFC 8288).
      case link
      /// In the body, by a JSON pointer (RFC 6901): an address, or a value for the parameter.
      case pointer(String, parameter: String?)
      /// By counting: the parameter counts items, until the pointer's total is reached or a page is empty.
      case offset(parameter: String, total: String?)
    }

    /// Where the next page is said.
    public var next: Next
    /// The JSON pointer of the list in the body; empty where the body is the list.
    public var items: String
    /// How many pages are taken at most.
    public var limit = 1000

    /// Makes a rule.
    public init(next: Next, items: String) {
      self.next = next
      self.items = items
    }
  }

  /// Makes a source of addresses.
  public init(urls: [URL], place: SourcePlace) {
    self.urls = urls
    self.place = place
  }
}

/// A source that a program writes.
public struct CommandSource: Sendable {
  /// The program and its arguments; no shell reads them.
  public var arguments: [String]
  /// How long it may take, seconds.
  public var timeout = 60
  /// The most that it may write, in bytes.
  public var maxBytes = 200_000_000
  /// Where it is declared.
  public var place: SourcePlace

  /// Makes a source.
  public init(arguments: [String], place: SourcePlace) {
    self.arguments = arguments
    self.place = place
  }
}
