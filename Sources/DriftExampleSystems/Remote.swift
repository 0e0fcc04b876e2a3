import FlyingFox
import FlyingSocks
import Foundation

/// A server of the example's systems that runs already, to be told what happens to them.
public struct Remote {
  private let port: UInt16

  /// The server on a port of this machine.
  public init(port: UInt16) { self.port = port }

  /// Sends what is to happen to `/control`.
  ///
  /// - Throws: ``Refusal`` where it was not understood, an error of the socket where nobody is there.
  public func control(_ json: String) async throws {
    var client = HTTPClient()
    let request = HTTPRequest(
      method: .POST, version: .http11, path: "/control", query: [],
      headers: [.host: "127.0.0.1:\(port)", .contentType: "application/json"], body: Data(json.utf8))
    let response = try await client.sendHTTPRequest(request, to: .inet(ip4: "127.0.0.1", port: port))
    guard response.statusCode == .ok else {
      throw Refusal(description: String(decoding: try await response.bodyData, as: UTF8.self))
    }
  }

  /// Why it was not done.
  public struct Refusal: Error, CustomStringConvertible {
    /// What the server said.
    public var description: String
  }
}
