import DriftDiff
import Testing

@Suite struct RenameMatcherTests {
  /// A block whose fields are given in the order of the old and of the new document; `edit` fills in more.
  private func block(
    _ parent: String = "Contact", old: [String], new: [String], isOrdered: Bool = true,
    edit: (inout RenameCandidate) -> Void = { _ in }
  ) -> RenameBlock {
    func candidates(_ names: [String], without other: [String]) -> [RenameCandidate] {
      names.enumerated().filter { !other.contains($0.element) }.map {
        var candidate = RenameCandidate(
          name: $0.element, parentName: parent, typeKey: 1, typeFamily: .string, position: $0.offset)
        edit(&candidate)
        return candidate
      }
    }
    func stayed(_ names: [String], in other: [String]) -> [RenameSibling] {
      names.enumerated().filter { other.contains($0.element) }
        .map { RenameSibling(name: $0.element, position: $0.offset) }
    }
    return RenameBlock(
      removed: candidates(old, without: new), added: candidates(new, without: old),
      stayedOld: stayed(old, in: new),
      stayedNew: stayed(new, in: old), isOrdered: isOrdered)
  }

  private func solve(_ blocks: RenameBlock...) -> RenameSolution {
    RenameMatcher.solve(RenameProblem(blocks: blocks))
  }

  private func names(_ solution: RenameSolution, _ blocks: RenameBlock...) -> [String] {
    solution.claims.map {
      blocks[$0.removed.block].removed[$0.removed.index].name + ">"
        + blocks[$0.added.block].added[$0.added.index].name
    }
  }

  @Test("a field in the place and with the words of one that vanished is that field, and the reasons say so")
  func simple() throws {
    let solution = solve(
      block(old: ["id", "email", "phone", "city"], new: ["id", "email", "phone_number", "city"]))
    let claim = try #require(solution.claims.first)
    #expect(claim.probability > 0.9 && claim.probability < 1)
    #expect(claim.evidence.contains { $0.text == "same place, between email and city" })
    #expect(claim.evidence.contains { $0.text == "same type, the only one" })
    #expect(claim.evidence == claim.evidence.sorted { abs($0.weight) > abs($1.weight) })
    #expect(claim.evidence.allSatisfy { abs($0.weight) >= 0.5 })
  }

  @Test("what was claimed is not told as its own neighbour")
  func place() throws {
    let block = block(
      old: ["id", "email", "phone", "mobile", "city", "fax_no", "zip"],
      new: ["id", "email", "phone_number", "mobile", "city", "faxNo", "zip"])
    let places = solve(block).claims.flatMap(\.evidence).filter { $0.reason == "same-place" }.map(\.text)
    #expect(places == ["same place, between email and mobile", "same place, between city and zip"])
  }

  @Test(
    "words that exclude each other are no rename, unless it is declared",
    arguments: [
      ("created_at", "updated_at"), ("min_price", "max_price"), ("start_date", "end_date"),
      ("gross_amount", "net_amount"), ("billing_address", "shipping_address"), ("enabled", "disabled"),
      ("is_active", "is_inactive"), ("isVisible", "isNotVisible"), ("valid_from", "valid_to"),
    ])
  func opposites(_ old: String, _ new: String) throws {
    for (from, to) in [(old, new), (new, old)] {
      let block = block(old: ["id", "email", from, "city"], new: ["id", "email", to, "city"])
      let solution = solve(block)
      #expect(solution.claims.isEmpty, "\(from) > \(to)")
      #expect(solution.doubts.flatMap(\.alternatives).allSatisfy { $0.probability < 0.5 })
      let declared = self.block(old: ["id", "email", from, "city"], new: ["id", "email", to, "city"]) {
        if $0.name == from { $0.replacedBy = to }
      }
      #expect(solve(declared).claims.map(\.probability) == [1])
    }
  }

  @Test("a word that lives on elsewhere was not replaced by another that was there before")
  func known() throws {
    let block = block(old: ["id", "item_id", "email", "city"], new: ["id", "user_id", "email", "city"])
    var problem = RenameProblem(blocks: [block])
    let alone = try #require(RenameMatcher.solve(problem).claims.first)
    let both = ["item", "user"].flatMap { [$0, $0 + "_id", $0 + "s", $0 + "_name", "last_" + $0] }
    (problem.oldNames, problem.newNames) = (both, both)
    let found = RenameMatcher.solve(problem).claims.first?.probability ?? 0
    #expect(found < 0.9 && found < alone.probability)
    problem.newNames = ["user", "user_id", "users", "user_name", "last_user"]
    #expect(RenameMatcher.solve(problem).claims.first?.probability == alone.probability)
  }

  @Test("an unlike field at the end is no successor")
  func unlike() {
    let solution = solve(
      block(old: ["id", "fax", "email", "city"], new: ["id", "email", "city", "loyalty_tier"]))
    #expect(solution.claims.isEmpty)
  }

  @Test("what speaks against a claim is said too")
  func against() throws {
    let block = block(old: ["id", "phone", "email", "city"], new: ["id", "phone_number", "email", "city"]) {
      if $0.name == "phone_number" { ($0.typeKey, $0.typeFamily) = (2, .number) }
    }
    let weights = solve(block).claims.flatMap(\.evidence).filter { $0.weight < 0 }
    #expect(!weights.isEmpty && weights.allSatisfy { $0.text.hasSuffix("(against)") })
  }

  @Test("one rewrite of many names is named as the reason")
  func pattern() throws {
    let parts = ["count", "item", "type", "note", "drive"]
    let old = block(
      old: ["id"] + parts.map { "diaper_" + $0 }, new: ["id"] + parts.map { "essentials_" + $0 },
      isOrdered: false)
    let solution = solve(old)
    #expect(names(solution, old) == parts.map { "diaper_\($0)>essentials_\($0)" })
    #expect(
      solution.claims.allSatisfy { claim in
        claim.evidence.contains { $0.text == "4 other fields changed diaper to essentials" }
      })
  }

  @Test("a field that follows its renamed definition says which")
  func follows() throws {
    let block = block(
      old: ["id", "inventory_id", "x"], new: ["id", "storage_location_id", "x"], isOrdered: false)
    let problem = RenameProblem(
      blocks: [block], definitionRenames: [DefinitionRename(old: "inventories", new: "storage_locations")])
    let claim = try #require(RenameMatcher.solve(problem).claims.first)
    #expect(
      claim.evidence.contains { $0.text == "follows a definition: inventories became storage_locations" })
    #expect(
      claim.probability > RenameMatcher.solve(RenameProblem(blocks: [block])).claims.first?.probability ?? 0)
  }

  @Test("two equal candidates are both listed and neither is chosen")
  func tie() throws {
    let block = block(old: ["a", "phone", "b"], new: ["a", "b", "phone_one", "phone_two"], isOrdered: false)
    let solution = solve(block)
    #expect(solution.claims.isEmpty)
    let doubt = try #require(solution.doubts.first)
    #expect(doubt.alternatives.map { block.added[$0.added.index].name } == ["phone_one", "phone_two"])
  }

  @Test("members of different roles never match")
  func roles() {
    var block = block(old: ["id", "limit", "x"], new: ["id", "limits", "x"])
    #expect(solve(block).claims.count == 1)
    block.added[0].role = 2
    #expect(solve(block).claims.isEmpty)
  }

  @Test("an identity makes a rename certain, whatever the names are")
  func identity() throws {
    let block = block(old: ["id", "fax", "x"], new: ["id", "loyalty", "x"]) { $0.stableID = "7" }
    #expect(solve(block).claims.map(\.probability) == [1])
    let twice = self.block(old: ["id", "fax", "tel"], new: ["id", "loyalty", "x"]) { $0.stableID = "7" }
    #expect(solve(twice).claims.allSatisfy { $0.probability < 1 })
  }

  @Test("a successor that the old version names is certain, beside it or elsewhere")
  func declared() throws {
    let near = block(old: ["id", "fax", "x"], new: ["id", "loyalty", "x"]) {
      if $0.name == "fax" { $0.replacedBy = "loyalty" }
    }
    #expect(solve(near).claims.map(\.evidence.first?.reason) == ["declared"])
    let stays = block(old: ["id", "fax", "x"], new: ["id", "x"]) { $0.replacedBy = "x" }
    #expect(solve(stays).successors.map(\.name) == ["x"])
    let far = block(old: ["id", "fax"], new: ["id"]) { $0.replacedBy = "Phone.number" }
    let solution = solve(far, block("Phone", old: ["id"], new: ["id", "number"]))
    #expect(solution.claims.map(\.isMove) == [true] && solution.claims.map(\.probability) == [1])
  }

  @Test("declarations that contradict each other are listed and nothing is claimed")
  func contradiction() {
    let block = block(old: ["id", "fax", "x"], new: ["id", "loyalty", "tier", "x"]) {
      if $0.name == "fax" { ($0.stableID, $0.replacedBy) = ("7", "tier") }
      if $0.name == "loyalty" { $0.stableID = "7" }
    }
    let solution = solve(block)
    #expect(solution.claims.isEmpty)
    #expect(solution.doubts.map(\.alternatives.count) == [2])
  }

  @Test("a field with a telling name that went to another parent has moved")
  func move() throws {
    let from = block("Order", old: ["id", "shippingTrackingNumber"], new: ["id"])
    let to = block("Shipment", old: ["id"], new: ["id", "shippingTrackingNumber"])
    let claim = try #require(solve(from, to).claims.first)
    #expect(claim.isMove && claim.probability >= 0.7)
    #expect(claim.evidence.first?.reason == "same-name")
    let plain = solve(
      block("Order", old: ["id", "note"], new: ["id"]), block("User", old: ["id"], new: ["id", "status"]))
    #expect(plain.claims.isEmpty)
  }

  @Test(
    "fields that were put into a new object moved there; the object is none of them",
    arguments: [["street", "city", "zip"], ["billing_street", "billing_city", "billing_zip"]])
  func grouped(_ fields: [String]) throws {
    let parent = fields[0] == "street" ? "address" : "billing"
    let inside = ["street", "city", "zip"]
    let outer = block(old: ["id", "name"] + fields + ["email"], new: ["id", "name", parent, "email"]) {
      if $0.name == parent { ($0.typeKey, $0.typeFamily, $0.children) = (9, .object, inside) }
    }
    let inner = block(parent, old: [], new: inside)
    for (from, to) in [(outer, inner), (reversed(outer), reversed(inner))] {
      let solution = solve(from, to)
      #expect(solution.claims.count == 3)
      #expect(solution.claims.allSatisfy { $0.isMove && $0.probability >= 0.9 }, "\(solution.claims)")
    }
    // Without its children's block nothing is claimed either.
    #expect(solve(outer).claims.isEmpty)
    #expect(solve(outer).doubts.isEmpty)
  }

  private func reversed(_ block: RenameBlock) -> RenameBlock {
    RenameBlock(
      removed: block.added, added: block.removed, stayedOld: block.stayedNew, stayedNew: block.stayedOld,
      isOrdered: block.isOrdered)
  }

  @Test("the order of an unordered document does not matter")
  func permutation() {
    let old = ["id", "first_name", "last_name", "created", "total_amount", "zip", "phone_no"]
    let new = ["id", "givenName", "familyName", "createdAt", "amountTotal", "zip", "phoneNumber"]
    let block = block(old: old, new: new, isOrdered: false)
    let expected = Set(names(solve(block), block))
    #expect(expected.count >= 3)
    for turn in 1..<5 {
      var other = block
      other.removed = Array(block.removed[turn...] + block.removed[..<turn])
      other.added = Array(block.added[(5 - turn)...] + block.added[..<(5 - turn)])
      let solution = solve(other)
      #expect(Set(names(solution, other)) == expected)
    }
  }

  @Test("nothing to match gives nothing")
  func nothing() {
    #expect(solve().claims.isEmpty)
    #expect(solve(block(old: ["a"], new: ["b"]), RenameBlock(removed: [], added: [])).limited == 0)
    #expect(solve(block(old: ["a", "b"], new: ["a"])).doubts.isEmpty)
  }

  @Test("hostile names are matched like others")
  func hostile() {
    let long = String(repeating: "ab_", count: 20_000)
    let block = block(
      old: ["", "%", long, "名前", "e\u{301}tat"], new: ["_", "$", long + "x", "氏名", "\u{e9}tats"])
    _ = solve(block)
  }
}
