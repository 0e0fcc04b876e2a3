import DriftDiff
import DriftModel
import DriftTestSupport
import Testing

/// A large document in which little happens.
@Suite struct BenchmarkPairTests {
  @Test("two neighbouring days of Stripe are ten changes, in every run the same")
  func stripeDay() throws {
    guard let shared = SharedData.folder(for: "stripe-day") else { return }
    let old = try DocumentSet(file: shared + "/bench/stripe-day/old.json")
    let new = try DocumentSet(file: shared + "/bench/stripe-day/new.json")
    let changes = try old.changes(to: new)
    let kinds = changes.reduce(into: [:]) { $0[$1.kind.rawValue, default: 0] += 1 }
    #expect(kinds == ["operation-added": 2, "enum-value-added": 8], "\(changes.map(\.line))")
    #expect(Set(changes.map(\.id)).count == 10)
  }

  @Test("one property of Stripe's customer under another name is one change")
  func stripeCustomer() throws {
    guard let shared = SharedData.folder(for: "stripe's customer") else { return }
    let old = try DocumentSet(file: shared + "/bench/stripe-day/old.json")
    let symbols = SymbolTable()
    let before = try old.read(symbols)
    for (name, other) in [
      ("balance", "account_balance"), ("phone", "phone_number"), ("invoice_prefix", "invoicePrefix"),
    ] {
      var new = old
      let properties: [JSONValue.Step] = ["components", "schemas", "customer", "properties"].map { .key($0) }
      var members = new.entry[properties] ?? .null
      #expect(members[name] != nil)
      members.rename(name, to: other)
      new.entry[properties] = members
      let changes = SchemaDiff.compare(before, try new.read(symbols)).changes
      #expect(changes.map(\.line) == ["field-renamed customer.\(name) -> customer.\(other)"])
    }
  }
}
