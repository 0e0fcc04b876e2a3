/// A fact that a schema states, denies or leaves open.
@frozen public enum Tri: UInt8, Sendable {
  case unknown = 0
  case no = 1
  case yes = 2

  /// The fact as a condition.
  @inlinable public init(_ value: Bool) { self = value ? .yes : .no }
}

/// What a caller does with a record: the three directions in which a fact may differ.
public enum Usage: UInt8, CaseIterable, Sendable {
  case read = 0
  case create = 1
  case update = 2
}

/// One three-valued fact for reading, creating and updating (FORMATS: "each three-valued, each per direction").
@frozen public struct ByDirection: Hashable, Sendable {
  /// Two bits a usage, in the order of ``Usage``.
  public var bits: UInt8

  /// Makes a fact of its packed form.
  @inlinable public init(bits: UInt8) { self.bits = bits }

  /// The same value in every direction.
  @inlinable public init(_ value: Tri) { bits = value.rawValue &* 0b01_01_01 }

  /// A value a direction.
  @inlinable public init(read: Tri, create: Tri, update: Tri) {
    bits = read.rawValue | create.rawValue &<< 2 | update.rawValue &<< 4
  }

  /// Unknown in every direction.
  public static let unknown = ByDirection(bits: 0)
  /// No in every direction.
  public static let no = ByDirection(.no)
  /// Yes in every direction.
  public static let yes = ByDirection(.yes)

  /// The value in one direction.
  @inlinable public subscript(usage: Usage) -> Tri {
    get { Tri(rawValue: bits &>> (usage.rawValue &* 2) & 3) ?? .unknown }
    set { bits = bits & ~(3 &<< (usage.rawValue &* 2)) | newValue.rawValue &<< (usage.rawValue &* 2) }
  }

  /// Whether any direction says yes.
  @inlinable public var any: Bool { bits & 0b10_10_10 != 0 }

  /// Whether a new record alone is concerned: who changes one that is there is not.
  public var isOfCreationAlone: Bool { self[.create] == .yes && self[.update] == .no }

  /// Yes where one of two says yes; else no where one says no.
  public func or(_ other: ByDirection) -> ByDirection {
    var out = ByDirection.unknown
    for usage in Usage.allCases {
      out[usage] = Tri(rawValue: max(self[usage].rawValue, other[usage].rawValue)) ?? .unknown
    }
    return out
  }

  /// Yes where both say yes; unknown where one is unknown and none says no.
  public func and(_ other: ByDirection) -> ByDirection {
    var out = ByDirection.unknown
    for usage in Usage.allCases {
      switch (self[usage], other[usage]) {
      case (.yes, .yes): out[usage] = .yes
      case (.no, _), (_, .no): out[usage] = .no
      default: out[usage] = .unknown
      }
    }
    return out
  }

  /// Yes in every direction in which a place can be met.
  var demanded: ByDirection {
    var out = ByDirection.yes
    for usage in Usage.allCases where self[usage] == .no { out[usage] = .no }
    return out
  }

  /// What two statements of which either may be missing say together: the other one where one is unknown, else
  /// ``and(_:)``.
  public func together(with other: ByDirection) -> ByDirection {
    self == .unknown ? other : other == .unknown ? self : and(other)
  }
}
