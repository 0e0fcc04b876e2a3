import DriftTestSupport
import Testing

/// Callbacks that lead back to what calls them: OpenAPI allows it, and it has no end.
@Suite struct CallbackRingTests {
  private func document(_ callback: String, _ components: String = "") -> String {
    """
    {"openapi": "3.0.3", "info": {"title": "t", "version": "1"},
     "paths": {"/x": {"post": {"responses": {"204": {"description": "d"}}, "callbacks": {"c": \(callback)}}}}\(components)}
    """
  }

  @Test("a ring is read once, and what changes in it is told", arguments: [0, 1, 2])
  func ring(which: Int) throws {
    let path = document(##"{"{$request.query.u}": {"$ref": "#/paths/~1x"}}"##)
    let call =
      ##"{"post": {"responses": {"204": {"description": "d"}}, "callbacks": {"c": {"$ref": "#/components/callbacks/C"}}}}"##
    let component = document(
      ##"{"$ref": "#/components/callbacks/C"}"##,
      ##", "components": {"callbacks": {"C": {"{$request.query.u}": \##(call)}}}"##)
    let both = ##""a": {"$ref": "#/components/callbacks/C"}, "b": {"$ref": "#/components/callbacks/C"}"##
    let many = component.replacing(##""c": {"$ref": "#/components/callbacks/C"}"##, with: both)
    let text = [path, component, many][which]
    let old = try Documents.document(text)
    #expect(try old.lines(to: Documents.document(text)) == [])
    let other = try Documents.document(text.replacing(#""204""#, with: #""202""#))
    // What the ring shares with what it leads back to is told there.
    #expect(try old.lines(to: other).contains { $0.contains(which == 0 ? "POST /x" : "POST /x callback:") })
  }
}
