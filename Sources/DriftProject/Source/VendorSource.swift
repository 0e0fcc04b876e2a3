/// A system whose maker says where what it tells of itself stands.
public struct VendorSource: Sendable {
  /// The makers, by their keys in `drift.yaml`.
  public enum Vendor: String, Sendable, CaseIterable {
    /// Salesforce: one description an object, and where asked for the ids of its fields.
    case salesforce
    /// HubSpot: the properties of an object, active and archived, and its schema.
    case hubspot
  }

  /// Whose system it is.
  public var vendor: Vendor
  /// How it is asked; the addresses come from the objects.
  private var settings: HTTPSource
  /// Where the API begins.
  private let base: HTTPSource.URL
  /// The version of the API: `v66.0`; empty where the vendor's is fixed.
  public let version: String
  /// Whether what stands beside the fields is asked for too.
  private let isWhole: Bool
  /// The objects that are asked for; where nobody named any, those that mappings name.
  public private(set) var objects: [String]
  /// Whether mappings are to say which objects those are.
  public var takesMapped: Bool { objects.isEmpty }

  /// Makes a source.
  public init(
    _ vendor: Vendor, at base: HTTPSource.URL, version: String = "", objects: [String], isWhole: Bool,
    settings: HTTPSource
  ) {
    self.vendor = vendor
    self.base = base
    self.version = version
    self.objects = objects
    self.isWhole = isWhole
    self.settings = settings
  }

  /// The same for objects that mappings name.
  public func asking(for objects: some Sequence<String>) -> VendorSource {
    var out = self
    out.objects = Set(objects).filter(Self.isName).sorted()
    return out
  }

  /// All addresses, and how they are asked.
  public var http: HTTPSource {
    var source = settings
    source.urls = objects.flatMap { addresses(of: $0) }
    return source
  }

  /// Whether a text can be the name of an object: it becomes a step of an address.
  public static func isName(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.count <= 200
      && text.utf8.allSatisfy { byte in
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
          || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
      }
  }

  private func addresses(of object: String) -> [HTTPSource.URL] {
    switch vendor {
    case .salesforce:
      let data = "services/data/\(version)"
      let rows =
        "SELECT+DurableId,QualifiedApiName,Label,LastModifiedDate,LastModifiedBy.Name,EntityDefinition.QualifiedApiName"
        + "+FROM+FieldDefinition+WHERE+EntityDefinition.QualifiedApiName='\(object)'"
      let description = url("\(data)/sobjects/\(object)/describe", object)
      return isWhole ? [description, url("\(data)/tooling/query?q=\(rows)", mayBeEmpty: true)] : [description]
    case .hubspot:
      // What is archived is missing from the usual answer, and is not gone.
      let properties = ["false", "true"].map {
        url("crm/v3/properties/\(object)?archived=\($0)", object, mayBeEmpty: true)
      }
      return isWhole ? properties + [url("crm-object-schemas/v3/schemas/\(object)", object)] : properties
    }
  }

  private func url(_ path: String, _ object: String? = nil, mayBeEmpty: Bool = false) -> HTTPSource.URL {
    let start = base.text.hasSuffix("/") ? base.text : base.text + "/"
    var url = HTTPSource.URL(text: start + path, place: base.place)
    url.mayBeEmpty = mayBeEmpty
    url.object = object.map { ($0, vendor.objects) }
    return url
  }
}

extension VendorSource.Vendor {
  /// The objects that the systems of a maker have from the first day on, which are misspelt most.
  fileprivate var objects: [String] {
    switch self {
    case .salesforce:
      [
        "Account", "Asset", "Campaign", "CampaignMember", "Case", "CaseComment", "Contact", "Contract", "Event", "Lead",
        "Opportunity", "OpportunityLineItem", "OpportunityContactRole", "Order", "OrderItem", "Pricebook2",
        "PricebookEntry", "Product2", "Quote", "Task", "User",
      ]
    case .hubspot:
      [
        "contacts", "companies", "deals", "tickets", "products", "line_items", "quotes", "calls", "emails", "meetings",
        "notes", "tasks", "leads", "orders", "invoices", "carts", "subscriptions", "communications",
      ]
    }
  }
}
