/// How the example's systems are served.
public struct SystemsOptions: Sendable {
  /// The port on the loopback address; 0 takes a free one.
  public var port: UInt16
  /// The generation that each system shows at first.
  public var generation: Int
  /// Milliseconds before each answer of a system.
  public var delay: Int
  /// How many further systems stand below `/many/`.
  public var many: Int
  /// About how many bytes the document of each of those has.
  public var bytes: Int
  /// A file that each request is written to as one line of JSON.
  public var log: String?

  /// Creates options; what is not named is as the program has it.
  public init(
    port: UInt16 = 7357, generation: Int = 1, delay: Int = 0, many: Int = 0, bytes: Int = 200_000, log: String? = nil
  ) {
    self.port = port
    self.generation = generation
    self.delay = delay
    self.many = many
    self.bytes = bytes
    self.log = log
  }
}
