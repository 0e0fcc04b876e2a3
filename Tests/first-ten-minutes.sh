#!/bin/sh
# The first ten minutes of a new user, as README.md tells them: `first-ten-minutes.sh DRIFT`.
# Each step runs the binary and looks at its exit code and at what it says. Prints a line a step; exit 1 at the
# first that is not as told.
set -u

[ $# -eq 1 ] && [ -x "$1" ] || { echo "usage: first-ten-minutes.sh DRIFT" >&2; exit 2; }
drift=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
fixtures=$(cd "$(dirname "$0")/../Fixtures" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 2

# expect CODE ARGUMENT...: runs drift; its output stands in `out` and `err`.
expect() {
  wanted=$1
  shift
  asked="drift $*"
  code=0
  "$drift" "$@" >out 2>err </dev/null || code=$?
  [ "$code" -eq "$wanted" ] || fail "exit code $code where $wanted was expected"
}

# says FILE TEXT...: each text stands somewhere in `out` or `err`.
says() {
  file=$1
  shift
  for text in "$@"; do
    grep -qF -e "$text" "$file" || fail "nothing in its std$file says: $text"
  done
}

silent_on() { ! grep -qF -e "$2" "$1" || fail "its std$1 says: $2"; }

fail() {
  printf 'FAILED  %s\n        %s\n        $ %s\n' "$step" "$1" "$asked"
  sed 's/^/        | /' out err
  exit 1
}

step="" asked=""
begin() { [ -z "$step" ] || printf 'ok      %s\n' "$step"; step=$1; }

begin "the example: what changed in both systems, and what that does to the agent"
expect 1 diff "$fixtures/crm/v1.json" "$fixtures/crm/v2.json" --system crm --mapping "$fixtures/mapping.yaml"
says out lead-router contact.phone phone_number contact.search mapping.yaml:
expect 1 diff "$fixtures/inbox/v1.yaml" "$fixtures/inbox/v2.yaml" --system inbox --mapping "$fixtures/mapping.yaml"
says out lead-router message.sender email_address mapping.yaml:

begin "a mapping of several systems wants to know which one"
expect 2 diff "$fixtures/crm/v1.json" "$fixtures/crm/v2.json" --mapping "$fixtures/mapping.yaml"
says err --system crm inbox

cat >old.json <<'END'
{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "Order",
  "type": "object",
  "required": ["number", "customer_email"],
  "properties": {
    "number": { "type": "string" },
    "customer_email": { "type": "string", "format": "email", "description": "Where the receipt goes." },
    "total": { "type": "integer", "description": "In cents, with tax." },
    "state": { "enum": ["open", "paid", "shipped"] },
    "gift_text": { "type": "string" }
  }
}
END
cat >new.json <<'END'
{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "Order",
  "type": "object",
  "required": ["number", "customerEmail"],
  "properties": {
    "number": { "type": "string" },
    "customerEmail": { "type": "string", "format": "email", "description": "Where the receipt goes." },
    "total": { "type": "string", "description": "In cents, with tax." },
    "state": { "enum": ["open", "paid", "shipped"] }
  }
}
END

begin "a look at an own schema, whole and at one address"
expect 0 show old.json
says out Order customer_email gift_text
expect 0 show old.json Order.total
says out total integer

begin "two own files: a rename, a type change and a removal"
expect 1 diff old.json new.json
says out customer_email customerEmail total gift_text old.json:

cat >mapping.yaml <<'END'
agent: billing
owner: billing@example.com
fields:
  - agent: receipt.to
    system: shop
    field: Order.customer_email
    access: [read]
  - agent: receipt.total
    system: shop
    field: Order.total
    access: [read]
    expects: { type: integer }
END

begin "with a mapping: the agent's fields, and the line of the mapping to change"
expect 1 diff old.json new.json --mapping mapping.yaml
says out billing receipt.to mapping.yaml:6 receipt.total mapping.yaml:10 --unmapped
silent_on out gift_text
expect 1 diff old.json new.json --mapping mapping.yaml --unmapped
says out gift_text

begin "the same for programs"
expect 1 diff old.json new.json --mapping mapping.yaml --format json
says out '"report"' '"field-renamed"' '"Order.customerEmail"' '"receipt.to"' '"complete"'

begin "a threshold of one's own"
expect 0 diff old.json new.json --mapping mapping.yaml --fail-on none
says out receipt.to
expect 1 diff old.json new.json --mapping mapping.yaml --fail-on any

begin "the new version is taken over: nothing left to do"
sed 's/Order.customer_email/Order.customerEmail/; s/type: integer/type: string/' mapping.yaml >mended.yaml
expect 0 diff new.json new.json --mapping mended.yaml --fail-on any

begin "a typo in an address: where it stands, and what was meant"
sed 's/Order\.total/Order.totl/' mapping.yaml >typo.yaml
expect 2 diff old.json new.json --mapping typo.yaml
says err typo.yaml:10 Order.totl Order.total

begin "a file that is not there, and one that was cut short"
expect 2 diff old.json nowhere.json
says err nowhere.json
head -n 8 new.json >cut.json
expect 2 diff old.json cut.json
says err cut.json:

begin "a reference that leads nowhere: not everything was checked, until the gap is accepted"
sed 's/{ "enum": \["open", "paid", "shipped"\] }/{ "$ref": "#\/$defs\/State" }/' old.json >gap.json
expect 3 diff gap.json gap.json
says out '#/$defs/State' --allow-gaps
expect 0 diff gap.json gap.json --allow-gaps

begin ""
