/// What is wrong with an answer. The text goes on after the name of the machine that sent it.
struct AnswerFault: Error {
  var kind: HTTPFailure.Kind
  var text: String
  var advice = ""

  init(_ kind: HTTPFailure.Kind, _ text: String, advice: String = "") {
    self.kind = kind
    self.text = text
    self.advice = advice
  }
}
