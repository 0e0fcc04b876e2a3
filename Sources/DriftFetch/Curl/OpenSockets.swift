internal import CCurl

/// The sockets that a transport opened, by number, and which exchange has each. Some are closed since: the system gives
/// their numbers to whatever is opened next, so that a number alone says nothing, and only who has it lets it go.
struct OpenSockets {
  /// An exchange, from the beginning of its connection until its answer has settled.
  typealias User = ObjectIdentifier

  private var users: [Int32: User?] = [:]

  /// Notes a socket that an exchange opened, whoever had that number before.
  mutating func open(_ socket: Int32, for user: User) { users[socket] = .some(user) }

  /// The socket that a connection uses now; nil where none is known.
  func socket(of connection: ccurl_connection) -> Int32? {
    users.keys.first { Self.standing($0, connection) != CCURL_GONE }
  }

  /// Takes a kept socket; false where an exchange has it whose answer has not settled.
  mutating func take(_ socket: Int32, for user: User) -> Bool {
    if let known = users[socket], known != nil { return false }
    users[socket] = .some(user)
    return true
  }

  /// Lets a socket go, if this exchange has it still.
  mutating func release(_ socket: Int32, by user: User) {
    if let known = users[socket], known == user { users[socket] = .some(nil) }
  }

  /// What stands on the connection of a socket.
  static func standing(_ socket: Int32, _ connection: ccurl_connection) -> ccurl_standing {
    withUnsafePointer(to: connection) { ccurl_look(socket, $0) }
  }
}
