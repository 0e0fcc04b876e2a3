import DriftFetch
import DriftTestSupport
import Foundation
import Testing

/// Against `openssl s_server`; where there is no openssl these tests say that they were skipped.
@Suite("Certificates", .serialized)
struct TLSTests {
  @Test("are trusted when somebody that is trusted signed them, for that name")
  func trust() async throws {
    guard let authority = try Authority.made(for: "certificates") else { return }
    defer { authority.remove() }
    let server = try authority.server(["-cert", "good.pem", "-key", "key.pem"])
    defer { server.terminate() }
    let url = "https://localhost:\(server.port)/"
    let unknown = await Client.get(url, options: .init(timeout: 3)).failure
    #expect(unknown?.kind == .insecure)
    #expect(unknown?.advice.contains("ca-file") == true)
    #expect(
      await Client.get(url, options: .init(timeout: 3, caFile: authority.path("ca.pem"))).summary.hasPrefix("200 "))
    // A connection that another trust opened is not used.
    #expect(await Client.get(url, options: .init(timeout: 3)).failure?.kind == .insecure)
    let other = "https://127.0.0.1:\(server.port)/"
    let wrongName = await Client.get(other, options: .init(timeout: 3, caFile: authority.path("ca.pem"))).failure
    #expect(wrongName?.kind == .insecure)
    let plain = await Client.get("http://localhost:\(server.port)/", options: .init(timeout: 3)).failure
    #expect(plain != nil)
  }

  @Test("that are over are not trusted")
  func expired() async throws {
    guard let authority = try Authority.made(for: "expired certificates") else { return }
    defer { authority.remove() }
    let server = try authority.server(["-cert", "old.pem", "-key", "key.pem"])
    defer { server.terminate() }
    let options = HTTPOptions(timeout: 3, caFile: authority.path("ca.pem"))
    let failure = await Client.get("https://localhost:\(server.port)/", options: options).failure
    #expect(failure?.kind == .insecure)
    #expect(failure?.message.contains("expired") == true)
  }

  @Test("of the client are shown where one is named")
  func client() async throws {
    guard let authority = try Authority.made(for: "client certificates") else { return }
    defer { authority.remove() }
    let server = try authority.server(["-cert", "good.pem", "-key", "key.pem", "-CAfile", "ca.pem", "-Verify", "1"])
    defer { server.terminate() }
    let url = "https://localhost:\(server.port)/"
    var options = HTTPOptions(timeout: 3, caFile: authority.path("ca.pem"))
    #expect(await Client.get(url, options: options).failure != nil)
    options.clientCertificate = authority.path("good.pem")
    options.clientKey = authority.path("key.pem")
    #expect(await Client.get(url, options: options).summary.hasPrefix("200 "))
    options.clientKey = authority.path("ca.pem")
    #expect(await Client.get(url, options: options).failure?.kind == .unavailable)
    options.clientCertificate = authority.path("nothing.pem")
    let missing = await Client.get(url, options: options).failure
    #expect(missing?.kind == .unavailable)
    #expect(missing?.message.contains("nothing.pem") == true)
  }

  @Test("that cannot be read are told before anything is sent")
  func unreadable() async throws {
    for path in ["/nowhere/ca.pem", "/dev/null"] {
      let failure = await Client.get("https://localhost:1/", options: .init(timeout: 1, caFile: path)).failure
      #expect(failure?.kind == .unavailable)
      #expect(failure?.message.contains(path) == true)
    }
  }
}

/// An authority of our own and what it signed, in a folder of its own.
private struct Authority {
  var folder: String

  func path(_ name: String) -> String { folder + "/" + name }

  func remove() { try? FileManager.default.removeItem(atPath: folder) }

  /// nil, after one line on the screen, where there is no openssl.
  static func made(for test: String) throws -> Authority? {
    let folder = NSTemporaryDirectory() + "/drift-tls-\(UInt64.random(in: 0...UInt64.max))"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let authority = Authority(folder: folder)
    let subject = "subjectAltName=DNS:localhost"
    let script = """
      set -e
      openssl req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem -days 9 -subj '/CN=drift test authority'
      openssl req -newkey rsa:2048 -nodes -keyout key.pem -out request.pem -subj /CN=localhost
      echo '\(subject)' > names
      openssl x509 -req -in request.pem -CA ca.pem -CAkey ca.key -CAcreateserial -out good.pem -days 9 -extfile names
      openssl x509 -req -in request.pem -CA ca.pem -CAkey ca.key -CAcreateserial -out old.pem -days -1 -extfile names
      """
    let shell = Process()
    shell.executableURL = URL(fileURLWithPath: "/bin/sh")
    shell.arguments = ["-c", script]
    shell.currentDirectoryURL = URL(fileURLWithPath: folder)
    shell.standardError = FileHandle.nullDevice
    try shell.run()
    shell.waitUntilExit()
    if shell.terminationStatus == 0 { return authority }
    print("SKIPPED \(test): no openssl that makes certificates")
    authority.remove()
    return nil
  }

  final class Server {
    let process: Process
    let port: Int
    init(_ process: Process, _ port: Int) {
      self.process = process
      self.port = port
    }
    func terminate() {
      // It runs with the signals blocked that the thread of the test blocks; this one nobody can.
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
    }
  }

  struct NoServer: Error {}

  func server(_ arguments: [String]) throws -> Server {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["openssl", "s_server", "-accept", "127.0.0.1:0", "-www"] + arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    process.standardInput = Pipe()
    try process.run()
    var text = ""
    while true {
      let data = output.fileHandleForReading.availableData
      if data.isEmpty { throw NoServer() }
      text += String(decoding: data, as: UTF8.self)
      if let line = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().first(where: {
        $0.hasPrefix("ACCEPT ")
      }),
        let port = line.split(separator: ":").last.flatMap({ Int($0) })
      {
        return Server(process, port)
      }
    }
  }
}
