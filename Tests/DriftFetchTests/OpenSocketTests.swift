import Testing

@testable import DriftFetch

@Suite("Open sockets")
struct OpenSocketTests {
  private final class User {}

  @Test("a number that the system gave out again is let go by who has it now")
  func number() {
    let (first, second, third) = (User(), User(), User())
    var sockets = OpenSockets()
    sockets.open(7, for: ObjectIdentifier(first))
    sockets.open(7, for: ObjectIdentifier(second))
    sockets.release(7, by: ObjectIdentifier(first))
    let whileInUse = sockets.take(7, for: ObjectIdentifier(third))
    sockets.release(7, by: ObjectIdentifier(second))
    let afterwards = sockets.take(7, for: ObjectIdentifier(third))
    let twice = sockets.take(7, for: ObjectIdentifier(first))
    #expect([whileInUse, afterwards, twice] == [false, true, false])
  }
}
