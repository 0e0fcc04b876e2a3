/// Documents made for places that no real document of moderate size has.
public enum SyntheticDocuments {
  /// All of them.
  public static let all: [DocumentSet] = [openAPI30, openAPI31, swagger, severalFiles]

  /// An object with a member of every kind; the names differ by the prefix, so that they are unique in a union.
  private static func object(_ prefix: String) -> JSONValue {
    [
      "type": "object", "required": [.text("\(prefix)_name")],
      "properties": .object([
        .init("\(prefix)_name", ["type": "string", "description": "What people call it."]),
        .init("\(prefix)_count", ["type": "integer", "description": "How many there are."]),
        .init("\(prefix)_state", state),
        .init("\(prefix)_tags", ["type": "array", "items": ["type": "string"]]),
      ]),
    ]
  }

  private static let state: JSONValue = ["type": "string", "enum": ["open", "held", "closed"]]

  private static func parameters(_ place: String, _ prefix: String) -> [JSONValue] {
    [
      parameter(place, "\(prefix)-term", ["type": "string"]),
      parameter(place, "\(prefix)-limit", ["type": "integer"]),
      parameter(place, "\(prefix)-state", state),
    ]
  }

  private static func parameter(_ place: String, _ name: String, _ schema: JSONValue) -> JSONValue {
    ["in": .text(place), "name": .text(name), "schema": schema]
  }

  private static func reference(_ pointer: String) -> JSONValue { ["$ref": .text(pointer)] }

  private static func answer(_ media: String, _ schema: JSONValue) -> JSONValue {
    ["description": "", "content": .object([.init(media, ["schema": schema])])]
  }

  private static func body(_ media: String, _ schema: JSONValue) -> JSONValue {
    ["content": .object([.init(media, ["schema": schema])])]
  }

  /// What may stand in any schema: maps, alternatives, bases of bases.
  private static let schemas: [JSONValue.Member] = [
    .init("Map", ["type": "object", "additionalProperties": object("value")]),
    .init("StateMap", ["type": "object", "additionalProperties": state]),
    .init("Either", ["oneOf": [object("left"), object("right"), state]]),
    .init("Any", ["anyOf": [object("former"), object("latter"), state]]),
    .init("Root", object("root")),
    .init("Middle", ["allOf": [reference("#/components/schemas/Root"), object("middle")]]),
    .init("Leaf", ["allOf": [reference("#/components/schemas/Middle"), object("leaf")]]),
  ]

  private static let openAPI30 = DocumentSet(
    "synthetic 3.0",
    [
      "openapi": "3.0.3", "info": ["title": "Synthetic", "version": "1"],
      "paths": [
        "/things": [
          "parameters": .list(parameters("query", "all") + parameters("header", "x")),
          "get": [
            "parameters": .list(
              ["term", "limit", "state"].map { reference("#/components/parameters/\($0)") }),
            "responses": [
              "200": [
                "description": "",
                "headers": [
                  "X-Own": ["schema": ["type": "string"]], "X-Own-State": ["schema": state],
                  "X-Shared": reference("#/components/headers/Shared"),
                  "X-State": reference("#/components/headers/State"),
                ],
                "content": ["application/json": ["schema": reference("#/components/schemas/Leaf")]],
              ],
              "404": reference("#/components/responses/Missing"),
              "409": answer("application/xml", object("conflict")),
            ],
          ],
          "post": [
            "requestBody": reference("#/components/requestBodies/Thing"),
            "responses": [
              "201": answer("application/json", object("made")),
              "404": reference("#/components/responses/Missing"),
            ],
            "callbacks": [
              "onDone": [
                "{$request.body#/url}": [
                  "post": [
                    "requestBody": body("application/json", object("done")),
                    "responses": ["200": answer("application/json", object("heard"))],
                  ]
                ]
              ]
            ],
          ],
          "put": [
            "requestBody": body("application/xml", object("xml")), "responses": ["204": ["description": ""]],
          ],
          "patch": [
            "requestBody": body("application/x-www-form-urlencoded", object("form")),
            "responses": ["204": ["description": ""]],
          ],
        ]
      ],
      "components": [
        "schemas": .object(schemas),
        "parameters": [
          "term": parameter("query", "term", ["type": "string"]),
          "limit": parameter("query", "limit", ["type": "integer"]),
          "state": parameter("query", "state", state),
        ],
        "headers": ["Shared": ["schema": ["type": "string"]], "State": ["schema": state]],
        "responses": ["Missing": answer("application/json", object("missing"))],
        "requestBodies": ["Thing": body("application/json", object("thing"))],
      ],
    ])

  private static let openAPI31 = DocumentSet(
    "synthetic 3.1",
    [
      "openapi": "3.1.0", "info": ["title": "Synthetic", "version": "1"],
      "webhooks": ["paid": ["post": ["requestBody": body("application/json", object("paid"))]]],
      "components": [
        "schemas": [
          "Tuple": ["type": "array", "prefixItems": [object("first"), ["type": "integer"], state]],
          "Patterns": [
            "type": "object",
            "patternProperties": ["^x-": object("pattern"), "^n-": ["type": "integer"], "^s-": state],
          ],
        ]
      ],
    ])

  private static let swagger = DocumentSet(
    "synthetic 2.0",
    [
      "swagger": "2.0", "info": ["title": "Synthetic", "version": "1"],
      "paths": [
        "/things": [
          "post": [
            "consumes": ["application/x-www-form-urlencoded"],
            "parameters": [
              ["in": "formData", "name": "name", "type": "string"],
              ["in": "formData", "name": "count", "type": "integer"],
              ["in": "formData", "name": "state", "type": "string", "enum": ["open", "held", "closed"]],
            ],
            "responses": ["200": ["description": "", "schema": object("made")]],
          ]
        ]
      ],
    ])

  private static let severalFiles = DocumentSet(
    "synthetic files",
    [
      (
        "main.json",
        [
          "$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Main", "type": "object",
          "properties": [
            "street": reference("parts/address.json#/$defs/Street"), "whole": reference("parts/whole.json"),
            "own": reference("#/$defs/Own"),
          ], "$defs": ["Own": object("own")],
        ]
      ),
      ("parts/address.json", ["$defs": ["Street": object("street"), "City": object("city")]]),
      ("parts/whole.json", ["allOf": [reference("address.json#/$defs/City"), object("whole")]]),
    ])
}
