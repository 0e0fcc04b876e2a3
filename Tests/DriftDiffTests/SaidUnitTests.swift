import Testing

@testable import DriftDiff

@Suite("The unit that words give")
struct SaidUnitTests {
  @Test(
    "another one is told",
    arguments: [
      ("Amount in cents", "Amount in dollars", "cents -> dollars"),
      ("The amount, in USD cents.", "The amount, in USD.", "cents -> usd"),
      ("In the smallest currency unit", "In the major unit of the currency", "smallest currency -> major unit"),
      ("Timeout (ms)", "Timeout [s]", "ms -> s"),
      ("Number of seconds until it ends", "Number of minutes until it ends", "seconds -> minutes"),
      ("VAT as a percentage", "VAT as a decimal fraction", "percentage -> fraction"),
      ("Unix time in whole seconds", "Unix time in milliseconds", "seconds -> milliseconds"),
      ("When it began, in UTC", "When it began, in local time", "utc -> local time"),
      ("Weight (kg)", "Weight (lb)", "kg -> lb"),
      ("Sent in bytes, kept in days", "Sent in bits, kept in weeks", "days -> weeks"),
    ])
  func other(old: String, new: String, told: String) {
    #expect(SaidUnit.change(old, new).map { "\($0.old) -> \($0.new)" } == told)
  }

  @Test(
    "the same in other words, another measure of something else, and none are none",
    arguments: [
      ("Amount in cents", "Amount in the minor unit"), ("Price in USD", "Price in US dollars"),
      ("Timeout in ms", "Timeout in milliseconds (ms)"), ("Amount", "Amount in cents"),
      ("Deleted in the last 30 days", "Deleted in the last 24 hours"), ("Sent in 2 days", "Sent in 3 weeks"),
      ("In seconds; a retry comes in minutes", "In minutes; a retry comes in seconds"),
      ("Speed in bytes per second", "Speed in bits per second"), ("in minor detail", "in major detail"),
      ("As a percentage", "In kilograms"), ("In days of old", "As of now"), ("", ""),
      ("The second key", "The minute details"), ("(in)", "(no)"),
    ])
  func none(old: String, new: String) { #expect(SaidUnit.change(old, new) == nil) }
}
