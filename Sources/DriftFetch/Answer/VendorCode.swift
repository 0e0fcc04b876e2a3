/// What a system's own code says. A case is what FORMATS calls the classes; the kind decides whom to call.
enum VendorCase: String, Sendable, CaseIterable {
  case limit, expired, refused, scope, right, field, retired, down, notFound, duplicate, invalid

  /// The kind of failure; nil where the code is about a record, and not about who asks or where.
  var kind: FetchFailure.Kind? {
    switch self {
    case .limit: .throttled
    case .expired: .expired
    case .refused: .credentials
    case .scope, .right, .field: .right
    case .retired, .notFound: .moved
    case .down: .down
    case .duplicate, .invalid: nil
    }
  }
}

/// The codes of vendors, spelled as ``AnswerTree/plain(_:)`` spells them. A new vendor is a row.
///
/// Texts are in no row: they are translated, improved, and filled with names.
enum VendorCode {
  private static let rows: [(vendor: String, means: VendorCase, codes: String)] = [
    ("OAuth 2", .refused, "invalidgrant invalidclient invalidtoken unauthorizedclient unauthenticated"),
    ("OAuth 2", .scope, "insufficientscope invalidscope insufficientclaims consentrequired interactionrequired"),
    ("OAuth 2", .invalid, "invalidrequest unsupportedgranttype invalidtarget"),
    ("OAuth 2", .limit, "slowdown"),
    ("OAuth 2", .down, "temporarilyunavailable servererror"),
    ("RFC 9457", .limit, "quotaexceeded temporaryreducedcapacity abnormalusagedetected"),
    ("Salesforce", .expired, "invalidsessionid"),
    ("Salesforce", .refused, "invalidauthheader badoauthtoken invalidlogin loginduringrestricteddomain inactiveuser"),
    ("Salesforce", .scope, "oauthscope insufficientaccess apidisabledfororg functionalitynotenabled"),
    ("Salesforce", .right, "insufficientaccessorreadonly insufficientaccessoncrossreferenceentity invalidtype"),
    ("Salesforce", .field, "invalidfieldforinsertupdate invalidfield"),
    ("Salesforce", .limit, "requestlimitexceeded concurrentperorglongtxnlimitexceeded"),
    ("Salesforce", .down, "serverunavailable orginmaintenance insertupdatedeletenotallowedduringmaintenance"),
    ("Salesforce", .retired, "unsupportedapiversion"),
    ("Salesforce", .duplicate, "duplicatesdetected duplicatevalue"),
    ("Salesforce", .invalid, "requiredfieldmissing fieldcustomvalidationexception stringtoolong"),
    ("Salesforce", .invalid, "invalidornullforrestrictedpicklist entityisdeleted"),
    ("HubSpot", .expired, "expiredauthentication"),
    ("HubSpot", .refused, "invalidauthentication badrefreshtoken"),
    ("HubSpot", .scope, "missingscopes"),
    ("HubSpot", .limit, "ratelimit ratelimits"),
    ("HubSpot", .field, "propertydoesntexist readonlyvalue"),
    ("HubSpot", .invalid, "validationerror invalidoption"),
    ("HubSpot", .notFound, "objectnotfound"),
    ("HubSpot", .duplicate, "conflict"),
    (
      "Microsoft", .refused,
      "invalidauthenticationtoken aadsts50173 aadsts7000215 aadsts700016 compacttokenparsingfailed"
    ),
    ("Microsoft", .expired, "aadsts700082 aadsts7000222 aadsts70008 tokenexpired lifetimevalidationfailed"),
    ("Microsoft", .scope, "authorizationrequestdenied erroraccessdenied forbidden aadsts65001"),
    ("Microsoft", .limit, "toomanyrequests activitylimitreached applicationthrottled"),
    ("Microsoft", .notFound, "requestresourcenotfound itemnotfound resourcenotfound"),
    ("Microsoft", .duplicate, "namealreadyexists objectconflict"),
    ("Microsoft", .invalid, "requestbadrequest"),
    ("Microsoft", .down, "servicenotavailable serviceunavailable"),
    ("Dataverse", .right, "0x80040220 0x80048306"),
    ("Dataverse", .limit, "0x80072322 0x80072321 0x80072326"),
    ("Google", .scope, "insufficientpermissions accesstokenscopeinsufficient permissiondenied"),
    ("Google", .limit, "ratelimitexceeded userratelimitexceeded quotaexceeded resourceexhausted dailylimitexceeded"),
    ("Google", .expired, "accesstokenexpired"),
    ("Google", .refused, "autherror invalidrapt apikeyinvalid"),
    ("Google", .right, "accessnotconfigured servicedisabled"),
    ("Google", .down, "backenderror unavailable"),
    ("Notion", .refused, "unauthorized unauthorised"),
    ("Notion", .right, "restrictedresource"),
    ("Notion, Slack", .limit, "ratelimited"),
    ("Slack", .refused, "invalidauth notauthed tokenrevoked accountinactive"),
    ("Slack", .scope, "missingscope noscope"),
    ("Airtable", .right, "invalidpermissionsormodelnotfound invalidpermissions"),
    ("Airtable", .notFound, "notfound modelidnotfound tablenotfound"),
    ("Shopify", .limit, "throttled"),
    ("Stripe", .scope, "morepermissionsrequired"),
    ("Stripe", .expired, "apikeyexpired"),
    ("Zoho", .scope, "oauthscopemismatch"),
    ("Zoho", .right, "nopermission"),
    ("ServiceNow, generic", .expired, "sessionexpired expiredtoken sessiontimeout jwtexpired"),
    ("generic", .right, "accessdenied accessdeniedexception permissionerror notauthorized"),
    ("NetSuite", .limit, "sssrequestlimitexceeded"),
    (
      "Apigee", .refused,
      "invalidaccesstoken invalidapikey failedtoresolveapikey accesstokennotapproved apikeynotapproved"
    ),
    ("Apigee", .limit, "quotaviolation spikearrestviolation"),
    ("AWS", .expired, "expiredtokenexception requestexpired"),
    ("AWS", .refused, "unrecognizedclientexception invalidsignatureexception invalidclienttokenid incompletesignature"),
    ("AWS", .refused, "missingauthenticationtoken missingauthenticationtokenexception"),
    ("AWS", .limit, "throttlingexception throttling toomanyrequestsexception provisionedthroughputexceededexception"),
    ("AWS", .down, "serviceunavailableexception internalserverexception"),
    ("Dropbox", .expired, "expiredaccesstoken"),
    ("Dropbox", .refused, "invalidaccesstoken useraccountsuspended"),
    ("DocuSign", .refused, "userauthenticationfailed authorizationinvalidtoken partnerauthenticationfailed"),
    ("DocuSign", .right, "userlackspermissions"),
    ("DocuSign", .limit, "hourlyapiinvocationlimitexceeded burstapiinvocationlimitexceeded"),
    ("Workday", .refused, "clientauthenticationerror"),
    ("SOAP", .refused, "failedauthentication invalidsecuritytoken securitytokenunavailable failedcheck"),
  ]

  /// A code that stands in two rows keeps the first meaning: rows of standards come first.
  private static let meanings: [String: VendorCase] = rows.reduce(into: [:]) { all, row in
    for code in row.codes.split(separator: " ") where all[String(code)] == nil { all[String(code)] = row.means }
  }

  /// What a code says; nil for one that no row has.
  static func meaning(of code: String) -> VendorCase? {
    let plain = AnswerTree.plain(code)
    if let found = meanings[plain] { return found }
    // Apigee puts the policy before it: `oauth.v2.InvalidAccessToken`.
    if let dot = code.lastIndex(of: "."), let found = meanings[AnswerTree.plain(String(code[dot...]))] { return found }
    // Salesforce adds the object, `OAUTH_SCOPE_…`.
    return plain.hasPrefix("oauthscope") ? .scope : nil
  }

  /// What a number of Meta's errors says, whose type is `OAuthException` whatever they are.
  static func meaning(ofMeta code: Int) -> VendorCase? {
    switch code {
    case 4, 17, 32, 341, 613, 80_000...80_014: .limit
    case 463: .expired
    case 102, 190, 460, 467: .refused
    case 3, 10, 200...299: .right
    default: nil
    }
  }

  /// What a number that stands for an HTTP status says.
  static func meaning(ofStatus status: Int) -> VendorCase? {
    switch status {
    case 401: .refused
    case 403: .right
    case 404: .notFound
    case 410: .retired
    case 429: .limit
    case 500...599: .down
    default: nil
    }
  }
}
