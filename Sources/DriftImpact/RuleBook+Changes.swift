extension RuleBook {
  /// A page for every kind of change.
  static let changes: [Page] = [
    Page(
      "definition-added", "A definition is new.", "Nobody can use it yet.",
      "Nothing. Map it if the agent should know it."),
    Page(
      "definition-removed", "A definition is gone.",
      "Where its name is on the wire (a table, an XML element, a GraphQL type) reads find nothing and writes are refused. "
        + "Where it is only a name inside the document, what used it says what is lost.",
      "Find what took its place, and map that; remove the entry where nothing did."),
    Page(
      "definition-renamed", "A definition has another name.",
      "Where its name is on the wire the old one reads nothing and writes are refused. Else only addresses in mappings "
        + "have to follow.", "Write the new name in the mapping."),
    Page(
      "operation-added", "The system can be called in a new way.", "Nothing that worked stops working.",
      "Nothing. Map it if the agent should use it."),
    Page(
      "operation-removed", "A call is gone.", "The system refuses it.",
      "Look for the call that replaces it; the agent cannot do this any more until it is mapped."),
    Page(
      "operation-renamed", "A call has another path, method or name.", "Calls to the old place are refused.",
      "Write the new operation in the mapping, and test one call."),
    Page(
      "field-added", "A field is new.",
      "Reading, nothing changes. Writing, it breaks where the field is required: records without it are refused, also by an "
        + "agent that has never heard of it.", "Where it is required, map it and send a value."),
    Page(
      "field-removed", "A field is gone, and nothing looks like its successor.",
      "An agent that reads it reads null, and acts on that; what it writes there is refused, or lost without a word.",
      "Ask the owner of the system where the value is now. Until then take the entry out, or accept the finding."),
    Page(
      "field-renamed", "A field has another name.",
      "Under the old name an agent reads null, and its writes are refused or lost. Being sure of the new name does not make "
        + "that milder.", "drift fix writes the new name in the mapping; test one call."),
    Page(
      "field-moved", "A field stands elsewhere.",
      "At the old place an agent reads null, and its writes are refused or lost.",
      "drift fix writes the new place in the mapping; test one call."),
    Page(
      "field-repurposed", "The same name means another thing.",
      "Nothing fails: the agent reads a value, and it is the wrong one. The system's own id of the field is another, its words "
        + "went to another field, two fields or two values exchanged what they are called; or, as a warning, its words give "
        + "another unit (cents, and now dollars): they may have been wrong before.",
      "Find where the old meaning went; map that, or take the entry out. Of a unit: ask the owner whether the values changed; "
        + "if they did, say a transform."),
    Page(
      "type-changed", "The values are of another type.",
      "widened: every old value is still one, so writes go on and reads may meet what they cannot handle. narrowed: the "
        + "other way round. incompatible: both.", "Change what the agent expects, or add a transform."),
    Page(
      "format-changed", "The values are spelled in another format.",
      "An agent that parses them may read nonsense; what it writes may be refused.",
      "Change what the agent expects, or add a transform."),
    Page(
      "nullability-changed", "A value may be null now, or may not any more.",
      "An agent that reads may meet null where it never did; one that writes null is refused where it may not be.",
      "Say on_missing in the mapping, or send a value."),
    Page(
      "required-changed", "A field must be there now, or need not be any more.",
      "Newly required: every write without it is refused. No longer required: a read may find nothing.",
      "Newly required: send it. No longer required: say in the mapping what the agent does where nothing is there "
        + "(on_missing)."),
    Page(
      "access-changed", "A field can be read, set or changed in other ways than before.",
      "A write to what became read-only is refused or lost; a read of what became write-only finds nothing.",
      "Have the right given back, best to a service account; else take the entry out, or map another field. Where a tool no "
        + "longer promises to read only, see what it does before it is called unasked."),
    Page(
      "reference-changed", "A place uses another definition.", "What differs between the two stands beside this.",
      "Read the findings beside it."),
    Page(
      "link-changed", "A key leads to another kind of record.",
      "The agent follows it, finds a record or none, and it is not the one meant.",
      "Look at what the key stands for now."),
    Page(
      "default-changed", "What is left out means another value.",
      "Writes that leave it out do another thing than before, and nothing says so.",
      "Send the old value, if that is what is meant."),
    Page(
      "constraint-changed", "A limit, a pattern or another condition of one value is another.",
      "tightened: writes that were accepted may be refused. loosened: reads may meet what never came before. A key that is "
        + "none any more finds several records; a value that is inactive is refused where it is written.",
      "Check what the agent writes, or how long a value it can take; of a key, say what a lookup does with several."),
    Page(
      "condition-changed", "A condition between fields is another (if/then, dependent, not).",
      "tightened: writes that were accepted may be refused. loosened: combinations may come that never did.",
      "Read the new condition, and test one call."),
    Page(
      "enum-value-added", "A field may have a value that it never had.",
      "The agent may read it and does not know what it means. Writes go on.",
      "Teach the agent the value, then accept the finding."),
    Page(
      "enum-value-removed", "A value is gone.", "A write of it is refused. Reads meet one value less.",
      "Find what took its place in what the agent writes."),
    Page(
      "enum-value-renamed", "A value is spelled in another way.",
      "The agent reads a word that it does not know, and its write of the old one is refused.",
      "Change the value in the agent."),
    Page(
      "union-member-added", "A place may hold one more shape.", "The agent may read it and does not know it.",
      "Teach the agent the shape, then accept the finding."),
    Page(
      "union-member-removed", "A place no longer holds a shape.", "A write of that shape is refused.",
      "Write one of the others."),
    Page(
      "object-opened", "An object admits members that the schema does not name.", "Nothing that worked stops working.",
      "Nothing."),
    Page(
      "object-closed", "An object refuses members that the schema does not name.",
      "A write that sends one is refused as a whole.", "Check what the agent sends beside what is named."),
    Page(
      "order-changed", "Members that have an order stand in another one (xs:sequence).",
      "A writer that sends the old order is refused; a reader by name notices nothing.",
      "Make the client anew from the new schema."),
    Page(
      "response-added", "A call may answer with a new status.", "The agent may meet an answer that it does not know.",
      "Handle it."),
    Page(
      "response-removed", "A call no longer answers with a status.", "What the agent waits for does not come.",
      "Look at what it answers instead."),
    Page(
      "media-type-added", "A body is offered in one more form.", "Nothing that worked stops working.", "Nothing."),
    Page(
      "media-type-removed", "A body is no longer offered in a form.",
      "Requests in that form are refused; answers come in another, or not at all.", "Ask for and send another form."),
    Page(
      "encoding-changed",
      "The same value is spelled in another way on the wire (style, explode, XML form, discriminator).",
      "Client and system no longer mean the same bytes.", "Make the client anew from the new schema, and test one call."
    ),
    Page(
      "security-changed", "A call wants other credentials or scopes.", "Calls with the old ones are refused.",
      "Get the new scope, then test one call."),
    Page(
      "server-changed", "The system is offered at other addresses.", "Calls to the old one may find nobody.",
      "Change the address, after a test."),
    Page(
      "deprecated", "The owner says that it will go.", "Nothing fails yet.", "Plan the change before the day comes."),
    Page("undeprecated", "The owner takes back that it will go.", "Nothing fails.", "Nothing."),
    Page(
      "documentation-changed", "The words about it are others.",
      "Nothing on the wire. Words may say what a schema cannot.",
      "Read them once."),
    Page(
      "behaviour-changed",
      "The words that a model reads about a tool or its parameter are others, or an operation has no operationId any more.",
      "A model acts by them: it may call the tool at other times and fill it in otherwise. Words may also be made to lead it "
        + "astray. Where an agent's tools are made of the document they are called by operationId; what has none is left out.",
      "Read the new words before a model does: where they order what is none of the tool's business, disconnect it. Else let "
        + "the agent try its tasks once. For a tool that is gone, ask the owner for the operationId, or name it yourself."
    ),
    Page("label-changed", "What people call it is another.", "Nothing on the wire.", "Nothing."),
  ]
}
