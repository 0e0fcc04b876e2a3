#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What standard output, or another descriptor, is connected to.
public struct Terminal: Sendable {
  /// Whether somebody looks at it: it is a terminal and no file or pipe.
  public var isTerminal: Bool
  /// The width in columns; nil where it is no terminal, or one that does not say.
  public var width: Int?

  /// Makes a description.
  public init(isTerminal: Bool, width: Int? = nil) {
    self.isTerminal = isTerminal
    self.width = width
  }

  /// Asks the system; 1 is standard output, 2 standard error.
  public static func of(descriptor: Int32) -> Terminal {
    guard isatty(descriptor) == 1 else { return Terminal(isTerminal: false) }
    var size = winsize()
    let answer = ioctl(descriptor, UInt(TIOCGWINSZ), &size)
    return Terminal(isTerminal: true, width: answer == 0 && size.ws_col > 0 ? Int(size.ws_col) : 80)
  }

  /// When colours are used: the values of `--color`.
  public enum ColorChoice: String, CaseIterable, Sendable {
    /// On a terminal that is not told otherwise.
    case auto
    /// Whatever the output is.
    case always
    /// Not at all.
    case never
  }

  /// Whether to use colour. `variable` gives the environment's variables; `NO_COLOR` counts where it is not empty
  /// (no-color.org), `TERM=dumb` is a terminal that shows escape codes as they are.
  public func usesColor(_ choice: ColorChoice, variable: (String) -> String?) -> Bool {
    switch choice {
    case .always: true
    case .never: false
    case .auto: isTerminal && (variable("NO_COLOR") ?? "").isEmpty && variable("TERM") != "dumb"
    }
  }
}
