/// Names of operations: `GET /contacts/{id}`.
public enum OperationName {
  /// The name without those of the variables in its path, which have none on the wire: `GET /contacts/{}`.
  public static func key(_ name: String) -> String { name.replacing(#/\{[^{}]*\}/#, with: "{}") }
}
