/// The namespaces that schemas and descriptions of services use (FORMATS 3.1).
enum XMLNamespace {
  static let xsd = "http://www.w3.org/2001/XMLSchema"
  static let xml = "http://www.w3.org/XML/1998/namespace"
  static let wsdl = "http://schemas.xmlsoap.org/wsdl/"
  static let wsdl2 = "http://www.w3.org/ns/wsdl"
  static let soap11 = "http://schemas.xmlsoap.org/wsdl/soap/"
  static let soap12 = "http://schemas.xmlsoap.org/wsdl/soap12/"
  static let http = "http://schemas.xmlsoap.org/wsdl/http/"
  static let encoding = "http://schemas.xmlsoap.org/soap/encoding/"

  /// What SOAP's bindings call HTTP (WSDL 1.1, 3.3; WSDL 1.1 Binding Extension for SOAP 1.2, 2.3).
  static let httpTransports: Set<String> = [
    "", "http://schemas.xmlsoap.org/soap/http", "http://www.w3.org/2003/05/soap/bindings/HTTP/",
    "http://schemas.xmlsoap.org/soap/http/",
  ]

  /// Schemas of before 2001, which are another language.
  static let obsoleteXSD = [
    "http://www.w3.org/1999/XMLSchema", "http://www.w3.org/2000/10/XMLSchema", "http://www.w3.org/2000/08/XMLSchema",
  ]

  /// Namespaces whose schemas drift knows by heart: never asked for, and what is used of them is no gap (FORMATS 3.4).
  static let builtIn: Set<String> = [xsd, xml, encoding, "http://www.w3.org/2003/05/soap-encoding"]
}
