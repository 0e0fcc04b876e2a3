import DriftModel
import Testing

@Suite struct AddressTests {
}
