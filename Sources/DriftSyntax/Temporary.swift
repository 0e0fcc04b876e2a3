public import DriftModel
public enum CanonicalNumber { public static func spelling(of b: UnsafeRawBufferPointer) -> String { String(decoding: b, as: UTF8.self) } }
public enum JSONWriter { public static func canonical(_ t: SyntaxTree, _ n: NodeID) -> [UInt8] { Array("json@\(n)".utf8) } }
