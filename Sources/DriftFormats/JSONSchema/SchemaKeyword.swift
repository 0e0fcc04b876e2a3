/// The keywords of JSON Schema (drafts 4 to 2020-12) and of OpenAPI's Schema Object (2.0 to 3.2).
enum SchemaKeyword: String, CaseIterable {
  // Core.
  case ref = "$ref", dynamicRef = "$dynamicRef", recursiveRef = "$recursiveRef", dollarID = "$id", id
  case schema = "$schema", anchor = "$anchor", dynamicAnchor = "$dynamicAnchor"
  case recursiveAnchor = "$recursiveAnchor", vocabulary = "$vocabulary", comment = "$comment"
  case defs = "$defs", definitions
  // Applicators.
  case properties, patternProperties, additionalProperties, unevaluatedProperties, propertyNames
  case items, prefixItems, additionalItems, unevaluatedItems, contains
  case allOf, anyOf, oneOf, not, `if`, then, `else`
  case dependentSchemas, dependentRequired, dependencies
  // Assertions.
  case type, `enum`, const, required, format, pattern
  case minLength, maxLength, minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf
  case minItems, maxItems, uniqueItems, minContains, maxContains, minProperties, maxProperties
  // Annotations.
  case title, description, `default`, deprecated, readOnly, writeOnly, example, examples
  case contentEncoding, contentMediaType, contentSchema
  // OpenAPI.
  case nullable, discriminator, xml, externalDocs
  // Extensions that state facts (FORMATS 1.3).
  case xNullable = "x-nullable", xMSMutability = "x-ms-mutability", xMSEnum = "x-ms-enum"
  case xExtensibleEnum = "x-extensible-enum", xStripeBypass = "x-stripeBypassValidation"
  case xEnumVarnames = "x-enum-varnames", xEnumNames = "x-enumNames", xEnumDescriptions = "x-enum-descriptions"
  case xDeprecated = "x-deprecated", xSunset = "x-sunset", xDeprecationDate = "x-deprecation-date"
  case xReplacedBy = "x-replaced-by", deprecationMessage, doNotSuggest
  case xExpandableFields = "x-expandableFields", xExpansionResources = "x-expansionResources"
  case xMCPHeader = "x-mcp-header"
  case xInternalID = "x-internal-id", xStabilityLevel = "x-stability-level"
}
