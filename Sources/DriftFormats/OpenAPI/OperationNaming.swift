extension OpenAPIReader {
  /// How operations of a path item are called: `GET /pets/{id}`, `webhook:paid POST`, `POST /orders callback:paid POST`.
  ///
  /// Made once a path item: its methods and parameters ask often.
  struct Naming {
    /// The path template, or empty.
    let path: String
    /// The text before the method: `webhook:paid`, `POST /orders callback:paid`; empty for a path.
    let prefix: String
    /// Whether the system calls the agent.
    let isReversed: Bool
    /// The template without the names of its variables.
    let blankPath: String
    private let blankPrefix: String
    /// The variables of the template in order.
    let variables: [String]

    init(path: String, prefix: String, isReversed: Bool) {
      self.path = path
      self.prefix = prefix
      self.isReversed = isReversed
      var names: [String] = []
      blankPath = Self.blank(path, &names)
      variables = names
      blankPrefix = Self.blank(prefix, &names)
    }

    func name(_ method: String) -> String { prefix.isEmpty ? "\(method) \(path)" : "\(prefix) \(method)" }

    /// Templates that differ only in the names of variables are one path (OpenAPI 3.1.1, Paths Object).
    func key(_ method: String) -> String {
      blankPrefix.isEmpty ? "\(method) \(blankPath)" : "\(blankPrefix) \(method)"
    }

    /// The template with `{}` for each variable; adds the names of the variables.
    private static func blank(_ template: String, _ names: inout [String]) -> String {
      let bytes = template.utf8
      guard bytes.contains(UInt8(ascii: "{")) else { return template }
      var out: [UInt8] = []
      var name: [UInt8]?
      for byte in bytes {
        switch (byte, name) {
        case (UInt8(ascii: "{"), _):
          out.append(byte)
          name = []
        case (UInt8(ascii: "}"), let done?):
          out.append(byte)
          names.append(String(decoding: done, as: UTF8.self))
          name = nil
        case (_, nil): out.append(byte)
        case (_, _?): name?.append(byte)
        }
      }
      return String(decoding: out, as: UTF8.self)
    }
  }
}
