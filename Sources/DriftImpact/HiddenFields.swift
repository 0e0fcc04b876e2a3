import DriftModel

/// How systems hide fields from who may not see them: such a field looks as if it were gone (DESIGN, "Hidden is not gone").
public enum HiddenFields {
  /// What hides fields; empty where the format tells nothing of rights.
  public static func cause(_ format: String) -> String {
    format == "salesforce" ? "the field-level security of the integration user" : ""
  }

  /// Whether a schema names the fields that are hidden too, by rows with the ids of all (FORMATS 5.4): what it does not name is
  /// gone.
  static func areNamed(in schema: Schema) -> Bool {
    schema.fields.contains { field in
      field.shape != .none
        && schema.facts[schema[field.shape].facts.indices].contains { $0.key == .stableID && $0.kind != .unknown }
    }
  }
}
