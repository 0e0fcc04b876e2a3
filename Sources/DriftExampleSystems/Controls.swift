import Foundation

/// What `POST /control` sets, and its words.
struct Controls {
  /// The scope without which nothing of the CRM is read.
  static let reading = "records.read"
  /// The scope without which the CRM leaves out the fields of `hide`.
  static let fields = "fields.read"

  var generation: [String: Int]
  /// Numbers of the further systems that show their second generation.
  var many: Set<Int> = []
  var down: Set<String> = []
  var loginPage: Set<String> = []
  /// Requests a window, by system.
  var limit: [String: Int] = [:]
  /// Requests of a window that others used up already, by system.
  var used: [String: Int] = [:]
  /// Seconds of a window.
  var window = 60
  /// Seconds that a token lives.
  var tokenLifetime = 3600
  var scopes = [Controls.reading, Controls.fields]
  var hide: [String: [String]] = [:]
  /// Fields of sales that may be read and not written.
  var readOnly: [String: [String]] = [:]
  /// Fields of sales that several records may have alike.
  var notUnique: [String: [String]] = [:]
  /// Paths that are refused whoever asks.
  var refuse: Set<String> = []
  /// Whose the CRM's tokens are.
  var principal = "svc-lead-router"
  /// What the CRM's introspection endpoint does.
  var introspection = Introspection.works
  /// The last day of what a system shows: `2027-05-02`.
  var sunset: [String: String] = [:]

  /// What an introspection endpoint does.
  enum Introspection: String, CaseIterable {
    /// It tells.
    case works
    /// 503.
    case down
    /// It says of a good token that it is none.
    case lies
  }

  init(generation: Int) {
    self.generation = SystemDocuments.systems.reduce(into: [:]) {
      $0[$1] = min(generation, SystemDocuments.generations(of: $1))
    }
  }

  /// Sets what a request names and leaves the rest.
  ///
  /// - Throws: ``Mistake`` for a word or value that is none; then nothing was set.
  mutating func set(_ request: [String: Any]) throws(Mistake) {
    var new = self
    for (key, value) in request {
      switch key {
      case "generation":
        for (system, number) in try Self.table(Int.self, value, key) {
          guard 1...SystemDocuments.generations(of: system) ~= number else {
            throw Mistake("\(system) has the generations 1 to \(SystemDocuments.generations(of: system))")
          }
          new.generation[system] = number
        }
      case "many": new.many = Set(try Self.value([Int].self, value, key))
      case "down": new.down = try Self.systems(value, key)
      case "login-page": new.loginPage = try Self.systems(value, key)
      case "limit": new.limit = try Self.table(Int.self, value, key)
      case "used": new.used = try Self.table(Int.self, value, key)
      case "window": new.window = max(1, try Self.value(Int.self, value, key))
      case "token-lifetime": new.tokenLifetime = max(1, try Self.value(Int.self, value, key))
      case "scopes": new.scopes = try Self.value([String].self, value, key)
      case "hide":
        let hide = try Self.table([String].self, value, key)
        guard hide.keys.allSatisfy({ ["crm", "sales"].contains($0) }) else {
          throw Mistake("only crm and sales hide fields")
        }
        new.hide = hide
      case "read-only": new.readOnly = try Self.ofSales(value, key)
      case "not-unique": new.notUnique = try Self.ofSales(value, key)
      case "refuse": new.refuse = Set(try Self.value([String].self, value, key))
      case "principal": new.principal = try Self.value(String.self, value, key)
      case "introspection":
        guard let word = Introspection(rawValue: try Self.value(String.self, value, key)) else {
          throw Mistake("introspection is one of \(Introspection.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        new.introspection = word
      case "sunset": new.sunset = try Self.table(String.self, value, key)
      // What these do is no state: the server sees to them.
      case "expire-tokens", "reset": _ = try Self.value(Bool.self, value, key)
      default: throw Mistake("there is no control \"\(key)\"")
      }
    }
    self = new
  }

  /// The state, in the words that set it.
  var shown: [String: Any] {
    [
      "generation": generation, "many": many.sorted(), "down": down.sorted(), "login-page": loginPage.sorted(),
      "limit": limit, "used": used, "window": window, "token-lifetime": tokenLifetime, "scopes": scopes, "hide": hide,
      "read-only": readOnly, "not-unique": notUnique, "refuse": refuse.sorted(), "principal": principal,
      "introspection": introspection.rawValue, "sunset": sunset,
    ]
  }

  private static func value<Value>(_ type: Value.Type, _ value: Any, _ key: String) throws(Mistake) -> Value {
    guard let value = value as? Value else { throw Mistake("\"\(key)\" has a value that it does not take") }
    return value
  }

  private static func systems(_ value: Any, _ key: String) throws(Mistake) -> Set<String> {
    let names = try Self.value([String].self, value, key)
    try check(names)
    return Set(names)
  }

  private static func table<Value>(_ type: Value.Type, _ value: Any, _ key: String) throws(Mistake) -> [String: Value] {
    let table = try Self.value([String: Value].self, value, key)
    try check(table.keys.sorted())
    return table
  }

  /// A table of fields that only sales has.
  private static func ofSales(_ value: Any, _ key: String) throws(Mistake) -> [String: [String]] {
    let table = try table([String].self, value, key)
    guard table.keys.allSatisfy({ $0 == "sales" }) else { throw Mistake("only sales has \(key) fields") }
    return table
  }

  private static func check(_ names: [String]) throws(Mistake) {
    for name in names where !SystemDocuments.systems.contains(name) { throw Mistake("there is no system \"\(name)\"") }
  }

  /// A control that is none.
  struct Mistake: Error {
    let text: String

    init(_ text: String) { self.text = text }
  }
}
