import Foundation

/// Who may ask: credentials of an example on the loopback address, printed in its documentation and good for nothing.
public enum Credentials {
  /// The CRM's client, for its token endpoint.
  public static let client = (id: "lead-router", secret: "example-crm-secret")
  /// The ERP's user.
  public static let user = (name: "drift", password: "example-erp-password")
  /// The inbox's key, in `X-Api-Key`.
  public static let key = "example-inbox-key"

  /// The token of the sales system.
  public static let salesToken = "example-sales-token"
  /// The token of the reports, which somebody made by hand, and which `expire-tokens` ends.
  public static let reportsToken = "example-reports-token"

  /// The value of `Authorization` for HTTP Basic.
  static func basic(_ name: String, _ password: String) -> String {
    "Basic " + Data("\(name):\(password)".utf8).base64EncodedString()
  }

  /// The fields of a form as OAuth sends it.
  static func form(_ body: Data) -> [String: String] {
    String(decoding: body, as: UTF8.self).split(separator: "&").reduce(into: [:]) { fields, part in
      let pair = part.split(separator: "=", maxSplits: 1).map {
        $0.replacingOccurrences(of: "+", with: " ").removingPercentEncoding ?? ""
      }
      if pair.count == 2 { fields[pair[0]] = pair[1] }
    }
  }
}
