// swift-format-ignore-file: written by scripts/embed-example from Fixtures/.

/// The documents of the example, as bytes in the program.
public enum ExampleDocuments {
  /// Paths in Fixtures/ and their texts.
  public static let all: [(path: String, text: String)] = [
    (
      "mapping.yaml",
      ###"""
      # What the lead router reads and writes. It answers first mails in the shared inbox, finds or creates
      # the contact in the CRM, and opens a deal where the mail asks for an offer.
      agent: lead-router
      owner: revenue-operations@example.com

      fields:
        # Who wrote?
        - agent: message.sender
          system: inbox
          field: Message.from.address
          access: [read]
          expects: { type: string, format: email }
          on_missing: ask
        - agent: message.text
          system: inbox
          field: Message.body.text
          access: [read]
          expects: { type: string }
          on_missing: ask
        - agent: message.sent
          system: inbox
          field: Message.sent_at
          access: [read]
          on_missing: ask
        - agent: message.file_type
          system: inbox
          field: Message.attachments[].contentType
          access: [read]
          on_missing: ask

        # Do we know them? The same person is found by e-mail address in both systems.
        - agent: contact.email
          system: crm
          field: Contact.email
          access: [read]
          lookup: true
          expects: { type: string, format: email }
          on_duplicate: most_recent
        - agent: contact.search
          system: crm
          field: '"GET /contacts/search".request."query:term"'
          access: [write]
          lookup: true
          on_duplicate: most_recent
        - agent: contact.phone
          system: crm
          field: Contact.phone
          access: [read]
          on_missing: ask
        - agent: contact.status
          system: crm
          field: Contact.status
          access: [read]
          on_missing: ask
        - agent: contact.score
          system: crm
          field: Contact.score
          access: [read]
          expects: { type: integer }
          on_missing: ask
        - agent: contact.may_mail
          system: crm
          field: Contact.marketing_opt_in
          access: [read]
          expects: { type: boolean }
          on_missing: ask
        - agent: contact.country
          system: crm
          field: Contact.address.country
          access: [read]
          on_missing: ask

        # If not, create them.
        - agent: new_contact.email
          system: crm
          field: '"POST /contacts".request.email'
          access: [write]
          expects: { type: string, format: email }
        - agent: new_contact.phone
          system: crm
          field: '"POST /contacts".request.phone'
          access: [write]
        - agent: new_contact.source
          system: crm
          field: '"POST /contacts".request.lead_source'
          access: [write]
        - agent: company.domain
          system: crm
          field: Company.domain
          access: [read]
          lookup: true
          on_duplicate: most_recent
        - agent: company.size
          system: crm
          field: Company.employees
          access: [read]
          expects: { type: integer }
          on_missing: ask

        # Open a deal and hand the thread over.
        - agent: deal.pipeline
          system: crm
          field: '"POST /deals".request.pipeline_id'
          access: [write]
          expects: { type: integer }
        - agent: deal.stage
          system: crm
          field: Deal.stage
          access: [read]
          on_missing: ask
        - agent: thread.state
          system: inbox
          field: Thread.state
          access: [read, write]
          on_missing: ask
        - agent: thread.priority
          system: inbox
          field: Thread.priority
          access: [write]
        - agent: thread.contact
          system: inbox
          field: Thread.crm_links{}.record_id
          access: [write]
          expects: { type: string }

        # What was ordered, and the order that a deal won turns into.
        - agent: order.status
          system: erp
          field: PurchaseOrder.status
          access: [read]
          on_missing: ask
        - agent: order.approver
          system: erp
          field: PurchaseOrder.approvedBy
          access: [read]
          on_missing: ask
        - agent: order.supplier_email
          system: erp
          field: GetOrder.response.order.supplier.contactEmail
          access: [read]
          expects: { type: string }
          on_missing: ask
        - agent: order.delivery_date
          system: erp
          field: PurchaseOrder.Delivery.requestedDate
          access: [read]
          on_missing: ask
        - agent: order.cost_centre
          system: erp
          field: OrderLine.costCentre
          access: [read]
          expects: { type: integer }
          on_missing: ask
        - agent: new_order.supplier
          system: erp
          field: CreateOrder.request.supplierId
          access: [write]
        - agent: new_order.quantity
          system: erp
          field: CreateOrder.request.line[].quantity
          access: [write]

      """###
    ),
    (
      "crm/v1.json",
      ###"""
      {
        "openapi": "3.0.3",
        "info": {
          "title": "Larkfield CRM",
          "version": "1.14.0",
          "description": "People, companies and deals of a Larkfield workspace. All times are UTC.",
          "contact": { "name": "Larkfield developer relations", "email": "developers@larkfield.example" }
        },
        "servers": [{ "url": "https://api.larkfield.example/crm" }],
        "security": [{ "apiKey": [] }],
        "tags": [
          { "name": "contacts" },
          { "name": "companies" },
          { "name": "deals" },
          { "name": "activities" },
          { "name": "users" }
        ],
        "paths": {
          "/contacts": {
            "get": {
              "operationId": "listContacts",
              "tags": ["contacts"],
              "summary": "List contacts",
              "parameters": [
                { "$ref": "#/components/parameters/Limit" },
                { "$ref": "#/components/parameters/Cursor" },
                {
                  "name": "status",
                  "in": "query",
                  "description": "Only contacts in this state.",
                  "schema": { "$ref": "#/components/schemas/ContactStatus" }
                },
                {
                  "name": "updated_after",
                  "in": "query",
                  "description": "Only contacts that changed after this time.",
                  "schema": { "type": "string", "format": "date-time" }
                }
              ],
              "responses": {
                "200": {
                  "description": "One page of contacts.",
                  "headers": {
                    "X-RateLimit-Remaining": { "$ref": "#/components/headers/RateLimitRemaining" }
                  },
                  "content": {
                    "application/json": {
                      "schema": {
                        "type": "object",
                        "required": ["data", "next_cursor"],
                        "properties": {
                          "data": { "type": "array", "items": { "$ref": "#/components/schemas/Contact" } },
                          "next_cursor": { "type": "string", "nullable": true }
                        }
                      }
                    }
                  }
                },
                "401": { "$ref": "#/components/responses/Unauthorized" }
              }
            },
            "post": {
              "operationId": "createContact",
              "tags": ["contacts"],
              "summary": "Create a contact",
              "parameters": [{ "$ref": "#/components/parameters/IdempotencyKey" }],
              "requestBody": {
                "required": true,
                "content": {
                  "application/json": { "schema": { "$ref": "#/components/schemas/ContactInput" } }
                }
              },
              "responses": {
                "201": {
                  "description": "The contact as stored.",
                  "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Contact" } } }
                },
                "401": { "$ref": "#/components/responses/Unauthorized" },
                "422": { "$ref": "#/components/responses/ValidationFailed" }
              }
            }
          },
          "/contacts/search": {
            "get": {
              "operationId": "searchContacts",
              "tags": ["contacts"],
              "summary": "Find contacts by name, e-mail address or phone number",
              "parameters": [
                {
                  "name": "term",
                  "in": "query",
                  "description": "What to look for.",
                  "required": true,
                  "schema": { "type": "string", "minLength": 2 }
                },
                { "$ref": "#/components/parameters/Limit" },
                { "$ref": "#/components/parameters/Cursor" }
              ],
              "responses": {
                "200": {
                  "description": "Contacts, best match first.",
                  "headers": {
                    "X-RateLimit-Remaining": { "$ref": "#/components/headers/RateLimitRemaining" }
                  },
                  "content": {
                    "application/json": {
                      "schema": {
                        "type": "object",
                        "required": ["data", "next_cursor"],
                        "properties": {
                          "data": { "type": "array", "items": { "$ref": "#/components/schemas/Contact" } },
                          "next_cursor": { "type": "string", "nullable": true }
                        }
                      }
                    }
                  }
                },
                "401": { "$ref": "#/components/responses/Unauthorized" }
              }
            }
          },
          "/contacts/{contact_id}": {
            "parameters": [{ "$ref": "#/components/parameters/ContactId" }],
            "get": {
              "operationId": "getContact",
              "tags": ["contacts"],
              "summary": "Read a contact",
              "responses": {
                "200": {
                  "description": "The contact.",
                  "headers": {
                    "X-RateLimit-Remaining": { "$ref": "#/components/headers/RateLimitRemaining" }
                  },
                  "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Contact" } } }
                },
                "401": { "$ref": "#/components/responses/Unauthorized" },
                "404": { "$ref": "#/components/responses/NotFound" }
              }
            },
            "put": {
              "operationId": "replaceContact",
              "tags": ["contacts"],
              "summary": "Replace a contact",
              "requestBody": {
                "description": "The whole contact. What is left out is cleared.",
                "required": true,
                "content": {
                  "application/json": { "schema": { "$ref": "#/components/schemas/ContactInput" } }
                }
              },
              "responses": {
                "200": {
                  "description": "The contact as stored.",
                  "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Contact" } } }
                },
                "401": { "$ref": "#/components/responses/Unauthorized" },
                "404": { "$ref": "#/components/responses/NotFound" },
                "422": { "$ref": "#/components/responses/ValidationFailed" }
              }
            },
            "delete": {
              "operationId": "archiveContact",
              "tags": ["contacts"],
              "summary": "Archive a contact",
              "responses": {
                "204": { "description": "Archived." },
                "401": { "$ref": "#/components/responses/Unauthorized" },
                "404": { "$ref": "#/components/responses/NotFound" }
              }
            }
          },
          "/contacts/{contact_id}/activities": {
            "parameters": [{ "$ref": "#/components/parameters/ContactId" }],
            "get": {
              "operationId": "listContactActivities",
              "tags": ["activities"],
              "summary": "List what happened with a contact, newest first",
              "parameters": [
                { "$ref": "#/components/parameters/Limit" },
                { "$ref": "#/components/parameters/Cursor" }
              ],
              "responses": {
                "200": {
                  "description": "One page of activities.",
                  "headers": {
                    "X-RateLimit-Remaining": { "$ref": "#/components/headers/RateLimitRemaining" }
                  },
                  "content": {
                    "application/json": {
                      "schema": {
                        "type": "object",
                        "required": ["data", "next_cursor"],
                        "properties": {
                          "data": { "type": "array", "items": { "$ref": "#/components/schemas/Activity" } },
                          "next_cursor": { "type": "string", "nullable": true }
                        }
                      }
                    }
                  }
                },
                "401": { "$ref": "#/components/responses/Unauthorized" },
                "404": { "$ref": "#/components/responses/NotFound" }
              }
            },
            "post": {
              "operationId": "logContactActivity",
              "tags": ["activities"],
              "summary": "Log an activity",
              "requestBody": {
                "required": true,
                "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Activity" } } }
              },
              "responses": {
                "201": {
                  "description": "The activity as stored.",
                  "content": {
                    "application/json": { "schema": { "$ref": "#/components/schemas/Activity" } }
                  }
                },
                "401": { "$ref": "#/components/responses/Unauthorized" },
                "404": { "$ref": "#/components/responses/NotFound" },
                "422": { "$ref": "#/components/responses/ValidationFailed" }
              }
            }
          },
          "/companies": {
            "get": {
              "operationId": "listCompanies",
              "tags": ["companies"],
              "summary": "List companies",
              "parameters": [
                { "$ref": "#/components/parameters/Limit" },
                { "$ref": "#/components/parameters/Cursor" },
                {
                  "name": "domain",
                  "in": "query",
                  "description": "Only the company with this web domain.",
                  "schema": { "type": "string" }
                }
              ],
              "responses": {
                "200": {
                  "description": "One page of companies.",
                  "headers": {
                    "X-RateLimit-Remaining": { "$ref": "#/components/headers/RateLimitRemaining" }
                  },
                  "content": {
                    "application/json": {
                      "schema": {
                        "type": "object",
                        "required": ["data", "next_cursor"],
                        "properties": {
                          "data": { "type": "array", "items": { "$ref": "#/components/schemas/Company" } },
                          "next_cursor": { "type": "string", "nullable": true }
                        }
                      }
                    }
                  }
                },
                "401": { "$ref": "#/components/responses/Unauthorized" }
              }
            },
            "post": {
              "operationId": "createCompany",
              "tags": ["companies"],
              "summary": "Create a company",
              "requestBody": {
                "required": true,
                "content": {
                  "application/json": { "schema": { "$ref": "#/components/schemas/CompanyInput" } }
                }
              },
              "responses": {
                "201": {
                  "description": "The company as stored.",
                  "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Company" } } }
                },
                "401": { "$ref": "#/components/responses/Unauthorized" },
                "422": { "$ref": "#/components/responses/ValidationFailed" }
              }
            }
          },
          "/companies/{company_id}": {
            "parameters": [{ "$ref": "#/components/parameters/CompanyId" }],
            "get": {
              "operationId": "getCompany",
              "tags": ["companies"],
              "summary": "Read a company",
              "responses": {
                "200": {
                  "description": "The company.",
                  "headers": {
                    "X-RateLimit-Remaining": { "$ref": "#/components/headers/RateLimitRemaining" }
                  },
                  "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Company" } } }
                },
                "401": { "$ref": "#/components/responses/Unauthorized" },
                "404": { "$ref": "#/components/responses/NotFound" }
              }
            }
          },
          "/deals": {
            "get": {
              "operationId": "listDeals",
              "tags": ["deals"],
              "summary": "List deals",
              "parameters": [
                { "$ref": "#/components/parameters/Limit" },
                { "$ref": "#/components/parameters/Cursor" },
                {
                  "name": "stage",
                  "in": "query",
                  "description": "Only deals in this stage.",
                  "schema": { "$ref": "#/components/schemas/DealStage" }
                },
                {
                  "name": "sort",
                  "in": "query",
                  "schema": {
                    "type": "string",
                    "enum": ["created_at", "updated_at", "close_date"],
                    "default": "created_at"
                  }
                }
              ],
              "responses": {
                "200": {
                  "description": "One page of deals.",
                  "headers": {
                    "X-RateLimit-Remaining": { "$ref": "#/components/headers/RateLimitRemaining" }
                  },
                  "content": {
                    "application/json": {
                      "schema": {
                        "type": "object",
                        "required": ["data", "next_cursor"],
                        "properties": {
                          "data": { "type": "array", "items": { "$ref": "#/components/schemas/Deal" } },
                          "next_cursor": { "type": "string", "nullable": true }
                        }
                      }
                    }
                  }
                },
                "401": { "$ref": "#/components/responses/Unauthorized" }
              }
            },
            "post": {
              "operationId": "createDeal",
              "tags": ["deals"],
              "summary": "Open a deal",
              "parameters": [{ "$ref": "#/components/parameters/IdempotencyKey" }],
              "requestBody": {
                "required": true,
                "content": { "application/json": { "schema": { "$ref": "#/components/schemas/DealInput" } } }
              },
              "responses": {
                "201": {
                  "description": "The deal as stored.",
                  "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Deal" } } }
                },
                "401": { "$ref": "#/components/responses/Unauthorized" },
                "422": { "$ref": "#/components/responses/ValidationFailed" }
              }
            }
          },
          "/deals/{deal_id}": {
            "parameters": [{ "$ref": "#/components/parameters/DealId" }],
            "get": {
              "operationId": "getDeal",
              "tags": ["deals"],
              "summary": "Read a deal",
              "responses": {
                "200": {
                  "description": "The deal.",
                  "headers": {
                    "X-RateLimit-Remaining": { "$ref": "#/components/headers/RateLimitRemaining" }
                  },
                  "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Deal" } } }
                },
                "401": { "$ref": "#/components/responses/Unauthorized" },
                "404": { "$ref": "#/components/responses/NotFound" }
              }
            },
            "put": {
              "operationId": "replaceDeal",
              "tags": ["deals"],
              "summary": "Replace a deal",
              "requestBody": {
                "required": true,
                "content": { "application/json": { "schema": { "$ref": "#/components/schemas/DealInput" } } }
              },
              "responses": {
                "200": {
                  "description": "The deal as stored.",
                  "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Deal" } } }
                },
                "401": { "$ref": "#/components/responses/Unauthorized" },
                "404": { "$ref": "#/components/responses/NotFound" },
                "422": { "$ref": "#/components/responses/ValidationFailed" }
              }
            }
          },
          "/users": {
            "get": {
              "operationId": "listUsers",
              "tags": ["users"],
              "summary": "List the people who work in this workspace",
              "parameters": [
                { "$ref": "#/components/parameters/Limit" },
                { "$ref": "#/components/parameters/Cursor" }
              ],
              "responses": {
                "200": {
                  "description": "One page of users.",
                  "headers": {
                    "X-RateLimit-Remaining": { "$ref": "#/components/headers/RateLimitRemaining" }
                  },
                  "content": {
                    "application/json": {
                      "schema": {
                        "type": "object",
                        "required": ["data", "next_cursor"],
                        "properties": {
                          "data": { "type": "array", "items": { "$ref": "#/components/schemas/Owner" } },
                          "next_cursor": { "type": "string", "nullable": true }
                        }
                      }
                    }
                  }
                },
                "401": { "$ref": "#/components/responses/Unauthorized" }
              }
            }
          }
        },
        "components": {
          "securitySchemes": { "apiKey": { "type": "apiKey", "in": "header", "name": "X-Larkfield-Key" } },
          "parameters": {
            "Limit": {
              "name": "limit",
              "in": "query",
              "description": "How many records a page holds.",
              "schema": { "type": "integer", "minimum": 1, "maximum": 200, "default": 50 }
            },
            "Cursor": {
              "name": "cursor",
              "in": "query",
              "description": "Where the page starts: `next_cursor` of the page before.",
              "schema": { "type": "string" }
            },
            "IdempotencyKey": {
              "name": "Idempotency-Key",
              "in": "header",
              "description": "Sending the same key twice within a day creates one record.",
              "schema": { "type": "string", "maxLength": 64 }
            },
            "ContactId": {
              "name": "contact_id",
              "in": "path",
              "required": true,
              "schema": { "type": "string", "example": "con_8f2k1" }
            },
            "CompanyId": {
              "name": "company_id",
              "in": "path",
              "required": true,
              "schema": { "type": "string", "example": "com_77ab0" }
            },
            "DealId": {
              "name": "deal_id",
              "in": "path",
              "required": true,
              "schema": { "type": "string", "example": "dea_301xq" }
            }
          },
          "headers": {
            "RateLimitRemaining": {
              "description": "Requests left in this minute.",
              "schema": { "type": "integer" }
            }
          },
          "responses": {
            "Unauthorized": {
              "description": "The key is missing, revoked, or of another workspace.",
              "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Problem" } } }
            },
            "NotFound": {
              "description": "No such record, or not visible to this key.",
              "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Problem" } } }
            },
            "ValidationFailed": {
              "description": "A field was refused; `errors` says which.",
              "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Problem" } } }
            }
          },
          "schemas": {
            "Record": {
              "type": "object",
              "description": "What every stored record has.",
              "required": ["id", "created_at", "updated_at"],
              "properties": {
                "id": { "type": "string", "readOnly": true, "description": "Opaque, never reused." },
                "created_at": {
                  "type": "string",
                  "format": "date-time",
                  "readOnly": true,
                  "description": "When the record was created."
                },
                "updated_at": {
                  "type": "string",
                  "format": "date-time",
                  "readOnly": true,
                  "description": "When anything in the record last changed."
                }
              }
            },
            "Contact": {
              "description": "A person the workspace is in touch with.",
              "allOf": [
                { "$ref": "#/components/schemas/Record" },
                {
                  "type": "object",
                  "required": ["last_name", "email", "status", "marketing_opt_in"],
                  "properties": {
                    "first_name": { "type": "string", "description": "Given name." },
                    "last_name": { "type": "string", "description": "Family name." },
                    "email": {
                      "type": "string",
                      "format": "email",
                      "description": "Primary e-mail address. Unique in the workspace."
                    },
                    "phone": {
                      "type": "string",
                      "nullable": true,
                      "maxLength": 32,
                      "description": "Landline or office number in E.164 form."
                    },
                    "mobile": {
                      "type": "string",
                      "nullable": true,
                      "maxLength": 32,
                      "description": "Mobile number in E.164 form."
                    },
                    "fax": { "type": "string", "nullable": true, "description": "Fax number." },
                    "jobTitle": {
                      "type": "string",
                      "nullable": true,
                      "description": "Position at the company."
                    },
                    "status": { "$ref": "#/components/schemas/ContactStatus" },
                    "score": {
                      "type": "integer",
                      "minimum": 0,
                      "maximum": 100,
                      "readOnly": true,
                      "description": "How likely the contact is to buy; higher is better."
                    },
                    "lead_source": { "$ref": "#/components/schemas/LeadSource" },
                    "marketing_opt_in": {
                      "type": "boolean",
                      "description": "Whether the contact agreed to receive marketing mail."
                    },
                    "consent": { "$ref": "#/components/schemas/Consent" },
                    "address": { "$ref": "#/components/schemas/Address" },
                    "company_id": {
                      "type": "string",
                      "nullable": true,
                      "description": "The company the contact works for."
                    },
                    "owner_id": {
                      "type": "string",
                      "nullable": true,
                      "description": "The user who looks after the contact."
                    },
                    "twitter_handle": {
                      "type": "string",
                      "nullable": true,
                      "maxLength": 15,
                      "description": "Handle on Twitter, without the @."
                    },
                    "tags": {
                      "type": "array",
                      "items": { "type": "string", "maxLength": 40 },
                      "uniqueItems": true
                    }
                  }
                }
              ]
            },
            "ContactInput": {
              "type": "object",
              "description": "What a caller may say about a contact.",
              "required": ["last_name", "email"],
              "properties": {
                "first_name": { "type": "string", "maxLength": 80, "description": "Given name." },
                "last_name": {
                  "type": "string",
                  "minLength": 1,
                  "maxLength": 80,
                  "description": "Family name."
                },
                "email": {
                  "type": "string",
                  "format": "email",
                  "maxLength": 254,
                  "description": "Primary e-mail address. Unique in the workspace."
                },
                "phone": {
                  "type": "string",
                  "nullable": true,
                  "maxLength": 32,
                  "description": "Landline or office number in E.164 form."
                },
                "mobile": {
                  "type": "string",
                  "nullable": true,
                  "maxLength": 32,
                  "description": "Mobile number in E.164 form."
                },
                "jobTitle": {
                  "type": "string",
                  "nullable": true,
                  "maxLength": 120,
                  "description": "Position at the company."
                },
                "status": { "$ref": "#/components/schemas/ContactStatus" },
                "lead_source": { "$ref": "#/components/schemas/LeadSource" },
                "address": { "$ref": "#/components/schemas/Address" },
                "company_id": {
                  "type": "string",
                  "nullable": true,
                  "description": "The company the contact works for."
                },
                "owner_id": { "type": "string", "description": "The user who looks after the contact." },
                "tags": {
                  "type": "array",
                  "items": { "type": "string", "maxLength": 40 },
                  "uniqueItems": true,
                  "maxItems": 50
                }
              }
            },
            "ContactStatus": {
              "type": "string",
              "description": "How far the contact has come.",
              "enum": ["new", "qualified", "unqualified", "customer"]
            },
            "LeadSource": {
              "type": "string",
              "description": "Where the contact came from.",
              "enum": ["web_form", "referral", "event", "cold_call", "partner"]
            },
            "Consent": {
              "type": "object",
              "description": "What the contact agreed to, and when.",
              "properties": {
                "given_at": {
                  "type": "string",
                  "format": "date-time",
                  "nullable": true,
                  "description": "When consent was given."
                },
                "channel": {
                  "type": "string",
                  "enum": ["form", "mail", "phone"],
                  "description": "How consent was given."
                }
              }
            },
            "Address": {
              "type": "object",
              "description": "A postal address.",
              "required": ["country"],
              "properties": {
                "street": { "type": "string", "maxLength": 120 },
                "street2": { "type": "string", "nullable": true, "maxLength": 120 },
                "city": { "type": "string", "maxLength": 80 },
                "region": { "type": "string", "nullable": true, "description": "State, province or canton." },
                "postal_code": { "type": "string", "maxLength": 16 },
                "country": {
                  "type": "string",
                  "minLength": 2,
                  "maxLength": 2,
                  "description": "ISO 3166-1 alpha-2."
                }
              }
            },
            "Company": {
              "allOf": [
                { "$ref": "#/components/schemas/Record" },
                { "$ref": "#/components/schemas/CompanyInput" },
                {
                  "type": "object",
                  "properties": {
                    "open_deals": {
                      "type": "integer",
                      "readOnly": true,
                      "minimum": 0,
                      "description": "How many deals are open."
                    },
                    "owner": { "$ref": "#/components/schemas/Owner" }
                  }
                }
              ]
            },
            "CompanyInput": {
              "type": "object",
              "description": "What a caller may say about a company.",
              "required": ["name", "domain"],
              "properties": {
                "name": {
                  "type": "string",
                  "minLength": 1,
                  "maxLength": 120,
                  "description": "Legal or trading name."
                },
                "domain": { "type": "string", "description": "Web domain, without a scheme." },
                "website": { "type": "string", "format": "uri", "description": "Home page." },
                "industry": {
                  "type": "string",
                  "nullable": true,
                  "description": "Branch of business, as free text."
                },
                "employees": { "type": "integer", "description": "Number of employees, as last researched." },
                "annual_revenue": { "$ref": "#/components/schemas/Money" },
                "vat_number": {
                  "type": "string",
                  "nullable": true,
                  "maxLength": 20,
                  "description": "VAT identification number."
                },
                "billing_address": { "$ref": "#/components/schemas/Address" },
                "parent_company_id": {
                  "type": "string",
                  "nullable": true,
                  "description": "The company that owns this one."
                }
              }
            },
            "Money": {
              "type": "object",
              "required": ["amount", "currency"],
              "properties": {
                "amount": {
                  "type": "string",
                  "pattern": "^-?[0-9]+(\\.[0-9]{1,2})?$",
                  "description": "Decimal number as text."
                },
                "currency": {
                  "type": "string",
                  "minLength": 3,
                  "maxLength": 3,
                  "description": "ISO 4217 code."
                }
              }
            },
            "Deal": {
              "allOf": [
                { "$ref": "#/components/schemas/Record" },
                { "$ref": "#/components/schemas/DealInput" },
                {
                  "type": "object",
                  "properties": {
                    "weighted_value": {
                      "readOnly": true,
                      "description": "Value times probability.",
                      "allOf": [{ "$ref": "#/components/schemas/Money" }]
                    },
                    "closed_at": {
                      "type": "string",
                      "format": "date-time",
                      "nullable": true,
                      "readOnly": true,
                      "description": "When the deal was won or lost."
                    }
                  }
                }
              ]
            },
            "DealInput": {
              "type": "object",
              "description": "What a caller may say about a deal.",
              "required": ["title", "stage", "pipeline_id"],
              "properties": {
                "title": { "type": "string", "minLength": 1, "maxLength": 200 },
                "value": { "$ref": "#/components/schemas/Money" },
                "stage": { "$ref": "#/components/schemas/DealStage" },
                "probability": {
                  "type": "number",
                  "minimum": 0,
                  "maximum": 1,
                  "description": "Chance of winning."
                },
                "close_date": {
                  "type": "string",
                  "format": "date",
                  "nullable": true,
                  "description": "When the deal is expected to close."
                },
                "pipeline_id": { "type": "integer", "description": "The pipeline the deal runs in." },
                "company_id": { "type": "string", "description": "The company that buys." },
                "contact_id": {
                  "type": "string",
                  "nullable": true,
                  "description": "The contact who decides."
                },
                "line_items": {
                  "type": "array",
                  "items": { "$ref": "#/components/schemas/LineItem" },
                  "maxItems": 100
                },
                "lost_reason": {
                  "type": "string",
                  "nullable": true,
                  "maxLength": 500,
                  "description": "Why the deal was lost."
                }
              }
            },
            "DealStage": {
              "type": "string",
              "enum": ["prospecting", "proposal", "negotiation", "closed_won", "closed_lost"]
            },
            "LineItem": {
              "type": "object",
              "required": ["sku", "quantity", "unit_price"],
              "properties": {
                "sku": { "type": "string", "description": "Article number." },
                "description": { "type": "string", "maxLength": 200 },
                "quantity": { "type": "integer", "minimum": 1 },
                "unit_price": { "$ref": "#/components/schemas/Money" },
                "discount_percent": { "type": "number", "minimum": 0, "maximum": 100, "default": 0 }
              }
            },
            "Activity": {
              "description": "Something that happened with a contact.",
              "oneOf": [
                { "$ref": "#/components/schemas/Call" },
                { "$ref": "#/components/schemas/Meeting" },
                { "$ref": "#/components/schemas/Note" }
              ],
              "discriminator": {
                "propertyName": "type",
                "mapping": {
                  "call": "#/components/schemas/Call",
                  "meeting": "#/components/schemas/Meeting",
                  "note": "#/components/schemas/Note"
                }
              }
            },
            "ActivityBase": {
              "type": "object",
              "required": ["type", "occurred_at"],
              "properties": {
                "type": { "type": "string" },
                "occurred_at": { "type": "string", "format": "date-time" },
                "user_id": { "type": "string", "description": "The user who took part." }
              }
            },
            "Call": {
              "allOf": [
                { "$ref": "#/components/schemas/ActivityBase" },
                {
                  "type": "object",
                  "required": ["direction"],
                  "properties": {
                    "direction": { "type": "string", "enum": ["inbound", "outbound"] },
                    "durationSeconds": {
                      "type": "integer",
                      "minimum": 0,
                      "description": "Length of the call."
                    },
                    "outcome": { "type": "string", "enum": ["connected", "voicemail", "no_answer"] }
                  }
                }
              ]
            },
            "Meeting": {
              "allOf": [
                { "$ref": "#/components/schemas/ActivityBase" },
                {
                  "type": "object",
                  "required": ["subject", "ends_at"],
                  "properties": {
                    "subject": { "type": "string", "maxLength": 200 },
                    "location": {
                      "type": "string",
                      "nullable": true,
                      "description": "Where the meeting takes place."
                    },
                    "ends_at": { "type": "string", "format": "date-time" },
                    "attendees": {
                      "type": "array",
                      "items": { "type": "string", "format": "email" },
                      "description": "E-mail addresses of all who were invited."
                    }
                  }
                }
              ]
            },
            "Note": {
              "allOf": [
                { "$ref": "#/components/schemas/ActivityBase" },
                {
                  "type": "object",
                  "required": ["body"],
                  "properties": {
                    "body": { "type": "string", "maxLength": 10000, "description": "Plain text." },
                    "pinned": { "type": "boolean", "default": false }
                  }
                }
              ]
            },
            "Owner": {
              "type": "object",
              "description": "A person who works in the workspace.",
              "required": ["id", "name", "email", "active"],
              "properties": {
                "id": { "type": "string" },
                "name": { "type": "string" },
                "email": { "type": "string", "format": "email" },
                "team": { "type": "string", "nullable": true },
                "active": { "type": "boolean", "description": "Whether the user may sign in." }
              }
            },
            "Problem": {
              "type": "object",
              "required": ["title", "code"],
              "properties": {
                "title": { "type": "string", "description": "What went wrong, for people." },
                "code": { "type": "string", "description": "What went wrong, for programs." },
                "errors": {
                  "type": "array",
                  "items": {
                    "type": "object",
                    "required": ["field", "message"],
                    "properties": { "field": { "type": "string" }, "message": { "type": "string" } }
                  }
                }
              }
            }
          }
        }
      }

      """###
    ),
    (
      "crm/v2.json",
      ###"""
      {
        "openapi": "3.0.3",
        "info": {
          "title": "Larkfield CRM",
          "version": "2.0.0",
          "description": "People, companies and deals of a Larkfield workspace. All times are UTC.",
          "contact": { "name": "Larkfield developer relations", "email": "developers@larkfield.example" }
        },
        "servers": [{ "url": "https://api.larkfield.example/crm" }],
        "security": [{ "apiKey": [] }],
        "tags": [
          { "name": "companies" },
          { "name": "contacts" },
          { "name": "deals" },
          { "name": "activities" },
          { "name": "users" }
        ],
        "paths": {
          "/companies": {
            "get": {
              "operationId": "listCompanies",
              "tags": ["companies"],
              "summary": "List companies",
              "parameters": [
                { "$ref": "#/components/parameters/Limit" },
                { "$ref": "#/components/parameters/Cursor" },
                {
                  "name": "domain",
                  "in": "query",
                  "description": "Only the company with this web domain.",
                  "schema": { "type": "string" }
                }
              ],
              "responses": {
                "200": {
                  "description": "One page of companies.",
                  "headers": {
                    "X-RateLimit-Remaining": { "$ref": "#/components/headers/RateLimitRemaining" }
                  },
                  "content": {
                    "application/json": {
                      "schema": {
                        "type": "object",
                        "required": ["data", "next_cursor"],
                        "properties": {
                          "data": { "type": "array", "items": { "$ref": "#/components/schemas/Company" } },
                          "next_cursor": { "type": "string", "nullable": true }
                        }
                      }
                    }
                  }
                },
                "401": { "$ref": "#/components/responses/Unauthorized" }
              }
            },
            "post": {
              "operationId": "createCompany",
              "tags": ["companies"],
              "summary": "Create a company",
              "requestBody": {
                "required": true,
                "content": {
                  "application/json": { "schema": { "$ref": "#/components/schemas/CompanyInput" } }
                }
              },
              "responses": {
                "201": {
                  "description": "The company as stored.",
                  "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Company" } } }
                },
                "401": { "$ref": "#/components/responses/Unauthorized" },
                "422": { "$ref": "#/components/responses/ValidationFailed" }
              }
            }
          },
          "/companies/{company_id}": {
            "parameters": [{ "$ref": "#/components/parameters/CompanyId" }],
            "get": {
              "operationId": "getCompany",
              "tags": ["companies"],
              "summary": "Read a company",
              "responses": {
                "200": {
                  "description": "The company.",
                  "headers": {
                    "X-RateLimit-Remaining": { "$ref": "#/components/headers/RateLimitRemaining" }
                  },
                  "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Company" } } }
                },
                "401": { "$ref": "#/components/responses/Unauthorized" },
                "404": { "$ref": "#/components/responses/NotFound" }
              }
            }
          },
          "/contacts": {
            "get": {
              "operationId": "listContacts",
              "tags": ["contacts"],
              "summary": "List or search contacts",
              "parameters": [
                { "$ref": "#/components/parameters/Limit" },
                { "$ref": "#/components/parameters/Cursor" },
                {
                  "name": "q",
                  "in": "query",
                  "description": "Name, e-mail address or phone number to look for.",
                  "schema": { "type": "string", "minLength": 2 }
                },
                {
                  "name": "status",
                  "in": "query",
                  "description": "Only contacts in this state.",
                  "schema": { "$ref": "#/components/schemas/ContactStatus" }
                },
                {
                  "name": "updated_after",
                  "in": "query",
                  "description": "Only contacts that changed after this time.",
                  "schema": { "type": "string", "format": "date-time" }
                }
              ],
              "responses": {
                "200": {
                  "description": "One page of contacts.",
                  "headers": {
                    "X-RateLimit-Remaining": { "$ref": "#/components/headers/RateLimitRemaining" }
                  },
                  "content": {
                    "application/json": {
                      "schema": {
                        "type": "object",
                        "required": ["data", "next_cursor"],
                        "properties": {
                          "data": { "type": "array", "items": { "$ref": "#/components/schemas/Contact" } },
                          "next_cursor": { "type": "string", "nullable": true }
                        }
                      }
                    }
                  }
                },
                "401": { "$ref": "#/components/responses/Unauthorized" }
              }
            },
            "post": {
              "operationId": "createContact",
              "tags": ["contacts"],
              "summary": "Create a contact",
              "parameters": [{ "$ref": "#/components/parameters/IdempotencyKey" }],
              "requestBody": {
                "required": true,
                "content": {
                  "application/json": { "schema": { "$ref": "#/components/schemas/ContactInput" } }
                }
              },
              "responses": {
                "201": {
                  "description": "The contact as stored.",
                  "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Contact" } } }
                },
                "409": {
                  "description": "Another contact has this e-mail address.",
                  "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Problem" } } }
                },
                "401": { "$ref": "#/components/responses/Unauthorized" },
                "422": { "$ref": "#/components/responses/ValidationFailed" }
              }
            }
          },
          "/contacts/{contact_id}": {
            "parameters": [{ "$ref": "#/components/parameters/ContactId" }],
            "get": {
              "operationId": "getContact",
              "tags": ["contacts"],
              "summary": "Read a contact",
              "responses": {
                "200": {
                  "description": "The contact.",
                  "headers": {
                    "X-RateLimit-Remaining": { "$ref": "#/components/headers/RateLimitRemaining" }
                  },
                  "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Contact" } } }
                },
                "401": { "$ref": "#/components/responses/Unauthorized" },
                "404": { "$ref": "#/components/responses/NotFound" }
              }
            },
            "put": {
              "operationId": "replaceContact",
              "tags": ["contacts"],
              "summary": "Replace a contact",
              "requestBody": {
                "description": "The whole contact. What is left out is cleared.",
                "required": true,
                "content": {
                  "application/json": { "schema": { "$ref": "#/components/schemas/ContactInput" } }
                }
              },
              "responses": {
                "200": {
                  "description": "The contact as stored.",
                  "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Contact" } } }
                },
                "401": { "$ref": "#/components/responses/Unauthorized" },
                "404": { "$ref": "#/components/responses/NotFound" },
                "422": { "$ref": "#/components/responses/ValidationFailed" }
              }
            },
            "delete": {
              "operationId": "archiveContact",
              "tags": ["contacts"],
              "summary": "Archive a contact",
              "responses": {
                "204": { "description": "Archived." },
                "401": { "$ref": "#/components/responses/Unauthorized" },
                "404": { "$ref": "#/components/responses/NotFound" }
              }
            }
          },
          "/contacts/{contact_id}/activities": {
            "parameters": [{ "$ref": "#/components/parameters/ContactId" }],
            "get": {
              "operationId": "listContactActivities",
              "tags": ["activities"],
              "summary": "List what happened with a contact, newest first",
              "parameters": [
                { "$ref": "#/components/parameters/Limit" },
                { "$ref": "#/components/parameters/Cursor" }
              ],
              "responses": {
                "200": {
                  "description": "One page of activities.",
                  "headers": {
                    "X-RateLimit-Remaining": { "$ref": "#/components/headers/RateLimitRemaining" }
                  },
                  "content": {
                    "application/json": {
                      "schema": {
                        "type": "object",
                        "required": ["data", "next_cursor"],
                        "properties": {
                          "data": { "type": "array", "items": { "$ref": "#/components/schemas/Activity" } },
                          "next_cursor": { "type": "string", "nullable": true }
                        }
                      }
                    }
                  }
                },
                "401": { "$ref": "#/components/responses/Unauthorized" },
                "404": { "$ref": "#/components/responses/NotFound" }
              }
            },
            "post": {
              "operationId": "logContactActivity",
              "tags": ["activities"],
              "summary": "Log an activity",
              "requestBody": {
                "required": true,
                "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Activity" } } }
              },
              "responses": {
                "201": {
                  "description": "The activity as stored.",
                  "content": {
                    "application/json": { "schema": { "$ref": "#/components/schemas/Activity" } }
                  }
                },
                "401": { "$ref": "#/components/responses/Unauthorized" },
                "404": { "$ref": "#/components/responses/NotFound" },
                "422": { "$ref": "#/components/responses/ValidationFailed" }
              }
            }
          },
          "/deals": {
            "get": {
              "operationId": "listDeals",
              "tags": ["deals"],
              "summary": "List deals",
              "parameters": [
                { "$ref": "#/components/parameters/Limit" },
                { "$ref": "#/components/parameters/Cursor" },
                {
                  "name": "stage",
                  "in": "query",
                  "description": "Only deals in this stage.",
                  "schema": { "$ref": "#/components/schemas/DealStage" }
                },
                {
                  "name": "sort",
                  "in": "query",
                  "schema": {
                    "type": "string",
                    "enum": ["created_at", "updated_at", "close_date"],
                    "default": "updated_at"
                  }
                }
              ],
              "responses": {
                "200": {
                  "description": "One page of deals.",
                  "headers": {
                    "X-RateLimit-Remaining": { "$ref": "#/components/headers/RateLimitRemaining" }
                  },
                  "content": {
                    "application/json": {
                      "schema": {
                        "type": "object",
                        "required": ["data", "next_cursor"],
                        "properties": {
                          "data": { "type": "array", "items": { "$ref": "#/components/schemas/Deal" } },
                          "next_cursor": { "type": "string", "nullable": true }
                        }
                      }
                    }
                  }
                },
                "401": { "$ref": "#/components/responses/Unauthorized" }
              }
            },
            "post": {
              "operationId": "createDeal",
              "tags": ["deals"],
              "summary": "Open a deal",
              "parameters": [{ "$ref": "#/components/parameters/IdempotencyKey" }],
              "requestBody": {
                "required": true,
                "content": { "application/json": { "schema": { "$ref": "#/components/schemas/DealInput" } } }
              },
              "responses": {
                "201": {
                  "description": "The deal as stored.",
                  "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Deal" } } }
                },
                "401": { "$ref": "#/components/responses/Unauthorized" },
                "422": { "$ref": "#/components/responses/ValidationFailed" }
              }
            }
          },
          "/deals/{deal_id}": {
            "parameters": [{ "$ref": "#/components/parameters/DealId" }],
            "get": {
              "operationId": "getDeal",
              "tags": ["deals"],
              "summary": "Read a deal",
              "responses": {
                "200": {
                  "description": "The deal.",
                  "headers": {
                    "X-RateLimit-Remaining": { "$ref": "#/components/headers/RateLimitRemaining" }
                  },
                  "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Deal" } } }
                },
                "401": { "$ref": "#/components/responses/Unauthorized" },
                "404": { "$ref": "#/components/responses/NotFound" }
              }
            },
            "put": {
              "operationId": "replaceDeal",
              "tags": ["deals"],
              "summary": "Replace a deal",
              "requestBody": {
                "required": true,
                "content": { "application/json": { "schema": { "$ref": "#/components/schemas/DealInput" } } }
              },
              "responses": {
                "200": {
                  "description": "The deal as stored.",
                  "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Deal" } } }
                },
                "401": { "$ref": "#/components/responses/Unauthorized" },
                "404": { "$ref": "#/components/responses/NotFound" },
                "422": { "$ref": "#/components/responses/ValidationFailed" }
              }
            }
          },
          "/users": {
            "get": {
              "operationId": "listUsers",
              "tags": ["users"],
              "summary": "List the people who work in this workspace",
              "parameters": [
                { "$ref": "#/components/parameters/Cursor" },
                { "$ref": "#/components/parameters/Limit" }
              ],
              "responses": {
                "200": {
                  "description": "One page of users.",
                  "headers": {
                    "X-RateLimit-Remaining": { "$ref": "#/components/headers/RateLimitRemaining" }
                  },
                  "content": {
                    "application/json": {
                      "schema": {
                        "type": "object",
                        "required": ["data", "next_cursor"],
                        "properties": {
                          "data": { "type": "array", "items": { "$ref": "#/components/schemas/User" } },
                          "next_cursor": { "type": "string", "nullable": true }
                        }
                      }
                    }
                  }
                },
                "401": { "$ref": "#/components/responses/Unauthorized" }
              }
            }
          }
        },
        "components": {
          "securitySchemes": { "apiKey": { "type": "apiKey", "in": "header", "name": "X-Larkfield-Key" } },
          "parameters": {
            "Cursor": {
              "name": "cursor",
              "in": "query",
              "description": "Where the page starts: `next_cursor` of the page before.",
              "schema": { "type": "string" }
            },
            "Limit": {
              "name": "limit",
              "in": "query",
              "description": "How many records a page holds.",
              "schema": { "type": "integer", "minimum": 1, "maximum": 200, "default": 50 }
            },
            "IdempotencyKey": {
              "name": "Idempotency-Key",
              "in": "header",
              "description": "Sending the same key twice within a day creates one record.",
              "schema": { "type": "string", "maxLength": 64 }
            },
            "ContactId": {
              "name": "contact_id",
              "in": "path",
              "required": true,
              "schema": { "type": "string", "example": "con_8f2k1" }
            },
            "CompanyId": {
              "name": "company_id",
              "in": "path",
              "required": true,
              "schema": { "type": "string", "example": "com_77ab0" }
            },
            "DealId": {
              "name": "deal_id",
              "in": "path",
              "required": true,
              "schema": { "type": "string", "example": "dea_301xq" }
            }
          },
          "headers": {
            "RateLimitRemaining": {
              "description": "Requests left in this minute.",
              "schema": { "type": "integer" }
            }
          },
          "responses": {
            "Unauthorized": {
              "description": "The key is missing, revoked, or of another workspace.",
              "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Problem" } } }
            },
            "NotFound": {
              "description": "No such record, or not visible to this key.",
              "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Problem" } } }
            },
            "ValidationFailed": {
              "description": "A field was refused; `errors` says which.",
              "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Problem" } } }
            }
          },
          "schemas": {
            "Record": {
              "type": "object",
              "description": "What every stored record has.",
              "required": ["id", "created_at", "updated_at"],
              "properties": {
                "id": { "type": "string", "readOnly": true, "description": "Opaque, never reused." },
                "created_at": {
                  "type": "string",
                  "format": "date-time",
                  "readOnly": true,
                  "description": "When the record was created."
                },
                "updated_at": {
                  "type": "string",
                  "format": "date-time",
                  "readOnly": true,
                  "description": "When anything in the record last changed."
                }
              }
            },
            "Contact": {
              "description": "A person the workspace is in touch with.",
              "allOf": [
                { "$ref": "#/components/schemas/Record" },
                {
                  "type": "object",
                  "required": ["last_name", "email", "status"],
                  "properties": {
                    "first_name": { "type": "string", "description": "Given name." },
                    "last_name": { "type": "string", "description": "Family name." },
                    "email": {
                      "type": "string",
                      "format": "email",
                      "description": "Primary e-mail address. Unique in the workspace."
                    },
                    "phone_number": {
                      "type": "string",
                      "nullable": true,
                      "maxLength": 32,
                      "description": "Landline or office number in E.164 form."
                    },
                    "mobile": {
                      "type": "string",
                      "nullable": true,
                      "maxLength": 32,
                      "description": "Mobile number in E.164 form."
                    },
                    "job_title": {
                      "type": "string",
                      "nullable": true,
                      "description": "Position at the company."
                    },
                    "status": { "$ref": "#/components/schemas/ContactStatus" },
                    "lead_score": {
                      "type": "number",
                      "minimum": 0,
                      "maximum": 100,
                      "readOnly": true,
                      "description": "How likely the contact is to buy; higher is better."
                    },
                    "lead_source": { "$ref": "#/components/schemas/LeadSource" },
                    "consent": { "$ref": "#/components/schemas/Consent" },
                    "address": { "$ref": "#/components/schemas/Address" },
                    "company_id": {
                      "type": "string",
                      "nullable": true,
                      "description": "The company the contact works for."
                    },
                    "owner_id": {
                      "type": "string",
                      "nullable": true,
                      "description": "The user who looks after the contact."
                    },
                    "twitter_handle": {
                      "type": "string",
                      "nullable": true,
                      "maxLength": 15,
                      "deprecated": true,
                      "description": "Handle on Twitter, without the @. Deprecated: use `social_profiles` instead."
                    },
                    "social_profiles": {
                      "type": "array",
                      "items": { "$ref": "#/components/schemas/SocialProfile" }
                    },
                    "tags": {
                      "type": "array",
                      "items": { "type": "string", "maxLength": 40 },
                      "uniqueItems": true
                    }
                  }
                }
              ]
            },
            "ContactInput": {
              "type": "object",
              "description": "What a caller may say about a contact.",
              "required": ["email", "last_name", "owner_id"],
              "properties": {
                "first_name": { "type": "string", "maxLength": 50, "description": "Given name." },
                "last_name": {
                  "type": "string",
                  "minLength": 1,
                  "maxLength": 80,
                  "description": "Family name."
                },
                "email": {
                  "type": "string",
                  "format": "email",
                  "maxLength": 254,
                  "description": "Primary e-mail address. Unique in the workspace."
                },
                "phone_number": {
                  "type": "string",
                  "nullable": true,
                  "maxLength": 32,
                  "description": "Landline or office number in E.164 form."
                },
                "mobile": {
                  "type": "string",
                  "nullable": true,
                  "maxLength": 32,
                  "description": "Mobile number in E.164 form."
                },
                "job_title": {
                  "type": "string",
                  "nullable": true,
                  "maxLength": 120,
                  "description": "Position at the company."
                },
                "status": { "$ref": "#/components/schemas/ContactStatus" },
                "lead_source": { "$ref": "#/components/schemas/LeadSource" },
                "address": { "$ref": "#/components/schemas/Address" },
                "company_id": {
                  "type": "string",
                  "nullable": true,
                  "description": "The company the contact works for."
                },
                "owner_id": { "type": "string", "description": "The user who looks after the contact." },
                "tags": {
                  "type": "array",
                  "items": { "type": "string", "maxLength": 40 },
                  "uniqueItems": true,
                  "maxItems": 50
                }
              }
            },
            "ContactStatus": {
              "type": "string",
              "description": "How far the contact has come.",
              "enum": ["new", "qualified", "unqualified", "customer", "archived"]
            },
            "LeadSource": {
              "type": "string",
              "description": "Where the contact came from.",
              "enum": ["event", "partner", "referral", "web_form"]
            },
            "Consent": {
              "type": "object",
              "description": "What the contact agreed to, when, and how.",
              "required": ["marketing_opt_in"],
              "properties": {
                "marketing_opt_in": {
                  "type": "boolean",
                  "description": "Whether the contact agreed to receive marketing mail."
                },
                "given_at": {
                  "type": "string",
                  "format": "date-time",
                  "nullable": true,
                  "description": "When consent was given."
                },
                "channel": {
                  "type": "string",
                  "enum": ["form", "mail", "phone"],
                  "description": "How consent was given."
                }
              }
            },
            "SocialProfile": {
              "type": "object",
              "required": ["network", "url"],
              "properties": {
                "network": { "type": "string", "description": "Name of the network, in lower case." },
                "url": { "type": "string", "format": "uri" }
              }
            },
            "Address": {
              "type": "object",
              "description": "A postal address.",
              "required": ["country"],
              "properties": {
                "country": {
                  "type": "string",
                  "minLength": 2,
                  "maxLength": 2,
                  "description": "ISO 3166-1 alpha-2."
                },
                "region": { "type": "string", "nullable": true, "description": "State, province or canton." },
                "city": { "type": "string", "maxLength": 80 },
                "postal_code": { "type": "string", "maxLength": 16 },
                "street": { "type": "string", "maxLength": 120 },
                "street2": { "type": "string", "nullable": true, "maxLength": 120 }
              }
            },
            "Company": {
              "allOf": [
                { "$ref": "#/components/schemas/Record" },
                { "$ref": "#/components/schemas/CompanyInput" },
                {
                  "type": "object",
                  "properties": {
                    "open_deals": {
                      "type": "integer",
                      "readOnly": true,
                      "minimum": 0,
                      "description": "How many deals are open."
                    },
                    "owner": { "$ref": "#/components/schemas/User" }
                  }
                }
              ]
            },
            "CompanyInput": {
              "type": "object",
              "description": "What a caller may say about a company.",
              "required": ["name", "domain"],
              "properties": {
                "name": {
                  "type": "string",
                  "minLength": 1,
                  "maxLength": 255,
                  "description": "Legal or trading name."
                },
                "domain": {
                  "type": "string",
                  "description": "Web domain, without a scheme.",
                  "nullable": true
                },
                "website": { "type": "string", "format": "uri", "description": "Home page." },
                "industry": {
                  "type": "string",
                  "nullable": true,
                  "description": "Branch of business, as free text."
                },
                "employee_count": {
                  "type": "string",
                  "description": "Number of employees, as last researched."
                },
                "annual_revenue": { "$ref": "#/components/schemas/Money" },
                "vat_number": {
                  "type": "string",
                  "nullable": true,
                  "maxLength": 20,
                  "description": "VAT identification number."
                },
                "billing_address": { "$ref": "#/components/schemas/Address" },
                "parent_company_id": {
                  "type": "string",
                  "nullable": true,
                  "description": "The company that owns this one."
                }
              }
            },
            "Money": {
              "type": "object",
              "required": ["amount", "currency"],
              "properties": {
                "amount": {
                  "type": "string",
                  "pattern": "^-?[0-9]+(\\.[0-9]{1,2})?$",
                  "description": "Decimal number as text."
                },
                "currency": {
                  "type": "string",
                  "minLength": 3,
                  "maxLength": 3,
                  "description": "ISO 4217 code."
                }
              }
            },
            "Deal": {
              "allOf": [
                { "$ref": "#/components/schemas/Record" },
                { "$ref": "#/components/schemas/DealInput" },
                {
                  "type": "object",
                  "properties": {
                    "weighted_value": {
                      "readOnly": true,
                      "description": "Value times probability.",
                      "allOf": [{ "$ref": "#/components/schemas/Money" }]
                    },
                    "closed_at": {
                      "type": "string",
                      "format": "date-time",
                      "nullable": true,
                      "readOnly": true,
                      "description": "When the deal was won or lost."
                    }
                  }
                }
              ]
            },
            "DealInput": {
              "type": "object",
              "description": "What a caller may say about a deal.",
              "required": ["title", "stage", "pipeline_id"],
              "properties": {
                "title": { "type": "string", "minLength": 1, "maxLength": 200 },
                "value": { "$ref": "#/components/schemas/Money" },
                "stage": { "$ref": "#/components/schemas/DealStage" },
                "probability": {
                  "type": "number",
                  "minimum": 0,
                  "maximum": 1,
                  "description": "Chance of winning.",
                  "readOnly": true
                },
                "close_date": {
                  "type": "string",
                  "format": "date",
                  "nullable": true,
                  "description": "When the deal is expected to close."
                },
                "pipeline_id": { "type": "string", "description": "The pipeline the deal runs in." },
                "company_id": { "type": "string", "description": "The company that buys." },
                "contact_id": {
                  "type": "string",
                  "nullable": true,
                  "description": "The contact who decides."
                },
                "line_items": {
                  "type": "array",
                  "items": { "$ref": "#/components/schemas/LineItem" },
                  "maxItems": 100
                },
                "lost_reason": {
                  "type": "string",
                  "nullable": true,
                  "maxLength": 500,
                  "description": "Why the deal was lost."
                }
              }
            },
            "DealStage": {
              "type": "string",
              "enum": ["prospecting", "proposal", "negotiation", "won", "lost"]
            },
            "LineItem": {
              "allOf": [
                { "$ref": "#/components/schemas/Article" },
                {
                  "type": "object",
                  "required": ["quantity", "unit_price"],
                  "properties": {
                    "quantity": { "type": "integer", "minimum": 1 },
                    "unit_price": { "$ref": "#/components/schemas/Money" },
                    "discount_percent": { "type": "number", "minimum": 0, "maximum": 100, "default": 0 }
                  }
                }
              ]
            },
            "Article": {
              "type": "object",
              "required": ["sku"],
              "properties": {
                "sku": { "type": "string", "description": "Article number." },
                "description": { "type": "string", "maxLength": 200 }
              }
            },
            "Activity": {
              "description": "Something that happened with a contact.",
              "oneOf": [
                { "$ref": "#/components/schemas/Call" },
                { "$ref": "#/components/schemas/Meeting" },
                { "$ref": "#/components/schemas/Note" },
                { "$ref": "#/components/schemas/Task" }
              ],
              "discriminator": {
                "propertyName": "type",
                "mapping": {
                  "call": "#/components/schemas/Call",
                  "meeting": "#/components/schemas/Meeting",
                  "note": "#/components/schemas/Note",
                  "task": "#/components/schemas/Task"
                }
              }
            },
            "ActivityBase": {
              "type": "object",
              "required": ["type", "occurred_at"],
              "properties": {
                "type": { "type": "string" },
                "occurred_at": { "type": "string", "format": "date-time" },
                "user_id": { "type": "string", "description": "The user who took part." }
              }
            },
            "Call": {
              "allOf": [
                { "$ref": "#/components/schemas/ActivityBase" },
                {
                  "type": "object",
                  "required": ["direction"],
                  "properties": {
                    "direction": { "type": "string", "enum": ["inbound", "outbound"] },
                    "duration_seconds": {
                      "type": "integer",
                      "minimum": 0,
                      "description": "Length of the call."
                    },
                    "outcome": { "type": "string", "enum": ["connected", "voicemail", "no_answer"] }
                  }
                }
              ]
            },
            "Meeting": {
              "allOf": [
                { "$ref": "#/components/schemas/ActivityBase" },
                {
                  "type": "object",
                  "required": ["subject", "ends_at"],
                  "properties": {
                    "subject": { "type": "string", "maxLength": 200 },
                    "location": {
                      "type": "object",
                      "nullable": true,
                      "description": "Where the meeting takes place.",
                      "required": ["name"],
                      "properties": {
                        "name": { "type": "string", "maxLength": 200 },
                        "join_url": { "type": "string", "format": "uri", "nullable": true }
                      }
                    },
                    "ends_at": { "type": "string", "format": "date-time" },
                    "attendees": {
                      "type": "array",
                      "items": { "type": "string", "format": "email" },
                      "description": "E-mail addresses of all who were invited."
                    }
                  }
                }
              ]
            },
            "Note": {
              "allOf": [
                { "$ref": "#/components/schemas/ActivityBase" },
                {
                  "type": "object",
                  "required": ["body"],
                  "properties": {
                    "body": { "type": "string", "maxLength": 4000, "description": "Plain text." },
                    "pinned": { "type": "boolean", "default": false }
                  }
                }
              ]
            },
            "Task": {
              "allOf": [
                { "$ref": "#/components/schemas/ActivityBase" },
                {
                  "type": "object",
                  "required": ["title"],
                  "properties": {
                    "title": { "type": "string", "maxLength": 200 },
                    "due_on": { "type": "string", "format": "date" },
                    "done": { "type": "boolean", "default": false }
                  }
                }
              ]
            },
            "User": {
              "type": "object",
              "description": "A person who works in the workspace.",
              "required": ["id", "name", "email", "active"],
              "properties": {
                "id": { "type": "string" },
                "name": { "type": "string" },
                "email": { "type": "string", "format": "email" },
                "team": { "type": "string", "nullable": true },
                "active": { "type": "boolean", "description": "Whether the user may sign in." }
              }
            },
            "Problem": {
              "type": "object",
              "required": ["title", "code"],
              "properties": {
                "title": { "type": "string", "description": "What went wrong, for people." },
                "code": { "type": "string", "description": "What went wrong, for programs." },
                "errors": {
                  "type": "array",
                  "items": {
                    "type": "object",
                    "required": ["field", "message"],
                    "properties": { "field": { "type": "string" }, "message": { "type": "string" } }
                  }
                }
              }
            }
          }
        }
      }

      """###
    ),
    (
      "crm/tonight.json",
      ###"""
      {
        "openapi": "3.0.3",
        "info": {
          "title": "Larkfield CRM",
          "version": "1.14.0",
          "description": "People, companies and deals of a Larkfield workspace. All times are UTC.",
          "contact": { "name": "Larkfield developer relations", "email": "developers@larkfield.example" }
        },
        "servers": [{ "url": "https://api.larkfield.example/crm" }],
        "security": [{ "apiKey": [] }],
        "tags": [
          { "name": "contacts" },
          { "name": "companies" },
          { "name": "deals" },
          { "name": "activities" },
          { "name": "users" }
        ],
        "paths": {
          "/contacts": {
            "get": {
              "operationId": "listContacts",
              "tags": ["contacts"],
              "summary": "List contacts",
              "parameters": [
                { "$ref": "#/components/parameters/Limit" },
                { "$ref": "#/components/parameters/Cursor" },
                {
                  "name": "status",
                  "in": "query",
                  "description": "Only contacts in this state.",
                  "schema": { "$ref": "#/components/schemas/ContactStatus" }
                },
                {
                  "name": "updated_after",
                  "in": "query",
                  "description": "Only contacts that changed after this time.",
                  "schema": { "type": "string", "format": "date-time" }
                }
              ],
              "responses": {
                "200": {
                  "description": "One page of contacts.",
                  "headers": {
                    "X-RateLimit-Remaining": { "$ref": "#/components/headers/RateLimitRemaining" }
                  },
                  "content": {
                    "application/json": {
                      "schema": {
                        "type": "object",
                        "required": ["data", "next_cursor"],
                        "properties": {
                          "data": { "type": "array", "items": { "$ref": "#/components/schemas/Contact" } },
                          "next_cursor": { "type": "string", "nullable": true }
                        }
                      }
                    }
                  }
                },
                "401": { "$ref": "#/components/responses/Unauthorized" }
              }
            },
            "post": {
              "operationId": "createContact",
              "tags": ["contacts"],
              "summary": "Create a contact",
              "parameters": [{ "$ref": "#/components/parameters/IdempotencyKey" }],
              "requestBody": {
                "required": true,
                "content": {
                  "application/json": { "schema": { "$ref": "#/components/schemas/ContactInput" } }
                }
              },
              "responses": {
                "201": {
                  "description": "The contact as stored.",
                  "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Contact" } } }
                },
                "401": { "$ref": "#/components/responses/Unauthorized" },
                "422": { "$ref": "#/components/responses/ValidationFailed" }
              }
            }
          },
          "/contacts/search": {
            "get": {
              "operationId": "searchContacts",
              "tags": ["contacts"],
              "summary": "Find contacts by name, e-mail address or phone number",
              "parameters": [
                {
                  "name": "term",
                  "in": "query",
                  "description": "What to look for.",
                  "required": true,
                  "schema": { "type": "string", "minLength": 2 }
                },
                { "$ref": "#/components/parameters/Limit" },
                { "$ref": "#/components/parameters/Cursor" }
              ],
              "responses": {
                "200": {
                  "description": "Contacts, best match first.",
                  "headers": {
                    "X-RateLimit-Remaining": { "$ref": "#/components/headers/RateLimitRemaining" }
                  },
                  "content": {
                    "application/json": {
                      "schema": {
                        "type": "object",
                        "required": ["data", "next_cursor"],
                        "properties": {
                          "data": { "type": "array", "items": { "$ref": "#/components/schemas/Contact" } },
                          "next_cursor": { "type": "string", "nullable": true }
                        }
                      }
                    }
                  }
                },
                "401": { "$ref": "#/components/responses/Unauthorized" }
              }
            }
          },
          "/contacts/{contact_id}": {
            "parameters": [{ "$ref": "#/components/parameters/ContactId" }],
            "get": {
              "operationId": "getContact",
              "tags": ["contacts"],
              "summary": "Read a contact",
              "responses": {
                "200": {
                  "description": "The contact.",
                  "headers": {
                    "X-RateLimit-Remaining": { "$ref": "#/components/headers/RateLimitRemaining" }
                  },
                  "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Contact" } } }
                },
                "401": { "$ref": "#/components/responses/Unauthorized" },
                "404": { "$ref": "#/components/responses/NotFound" }
              }
            },
            "put": {
              "operationId": "replaceContact",
              "tags": ["contacts"],
              "summary": "Replace a contact",
              "requestBody": {
                "description": "The whole contact. What is left out is cleared.",
                "required": true,
                "content": {
                  "application/json": { "schema": { "$ref": "#/components/schemas/ContactInput" } }
                }
              },
              "responses": {
                "200": {
                  "description": "The contact as stored.",
                  "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Contact" } } }
                },
                "401": { "$ref": "#/components/responses/Unauthorized" },
                "404": { "$ref": "#/components/responses/NotFound" },
                "422": { "$ref": "#/components/responses/ValidationFailed" }
              }
            },
            "delete": {
              "operationId": "archiveContact",
              "tags": ["contacts"],
              "summary": "Archive a contact",
              "responses": {
                "204": { "description": "Archived." },
                "401": { "$ref": "#/components/responses/Unauthorized" },
                "404": { "$ref": "#/components/responses/NotFound" }
              }
            }
          },
          "/contacts/{contact_id}/activities": {
            "parameters": [{ "$ref": "#/components/parameters/ContactId" }],
            "get": {
              "operationId": "listContactActivities",
              "tags": ["activities"],
              "summary": "List what happened with a contact, newest first",
              "parameters": [
                { "$ref": "#/components/parameters/Limit" },
                { "$ref": "#/components/parameters/Cursor" }
              ],
              "responses": {
                "200": {
                  "description": "One page of activities.",
                  "headers": {
                    "X-RateLimit-Remaining": { "$ref": "#/components/headers/RateLimitRemaining" }
                  },
                  "content": {
                    "application/json": {
                      "schema": {
                        "type": "object",
                        "required": ["data", "next_cursor"],
                        "properties": {
                          "data": { "type": "array", "items": { "$ref": "#/components/schemas/Activity" } },
                          "next_cursor": { "type": "string", "nullable": true }
                        }
                      }
                    }
                  }
                },
                "401": { "$ref": "#/components/responses/Unauthorized" },
                "404": { "$ref": "#/components/responses/NotFound" }
              }
            },
            "post": {
              "operationId": "logContactActivity",
              "tags": ["activities"],
              "summary": "Log an activity",
              "requestBody": {
                "required": true,
                "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Activity" } } }
              },
              "responses": {
                "201": {
                  "description": "The activity as stored.",
                  "content": {
                    "application/json": { "schema": { "$ref": "#/components/schemas/Activity" } }
                  }
                },
                "401": { "$ref": "#/components/responses/Unauthorized" },
                "404": { "$ref": "#/components/responses/NotFound" },
                "422": { "$ref": "#/components/responses/ValidationFailed" }
              }
            }
          },
          "/companies": {
            "get": {
              "operationId": "listCompanies",
              "tags": ["companies"],
              "summary": "List companies",
              "parameters": [
                { "$ref": "#/components/parameters/Limit" },
                { "$ref": "#/components/parameters/Cursor" },
                {
                  "name": "domain",
                  "in": "query",
                  "description": "Only the company with this web domain.",
                  "schema": { "type": "string" }
                }
              ],
              "responses": {
                "200": {
                  "description": "One page of companies.",
                  "headers": {
                    "X-RateLimit-Remaining": { "$ref": "#/components/headers/RateLimitRemaining" }
                  },
                  "content": {
                    "application/json": {
                      "schema": {
                        "type": "object",
                        "required": ["data", "next_cursor"],
                        "properties": {
                          "data": { "type": "array", "items": { "$ref": "#/components/schemas/Company" } },
                          "next_cursor": { "type": "string", "nullable": true }
                        }
                      }
                    }
                  }
                },
                "401": { "$ref": "#/components/responses/Unauthorized" }
              }
            },
            "post": {
              "operationId": "createCompany",
              "tags": ["companies"],
              "summary": "Create a company",
              "requestBody": {
                "required": true,
                "content": {
                  "application/json": { "schema": { "$ref": "#/components/schemas/CompanyInput" } }
                }
              },
              "responses": {
                "201": {
                  "description": "The company as stored.",
                  "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Company" } } }
                },
                "401": { "$ref": "#/components/responses/Unauthorized" },
                "422": { "$ref": "#/components/responses/ValidationFailed" }
              }
            }
          },
          "/companies/{company_id}": {
            "parameters": [{ "$ref": "#/components/parameters/CompanyId" }],
            "get": {
              "operationId": "getCompany",
              "tags": ["companies"],
              "summary": "Read a company",
              "responses": {
                "200": {
                  "description": "The company.",
                  "headers": {
                    "X-RateLimit-Remaining": { "$ref": "#/components/headers/RateLimitRemaining" }
                  },
                  "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Company" } } }
                },
                "401": { "$ref": "#/components/responses/Unauthorized" },
                "404": { "$ref": "#/components/responses/NotFound" }
              }
            }
          },
          "/deals": {
            "get": {
              "operationId": "listDeals",
              "tags": ["deals"],
              "summary": "List deals",
              "parameters": [
                { "$ref": "#/components/parameters/Limit" },
                { "$ref": "#/components/parameters/Cursor" },
                {
                  "name": "stage",
                  "in": "query",
                  "description": "Only deals in this stage.",
                  "schema": { "$ref": "#/components/schemas/DealStage" }
                },
                {
                  "name": "sort",
                  "in": "query",
                  "schema": {
                    "type": "string",
                    "enum": ["created_at", "updated_at", "close_date"],
                    "default": "created_at"
                  }
                }
              ],
              "responses": {
                "200": {
                  "description": "One page of deals.",
                  "headers": {
                    "X-RateLimit-Remaining": { "$ref": "#/components/headers/RateLimitRemaining" }
                  },
                  "content": {
                    "application/json": {
                      "schema": {
                        "type": "object",
                        "required": ["data", "next_cursor"],
                        "properties": {
                          "data": { "type": "array", "items": { "$ref": "#/components/schemas/Deal" } },
                          "next_cursor": { "type": "string", "nullable": true }
                        }
                      }
                    }
                  }
                },
                "401": { "$ref": "#/components/responses/Unauthorized" }
              }
            },
            "post": {
              "operationId": "createDeal",
              "tags": ["deals"],
              "summary": "Open a deal",
              "parameters": [{ "$ref": "#/components/parameters/IdempotencyKey" }],
              "requestBody": {
                "required": true,
                "content": { "application/json": { "schema": { "$ref": "#/components/schemas/DealInput" } } }
              },
              "responses": {
                "201": {
                  "description": "The deal as stored.",
                  "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Deal" } } }
                },
                "401": { "$ref": "#/components/responses/Unauthorized" },
                "422": { "$ref": "#/components/responses/ValidationFailed" }
              }
            }
          },
          "/deals/{deal_id}": {
            "parameters": [{ "$ref": "#/components/parameters/DealId" }],
            "get": {
              "operationId": "getDeal",
              "tags": ["deals"],
              "summary": "Read a deal",
              "responses": {
                "200": {
                  "description": "The deal.",
                  "headers": {
                    "X-RateLimit-Remaining": { "$ref": "#/components/headers/RateLimitRemaining" }
                  },
                  "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Deal" } } }
                },
                "401": { "$ref": "#/components/responses/Unauthorized" },
                "404": { "$ref": "#/components/responses/NotFound" }
              }
            },
            "put": {
              "operationId": "replaceDeal",
              "tags": ["deals"],
              "summary": "Replace a deal",
              "requestBody": {
                "required": true,
                "content": { "application/json": { "schema": { "$ref": "#/components/schemas/DealInput" } } }
              },
              "responses": {
                "200": {
                  "description": "The deal as stored.",
                  "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Deal" } } }
                },
                "401": { "$ref": "#/components/responses/Unauthorized" },
                "404": { "$ref": "#/components/responses/NotFound" },
                "422": { "$ref": "#/components/responses/ValidationFailed" }
              }
            }
          },
          "/users": {
            "get": {
              "operationId": "listUsers",
              "tags": ["users"],
              "summary": "List the people who work in this workspace",
              "parameters": [
                { "$ref": "#/components/parameters/Limit" },
                { "$ref": "#/components/parameters/Cursor" }
              ],
              "responses": {
                "200": {
                  "description": "One page of users.",
                  "headers": {
                    "X-RateLimit-Remaining": { "$ref": "#/components/headers/RateLimitRemaining" }
                  },
                  "content": {
                    "application/json": {
                      "schema": {
                        "type": "object",
                        "required": ["data", "next_cursor"],
                        "properties": {
                          "data": { "type": "array", "items": { "$ref": "#/components/schemas/Owner" } },
                          "next_cursor": { "type": "string", "nullable": true }
                        }
                      }
                    }
                  }
                },
                "401": { "$ref": "#/components/responses/Unauthorized" }
              }
            }
          }
        },
        "components": {
          "securitySchemes": { "apiKey": { "type": "apiKey", "in": "header", "name": "X-Larkfield-Key" } },
          "parameters": {
            "Limit": {
              "name": "limit",
              "in": "query",
              "description": "How many records a page holds.",
              "schema": { "type": "integer", "minimum": 1, "maximum": 200, "default": 50 }
            },
            "Cursor": {
              "name": "cursor",
              "in": "query",
              "description": "Where the page starts: `next_cursor` of the page before.",
              "schema": { "type": "string" }
            },
            "IdempotencyKey": {
              "name": "Idempotency-Key",
              "in": "header",
              "description": "Sending the same key twice within a day creates one record.",
              "schema": { "type": "string", "maxLength": 64 }
            },
            "ContactId": {
              "name": "contact_id",
              "in": "path",
              "required": true,
              "schema": { "type": "string", "example": "con_8f2k1" }
            },
            "CompanyId": {
              "name": "company_id",
              "in": "path",
              "required": true,
              "schema": { "type": "string", "example": "com_77ab0" }
            },
            "DealId": {
              "name": "deal_id",
              "in": "path",
              "required": true,
              "schema": { "type": "string", "example": "dea_301xq" }
            }
          },
          "headers": {
            "RateLimitRemaining": {
              "description": "Requests left in this minute.",
              "schema": { "type": "integer" }
            }
          },
          "responses": {
            "Unauthorized": {
              "description": "The key is missing, revoked, or of another workspace.",
              "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Problem" } } }
            },
            "NotFound": {
              "description": "No such record, or not visible to this key.",
              "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Problem" } } }
            },
            "ValidationFailed": {
              "description": "A field was refused; `errors` says which.",
              "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Problem" } } }
            }
          },
          "schemas": {
            "Record": {
              "type": "object",
              "description": "What every stored record has.",
              "required": ["id", "created_at", "updated_at"],
              "properties": {
                "id": { "type": "string", "readOnly": true, "description": "Opaque, never reused." },
                "created_at": {
                  "type": "string",
                  "format": "date-time",
                  "readOnly": true,
                  "description": "When the record was created."
                },
                "updated_at": {
                  "type": "string",
                  "format": "date-time",
                  "readOnly": true,
                  "description": "When anything in the record last changed."
                }
              }
            },
            "Contact": {
              "description": "A person the workspace is in touch with.",
              "allOf": [
                { "$ref": "#/components/schemas/Record" },
                {
                  "type": "object",
                  "required": ["last_name", "email", "status", "marketing_opt_in"],
                  "properties": {
                    "first_name": { "type": "string", "description": "Given name." },
                    "last_name": { "type": "string", "description": "Family name." },
                    "email": {
                      "type": "string",
                      "format": "email",
                      "description": "Primary e-mail address. Unique in the workspace."
                    },
                    "phone_number": {
                      "type": "string",
                      "nullable": true,
                      "maxLength": 32,
                      "description": "Landline or office number in E.164 form."
                    },
                    "mobile": {
                      "type": "string",
                      "nullable": true,
                      "maxLength": 32,
                      "description": "Mobile number in E.164 form."
                    },
                    "fax": { "type": "string", "nullable": true, "description": "Fax number." },
                    "jobTitle": {
                      "type": "string",
                      "nullable": true,
                      "description": "Position at the company."
                    },
                    "status": { "$ref": "#/components/schemas/ContactStatus" },
                    "lead_source": { "$ref": "#/components/schemas/LeadSource" },
                    "marketing_opt_in": {
                      "type": "boolean",
                      "description": "Whether the contact agreed to receive marketing mail."
                    },
                    "consent": { "$ref": "#/components/schemas/Consent" },
                    "address": { "$ref": "#/components/schemas/Address" },
                    "company_id": {
                      "type": "string",
                      "nullable": true,
                      "description": "The company the contact works for."
                    },
                    "owner_id": {
                      "type": "string",
                      "nullable": true,
                      "description": "The user who looks after the contact."
                    },
                    "twitter_handle": {
                      "type": "string",
                      "nullable": true,
                      "maxLength": 15,
                      "description": "Handle on Twitter, without the @."
                    },
                    "tags": {
                      "type": "array",
                      "items": { "type": "string", "maxLength": 40 },
                      "uniqueItems": true
                    }
                  }
                }
              ]
            },
            "ContactInput": {
              "type": "object",
              "description": "What a caller may say about a contact.",
              "required": ["last_name", "email", "owner_id"],
              "properties": {
                "first_name": { "type": "string", "maxLength": 80, "description": "Given name." },
                "last_name": {
                  "type": "string",
                  "minLength": 1,
                  "maxLength": 80,
                  "description": "Family name."
                },
                "email": {
                  "type": "string",
                  "format": "email",
                  "maxLength": 254,
                  "description": "Primary e-mail address. Unique in the workspace."
                },
                "phone": {
                  "type": "string",
                  "nullable": true,
                  "maxLength": 32,
                  "description": "Landline or office number in E.164 form."
                },
                "mobile": {
                  "type": "string",
                  "nullable": true,
                  "maxLength": 32,
                  "description": "Mobile number in E.164 form."
                },
                "jobTitle": {
                  "type": "string",
                  "nullable": true,
                  "maxLength": 120,
                  "description": "Position at the company."
                },
                "status": { "$ref": "#/components/schemas/ContactStatus" },
                "lead_source": { "$ref": "#/components/schemas/LeadSource" },
                "address": { "$ref": "#/components/schemas/Address" },
                "company_id": {
                  "type": "string",
                  "nullable": true,
                  "description": "The company the contact works for."
                },
                "owner_id": { "type": "string", "description": "The user who looks after the contact." },
                "tags": {
                  "type": "array",
                  "items": { "type": "string", "maxLength": 40 },
                  "uniqueItems": true,
                  "maxItems": 50
                }
              }
            },
            "ContactStatus": {
              "type": "string",
              "description": "How far the contact has come.",
              "enum": ["new", "qualified", "unqualified", "customer"]
            },
            "LeadSource": {
              "type": "string",
              "description": "Where the contact came from.",
              "enum": ["web_form", "referral", "event", "partner"]
            },
            "Consent": {
              "type": "object",
              "description": "What the contact agreed to, and when.",
              "properties": {
                "given_at": {
                  "type": "string",
                  "format": "date-time",
                  "nullable": true,
                  "description": "When consent was given."
                },
                "channel": {
                  "type": "string",
                  "enum": ["form", "mail", "phone"],
                  "description": "How consent was given."
                }
              }
            },
            "Address": {
              "type": "object",
              "description": "A postal address.",
              "required": ["country"],
              "properties": {
                "street": { "type": "string", "maxLength": 120 },
                "street2": { "type": "string", "nullable": true, "maxLength": 120 },
                "city": { "type": "string", "maxLength": 80 },
                "region": { "type": "string", "nullable": true, "description": "State, province or canton." },
                "postal_code": { "type": "string", "maxLength": 16 },
                "country": {
                  "type": "string",
                  "minLength": 2,
                  "maxLength": 2,
                  "description": "ISO 3166-1 alpha-2."
                }
              }
            },
            "Company": {
              "allOf": [
                { "$ref": "#/components/schemas/Record" },
                { "$ref": "#/components/schemas/CompanyInput" },
                {
                  "type": "object",
                  "properties": {
                    "open_deals": {
                      "type": "integer",
                      "readOnly": true,
                      "minimum": 0,
                      "description": "How many deals are open."
                    },
                    "owner": { "$ref": "#/components/schemas/Owner" }
                  }
                }
              ]
            },
            "CompanyInput": {
              "type": "object",
              "description": "What a caller may say about a company.",
              "required": ["name", "domain"],
              "properties": {
                "name": {
                  "type": "string",
                  "minLength": 1,
                  "maxLength": 120,
                  "description": "Legal or trading name."
                },
                "domain": { "type": "string", "description": "Web domain, without a scheme." },
                "website": { "type": "string", "format": "uri", "description": "Home page." },
                "industry": {
                  "type": "string",
                  "nullable": true,
                  "description": "Branch of business, as free text."
                },
                "employees": { "type": "integer", "description": "Number of employees, as last researched." },
                "annual_revenue": { "$ref": "#/components/schemas/Money" },
                "vat_number": {
                  "type": "string",
                  "nullable": true,
                  "maxLength": 20,
                  "description": "VAT identification number."
                },
                "billing_address": { "$ref": "#/components/schemas/Address" },
                "parent_company_id": {
                  "type": "string",
                  "nullable": true,
                  "description": "The company that owns this one."
                }
              }
            },
            "Money": {
              "type": "object",
              "required": ["amount", "currency"],
              "properties": {
                "amount": {
                  "type": "string",
                  "pattern": "^-?[0-9]+(\\.[0-9]{1,2})?$",
                  "description": "Decimal number as text."
                },
                "currency": {
                  "type": "string",
                  "minLength": 3,
                  "maxLength": 3,
                  "description": "ISO 4217 code."
                }
              }
            },
            "Deal": {
              "allOf": [
                { "$ref": "#/components/schemas/Record" },
                { "$ref": "#/components/schemas/DealInput" },
                {
                  "type": "object",
                  "properties": {
                    "weighted_value": {
                      "readOnly": true,
                      "description": "Value times probability.",
                      "allOf": [{ "$ref": "#/components/schemas/Money" }]
                    },
                    "closed_at": {
                      "type": "string",
                      "format": "date-time",
                      "nullable": true,
                      "readOnly": true,
                      "description": "When the deal was won or lost."
                    }
                  }
                }
              ]
            },
            "DealInput": {
              "type": "object",
              "description": "What a caller may say about a deal.",
              "required": ["title", "stage", "pipeline_id"],
              "properties": {
                "title": { "type": "string", "minLength": 1, "maxLength": 200 },
                "value": { "$ref": "#/components/schemas/Money" },
                "stage": { "$ref": "#/components/schemas/DealStage" },
                "probability": {
                  "type": "number",
                  "minimum": 0,
                  "maximum": 1,
                  "description": "Chance of winning."
                },
                "close_date": {
                  "type": "string",
                  "format": "date",
                  "nullable": true,
                  "description": "When the deal is expected to close."
                },
                "pipeline_id": { "type": "integer", "description": "The pipeline the deal runs in." },
                "company_id": { "type": "string", "description": "The company that buys." },
                "contact_id": {
                  "type": "string",
                  "nullable": true,
                  "description": "The contact who decides."
                },
                "line_items": {
                  "type": "array",
                  "items": { "$ref": "#/components/schemas/LineItem" },
                  "maxItems": 100
                },
                "lost_reason": {
                  "type": "string",
                  "nullable": true,
                  "maxLength": 500,
                  "description": "Why the deal was lost."
                }
              }
            },
            "DealStage": {
              "type": "string",
              "enum": ["prospecting", "proposal", "negotiation", "closed_won", "closed_lost"]
            },
            "LineItem": {
              "type": "object",
              "required": ["sku", "quantity", "unit_price"],
              "properties": {
                "sku": { "type": "string", "description": "Article number." },
                "description": { "type": "string", "maxLength": 200 },
                "quantity": { "type": "integer", "minimum": 1 },
                "unit_price": { "$ref": "#/components/schemas/Money" },
                "discount_percent": { "type": "number", "minimum": 0, "maximum": 100, "default": 0 }
              }
            },
            "Activity": {
              "description": "Something that happened with a contact.",
              "oneOf": [
                { "$ref": "#/components/schemas/Call" },
                { "$ref": "#/components/schemas/Meeting" },
                { "$ref": "#/components/schemas/Note" }
              ],
              "discriminator": {
                "propertyName": "type",
                "mapping": {
                  "call": "#/components/schemas/Call",
                  "meeting": "#/components/schemas/Meeting",
                  "note": "#/components/schemas/Note"
                }
              }
            },
            "ActivityBase": {
              "type": "object",
              "required": ["type", "occurred_at"],
              "properties": {
                "type": { "type": "string" },
                "occurred_at": { "type": "string", "format": "date-time" },
                "user_id": { "type": "string", "description": "The user who took part." }
              }
            },
            "Call": {
              "allOf": [
                { "$ref": "#/components/schemas/ActivityBase" },
                {
                  "type": "object",
                  "required": ["direction"],
                  "properties": {
                    "direction": { "type": "string", "enum": ["inbound", "outbound"] },
                    "durationSeconds": {
                      "type": "integer",
                      "minimum": 0,
                      "description": "Length of the call."
                    },
                    "outcome": { "type": "string", "enum": ["connected", "voicemail", "no_answer"] }
                  }
                }
              ]
            },
            "Meeting": {
              "allOf": [
                { "$ref": "#/components/schemas/ActivityBase" },
                {
                  "type": "object",
                  "required": ["subject", "ends_at"],
                  "properties": {
                    "subject": { "type": "string", "maxLength": 200 },
                    "location": {
                      "type": "string",
                      "nullable": true,
                      "description": "Where the meeting takes place."
                    },
                    "ends_at": { "type": "string", "format": "date-time" },
                    "attendees": {
                      "type": "array",
                      "items": { "type": "string", "format": "email" },
                      "description": "E-mail addresses of all who were invited."
                    }
                  }
                }
              ]
            },
            "Note": {
              "allOf": [
                { "$ref": "#/components/schemas/ActivityBase" },
                {
                  "type": "object",
                  "required": ["body"],
                  "properties": {
                    "body": { "type": "string", "maxLength": 10000, "description": "Plain text." },
                    "pinned": { "type": "boolean", "default": false }
                  }
                }
              ]
            },
            "Owner": {
              "type": "object",
              "description": "A person who works in the workspace.",
              "required": ["id", "name", "email", "active"],
              "properties": {
                "id": { "type": "string" },
                "name": { "type": "string" },
                "email": { "type": "string", "format": "email" },
                "team": { "type": "string", "nullable": true },
                "active": { "type": "boolean", "description": "Whether the user may sign in." }
              }
            },
            "Problem": {
              "type": "object",
              "required": ["title", "code"],
              "properties": {
                "title": { "type": "string", "description": "What went wrong, for people." },
                "code": { "type": "string", "description": "What went wrong, for programs." },
                "errors": {
                  "type": "array",
                  "items": {
                    "type": "object",
                    "required": ["field", "message"],
                    "properties": { "field": { "type": "string" }, "message": { "type": "string" } }
                  }
                }
              }
            }
          }
        }
      }

      """###
    ),
    (
      "inbox/v1.yaml",
      ###"""
      # What the shared inbox hands to other programs, and what it takes back.
      $schema: https://json-schema.org/draft/2020-12/schema
      $id: https://schemas.parlor.example/inbox/1.8
      title: Mailbox
      description: A shared mailbox with its threads, as exported and imported.
      type: object
      required: [address, threads]
      properties:
        address:
          type: string
          format: email
          description: The address people write to.
        display_name:
          type: string
          maxLength: 120
        time_zone:
          type: string
          description: IANA name, used for office hours.
          default: Etc/UTC
        labels:
          type: array
          items: { $ref: '#/$defs/Label' }
        signature: { $ref: '#/$defs/Signature' }
        threads:
          type: array
          items: { $ref: '#/$defs/Thread' }

      $defs:
        Thread:
          description: Messages that answer one another.
          type: object
          required: [id, subject, state, messages]
          properties:
            id:
              type: string
              pattern: ^thr_[0-9a-z]{10}$
              readOnly: true
            subject:
              type: string
              maxLength: 998
              description: Subject of the first message, without "Re:".
            state: { $ref: '#/$defs/ThreadState' }
            priority:
              type: string
              enum: [low, normal, high, urgent]
              default: normal
            assignee:
              type: string
              format: email
              description: The colleague who answers.
            history_id:
              type: integer
              readOnly: true
              description: Grows with every change of the thread.
            participants:
              type: array
              uniqueItems: true
              items: { $ref: '#/$defs/Participant' }
            messages:
              type: array
              minItems: 1
              items: { $ref: '#/$defs/Message' }
            label_ids:
              type: array
              items: { type: string }
            crm_links:
              description: Records in other systems, by the name of the system.
              type: object
              additionalProperties: { $ref: '#/$defs/RecordLink' }
            closed_at:
              type: [string, 'null']
              format: date-time

        ThreadState:
          type: string
          enum:
            - open
            - waiting
            - solved
            - spam

        Message:
          description: One message of a thread.
          type: object
          required: [id, from, to, direction, body]
          properties:
            id:
              type: string
              readOnly: true
            message_id:
              type: string
              description: The Message-ID header, without angle brackets.
            direction:
              enum: [inbound, outbound]
            kind:
              type: string
              enum: [email, chat, sms, auto_reply]
              description: How the message came in.
            channel_id:
              type: string
              description: The connected account the message goes through.
            from: { $ref: '#/$defs/Participant' }
            to:
              type: array
              minItems: 1
              items: { $ref: '#/$defs/Participant' }
            cc:
              type: array
              items: { $ref: '#/$defs/Participant' }
            reply_to:
              type: string
              format: email
              description: Where answers go, if not to the sender.
            subject:
              type: string
              maxLength: 998
            body:
              type: object
              required: [text]
              properties:
                text:
                  type: string
                  description: Plain text, quotes and signature cut off.
                html:
                  type: [string, 'null']
                  description: As sent, made safe to show.
            sent_at:
              type: string
              format: date-time
              description: When the sender's server took the message.
            delivery:
              description: How the message travelled.
              type: object
              properties:
                received_at:
                  type: string
                  format: date-time
                  description: When our server took the message.
                server:
                  type: string
                  format: hostname
            importance:
              type: string
              enum: [low, normal, high]
              description: What the sender's program claims.
            # Filled in by the mail gateway.
            authentication:
              type: object
              required: [spf, dkim]
              properties:
                spf: { enum: [pass, fail, none] }
                dkim: { enum: [pass, fail, none] }
                dmarc: { enum: [pass, fail, none] }
            attachments:
              type: array
              maxItems: 50
              items: { $ref: '#/$defs/Attachment' }
            in_reply_to:
              type: [string, 'null']
              description: The `message_id` that this message answers.

        Participant:
          description: Somebody who writes or reads.
          type: object
          required: [address]
          properties:
            address:
              type: string
              format: email
              maxLength: 254
              description: E-mail address, lower case.
            name:
              type: [string, 'null']
              description: Display name.
            avatar_url:
              type: string
              format: uri
              description: Picture of the person.
            role:
              enum: [customer, colleague, system]

        Attachment:
          description: A file, or a link to one.
          oneOf:
            - $ref: '#/$defs/FileAttachment'
            - $ref: '#/$defs/LinkAttachment'

        FileAttachment:
          type: object
          required: [type, name, size]
          properties:
            type: { const: file }
            name:
              type: string
              maxLength: 255
              description: File name as sent.
            contentType:
              type: string
              description: Media type, by content.
            size:
              type: integer
              minimum: 0
              description: Size in bytes.
            sha256:
              type: string
              pattern: ^[0-9a-f]{64}$

        LinkAttachment:
          type: object
          required: [type, url]
          properties:
            type: { const: link }
            url: { type: string, format: uri }
            title: { type: string }

        Label:
          description: A coloured tag on threads.
          type: object
          required: [id, name]
          properties:
            id: { type: string }
            name:
              type: string
              minLength: 1
              maxLength: 40
            color:
              type: string
              description: Colour of the tag.
            parent_id:
              type: [string, 'null']

        RecordLink:
          type: object
          required: [record_id]
          properties:
            record_id: { type: string }
            url: { type: string, format: uri }
            linked_by:
              type: string
              format: email

        Signature:
          description: Appended to what is sent.
          type: object
          properties:
            text: { type: string }
            html: { type: string }
            on_replies:
              type: boolean
              default: true

      """###
    ),
    (
      "inbox/v2.yaml",
      ###"""
      # What the shared inbox hands to other programs, and what it takes back.
      $schema: https://json-schema.org/draft/2020-12/schema
      $id: https://schemas.parlor.example/inbox/2.0
      title: Mailbox
      description: A shared mailbox with its threads, as exported and imported.
      type: object
      required: [threads, address]
      properties:
        address:
          type: string
          format: email
          description: The address people write to.
        time_zone:
          type: string
          description: IANA name, used for office hours.
          default: Etc/UTC
        threads:
          type: array
          items: { $ref: '#/$defs/Thread' }
        labels:
          type: array
          items: { $ref: '#/$defs/Label' }
        display_name:
          type: string
          maxLength: 120
        signature: { $ref: '#/$defs/EmailSignature' }

      $defs:
        Label:
          description: A coloured tag on threads.
          type: object
          required: [id, name]
          additionalProperties: false
          properties:
            id: { type: string }
            name:
              type: string
              minLength: 1
              maxLength: 40
            color:
              type: object
              description: Colour of the tag.
              required: [background, text]
              properties:
                background: { type: string }
                text: { type: string }
            parent_id:
              type: [string, 'null']

        Thread:
          description: Messages that answer one another, oldest first.
          type: object
          required: [id, subject, state, messages]
          properties:
            id:
              type: string
              pattern: ^thr_[0-9a-z]{10}$
              readOnly: true
            subject:
              type: string
              maxLength: 998
              description: Subject of the first message, without "Re:".
            state: { $ref: '#/$defs/ThreadState' }
            priority:
              type: string
              enum: [low, normal, high]
              default: normal
            assignee:
              type: [string, 'null']
              format: email
              description: The colleague who answers.
            history_id:
              type: string
              readOnly: true
              description: Grows with every change of the thread.
            participants:
              type: array
              uniqueItems: true
              items: { $ref: '#/$defs/Participant' }
            messages:
              type: array
              minItems: 1
              items: { $ref: '#/$defs/Message' }
            label_ids:
              type: array
              items: { type: string }
            crm_links:
              description: Records in other systems, by the name of the system.
              type: object
              additionalProperties: { $ref: '#/$defs/RecordLink' }
            closed_at:
              type: [string, 'null']
              format: date-time

        ThreadState:
          type: string
          enum:
            - open
            - waiting
            - snoozed
            - solved
            - spam

        Message:
          description: One message of a thread.
          type: object
          required: [id, channel_id, from, to, direction, body]
          properties:
            id:
              type: string
              readOnly: true
            message_id:
              type: string
              description: The Message-ID header, without angle brackets.
            direction:
              enum: [inbound, outbound]
            kind:
              type: string
              enum: [email, chat, sms, automatic_reply]
              description: How the message came in.
            channel_id:
              type: string
              description: The connected account the message goes through.
            from: { $ref: '#/$defs/Participant' }
            to:
              type: array
              minItems: 1
              items: { $ref: '#/$defs/Participant' }
            cc:
              type: array
              items: { $ref: '#/$defs/Participant' }
            reply_to:
              type: array
              items: { type: string, format: email }
              description: Where answers go, if not to the sender.
            subject:
              type: string
              maxLength: 255
            body:
              type: object
              required: [text]
              properties:
                text:
                  type: string
                  description: Plain text, quotes and signature cut off.
                html:
                  type: [string, 'null']
                  description: As sent, made safe to show.
            delivery:
              description: How the message travelled.
              type: object
              properties:
                sent_at:
                  type: string
                  format: date-time
                  description: When the sender's server took the message.
                received_at:
                  type: string
                  format: date-time
                  description: When our server took the message.
                server:
                  type: string
                  format: hostname
            # Filled in by the mail gateway.
            authentication: { $ref: '#/$defs/AuthenticationResults' }
            attachments:
              type: array
              maxItems: 50
              items: { $ref: '#/$defs/Attachment' }
            in_reply_to:
              type: [string, 'null']
              description: The `message_id` that this message answers.

        AuthenticationResults:
          type: object
          required: [spf, dkim]
          properties:
            spf: { enum: [pass, fail, none] }
            dkim: { enum: [pass, fail, none] }
            dmarc: { enum: [pass, fail, none] }

        Participant:
          description: Somebody who writes or reads.
          type: object
          required: [email_address]
          properties:
            email_address:
              type: string
              format: email
              maxLength: 254
              description: E-mail address, lower case.
            name:
              type: [string, 'null']
              description: Display name.
            role:
              enum: [customer, colleague, system]

        Attachment:
          description: A file, or a link to one.
          oneOf:
            - $ref: '#/$defs/FileAttachment'
            - $ref: '#/$defs/LinkAttachment'

        FileAttachment:
          type: object
          required: [type, name, size_bytes]
          properties:
            type: { const: file }
            name:
              type: string
              maxLength: 255
              description: File name as sent.
            content_type:
              type: string
              description: Media type, by content.
            size_bytes:
              type: integer
              minimum: 0
              description: Size in bytes.
            sha256:
              type: string
              pattern: ^[0-9a-f]{64}$

        LinkAttachment:
          type: object
          required: [type, url]
          properties:
            type: { const: link }
            url: { type: string, format: uri }
            title: { type: string }

        RecordLink:
          type: object
          required: [record_id]
          properties:
            record_id: { type: string }
            url: { type: string, format: uri }
            linked_by:
              type: string
              format: email
              deprecated: true
              description: Deprecated, use linked_by_id instead.
            linked_by_id:
              type: string
              description: The colleague who made the link.

        EmailSignature:
          description: Appended to what is sent.
          type: object
          properties:
            text: { type: string }
            html: { type: string }
            on_replies:
              type: boolean
              default: true

      """###
    ),
    (
      "erp/v1/erp.wsdl",
      ###"""
      <?xml version="1.0" encoding="UTF-8"?>
      <wsdl:definitions xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/"
                        xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/"
                        xmlns:xs="http://www.w3.org/2001/XMLSchema"
                        xmlns:o="urn:brightmoor:erp:orders"
                        xmlns:tns="urn:brightmoor:erp"
                        name="PurchaseOrders"
                        targetNamespace="urn:brightmoor:erp">
        <wsdl:documentation>Purchase orders of the ERP Brightmoor.</wsdl:documentation>
        <wsdl:types>
          <xs:schema>
            <xs:import namespace="urn:brightmoor:erp:orders" schemaLocation="orders.xsd"/>
          </xs:schema>
        </wsdl:types>

        <wsdl:message name="Session"><wsdl:part name="session" element="o:Session"/></wsdl:message>
        <wsdl:message name="GetOrderRequest"><wsdl:part name="parameters" element="o:GetOrder"/></wsdl:message>
        <wsdl:message name="GetOrderResult"><wsdl:part name="parameters" element="o:GetOrderResponse"/></wsdl:message>
        <wsdl:message name="CreateOrderRequest"><wsdl:part name="parameters" element="o:CreateOrder"/></wsdl:message>
        <wsdl:message name="CreateOrderResult"><wsdl:part name="parameters" element="o:CreateOrderResponse"/></wsdl:message>
        <wsdl:message name="OrderFault"><wsdl:part name="fault" element="o:OrderFault"/></wsdl:message>

        <wsdl:portType name="PurchaseOrders">
          <wsdl:operation name="GetOrder">
            <wsdl:documentation>One order by its number.</wsdl:documentation>
            <wsdl:input message="tns:GetOrderRequest"/>
            <wsdl:output message="tns:GetOrderResult"/>
            <wsdl:fault name="OrderFault" message="tns:OrderFault"/>
          </wsdl:operation>
          <wsdl:operation name="CreateOrder">
            <wsdl:documentation>A new order, as a draft.</wsdl:documentation>
            <wsdl:input message="tns:CreateOrderRequest"/>
            <wsdl:output message="tns:CreateOrderResult"/>
            <wsdl:fault name="OrderFault" message="tns:OrderFault"/>
          </wsdl:operation>
        </wsdl:portType>

        <wsdl:binding name="PurchaseOrdersSoap" type="tns:PurchaseOrders">
          <soap:binding style="document" transport="http://schemas.xmlsoap.org/soap/http"/>
          <wsdl:operation name="GetOrder">
            <soap:operation soapAction="urn:brightmoor:erp/GetOrder"/>
            <wsdl:input>
              <soap:header message="tns:Session" part="session" use="literal"/>
              <soap:body use="literal"/>
            </wsdl:input>
            <wsdl:output><soap:body use="literal"/></wsdl:output>
            <wsdl:fault name="OrderFault"><soap:fault name="OrderFault" use="literal"/></wsdl:fault>
          </wsdl:operation>
          <wsdl:operation name="CreateOrder">
            <soap:operation soapAction="urn:brightmoor:erp/CreateOrder"/>
            <wsdl:input>
              <soap:header message="tns:Session" part="session" use="literal"/>
              <soap:body use="literal"/>
            </wsdl:input>
            <wsdl:output><soap:body use="literal"/></wsdl:output>
            <wsdl:fault name="OrderFault"><soap:fault name="OrderFault" use="literal"/></wsdl:fault>
          </wsdl:operation>
        </wsdl:binding>

        <wsdl:service name="PurchaseOrders">
          <wsdl:port name="PurchaseOrdersSoap" binding="tns:PurchaseOrdersSoap">
            <soap:address location="https://erp.brightmoor.example/services/orders"/>
          </wsdl:port>
        </wsdl:service>
      </wsdl:definitions>

      """###
    ),
    (
      "erp/v1/orders.xsd",
      ###"""
      <?xml version="1.0" encoding="UTF-8"?>
      <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"
                 xmlns:c="urn:brightmoor:erp:common"
                 xmlns:o="urn:brightmoor:erp:orders"
                 targetNamespace="urn:brightmoor:erp:orders"
                 elementFormDefault="qualified">
        <xs:import namespace="urn:brightmoor:erp:common" schemaLocation="common.xsd"/>

        <xs:complexType name="PurchaseOrder">
          <xs:sequence>
            <xs:element name="orderNumber" type="xs:string"/>
            <xs:element name="status" type="c:OrderStatus"/>
            <xs:element name="supplier" type="c:Supplier"/>
            <xs:element name="buyerReference" type="xs:string" minOccurs="0">
              <xs:annotation><xs:documentation>What the buyer calls the order.</xs:documentation></xs:annotation>
            </xs:element>
            <xs:element name="orderDate" type="xs:date"/>
            <xs:element name="line" type="o:OrderLine" maxOccurs="unbounded"/>
            <xs:element name="netTotal" type="c:Money"/>
            <xs:element name="approvedBy" type="xs:string" nillable="true"/>
            <xs:element ref="c:Delivery" minOccurs="0"/>
          </xs:sequence>
          <xs:attribute name="version" type="xs:int" use="required"/>
        </xs:complexType>

        <xs:complexType name="OrderLine">
          <xs:sequence>
            <xs:element name="lineNumber" type="xs:int"/>
            <xs:element name="itemCode" type="xs:string"/>
            <xs:element name="description" type="xs:string" minOccurs="0"/>
            <xs:element name="quantity" type="c:Quantity"/>
            <xs:element name="unitPrice" type="c:Money"/>
            <xs:element name="costCentre" type="xs:int" minOccurs="0"/>
          </xs:sequence>
        </xs:complexType>

        <xs:element name="GetOrder">
          <xs:complexType>
            <xs:sequence>
              <xs:element name="orderNumber" type="xs:string"/>
            </xs:sequence>
          </xs:complexType>
        </xs:element>
        <xs:element name="GetOrderResponse">
          <xs:complexType>
            <xs:sequence>
              <xs:element name="order" type="o:PurchaseOrder" minOccurs="0"/>
            </xs:sequence>
          </xs:complexType>
        </xs:element>

        <xs:element name="CreateOrder">
          <xs:complexType>
            <xs:sequence>
              <xs:element name="supplierId" type="xs:string"/>
              <xs:element name="buyerReference" type="xs:string" minOccurs="0"/>
              <xs:element name="line" type="o:NewLine" maxOccurs="unbounded"/>
              <xs:element ref="c:Delivery" minOccurs="0"/>
            </xs:sequence>
          </xs:complexType>
        </xs:element>
        <xs:complexType name="NewLine">
          <xs:sequence>
            <xs:element name="itemCode" type="xs:string"/>
            <xs:element name="quantity" type="c:Quantity"/>
            <xs:element name="costCentre" type="xs:int" minOccurs="0"/>
          </xs:sequence>
        </xs:complexType>
        <xs:element name="CreateOrderResponse">
          <xs:complexType>
            <xs:sequence>
              <xs:element name="orderNumber" type="xs:string"/>
            </xs:sequence>
          </xs:complexType>
        </xs:element>

        <xs:element name="Session">
          <xs:complexType>
            <xs:sequence>
              <xs:element name="token" type="xs:string"/>
            </xs:sequence>
          </xs:complexType>
        </xs:element>
        <xs:element name="OrderFault">
          <xs:complexType>
            <xs:sequence>
              <xs:element name="code" type="xs:string"/>
              <xs:element name="message" type="xs:string"/>
            </xs:sequence>
          </xs:complexType>
        </xs:element>
      </xs:schema>

      """###
    ),
    (
      "erp/v1/common.xsd",
      ###"""
      <?xml version="1.0" encoding="UTF-8"?>
      <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"
                 xmlns:c="urn:brightmoor:erp:common"
                 targetNamespace="urn:brightmoor:erp:common"
                 elementFormDefault="qualified">

        <xs:simpleType name="OrderStatus">
          <xs:restriction base="xs:string">
            <xs:enumeration value="draft"/>
            <xs:enumeration value="approved"/>
            <xs:enumeration value="sent"/>
            <xs:enumeration value="received"/>
            <xs:enumeration value="closed"/>
          </xs:restriction>
        </xs:simpleType>

        <xs:simpleType name="CurrencyCode">
          <xs:restriction base="xs:string">
            <xs:pattern value="[A-Z]{3}"/>
          </xs:restriction>
        </xs:simpleType>

        <xs:simpleType name="Quantity">
          <xs:restriction base="xs:decimal">
            <xs:totalDigits value="12"/>
            <xs:fractionDigits value="3"/>
          </xs:restriction>
        </xs:simpleType>

        <xs:complexType name="Money">
          <xs:annotation><xs:documentation>An amount in one currency.</xs:documentation></xs:annotation>
          <xs:simpleContent>
            <xs:extension base="xs:decimal">
              <xs:attribute name="currency" type="c:CurrencyCode" use="required"/>
            </xs:extension>
          </xs:simpleContent>
        </xs:complexType>

        <xs:complexType name="Address">
          <xs:sequence>
            <xs:element name="street" type="xs:string"/>
            <xs:element name="city" type="xs:string"/>
            <xs:element name="postalCode" type="xs:string" minOccurs="0"/>
            <xs:element name="country" type="xs:string"/>
          </xs:sequence>
        </xs:complexType>

        <xs:complexType name="Supplier">
          <xs:sequence>
            <xs:element name="supplierId" type="xs:string"/>
            <xs:element name="name" type="xs:string"/>
            <xs:element name="vatNumber" type="xs:string" minOccurs="0" nillable="true"/>
            <xs:element name="contactEmail" type="xs:string" minOccurs="0">
              <xs:annotation><xs:documentation>Where orders are sent.</xs:documentation></xs:annotation>
            </xs:element>
            <xs:element name="faxNumber" type="xs:string" minOccurs="0"/>
            <xs:element name="paymentTermDays" type="xs:int"/>
          </xs:sequence>
        </xs:complexType>

        <xs:element name="Delivery" type="c:DeliveryTerms" abstract="true"/>
        <xs:element name="ShipTo" type="c:ShipToTerms" substitutionGroup="c:Delivery"/>
        <xs:element name="PickUp" type="c:PickUpTerms" substitutionGroup="c:Delivery"/>

        <xs:complexType name="DeliveryTerms">
          <xs:sequence>
            <xs:element name="requestedDate" type="xs:date" minOccurs="0"/>
          </xs:sequence>
        </xs:complexType>
        <xs:complexType name="ShipToTerms">
          <xs:complexContent>
            <xs:extension base="c:DeliveryTerms">
              <xs:sequence>
                <xs:element name="address" type="c:Address"/>
              </xs:sequence>
            </xs:extension>
          </xs:complexContent>
        </xs:complexType>
        <xs:complexType name="PickUpTerms">
          <xs:complexContent>
            <xs:extension base="c:DeliveryTerms">
              <xs:sequence>
                <xs:element name="warehouse" type="xs:string"/>
              </xs:sequence>
            </xs:extension>
          </xs:complexContent>
        </xs:complexType>
      </xs:schema>

      """###
    ),
    (
      "erp/v2/erp.wsdl",
      ###"""
      <?xml version="1.0" encoding="UTF-8"?>
      <wsdl:definitions xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/"
                        xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/"
                        xmlns:xs="http://www.w3.org/2001/XMLSchema"
                        xmlns:o="urn:brightmoor:erp:orders"
                        xmlns:tns="urn:brightmoor:erp"
                        name="PurchaseOrders"
                        targetNamespace="urn:brightmoor:erp">
        <wsdl:documentation>Purchase orders of the ERP Brightmoor.</wsdl:documentation>
        <wsdl:types>
          <xs:schema>
            <xs:import namespace="urn:brightmoor:erp:orders" schemaLocation="orders.xsd"/>
          </xs:schema>
        </wsdl:types>

        <wsdl:message name="Session"><wsdl:part name="session" element="o:Session"/></wsdl:message>
        <wsdl:message name="GetOrderRequest"><wsdl:part name="parameters" element="o:GetOrder"/></wsdl:message>
        <wsdl:message name="GetOrderResult"><wsdl:part name="parameters" element="o:GetOrderResponse"/></wsdl:message>
        <wsdl:message name="CreateOrderRequest"><wsdl:part name="parameters" element="o:CreateOrder"/></wsdl:message>
        <wsdl:message name="CreateOrderResult"><wsdl:part name="parameters" element="o:CreateOrderResponse"/></wsdl:message>
        <wsdl:message name="OrderFault"><wsdl:part name="fault" element="o:OrderFault"/></wsdl:message>

        <wsdl:portType name="PurchaseOrders">
          <wsdl:operation name="GetOrder">
            <wsdl:documentation>One order by its number.</wsdl:documentation>
            <wsdl:input message="tns:GetOrderRequest"/>
            <wsdl:output message="tns:GetOrderResult"/>
            <wsdl:fault name="OrderFault" message="tns:OrderFault"/>
          </wsdl:operation>
          <wsdl:operation name="CreateOrder">
            <wsdl:documentation>A new order, as a draft.</wsdl:documentation>
            <wsdl:input message="tns:CreateOrderRequest"/>
            <wsdl:output message="tns:CreateOrderResult"/>
            <wsdl:fault name="OrderFault" message="tns:OrderFault"/>
          </wsdl:operation>
        </wsdl:portType>

        <wsdl:binding name="PurchaseOrdersSoap" type="tns:PurchaseOrders">
          <soap:binding style="document" transport="http://schemas.xmlsoap.org/soap/http"/>
          <wsdl:operation name="GetOrder">
            <soap:operation soapAction="urn:brightmoor:erp/GetOrder"/>
            <wsdl:input>
              <soap:header message="tns:Session" part="session" use="literal"/>
              <soap:body use="literal"/>
            </wsdl:input>
            <wsdl:output><soap:body use="literal"/></wsdl:output>
            <wsdl:fault name="OrderFault"><soap:fault name="OrderFault" use="literal"/></wsdl:fault>
          </wsdl:operation>
          <wsdl:operation name="CreateOrder">
            <soap:operation soapAction="urn:brightmoor:erp/CreateOrder"/>
            <wsdl:input>
              <soap:header message="tns:Session" part="session" use="literal"/>
              <soap:body use="literal"/>
            </wsdl:input>
            <wsdl:output><soap:body use="literal"/></wsdl:output>
            <wsdl:fault name="OrderFault"><soap:fault name="OrderFault" use="literal"/></wsdl:fault>
          </wsdl:operation>
        </wsdl:binding>

        <wsdl:service name="PurchaseOrders">
          <wsdl:port name="PurchaseOrdersSoap" binding="tns:PurchaseOrdersSoap">
            <soap:address location="https://erp.brightmoor.example/services/orders"/>
          </wsdl:port>
        </wsdl:service>
      </wsdl:definitions>

      """###
    ),
    (
      "erp/v2/orders.xsd",
      ###"""
      <?xml version="1.0" encoding="UTF-8"?>
      <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"
                 xmlns:c="urn:brightmoor:erp:common"
                 xmlns:o="urn:brightmoor:erp:orders"
                 targetNamespace="urn:brightmoor:erp:orders"
                 elementFormDefault="qualified">
        <xs:import namespace="urn:brightmoor:erp:common" schemaLocation="common.xsd"/>

        <xs:complexType name="PurchaseOrder">
          <xs:sequence>
            <xs:element name="orderNumber" type="xs:string"/>
            <xs:element name="status" type="c:OrderStatus"/>
            <xs:element name="supplier" type="c:Supplier"/>
            <xs:element name="buyerReference" type="xs:string" minOccurs="0">
              <xs:annotation><xs:documentation>What the buyer calls the order.</xs:documentation></xs:annotation>
            </xs:element>
            <xs:element name="orderDate" type="xs:date"/>
            <xs:element name="line" type="o:OrderLine" maxOccurs="unbounded"/>
            <xs:element name="netTotal" type="c:Money"/>
            <xs:element name="approvedBy" type="xs:string"/>
            <xs:element ref="c:Delivery" minOccurs="0"/>
          </xs:sequence>
          <xs:attribute name="version" type="xs:int" use="required"/>
        </xs:complexType>

        <xs:complexType name="OrderLine">
          <xs:sequence>
            <xs:element name="lineNumber" type="xs:int"/>
            <xs:element name="itemCode" type="xs:string"/>
            <xs:element name="description" type="xs:string" minOccurs="0"/>
            <xs:element name="quantity" type="c:Quantity"/>
            <xs:element name="unitPrice" type="c:Money"/>
            <xs:element name="costCentre" type="xs:string" minOccurs="0"/>
          </xs:sequence>
        </xs:complexType>

        <xs:element name="GetOrder">
          <xs:complexType>
            <xs:sequence>
              <xs:element name="orderNumber" type="xs:string"/>
            </xs:sequence>
          </xs:complexType>
        </xs:element>
        <xs:element name="GetOrderResponse">
          <xs:complexType>
            <xs:sequence>
              <xs:element name="order" type="o:PurchaseOrder" minOccurs="0"/>
            </xs:sequence>
          </xs:complexType>
        </xs:element>

        <xs:element name="CreateOrder">
          <xs:complexType>
            <xs:sequence>
              <xs:element name="supplierId" type="xs:string"/>
              <xs:element name="buyerReference" type="xs:string" minOccurs="0"/>
              <xs:element name="costCentre" type="xs:string"/>
              <xs:element name="line" type="o:NewLine" maxOccurs="unbounded"/>
              <xs:element ref="c:Delivery" minOccurs="0"/>
            </xs:sequence>
          </xs:complexType>
        </xs:element>
        <xs:complexType name="NewLine">
          <xs:sequence>
            <xs:element name="itemCode" type="xs:string"/>
            <xs:element name="quantity" type="c:Quantity"/>
            <xs:element name="costCentre" type="xs:int" minOccurs="0"/>
          </xs:sequence>
        </xs:complexType>
        <xs:element name="CreateOrderResponse">
          <xs:complexType>
            <xs:sequence>
              <xs:element name="orderNumber" type="xs:string"/>
            </xs:sequence>
          </xs:complexType>
        </xs:element>

        <xs:element name="Session">
          <xs:complexType>
            <xs:sequence>
              <xs:element name="token" type="xs:string"/>
            </xs:sequence>
          </xs:complexType>
        </xs:element>
        <xs:element name="OrderFault">
          <xs:complexType>
            <xs:sequence>
              <xs:element name="code" type="xs:string"/>
              <xs:element name="message" type="xs:string"/>
            </xs:sequence>
          </xs:complexType>
        </xs:element>
      </xs:schema>

      """###
    ),
    (
      "erp/v2/common.xsd",
      ###"""
      <?xml version="1.0" encoding="UTF-8"?>
      <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"
                 xmlns:c="urn:brightmoor:erp:common"
                 targetNamespace="urn:brightmoor:erp:common"
                 elementFormDefault="qualified">

        <xs:simpleType name="OrderStatus">
          <xs:restriction base="xs:string">
            <xs:enumeration value="draft"/>
            <xs:enumeration value="approved"/>
            <xs:enumeration value="sent"/>
            <xs:enumeration value="received"/>
            <xs:enumeration value="disputed"/>
            <xs:enumeration value="closed"/>
          </xs:restriction>
        </xs:simpleType>

        <xs:simpleType name="CurrencyCode">
          <xs:restriction base="xs:string">
            <xs:pattern value="[A-Z]{3}"/>
          </xs:restriction>
        </xs:simpleType>

        <xs:simpleType name="Quantity">
          <xs:restriction base="xs:decimal">
            <xs:totalDigits value="12"/>
            <xs:fractionDigits value="2"/>
          </xs:restriction>
        </xs:simpleType>

        <xs:complexType name="Money">
          <xs:annotation><xs:documentation>An amount in one currency.</xs:documentation></xs:annotation>
          <xs:simpleContent>
            <xs:extension base="xs:decimal">
              <xs:attribute name="currency" type="c:CurrencyCode" use="required"/>
            </xs:extension>
          </xs:simpleContent>
        </xs:complexType>

        <xs:complexType name="Address">
          <xs:sequence>
            <xs:element name="street" type="xs:string"/>
            <xs:element name="city" type="xs:string"/>
            <xs:element name="postalCode" type="xs:string" minOccurs="0"/>
            <xs:element name="country" type="xs:string"/>
          </xs:sequence>
        </xs:complexType>

        <xs:complexType name="Supplier">
          <xs:sequence>
            <xs:element name="supplierId" type="xs:string"/>
            <xs:element name="name" type="xs:string"/>
            <xs:element name="vatNumber" type="xs:string" minOccurs="0" nillable="true"/>
            <xs:element name="orderEmail" type="xs:string" minOccurs="0">
              <xs:annotation><xs:documentation>Where orders are sent.</xs:documentation></xs:annotation>
            </xs:element>
            <xs:element name="paymentTermDays" type="xs:int"/>
          </xs:sequence>
        </xs:complexType>

        <xs:element name="Delivery" type="c:DeliveryTerms" abstract="true"/>
        <xs:element name="ShipTo" type="c:ShipToTerms" substitutionGroup="c:Delivery"/>
        <xs:element name="PickUp" type="c:PickUpTerms" substitutionGroup="c:Delivery"/>

        <xs:element name="DropShip" type="c:DeliveryTerms" substitutionGroup="c:Delivery"/>

        <xs:complexType name="DeliveryTerms">
          <xs:sequence>
            <xs:element name="requestedDate" type="xs:date" minOccurs="0"/>
          </xs:sequence>
        </xs:complexType>
        <xs:complexType name="ShipToTerms">
          <xs:complexContent>
            <xs:extension base="c:DeliveryTerms">
              <xs:sequence>
                <xs:element name="address" type="c:Address"/>
              </xs:sequence>
            </xs:extension>
          </xs:complexContent>
        </xs:complexType>
        <xs:complexType name="PickUpTerms">
          <xs:complexContent>
            <xs:extension base="c:DeliveryTerms">
              <xs:sequence>
                <xs:element name="warehouse" type="xs:string"/>
              </xs:sequence>
            </xs:extension>
          </xs:complexContent>
        </xs:complexType>
      </xs:schema>

      """###
    ),
    (
      "changes/crm-1.xml",
      ###"""
      <?xml version="1.0" encoding="utf-8"?>
      <feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://larkfield.example.com/changes/">
        <title>Larkfield: what changes</title>
        <id>https://larkfield.example.com/changes/</id>
        <updated>2026-09-14T09:00:00Z</updated>
        <entry>
          <id>https://larkfield.example.com/changes/2026-09-14</id>
          <title>Faster lists</title>
          <link href="2026-09-14"/>
          <updated>2026-09-14T09:00:00Z</updated>
          <content type="html"><![CDATA[<p>Lists of contacts and deals come in half the time. Nothing changes for you.</p>]]></content>
        </entry>
        <entry>
          <id>https://larkfield.example.com/changes/2026-08-03</id>
          <title>A new status page</title>
          <link href="2026-08-03"/>
          <updated>2026-08-03T09:00:00Z</updated>
          <content type="html"><![CDATA[<p>Leave your email on our status page to hear of outages.</p>]]></content>
        </entry>
      </feed>

      """###
    ),
    (
      "changes/crm-2.xml",
      ###"""
      <?xml version="1.0" encoding="utf-8"?>
      <feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://larkfield.example.com/changes/">
        <title>Larkfield: what changes</title>
        <id>https://larkfield.example.com/changes/</id>
        <updated>2026-11-02T09:00:00Z</updated>
        <entry>
          <id>https://larkfield.example.com/changes/2026-11-02</id>
          <title>Countries are codes</title>
          <link href="2026-11-02#countries"/>
          <updated>2026-11-02T09:00:00Z</updated>
          <content type="html"><![CDATA[<p>Hello all. The field <code>country</code> of <code>Contact.address</code> is deprecated and will be
            removed on March 1, 2027; read <code>country_code</code> instead.</p><p>Your name and status stay as they are.</p>]]></content>
        </entry>
        <entry>
          <id>https://larkfield.example.com/changes/2026-09-14</id>
          <title>Faster lists</title>
          <link href="2026-09-14"/>
          <updated>2026-09-14T09:00:00Z</updated>
          <content type="html"><![CDATA[<p>Lists of contacts and deals come in half the time. Nothing changes for you.</p>]]></content>
        </entry>
        <entry>
          <id>https://larkfield.example.com/changes/2026-08-03</id>
          <title>A new status page</title>
          <link href="2026-08-03"/>
          <updated>2026-08-03T09:00:00Z</updated>
          <content type="html"><![CDATA[<p>Leave your email on our status page to hear of outages.</p>]]></content>
        </entry>
      </feed>

      """###
    ),
    (
      "sales/contact.json",
      ###"""
      {
       "name": "Contact",
       "label": "Contact",
       "labelPlural": "Contacts",
       "keyPrefix": "003",
       "custom": false,
       "createable": true,
       "updateable": true,
       "deletable": true,
       "queryable": true,
       "retrieveable": true,
       "searchable": true,
       "deprecatedAndHidden": false,
       "childRelationships": [],
       "recordTypeInfos": [],
       "fields": [
        {
         "name": "Id",
         "label": "Record ID",
         "type": "id",
         "length": 18,
         "nillable": false,
         "defaultedOnCreate": false,
         "createable": false,
         "updateable": false,
         "permissionable": false,
         "unique": false,
         "externalId": false,
         "idLookup": true,
         "calculated": false,
         "autoNumber": false,
         "deprecatedAndHidden": false,
         "custom": false,
         "inlineHelpText": "Set by the system.",
         "picklistValues": [],
         "referenceTo": [],
         "relationshipName": null,
         "precision": 0,
         "scale": 0,
         "digits": 0,
         "soapType": "xsd:string"
        },
        {
         "name": "LastName",
         "label": "Last name",
         "type": "string",
         "length": 80,
         "nillable": false,
         "defaultedOnCreate": false,
         "createable": true,
         "updateable": true,
         "permissionable": true,
         "unique": false,
         "externalId": false,
         "idLookup": false,
         "calculated": false,
         "autoNumber": false,
         "deprecatedAndHidden": false,
         "custom": false,
         "inlineHelpText": null,
         "picklistValues": [],
         "referenceTo": [],
         "relationshipName": null,
         "precision": 0,
         "scale": 0,
         "digits": 0,
         "soapType": "xsd:string"
        },
        {
         "name": "Email",
         "label": "E-mail",
         "type": "email",
         "length": 80,
         "nillable": true,
         "defaultedOnCreate": false,
         "createable": true,
         "updateable": true,
         "permissionable": true,
         "unique": true,
         "externalId": true,
         "idLookup": true,
         "calculated": false,
         "autoNumber": false,
         "deprecatedAndHidden": false,
         "custom": false,
         "inlineHelpText": "Where the agent writes to; one record an address.",
         "picklistValues": [],
         "referenceTo": [],
         "relationshipName": null,
         "precision": 0,
         "scale": 0,
         "digits": 0,
         "soapType": "xsd:string"
        },
        {
         "name": "Phone",
         "label": "Phone",
         "type": "phone",
         "length": 40,
         "nillable": true,
         "defaultedOnCreate": false,
         "createable": true,
         "updateable": true,
         "permissionable": true,
         "unique": false,
         "externalId": false,
         "idLookup": false,
         "calculated": false,
         "autoNumber": false,
         "deprecatedAndHidden": false,
         "custom": false,
         "inlineHelpText": null,
         "picklistValues": [],
         "referenceTo": [],
         "relationshipName": null,
         "precision": 0,
         "scale": 0,
         "digits": 0,
         "soapType": "xsd:string"
        },
        {
         "name": "Title",
         "label": "Title",
         "type": "string",
         "length": 128,
         "nillable": true,
         "defaultedOnCreate": false,
         "createable": true,
         "updateable": true,
         "permissionable": true,
         "unique": false,
         "externalId": false,
         "idLookup": false,
         "calculated": false,
         "autoNumber": false,
         "deprecatedAndHidden": false,
         "custom": false,
         "inlineHelpText": null,
         "picklistValues": [],
         "referenceTo": [],
         "relationshipName": null,
         "precision": 0,
         "scale": 0,
         "digits": 0,
         "soapType": "xsd:string"
        },
        {
         "name": "LeadScore__c",
         "label": "Lead score",
         "type": "double",
         "length": 0,
         "nillable": true,
         "defaultedOnCreate": false,
         "createable": true,
         "updateable": true,
         "permissionable": true,
         "unique": false,
         "externalId": false,
         "idLookup": false,
         "calculated": false,
         "autoNumber": false,
         "deprecatedAndHidden": false,
         "custom": true,
         "inlineHelpText": "Set by the scoring agent.",
         "picklistValues": [],
         "referenceTo": [],
         "relationshipName": null,
         "precision": 5,
         "scale": 2,
         "digits": 0,
         "soapType": "xsd:double"
        },
        {
         "name": "Status__c",
         "label": "Status",
         "type": "picklist",
         "length": 255,
         "nillable": true,
         "defaultedOnCreate": false,
         "createable": true,
         "updateable": true,
         "permissionable": true,
         "unique": false,
         "externalId": false,
         "idLookup": false,
         "calculated": false,
         "autoNumber": false,
         "deprecatedAndHidden": false,
         "custom": true,
         "inlineHelpText": null,
         "picklistValues": [
          {
           "active": true,
           "defaultValue": true,
           "label": "New",
           "value": "new"
          },
          {
           "active": true,
           "defaultValue": false,
           "label": "Working",
           "value": "working"
          },
          {
           "active": true,
           "defaultValue": false,
           "label": "Customer",
           "value": "customer"
          }
         ],
         "referenceTo": [],
         "relationshipName": null,
         "precision": 0,
         "scale": 0,
         "digits": 0,
         "soapType": "xsd:string",
         "restrictedPicklist": true
        }
       ]
      }

      """###
    ),
    (
      "reports/report.json",
      ###"""
      {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Report",
        "description": "A report of one month.",
        "type": "object",
        "required": ["month"],
        "properties": {
          "month": { "type": "string", "format": "date", "description": "Its first day." },
          "revenue": { "type": "number", "description": "In euros." },
          "orders": { "type": "integer", "description": "How many were placed." }
        }
      }

      """###
    ),
  ]

  /// The text of a document; nil where there is none at the path.
  public static func text(_ path: String) -> String? { all.first { $0.path == path }?.text }
}
