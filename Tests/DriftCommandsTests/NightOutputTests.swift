import Foundation
import Testing

/// Where a night's report goes, and what follows where it does not arrive.
@Suite struct NightOutputTests {
  private func repository(_ more: String = "") throws -> GateRepository {
    let repository = try GateRepository(
      GateRepository.first, mapping: GateRepository.mapping,
      project: GateRepository.project.replacingOccurrences(of: "systems:", with: more + "systems:"))
    #expect(try repository.run("lock").code == 0)
    let path = repository.scratch.url.appendingPathComponent("schemas/crm.json")
    let text = try String(contentsOf: path, encoding: .utf8)
    let start = try #require(text.range(of: #""required":[],"properties":{"#))
    try repository.scratch.write("schemas/crm.json", text[..<start.upperBound] + GateRepository.renamed + "}}}}}")
    return repository
  }

  /// Runs a line of the shell in the repository; `drift` is the program.
  private func shell(_ repository: GateRepository, _ line: String) throws -> (code: Int32, errors: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", "PATH=\(DriftProgram.program.deletingLastPathComponent().path):$PATH\n\(line)"]
    process.currentDirectoryURL = repository.scratch.url
    let errors = Pipe()
    (process.standardOutput, process.standardError) = (FileHandle.nullDevice, errors)
    try process.run()
    let said = try errors.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: said, as: UTF8.self))
  }

  private func seen(_ repository: GateRepository) -> Bool {
    FileManager.default.fileExists(atPath: repository.scratch.url.appendingPathComponent("Snapshots/crm/seen").path)
  }

  // Never by the name of a device: a program that replaced it would have replaced it for everybody. What the shell opened
  // stands in a folder where nothing can be put.
  @Test(
    "a report that nobody got is not remembered as told",
    arguments: [
      "drift run > /dev/full", "drift run >&-", "drift run --format json --output /dev/fd/3 3> /dev/full",
      "mkfifo pipe && timeout 20 drift run --output pipe", "{ drift run; echo $? > code; } | true; exit $(cat code)",
    ])
  func lost(_ line: String) throws {
    let repository = try repository()
    let outcome = try shell(repository, line)
    #expect(outcome.code == 2, "\(line): \(outcome.code) \(outcome.errors)")
    #expect(!seen(repository), "\(line)")
    // So the next night tells it.
    let next = try repository.program.run(["run", "--now", "2026-11-03T02:15:00Z"])
    #expect(next.output.contains("phone -> phone_number"), "\(next.output)")
  }

  @Test("a pipe and a link are written into and stay what they are") func kept() throws {
    let repository = try repository("run: { text-file: metrics.prom }\n")
    let outcome = try shell(
      repository,
      """
      mkfifo pipe; touch real numbers; ln -s real link; ln -s numbers metrics.prom
      timeout 20 cat pipe > got & sleep 0.3; drift run --format json --output link --format markdown --output pipe
      code=$?; wait; exit $code
      """)
    #expect(outcome.code == 1, "\(outcome.errors)")
    let check = try shell(
      repository,
      "test -p pipe && test -L link && test -L metrics.prom && test -s numbers && test -s real && test -s got")
    #expect(check.code == 0)
    #expect(try repository.text("real").hasPrefix("{"))
  }

  @Test("what is opened while standard output is closed gets no report") func closed() throws {
    let repository = try repository()
    _ = try shell(repository, "drift run >&- <&-")
    let check = try shell(repository, "grep -rl 'night of' . ; test $? = 1")
    #expect(check.code == 0)
  }
}
