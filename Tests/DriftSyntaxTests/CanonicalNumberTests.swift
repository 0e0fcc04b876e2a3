import DriftSyntax
import Testing

@Suite struct CanonicalNumberTests {
  @Test(
    "equal numbers have one spelling",
    arguments: [
      ("100", ["100", "1e2", "100.0", "1E+2", "0.1e3", "1000e-1", "10.00E1", "100.000e0", "1e00002"]),
      ("0", ["0", "-0", "0.0", "-0.000", "0e5", "0E-99999999999999999999"]),
      ("-1.5", ["-1.5", "-15e-1", "-1.50", "-0.015e2"]),
      ("1234.5", ["1234.5", "1.2345e3", "12345e-1"]),
      ("0.000001", ["0.000001", "1e-6", "0.1e-5"]), ("1e-7", ["0.0000001", "1e-7", "10e-8"]),
      ("100000000000000000000", ["1e20", "100000000000000000000"]),
      ("1e21", ["1e21", "1000000000000000000000", "10e20"]),
      ("1.5e30", ["1.5e30", "15e29", "1500000000000000000000000000000"]),
      ("9007199254740993", ["9007199254740993", "9.007199254740993e15"]),
      ("0.1", ["0.1", "0.10", "1e-1"]), ("3.1", ["3.10"]),
      ("1.7976931348623157e308", ["1.7976931348623157e308", "17976931348623157e292"]),
      ("1e400", ["1e400", "10e399"]), ("1e-400", ["1e-400", "0.1e-399"]),
      (
        "1e100000000000000000000",
        ["1e100000000000000000000", "10e99999999999999999999", "0.01e100000000000000000002"]
      ),
      ("1e-99999999999999999999", ["1e-99999999999999999999", "10e-100000000000000000000"]),
      ("1e99999999999999999", ["10e99999999999999998", "0.1e100000000000000000"]),
      ("1e-100000000000000000", ["0.1e-99999999999999999", "10e-100000000000000001"]),
    ] as [(String, [String])])
  func equal(canonical: String, spellings: [String]) {
    for text in spellings { #expect(CanonicalNumber.spelling(of: text) == canonical, "\(text)") }
    #expect(CanonicalNumber.spelling(of: canonical) == canonical)
  }

  @Test("different numbers have different spellings, however close")
  func different() {
    let numbers = [
      "1", "1.0000000000000000000001", "1e1000", "1.0001e1000", "1e1001", "-1", "0", "1e-1000", "10",
      "1e-1001",
    ]
    #expect(Set(numbers.map { CanonicalNumber.spelling(of: $0) }).count == numbers.count)
  }

  @Test(
    "text that is no number of JSON has none",
    arguments: ["", "-", "01", "1.", ".5", "+1", "1e", "1e+", "0x1", "1 ", "NaN", "--1", "1.e1"])
  func notNumbers(text: String) { #expect(CanonicalNumber.spelling(of: text) == nil) }

  @Test("an exponent of ten thousand digits is neither expanded nor slow")
  func hugeExponent() {
    let exponent = String(repeating: "9", count: 10_000)
    #expect(CanonicalNumber.spelling(of: "1e\(exponent)") == "1e\(exponent)")
    #expect(CanonicalNumber.spelling(of: "10e\(exponent)") == "1e1" + String(repeating: "0", count: 10_000))
    #expect(
      CanonicalNumber.spelling(of: "0.1e-\(exponent)") == "1e-1" + String(repeating: "0", count: 10_000))
    let digits = String(repeating: "7", count: 100_000)
    #expect(CanonicalNumber.spelling(of: digits)?.hasSuffix("e99999") == true)
  }
}
