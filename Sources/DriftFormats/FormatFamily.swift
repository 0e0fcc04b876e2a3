/// WSDL takes schemas in by reference, and a schema that no description names still belongs to the same system.
extension WSDLFormat {
  var companions: [String] { ["xsd"] }
}
