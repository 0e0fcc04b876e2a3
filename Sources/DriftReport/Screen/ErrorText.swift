public import DriftModel

/// Prints what stops a command: `drift: crm.json:412:17: expected ":" after "phone", found "}"`, then what to do.
public enum ErrorText {
  /// The widest text that is shown whole; files are in any case.
  private static let widest = 400
  /// How many lines of help may follow the first.
  private static let mostHelp = 3

  /// One to four lines, each with its end. What the error took from a document is inert.
  public static func lines(_ error: DriftError) -> String {
    var out = "drift: "
    if let place = error.place {
      out += "\(Neutral.text(place.file, limit: .max)):\(place.line):\(place.column): "
    } else if let file = error.file {
      out += Neutral.text(file, limit: .max) + ": "
    }
    out += Neutral.text(error.message, limit: widest) + "\n"
    for line in error.help.prefix(mostHelp) { out += "  " + Neutral.text(line, limit: widest) + "\n" }
    return out
  }
}
