/// Where a `$ref` leads among the documents of a folder.
public enum RelativeReference {
  /// The path of the document that a reference names, relative to the folder; nil for a reference into the same
  /// document, to a remote one, or out of the folder.
  public static func path(_ reference: String, from base: String) -> String? {
    let location = Pointer.split(reference).location
    return location.isEmpty ? nil : Pointer.relativePath(location, from: base)
  }
}
