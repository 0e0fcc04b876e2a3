"""Validates reports against the published JSON Schema, strictly: a key that it does not declare is an error.

Usage: validate.py SCHEMA REPORT...   Prints what is wrong, one line an error. Exit code 3: no jsonschema here.
"""

import json
import sys

try:
    import jsonschema
except ImportError:
    sys.exit(3)


def close(node):
    """Forbids, in every object of the schema that declares keys, all others."""
    if isinstance(node, list):
        for one in node:
            close(one)
    elif isinstance(node, dict):
        if node.get("type") == "object" and "properties" in node and "required" in node:
            node["additionalProperties"] = False
        for one in node.values():
            close(one)


with open(sys.argv[1], encoding="utf-8") as file:
    schema = json.load(file)
jsonschema.Draft202012Validator.check_schema(schema)
close(schema)
validator = jsonschema.Draft202012Validator(schema)
failed = False
for path in sys.argv[2:]:
    with open(path, encoding="utf-8") as file:
        report = json.load(file)
    for error in validator.iter_errors(report):
        failed = True
        print(f"{path}: {error.json_path}: {error.message[:200]}")
sys.exit(1 if failed else 0)
