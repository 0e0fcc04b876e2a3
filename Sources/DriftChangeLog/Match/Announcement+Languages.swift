/// What sentences in German, French and Spanish announce: the words that say so plainly, and no others. A word is not told
/// where its sentence denies it, says what somebody may do, or speaks of nothing that an API has.
extension Announcement {
  fileprivate struct Language {
    /// Words that a sentence has of what an API has.
    var things: Set<String>
    /// Words that say it by themselves.
    var plain: [String: Announcement]
    /// Words that say it beside one of `helpers`.
    var helped: [String: Announcement]
    var helpers: Set<String>
    /// What is over: a word after "nicht mehr", "ne ... plus", "ya no".
    var lost: [String]
    /// What stands before what is over, one word each, in their order.
    var over: [[String]]
    /// Words one after the other that say it.
    var phrases: [([String], Announcement)]
    /// Words before one that deny it, or say that somebody may do it.
    var denials: Set<String>
    /// Words that tell of a fault that was mended.
    var mended: Set<String>
  }

  /// What a sentence in another language than English announces.
  static func announcedElsewhere(_ words: [String]) -> Announcement? {
    languages.lazy.compactMap { $0.announced(words) }.first
  }

  private static let languages = [german, french, spanish]
  private static let shared: Set<String> = ["api", "apis", "endpoint", "endpoints", "webhook", "webhooks", "version"]

  private static let german = Language(
    things: shared.union([
      "schnittstelle", "schnittstellen", "endpunkt", "endpunkte", "feld", "felder", "feldes", "parameter",
      "eigenschaft",
      "eigenschaften", "attribut", "attribute", "objekt", "objekte", "methode", "methoden", "versionen", "header",
      "abfrage", "abfragen", "aufruf", "aufrufe",
    ]),
    plain: [
      "entf\u{E4}llt": .removal, "entfallen": .removal, "abgek\u{FC}ndigt": .deprecation, "veraltet": .deprecation,
      "abgeschaltet": .end, "abschaltung": .end, "abk\u{FC}ndigung": .deprecation, "supportende": .end,
    ],
    helped: [
      "eingestellt": .end, "entfernt": .removal, "umbenannt": .rename, "gel\u{F6}scht": .removal, "ersetzt": .rename,
      "pflicht": .breaking, "pflichtfeld": .breaking, "verpflichtend": .breaking,
    ],
    helpers: ["wird", "werden", "wurde", "wurden", "worden"],
    lost: ["unterst", "verf", "zur", "geliefert", "angeboten", "akzeptiert", "funktionier", "enthalten", "erreichbar"],
    over: [["nicht", "mehr"], ["nicht", "l\u{E4}nger"]],
    phrases: [(["ab", "sofort", "pflicht"], .breaking), (["jetzt", "pflicht"], .breaking)],
    denials: [
      "nicht", "kein", "keine", "keinen", "ohne", "nie", "kann", "k\u{F6}nnen", "k\u{F6}nnte", "l\u{E4}sst", "wenn",
      "falls", "auf", "sie",
    ],
    mended: ["fehler", "behoben", "korrigiert"])

  private static let french = Language(
    things: shared.union([
      "champ", "champs", "param\u{E8}tre", "param\u{E8}tres", "propri\u{E9}t\u{E9}", "propri\u{E9}t\u{E9}s", "versions",
      "attribut", "attributs", "m\u{E9}thode", "m\u{E9}thodes", "objet", "objets", "interface", "terminaison",
    ]),
    plain: [
      "obsol\u{E8}te": .deprecation, "obsol\u{E8}tes": .deprecation, "d\u{E9}pr\u{E9}ci\u{E9}": .deprecation,
      "d\u{E9}pr\u{E9}ci\u{E9}e": .deprecation, "d\u{E9}pr\u{E9}ci\u{E9}s": .deprecation,
      "d\u{E9}pr\u{E9}ci\u{E9}es": .deprecation,
    ],
    helped: [
      "supprim\u{E9}": .removal, "supprim\u{E9}e": .removal, "supprim\u{E9}s": .removal, "supprim\u{E9}es": .removal,
      "retir\u{E9}": .removal, "retir\u{E9}e": .removal, "retir\u{E9}s": .removal, "retir\u{E9}es": .removal,
      "renomm\u{E9}": .rename, "renomm\u{E9}e": .rename, "renomm\u{E9}s": .rename, "renomm\u{E9}es": .rename,
      "abandonn\u{E9}": .end, "abandonn\u{E9}e": .end, "arr\u{EA}t\u{E9}": .end, "arr\u{EA}t\u{E9}e": .end,
      "obligatoire": .breaking, "obligatoires": .breaking,
    ],
    helpers: ["sera", "seront", "est", "sont", "\u{E9}t\u{E9}", "devient", "deviennent", "d\u{E9}sormais"],
    lost: ["pris", "disponible", "support", "renvoy", "retourn", "accept", "fonction", "inclus", "valide"],
    over: [["plus"]],
    phrases: [(["prend", "fin"], .end), (["prendra", "fin"], .end), (["fin", "de", "vie"], .end)],
    denials: ["pas", "sans", "jamais", "peut", "peuvent", "pouvez", "si", "lorsque", "quand"],
    mended: ["corrig\u{E9}", "correction", "bug"])

  private static let spanish = Language(
    things: shared.union([
      "campo", "campos", "par\u{E1}metro", "par\u{E1}metros", "propiedad", "propiedades", "versi\u{F3}n", "versiones",
      "atributo", "atributos", "m\u{E9}todo", "m\u{E9}todos", "objeto", "objetos", "interfaz",
    ]),
    plain: [
      "obsoleto": .deprecation, "obsoleta": .deprecation, "obsoletos": .deprecation, "obsoletas": .deprecation,
      "descontinuado": .end, "descontinuada": .end, "descontinuar\u{E1}": .end, "descontinuar\u{E1}n": .end,
    ],
    helped: [
      "eliminado": .removal, "eliminada": .removal, "eliminados": .removal, "eliminadas": .removal,
      "eliminar\u{E1}": .removal, "eliminar\u{E1}n": .removal, "retirado": .removal, "retirada": .removal,
      "retirar\u{E1}": .removal, "retirar\u{E1}n": .removal, "renombrado": .rename, "renombrada": .rename,
      "obligatorio": .breaking, "obligatoria": .breaking, "obligatorios": .breaking,
    ],
    helpers: ["ser\u{E1}", "ser\u{E1}n", "fue", "fueron", "sido", "se", "es", "ahora"],
    lost: ["est", "es", "son", "ser", "se", "funcion", "admit", "devuelv", "acept", "compatible", "disponible"],
    over: [["ya", "no"]],
    phrases: [
      (["dejar\u{E1}", "de"], .end), (["dejar\u{E1}n", "de"], .end), (["deja", "de"], .end), (["dejan", "de"], .end),
      (["fin", "de", "vida"], .end), (["fin", "del", "soporte"], .end), (["fin", "de", "soporte"], .end),
    ],
    denials: ["no", "sin", "nunca", "puede", "pueden", "podr\u{E1}", "si", "cuando"],
    mended: ["corregido", "correcci\u{F3}n", "error"])
}

extension Announcement.Language {
  func announced(_ words: [String]) -> Announcement? {
    guard words.contains(where: things.contains), !words.prefix(3).contains(where: mended.contains) else { return nil }
    for at in words.indices {
      if let found = said(words, at), !words[max(0, at - 4)..<at].contains(where: denials.contains) { return found }
      // What is over is denied, and announced by that.
      for start in over where words[at...].starts(with: start) {
        let rest = words[(at + start.count)...].prefix(6)
        // "Plus" alone is "more" as well.
        let isOver = start.count > 1 || words[max(0, at - 3)..<at].contains { $0 == "ne" || $0 == "n" }
        if isOver, rest.contains(where: { word in lost.contains { word.hasPrefix($0) } }) { return .removal }
      }
    }
    return nil
  }

  private func said(_ words: [String], _ at: Int) -> Announcement? {
    if let found = plain[words[at]] { return found }
    if let found = phrases.first(where: { words[at...].starts(with: $0.0) }) { return found.1 }
    guard let found = helped[words[at]] else { return nil }
    return words[max(0, at - 8)..<min(words.count, at + 3)].contains(where: helpers.contains) ? found : nil
  }
}
