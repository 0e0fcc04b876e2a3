#!/bin/sh
# The six ways in which an integration breaks in silence, each provoked on the example's server and told by one run of
# drift: prints a table of them. `drift` and `drift-example-systems` are on the PATH, the server listens on $1.
set -eu
port=$1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
export CRM_SECRET=example-crm-secret INBOX_KEY=example-inbox-key ERP_PASSWORD=example-erp-password
export SALES_TOKEN=example-sales-token REPORTS_TOKEN=example-reports-token
set_systems() { drift-example-systems --port "$port" --set "$1" >&2; }

drift init --example night --fetched >/dev/null
cd night
# Two more systems: one whose records the agent looks up, one with a token that somebody made by hand.
cat >>drift.yaml <<YAML
  sales:
    owner: sales-systems@example.com
    source:
      salesforce:
        url: http://127.0.0.1:7357/sales
        version: v66.0
        objects: [Contact]
        auth: { bearer: { env: SALES_TOKEN } }
    health: { token: { lifetime: endless } }
  reports:
    owner: finance-systems@example.com
    source: { http: { url: "http://127.0.0.1:7357/reports/schema.json", auth: { bearer: { env: REPORTS_TOKEN } } } }
    health: { token: { lifetime: 90d } }
YAML
cat >mappings/sales.yaml <<YAML
agent: lead-scorer
owner: revenue-operations@example.com
fields:
  - { agent: lead.email, system: sales, field: Contact.Email, access: [read], lookup: true }
  - { agent: lead.score, system: sales, field: Contact.LeadScore__c, access: [write] }
YAML
sed "s/127.0.0.1:7357/127.0.0.1:$port/" drift.yaml >drift.new && mv drift.new drift.yaml

set_systems '{"reset": true}'
drift run --now 2026-11-02T02:15:00Z >/dev/null
drift lock >/dev/null 2>&1
set_systems '{"generation": {"crm": 3, "erp": 2}, "expire-tokens": true, "not-unique": {"sales": ["Contact.Email"]},
  "read-only": {"sales": ["Contact.LeadScore__c"]}, "limit": {"inbox": 100}, "used": {"inbox": 91}}'
drift run --now 2026-11-03T02:15:00Z >night.txt && code=0 || code=$?
test "${KEEP:-}" = "" || cp night.txt "$KEEP"

# A finding is a line with its severity, then lines with who has to act and what to do.
table() {
  awk -v what="$1" -v pattern="$2" '
    function row() {
      if (!done && text ~ pattern) { printf "| %s | %s | %s | %s |\n", what, text, whose, fix; done = 1 }
    }
    /^  (BREAKING|warning  |info     |UNCHECKED) / { row(); text = substr($0, 13); whose = ""; fix = ""; first = 1; next }
    /^            whose: / { whose = substr($0, 20); next }
    /^            fix: / { fix = substr($0, 18); next }
    /^            [a-z-]+ (reads|writes|reads and writes|finds) / { if (first) text = text "; " substr($0, 13); first = 0; next }
    /^            / { next }
    { row(); text = "" }
    END { row() }' night.txt | sed -e 's/   */ /g' -e 's/ [^ ]*\.jsonl:[0-9]*;/;/'
}
echo "| failure | what the night says | whose | what to do |"
echo "| --- | --- | --- | --- |"
table "a field was renamed" "renamed"
table "a token expired" "token expired"
table "a lookup finds several records" "unique"
table "a right was reset" "LeadScore__c"
table "a rate limit is nearly used up" "of the limit"
table "a data format drifted" "integer -> string"
echo
echo "exit code $code"
