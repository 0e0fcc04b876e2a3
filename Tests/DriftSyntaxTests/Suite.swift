import DriftModel
import DriftSyntax
import DriftTestSupport
import Testing

/// One of the suites in the folder named `shared`, beside the package or where DRIFT_SHARED says.
struct Suite {
  let path: String

  /// Nil, with a line that says so, where the suite is not there.
  init?(_ name: String) {
    guard let shared = Self.shared, (try? SourceText.load("\(shared)/suites/\(name)")) != nil else {
      print("SKIPPED: no suite \(name); set DRIFT_SHARED to the folder that holds suites/")
      return nil
    }
    path = "\(shared)/suites/\(name)"
  }

  static let shared: String? = {
    if let given = environment("DRIFT_SHARED") { return given }
    var folder = Substring(#filePath)
    while let slash = folder.lastIndex(of: "/") {
      folder = folder[..<slash]
      let candidate = "\(folder)/shared"
      if (try? SourceText.load("\(candidate)/suites/README.md")) != nil { return candidate }
    }
    return nil
  }()

  /// Every line of an NDJSON file as a tree.
  func cases() throws -> [Case] {
    try Self.lines(of: path).map { line in
      Case(tree: try JSONScanner.scan(SourceText(file: path, copying: line.utf8), symbols: SymbolTable()))
    }
  }

  static func lines(of path: String) throws -> [Substring] {
    let source = try SourceText.load(path)
    let text = withExtendedLifetime(source) { String(decoding: source.bytes, as: UTF8.self) }
    return text.split(separator: "\n")
  }

  /// A case of a suite.
  struct Case {
    let tree: SyntaxTree

    subscript(key: String) -> String? { tree.member(0, key).flatMap { tree.string($0) } }

    /// The bytes under a key, or under the key of their Base64.
    func bytes(_ key: String, base64: String) -> [UInt8] {
      if let text = self[key] { return Array(text.utf8) }
      return Base64.bytes(self[base64] ?? "")
    }
  }

  /// Whether a case runs: all of them in a release build or with DRIFT_SUITES=all, else a tenth.
  static func runs(_ id: String) -> Bool {
    #if DEBUG
      if environment("DRIFT_SUITES") == "all" { return true }
      var id = id
      return id.withUTF8 { StableHash.hash(UnsafeRawBufferPointer($0)) } % 10 == 0
    #else
      return true
    #endif
  }
}

/// The count of a suite's verdicts, with the cases that are known to go wrong.
///
/// `Exceptions.txt` lists those: suite, id and reason, with tabs between. A listed case that passes fails the
/// test, as does an unlisted one that fails.
struct Tally {
  let suite: String
  private let listed: Set<String>
  private(set) var passed = 0
  private(set) var failed = 0
  private(set) var skipped = 0
  private var notes: [String: Int] = [:]

  init(_ suite: String) throws {
    self.suite = suite
    let folder = #filePath.prefix(upTo: try #require(#filePath.lastIndex(of: "/")))
    listed = Set(
      try Suite.lines(of: "\(folder)/Exceptions.txt").compactMap { line in
        let columns = line.split(separator: "\t", maxSplits: 2)
        return columns.count == 3 && columns[0] == suite ? String(columns[1]) : nil
      })
  }

  mutating func skip() { skipped += 1 }

  mutating func note(_ what: String) { notes[what, default: 0] += 1 }

  /// Counts a verdict; `problem` is nil where the case is as it should be.
  mutating func record(_ id: String, _ problem: String?) {
    switch (problem, listed.contains(id)) {
    case (nil, false), (.some, true): passed += 1
    case (let problem?, false):
      failed += 1
      Issue.record("\(suite) \(id): \(problem)")
    case (nil, true):
      failed += 1
      Issue.record("\(suite) \(id) is listed in Exceptions.txt, and passes")
    }
  }

  func report() {
    let more = notes.sorted { $0.key < $1.key }.map { " \($0.value) \($0.key)." }.joined()
    print("\(suite): \(listed.count) listed with a reason.\(more)")
    print("\(suite): \(passed) passed, \(failed) failed, \(skipped) skipped")
  }
}
