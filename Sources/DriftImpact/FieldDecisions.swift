import DriftDiff
import DriftModel

/// Facts of one field that change together because one thing happened to it: one decision.
struct FieldDecisions {
  /// Fields whose value is computed now, and was set before.
  private var computed: Set<Address> = []
  /// Fields that can no longer be set.
  private var readOnly: Set<Address> = []
  /// Fields that a new record needs now.
  private var needed: Set<Address> = []
  /// Fields that are lists now, or no more.
  private var lists: Set<Address> = []

  private static let kinds: Set<ChangeKind> = [.defaultChanged, .accessChanged, .requiredChanged, .typeChanged]

  init(_ changes: [Change]) {
    // Most changes are about something else: those are not even copied.
    for at in changes.indices where Self.kinds.contains(changes[at].kind) {
      let change = changes[at]
      switch change.kind {
      case .defaultChanged where change.beginsComputing: computed.insert(change.address)
      case .accessChanged where change.endsRight: readOnly.insert(change.address)
      case .requiredChanged where change.compatibility == .narrowed && change.isOfNewRecords:
        needed.insert(change.address)
      case .typeChanged where change.isAboutList: lists.insert(change.address)
      default: break
      }
    }
  }

  /// Whether a field that can no longer be set is computed now: nobody can give the right back.
  func isComputed(_ change: Change) -> Bool {
    change.kind == .accessChanged && change.endsRight && computed.contains(change.address)
  }

  /// What tells already what a change means for some usage; nil where nothing does.
  func teller(of change: Change, _ usage: UsageSet) -> String? {
    switch change.kind {
    case .defaultChanged
    where change.beginsComputing && readOnly.contains(change.address) && !usage.isDisjoint(with: .write):
      "that it can no longer be written says it already"
    case .nullabilityChanged where change.compatibility == .narrowed && needed.contains(change.address):
      "that new records need it says it already"
    // How a list is written as one text goes with being a list.
    case .encodingChanged where change.detail == "wire" && lists.contains(change.address): "the type says it already"
    default: nil
    }
  }
}

extension Change {
  /// Whether it is about an operation as a whole.
  var isOfOperation: Bool { if case .operation = subject { true } else { false } }

  /// Whether what was a list is none any more, or the other way round.
  var isAboutList: Bool {
    func isList(_ side: Side?) -> Bool {
      if case .text(let type)? = side?.value["type"] { type.hasPrefix("array") } else { false }
    }
    return kind == .typeChanged && isList(old) != isList(new)
  }

  /// Whether a text came to have several values, or has one alone now: `a;b` is one text on the wire, as `a` is.
  var isAboutOneText: Bool {
    func type(_ side: Side?) -> String { if case .text(let type)? = side?.value["type"] { type } else { "" } }
    let (list, one) = type(old).hasPrefix("array") ? (old, new) : (new, old)
    return isAboutList && list?.value["wire"] != nil && type(list) == "array of \(type(one))"
  }

  /// Whether a value that was set is computed now.
  var beginsComputing: Bool {
    kind == .defaultChanged && old?.value["computed"] == nil && new?.value["computed"] != nil
  }

  /// Whether what is demanded, or is no more, is demanded of new records alone.
  var isOfNewRecords: Bool {
    (new?.value["requiredFor"] ?? old?.value["requiredFor"]) == .text("create")
  }
}
