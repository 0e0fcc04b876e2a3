import DriftModel

/// How many operations use one parameter, header, body or answer.
///
/// What is shared is compared once; its changes count for all who share it.
struct Sharers {
  private var messages: [Int]
  private var fields: [Int32: Int] = [:]
  private var bodies: [ShapeID: Int] = [:]

  init(_ schema: Schema) {
    messages = Array(repeating: 0, count: schema.messages.count)
    for operation in schema.operations {
      messages[Int(operation.request)] += 1
      for response in Set(schema.responses[operation.responses.indices].map(\.message)) { messages[Int(response)] += 1 }
    }
    for (index, message) in schema.messages.enumerated() {
      let sent = Set(schema.bodies[message.bodies.indices].map(\.shape))
      for body in sent { bodies[body, default: 0] += messages[index] }
      for at in message.fields.indices { fields[Int32(schema.messageFields[at]), default: 0] += messages[index] }
    }
  }

  /// The operations that have an answer.
  func ofMessage(_ message: UInt32) -> Int { messages[Int(message)] }

  /// The operations that send or get a body.
  func ofBody(_ shape: ShapeID) -> Int { bodies[shape] ?? 1 }

  /// The operations that have a parameter or a header.
  func ofField(_ field: Int) -> Int { fields[Int32(field)] ?? 1 }
}
