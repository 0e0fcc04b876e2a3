import Testing

@testable import DriftDiff

@Suite struct RenameLexemeTests {
  private func words(_ name: String) -> [String] {
    var words: [String] = []
    Lexeme.forEachWord(of: name) { word in
      words.append(String(String.UnicodeScalarView(word.compactMap { Unicode.Scalar($0) })))
    }
    return words
  }

  @Test(
    "names are cut at case, separators and digits",
    arguments: [
      ("billingAddress_2", ["billing", "address", "2"]), ("XMLHttpRequest", ["xml", "http", "request"]),
      ("userIDs", ["user", "ids"]), ("IDs", ["ids"]), ("URLsToFetch", ["urls", "to", "fetch"]),
      ("Annual_Revenue__c", ["annual", "revenue"]), ("Xero-Tenant-Id", ["xero", "tenant", "id"]),
      ("Straße", ["straße"]),
      ("straßenName", ["straßen", "name"]), ("2024", ["2024"]), ("%", ["%"]), ("a", ["a"]), ("", [""]),
      ("__c", ["c"]),
    ])
  func split(name: String, expected: [String]) { #expect(words(name) == expected) }

  @Test(
    "plurals are stripped, words that only look plural are not",
    arguments: [
      ("entries", "entry"), ("addresses", "address"), ("statuses", "status"), ("houses", "house"),
      ("boxes", "box"),
      ("branches", "branch"), ("dates", "date"), ("codes", "code"), ("types", "type"),
    ])
  func singular(word: String, expected: String) {
    let scalars = word.unicodeScalars.map(\.value)
    #expect(Lexeme.singular(scalars[...]).map(Array.init) == expected.unicodeScalars.map(\.value))
  }

  @Test(
    "words without a plural keep their ending", arguments: ["status", "address", "analysis", "bus", "is"])
  func noPlural(word: String) { #expect(Lexeme.singular(word.unicodeScalars.map(\.value)[...]) == nil) }

  @Test("every line of the abbreviation table is found by its form")
  func table() throws {
    let text = Abbreviations.table.withUTF8Buffer { String(decoding: $0, as: UTF8.self) }
    let lines = text.split(separator: "\n").map { $0.split(separator: "\t") }
    #expect(lines.count > 1000)
    for line in lines {
      let found = Abbreviations.expansions(of: line[0].unicodeScalars.map(\.value)[...])
      let words = line[3].split(separator: " ").map { $0.unicodeScalars.map(\.value) }
      #expect(found.contains { $0.words == words && $0.strength == (Double(line[2]) ?? 0) / 100 }, "\(line)")
    }
    #expect(Abbreviations.expansions(of: "zzz".unicodeScalars.map(\.value)[...]).isEmpty)
    #expect(Abbreviations.expansions(of: "0".unicodeScalars.map(\.value)[...]).isEmpty)
  }

  @Test("an acronym is as good as its words, an abbreviation nearly as good as the word")
  func likeness() {
    var builder = NameTableBuilder(minimumCapacity: 8)
    let ids = ["dob", "date_of_birth", "qty", "quantity", "colour", "weight"].map { builder.intern($0) }
    let similarity = NameSimilarity(names: NameTable(builder))
    #expect(similarity.soft(ids[0], ids[1]) > 0.9)
    #expect(similarity.soft(ids[2], ids[3]) > 0.9)
    #expect(similarity.soft(ids[4], ids[5]) == 0)
  }

  @Test(
    "a successor is read out of prose, and only where the prose names one",
    arguments: [
      ("Deprecated. Use `billing_email` instead.", "billing_email"),
      ("Replaced by the field contact.mobile.", "contact.mobile"),
      ("Renamed to newName", "newName"), ("Deprecated in favor of Foo.bar (since 3)", "Foo.bar"),
      ("Use this to select the account.", nil), ("The text is replaced", nil), ("", nil),
    ] as [(String, String?)])
  func successor(text: String, expected: String?) { #expect(DeprecationText.successor(in: text) == expected) }
}
