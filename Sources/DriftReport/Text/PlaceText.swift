import DriftModel

/// A place in a document as people click on it: `schemas/crm.json:412`.
enum PlaceText {
  /// The whole place, inert: never cut, so that it can be searched for and opened.
  static func whole(_ place: SourcePlace) -> String {
    "\(Neutral.text(place.file, limit: .max)):\(place.line)"
  }

  /// The place in no more than some columns: whole, or without the folders in front. The shortest there is where
  /// nothing fits.
  static func fitting(_ place: SourcePlace, columns room: Int) -> String {
    let whole = whole(place)
    guard Neutral.columns(whole) > room else { return whole }
    var shortest = whole
    var rest = place.file[...]
    while let slash = rest.dropFirst().firstIndex(of: "/") {
      rest = rest[rest.index(after: slash)...]
      shortest = "…/\(Neutral.text(String(rest), limit: .max)):\(place.line)"
      if Neutral.columns(shortest) <= room { break }
    }
    return shortest
  }
}
