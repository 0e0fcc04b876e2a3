/// Further systems for measurements: documents that differ from each other, made when they are asked for and kept, so that
/// what is measured is not the time that it takes to make them.
struct ManySystems {
  private struct Key: Hashable { let number, generation, bytes: Int }

  private var made: [Key: ServedDocument] = [:]

  /// The number in `/many/K/openapi.json`; nil for another path.
  static func number(in path: String) -> Int? {
    let steps = path.split(separator: "/", omittingEmptySubsequences: false)
    guard steps.count == 4, steps[1] == "many", steps[3] == "openapi.json" else { return nil }
    return Int(steps[2])
  }

  /// The document of one system. The second generation has another name for one field.
  mutating func document(_ number: Int, generation: Int, bytes: Int) -> ServedDocument {
    let key = Key(number: number, generation: generation, bytes: bytes)
    if let document = made[key] { return document }
    let document = Self.made(number, generation: generation, bytes: bytes)
    made[key] = document
    return document
  }

  private static func made(_ number: Int, generation: Int, bytes: Int) -> ServedDocument {
    var text: [UInt8] = []
    text.reserveCapacity(bytes + 2048)
    func add(_ part: String) { text.append(contentsOf: part.utf8) }
    add(#"{"openapi":"3.0.3","info":{"title":"Many \#(number)","version":"\#(generation)"},"paths":{"/records":"#)
    add(#"{"get":{"responses":{"200":{"description":"All.","content":{"application/json":{"schema":{"#)
    add(##""$ref":"#/components/schemas/Record0"}}}}}}}},"components":{"schemas":{"##)
    var record = 0
    repeat {
      add((record == 0 ? "" : ",") + #""Record\#(record)":{"type":"object","properties":{"#)
      for field in 0..<12 {
        let word = word(number, record, field)
        let name = record == 0 && field == 3 && generation > 1 ? "renamed_\(word)" : "\(word)_\(field)"
        add((field == 0 ? "" : ",") + #""\#(name)":{"type":"\#(field % 3 == 0 ? "integer" : "string")","#)
        add(#""description":"The \#(word) of record \#(record) in system \#(number)."}"#)
      }
      // Every record is reached from the first one, so that a change in any counts.
      add(##","next":{"$ref":"#/components/schemas/Record\##(record + 1)"}}}"##)
      record += 1
    } while text.count < bytes
    add(#","Record\#(record)":{"type":"object","properties":{"id":{"type":"string"}}}}}}"#)
    return ServedDocument(bytes: text, type: "application/json", modified: nil)
  }

  private static let words = ["amount", "city", "status", "owner", "email", "phone", "stage", "total", "region"]

  private static func word(_ number: Int, _ record: Int, _ field: Int) -> String {
    words[(number &* 7 &+ record &* 5 &+ field) % words.count]
  }
}
