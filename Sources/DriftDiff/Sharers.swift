import DriftModel

/// How many operations use one parameter, header, body or answer.
///
/// What is shared is compared once; its changes count for all who share it.
struct Sharers {
  private var messages: [Int]
  private var fields = NumberTable()
  private var bodies = NumberTable()

  init(_ schema: Schema) {
    messages = Array(repeating: 0, count: schema.messages.count)
    for operation in schema.operations {
      messages[Int(operation.request)] += 1
      let answers = schema.responses[operation.responses.indices]
      for (at, answer) in zip(answers.indices, answers)
      where !answers[..<at].contains(where: { $0.message == answer.message }) {
        messages[Int(answer.message)] += 1
      }
    }
    for (index, message) in schema.messages.enumerated() {
      let sent = schema.bodies[message.bodies.indices]
      for (at, body) in zip(sent.indices, sent) where !sent[..<at].contains(where: { $0.shape == body.shape }) {
        bodies.set(body.shape, (bodies[body.shape] ?? 0) + messages[index])
      }
      for at in message.fields.indices {
        let field = UInt64(schema.messageFields[at])
        fields.set(field, (fields[field] ?? 0) + messages[index])
      }
    }
  }

  /// The operations that have an answer.
  func ofMessage(_ message: UInt32) -> Int { messages[Int(message)] }

  /// The operations that send or get a body.
  func ofBody(_ shape: ShapeID) -> Int { bodies[shape] ?? 1 }

  /// The operations that have a parameter or a header.
  func ofField(_ field: Int) -> Int { fields[UInt64(field)] ?? 1 }
}
