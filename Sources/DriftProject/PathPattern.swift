#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Patterns of paths: `*`, `?` and `[...]` as the shell knows them, inside one step; `**` for any number of steps.
public enum PathPattern {
  /// Whether a pattern is no plain path.
  public static func isPattern(_ text: String) -> Bool { text.contains { "*?[".contains($0) } }

  /// The folder that all paths of a pattern lie in; empty where it may be any.
  public static func folder(of pattern: String) -> String {
    let steps = pattern.split(separator: "/")
    return steps.dropLast().prefix { !isPattern(String($0)) }.joined(separator: "/")
  }

  /// Whether a path, its steps separated by slashes, is one of a pattern.
  public static func matches(_ path: String, _ pattern: String) -> Bool {
    matches(path.split(separator: "/")[...], pattern.split(separator: "/").filter { $0 != "." }[...])
  }

  /// Whether a path is one of a pattern, or a path below it may be.
  public static func reaches(_ path: String, _ pattern: String) -> Bool {
    reaches(path.split(separator: "/")[...], pattern.split(separator: "/").filter { $0 != "." }[...])
  }

  private static func reaches(_ path: ArraySlice<Substring>, _ pattern: ArraySlice<Substring>) -> Bool {
    guard let step = path.first else { return true }
    guard let first = pattern.first else { return false }
    if first == "**" { return true }
    guard fnmatch(String(first), String(step), FNM_PERIOD) == 0 else { return false }
    return reaches(path.dropFirst(), pattern.dropFirst())
  }

  private static func matches(_ path: ArraySlice<Substring>, _ pattern: ArraySlice<Substring>) -> Bool {
    guard let first = pattern.first else { return path.isEmpty }
    if first == "**" {
      return (0...path.count).contains { matches(path.dropFirst($0), pattern.dropFirst()) }
    }
    guard let step = path.first, fnmatch(String(first), String(step), FNM_PERIOD) == 0 else { return false }
    return matches(path.dropFirst(), pattern.dropFirst())
  }
}
