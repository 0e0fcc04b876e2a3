/// What fetching needs of the world, so that tests can give another one.
public struct FetchEnvironment: Sendable {
  /// Sends requests.
  public var transport: any HTTPTransport
  /// The value of a variable of the environment; nil where it is not set.
  public var variable: @Sendable (String) -> String?
  /// What the clock says, seconds since 1970: dates of headers and lifetimes of tokens count from it.
  public var now: @Sendable () -> Double
  /// Waits some seconds.
  ///
  /// - Throws: `CancellationError` where the run ended meanwhile.
  public var sleep: @Sendable (Double) async throws -> Void
  /// A number from 0 to 1, for jitter.
  public var random: @Sendable () -> Double
  /// One line a request, without secrets.
  public var log: @Sendable (String) -> Void

  /// Makes an environment.
  public init(
    transport: any HTTPTransport, variable: @escaping @Sendable (String) -> String?,
    now: @escaping @Sendable () -> Double, sleep: @escaping @Sendable (Double) async throws -> Void,
    random: @escaping @Sendable () -> Double, log: @escaping @Sendable (String) -> Void = { _ in }
  ) {
    self.transport = transport
    self.variable = variable
    self.now = now
    self.sleep = sleep
    self.random = random
    self.log = log
  }
}
