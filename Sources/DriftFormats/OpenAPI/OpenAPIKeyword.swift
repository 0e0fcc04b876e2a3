/// The keys of OpenAPI's objects other than the Schema Object, in all versions.
enum OpenAPIKeyword: String, CaseIterable {
  // The document.
  case openapi, swagger, info, jsonSchemaDialect, servers, paths, webhooks, components, security, tags, externalDocs
  case selfURI = "$self", host, basePath, schemes, consumes, produces
  case definitions, parameters, responses, securityDefinitions
  // Components.
  case schemas, headers, securitySchemes, links, callbacks, pathItems, requestBodies, examples, mediaTypes
  // Path items and operations.
  case get, put, post, delete, options, head, patch, trace, query, additionalOperations
  case summary, description, operationId, requestBody, deprecated, ref = "$ref"
  // Parameters, headers, bodies, answers.
  case name, `in`, required, schema, content, style, explode, allowReserved, allowEmptyValue, collectionFormat
  case example, itemSchema, encoding, itemEncoding, prefixEncoding
}
