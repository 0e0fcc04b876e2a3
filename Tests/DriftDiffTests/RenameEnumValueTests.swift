import DriftDiff
import Testing

@Suite struct RenameEnumValueTests {
  private func pairs(_ old: [String], _ new: [String]) -> [String] {
    EnumValueMatcher.solve([EnumValueBlock(name: "status", old: old, new: new)]).map { $0.old + ">" + $0.new }
  }

  @Test("a value in another spelling is the same value")
  func spelling() {
    #expect(
      pairs(["OVERTIME", "Tips(Direct)", "SALARY"], ["OVERTIME", "TipsDirect", "SALARY"]) == [
        "Tips(Direct)>TipsDirect"
      ])
    #expect(
      pairs(["in_transit", "delivered", "x"], ["inTransit", "delivered", "x"]) == ["in_transit>inTransit"])
    #expect(pairs(["recieved", "sent", "failed"], ["received", "sent", "failed"]) == ["recieved>received"])
  }

  @Test("an unlike value that came when another went is no rename")
  func unlike() {
    #expect(pairs(["open", "closed"], ["open", "archived"]).isEmpty)
    #expect(pairs(["USD", "EUR", "DEM"], ["USD", "EUR", "CHF"]).isEmpty)
  }

  @Test("a value that excludes another is no rename of it")
  func opposites() {
    #expect(pairs(["active", "paused", "x"], ["inactive", "paused", "x"]).isEmpty)
    #expect(pairs(["approved", "paused", "x"], ["unapproved", "paused", "x"]).isEmpty)
    #expect(pairs(["order_opened", "paused", "x"], ["order_closed", "paused", "x"]).isEmpty)
  }

  @Test("a change of style is followed through a whole enumeration")
  func style() {
    let old = ["not_started", "in_progress", "on_hold", "done_well"]
    #expect(pairs(old, ["NotStarted", "InProgress", "OnHold", "DoneWell"]).count == 4)
  }
}
