/// How systems hide fields from who may not see them: such a field looks as if it were gone (DESIGN, "Hidden is not gone").
public enum HiddenFields {
  /// What hides fields; empty where the format tells nothing of rights.
  public static func cause(_ format: String) -> String {
    format == "salesforce" ? "the field-level security of the integration user" : ""
  }
}
