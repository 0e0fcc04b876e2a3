import CCurl
import DriftTestSupport
import Foundation
import Testing

/// Connections to several machines may have the same port here: what stands on one says nothing of another.
@Suite("Sockets") struct SocketTests {
  /// A socket that is connected to a server on this machine, from a port that others may have too.
  private func connected(to server: RawServer, from own: in_port_t) throws -> (socket: Int32, port: in_port_t) {
    let socket = Foundation.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var yes: Int32 = 1
    for option in [SO_REUSEADDR, SO_REUSEPORT] {
      setsockopt(socket, SOL_SOCKET, option, &yes, socklen_t(MemoryLayout<Int32>.size))
    }
    func address(_ port: in_port_t) -> sockaddr_in {
      var address = sockaddr_in()
      address.sin_family = sa_family_t(AF_INET)
      address.sin_addr.s_addr = in_addr_t(INADDR_LOOPBACK).bigEndian
      address.sin_port = port.bigEndian
      return address
    }
    func call(_ address: sockaddr_in, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32) -> Int32 {
      withUnsafeBytes(of: address) { bytes in
        guard let start = bytes.baseAddress else { return -1 }
        return body(start.assumingMemoryBound(to: sockaddr.self), socklen_t(bytes.count))
      }
    }
    try #require(call(address(own)) { bind(socket, $0, $1) } == 0)
    try #require(call(address(in_port_t(server.port))) { connect(socket, $0, $1) } == 0)
    var bound = sockaddr_in()
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    _ = withUnsafeMutableBytes(of: &bound) { bytes in
      bytes.baseAddress.map { getsockname(socket, $0.assumingMemoryBound(to: sockaddr.self), &size) }
    }
    return (socket, in_port_t(bigEndian: bound.sin_port))
  }

  @Test("two of one port here are told apart by the other end") func samePort() throws {
    let silent = try RawServer { connection in connection.waitForEnd() }
    let talking = try RawServer { connection in
      connection.reply("200 OK", "unasked")
      connection.waitForEnd()
    }
    let (first, port) = try connected(to: silent, from: 0)
    defer { close(first) }
    let (second, same) = try connected(to: talking, from: port)
    defer { close(second) }
    try #require(same == port)
    var connection = ccurl_connection()
    connection.own_port = Int32(port)
    connection.peer_port = Int32(silent.port)
    withUnsafeMutableBytes(of: &connection.peer) { $0.copyBytes(from: [127, 0, 0, 1]) }
    connection.peer_size = 4
    #expect(ccurl_look(first, &connection) == CCURL_SILENT)
    #expect(ccurl_look(second, &connection) == CCURL_GONE)
    var byte: UInt8 = 0
    let peeked = recv(second, &byte, 1, Int32(MSG_PEEK))
    try #require(peeked == 1)
    connection.peer_port = Int32(talking.port)
    #expect(ccurl_look(second, &connection) == CCURL_BYTES)
    // Another machine with that port is another connection.
    connection.peer.0 = 10
    #expect(ccurl_look(second, &connection) == CCURL_GONE)
  }
}
