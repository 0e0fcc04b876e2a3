import DriftModel
import DriftSyntax

/// The texts that a version file holds, by digest: where each stands, and what stands beside it, decoded where somebody
/// asks. A check looks into a few of them and has to find any.
struct TextTable {
  /// A text in the file.
  struct Entry {
    /// Of its bytes in the file.
    var range: Range<Int>
    fileprivate var node: NodeID
  }

  private let tree: SyntaxTree
  private let words: VersionWords
  private var entries: [Digest: Entry] = [:]

  /// Takes a table in, a line that is parsed already.
  ///
  /// - Parameters:
  ///   - texts: Where in the file the texts stand, one after the other, to the last byte.
  init(_ tree: SyntaxTree, _ words: VersionWords, texts: Range<Int>) throws(VersionFile.Damage) {
    self.tree = tree
    self.words = words
    // A version whose texts all stand in older files has none of its own.
    guard let list = tree.member(SyntaxTree.root, "texts") else {
      guard texts.isEmpty else { throw Self.altered }
      return
    }
    guard tree.kind(list) == .array else { throw Self.altered }
    entries.reserveCapacity(tree.children(list).count { _ in true })
    var start = texts.lowerBound
    for node in tree.children(list) {
      var digest: Digest?
      var count = 0
      for child in tree.children(node) {
        switch words[tree[child].key] {
        case .digest: digest = Digest(hex: tree.textBytes(child))
        case .bytes: count = Int(tree.symbols.text(tree.symbol(child))) ?? 0
        case nil: throw Self.altered
        default: continue
        }
      }
      guard let digest, count > 0, count <= texts.upperBound - start else { throw Self.altered }
      entries[digest] = Entry(range: start..<start + count, node: node)
      start += count
    }
    guard start == texts.upperBound else { throw Self.altered }
  }

  private static let altered = VersionFile.Damage.altered("expected a table of texts, and as many bytes as it says")

  /// The texts' digests.
  var digests: some Sequence<Digest> { entries.keys }

  /// A text; nil where the file does not hold it.
  subscript(digest: Digest) -> Entry? { entries[digest] }

  /// What stands beside a text, whole.
  func hints(_ entry: Entry) -> ThingHints {
    var hints = naming(entry)
    for child in tree.children(entry.node) {
      switch words[tree[child].key] {
      case .discriminator: hints.hasDiscriminator = tree.kind(child) == .true
      case .order: hints.order = numbers(child)
      case .sets: hints.sets = tree.children(child).map { numbers($0) }
      case .inner: hints.inner = tree.children(child).map { numbers($0) }
      case .uses: hints.uses = numbers(child)
      case .pathUses: hints.pathUses = numbers(child)
      case .leads: hints.leads = names(child)
      case .answers: hints.answers = names(child)
      case .bases: hints.bases = names(child)
      case .touched: hints.touched = names(child)
      default: continue
      }
    }
    return hints
  }

  /// As much of what stands beside a text as is wanted of one that nobody looks into: what it is, and not where it leads.
  func naming(_ entry: Entry) -> ThingHints {
    var hints = ThingHints()
    for child in tree.children(entry.node) {
      switch words[tree[child].key] {
      case .identity: hints.identity = tree.string(child) ?? ""
      case .onWire: hints.isNameOnWire = tree.kind(child) == .true
      case .root: hints.isRoot = tree.kind(child) == .true
      case .creates: hints.creates = tree.kind(child) == .true
      case .reversed: hints.isReversed = tree.kind(child) == .true
      default: continue
      }
    }
    return hints
  }

  private func names(_ node: NodeID) -> [String] { tree.children(node).compactMap { tree.string($0) } }

  /// Whole numbers, as ranks are written.
  private func numbers(_ node: NodeID) -> [UInt32] {
    tree.children(node).map { child in
      tree.textBytes(child).reduce(0) { sum, byte in
        byte &- UInt8(ascii: "0") < 10 ? sum &* 10 &+ UInt32(byte &- UInt8(ascii: "0")) : sum
      }
    }
  }
}
