import DriftDiff

extension CorpusDocument {
  /// An information schema export: one row a column.
  init(columns rows: CorpusValue) {
    for row in rows.items {
      guard let table = row["table"]?.string, let name = row["column"]?.string else { continue }
      let type = row["type"]?.string ?? ""
      let length = row["length"]?.scalar ?? ""
      add(
        RenameCandidate(
          name: name, typeKey: typeKey(type + "|" + length), typeFamily: Self.sqlFamily(type),
          isNullable: row["nullable"]?.isTrue, defaultValue: row["default"]?.scalar,
          description: row["comment"]?.string ?? ""), to: [table])
    }
  }

  private static func sqlFamily(_ type: String) -> RenameTypeFamily {
    let type = type.lowercased()
    if type.hasSuffix("[]") || type.hasPrefix("array") { return .array }
    if type.contains("int") || type.contains("numeric") || type.contains("decimal") || type.contains("double")
      || type.contains("float") || type.contains("real") || type.contains("serial")
    {
      return type.contains("interval") || type.contains("point") ? .any : .number
    }
    if type.contains("bool") { return .boolean }
    if type.contains("date") || type.contains("time") { return .date }
    if type.contains("json") || type.contains("hstore") { return .object }
    return type.isEmpty ? .any : .string
  }

  /// The DocType files of a folder.
  mutating func add(docType document: CorpusValue) {
    let layout: Set = [
      "Section Break", "Column Break", "Tab Break", "HTML", "Button", "Heading", "Fold", "Image",
    ]
    guard let name = document["name"]?.string else { return }
    for row in document["fields"]?.items ?? [] {
      guard let field = row["fieldname"]?.string, let type = row["fieldtype"]?.string, !layout.contains(type)
      else {
        continue
      }
      let options = row["options"]?.string ?? ""
      let isReference = ["Link", "Table", "Table MultiSelect"].contains(type)
      let family: RenameTypeFamily =
        switch type {
        case "Link", "Dynamic Link": .reference
        case "Table", "Table MultiSelect": .array
        case "Int", "Float", "Currency", "Percent", "Rating": .number
        case "Check": .boolean
        case "Date", "Datetime", "Time", "Duration": .date
        default: .string
        }
      add(
        RenameCandidate(
          name: field, typeKey: typeKey(type + (isReference ? options : "")), typeFamily: family,
          isRequired: row["reqd"]?.scalar == "1", defaultValue: row["default"]?.scalar,
          description: row["description"]?.string ?? "", label: row["label"]?.string ?? "",
          enumValues: type == "Select" ? options.split(separator: "\n").map(String.init) : [],
          reference: isReference ? options : ""), to: [name])
    }
  }
}
