import DriftReport
import DriftDiff
import DriftImpact
import DriftModel
enum TemporaryJSON {
  static func q(_ s: String) -> String {
    var o = "\""
    for u in s.unicodeScalars { switch u { case "\"": o += "\\\""; case "\\": o += "\\\\"; case _ where u.value < 0x20: o += " "; default: o.unicodeScalars.append(u) } }
    return o + "\""
  }
  static func v(_ f: FactValue) -> String {
    switch f { case .text(let t): q(t); case .number(let n): n; case .flag(let b): b ? "true" : "false"; case .null: "null"
    case .list(let l): "[" + l.map(v).joined(separator: ",") + "]"
    case .facts(let l): "{" + l.map { q($0.name) + ":" + v($0.value) }.joined(separator: ",") + "}" }
  }
  static func side(_ s: Change.Side?) -> String {
    guard let s else { return "null" }
    return "{\"address\":\(q(s.address.description)),\"path\":[\(s.address.path.map(q).joined(separator: ","))],\"value\":\(v(s.value))}"
  }
  static func write(_ r: Report) -> [UInt8] {
    var out = "{\"report\":1,\"changes\":["
    for s in r.systems {
      out += s.changes.map { c in
        "{\"id\":\(q(c.id)),\"kind\":\(q(c.kind.rawValue)),\"old\":\(side(c.old)),\"new\":\(side(c.new)),\"detail\":\(q(c.detail)),\"usage\":\(c.usage.rawValue),\"reach\":\(c.reach)" + (c.probability.map { ",\"probability\":\($0)" } ?? "") + ",\"alternatives\":[" + c.alternatives.map { "{\"path\":[\($0.address.path.map(q).joined(separator: ","))],\"probability\":\($0.probability)}" }.joined(separator: ",") + "]}"
      }.joined(separator: ",\n")
    }
    out += "],\"findings\":["
    for s in r.systems {
      out += s.findings.map { f in "{\"id\":\(q(f.id)),\"severity\":\(q(f.severity.rawValue)),\"message\":\(q(f.message))}" }.joined(separator: ",\n")
    }
    return Array((out + "]}\n").utf8)
  }
}
