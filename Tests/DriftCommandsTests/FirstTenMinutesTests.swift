import Foundation
import Testing

@Suite struct FirstTenMinutesTests {
  @Test("the first ten minutes of a new user go as the README says")
  func script() throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["Tests/first-ten-minutes.sh", DriftProgram.program.path]
    process.currentDirectoryURL = DriftProgram.package
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let said = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(said)")
  }
}
