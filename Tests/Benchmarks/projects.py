"""Projects for the benchmark of `drift check`: systems of OpenAPI, their definitions, one agent's mapping."""

import json
import os


def document(definitions, renamed=False):
    """A document of some definitions of nine fields each; with `renamed` one field of the first has another name."""
    schemas = {}
    for index in range(definitions):
        fields = {"f%d" % at: {"type": "string", "description": "Field %d of D%d" % (at, index)} for at in range(8)}
        if renamed and index == 0:
            fields["g0"] = fields.pop("f0")
        fields["next"] = {"$ref": "#/components/schemas/D%d" % ((index + 1) % definitions)}
        schemas["D%d" % index] = {"type": "object", "properties": fields}
    paths = {}
    for index in range(0, definitions, 10):
        body = {"application/json": {"schema": {"$ref": "#/components/schemas/D%d" % index}}}
        paths["/d%d" % index] = {"get": {"responses": {"200": {"description": "d", "content": body}}}}
    return {"openapi": "3.0.3", "info": {"title": "t", "version": "1"}, "paths": paths,
            "components": {"schemas": schemas}}


def project(folder, systems, definitions, entries):
    """Writes a project; its numbers are those of the whole."""
    each = definitions // systems
    for name in ("schemas", "mappings"):
        os.makedirs(os.path.join(folder, name))
    lines = ["version: 1", "mappings: [mappings/*.yaml]", "systems:"]
    for system in range(systems):
        write(folder, system, document(each))
        lines.append("  s%d: { owner: a@example.com, source: { files: [schemas/s%d.json] } }" % (system, system))
    with open(os.path.join(folder, "drift.yaml"), "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")
    entry = ("  - agent: x%d\n    system: s%d\n    field: D%d.f%d\n    access: [read]\n    on_missing: skip\n")
    with open(os.path.join(folder, "mappings", "a.yaml"), "w", encoding="utf-8") as file:
        file.write("agent: a\nowner: o@example.com\nfields:\n")
        for index in range(entries):
            file.write(entry % (index, index % systems, index // systems % each, index % 8))


def change(folder):
    """Renames a field of the first system."""
    with open(os.path.join(folder, "schemas", "s0.json"), encoding="utf-8") as file:
        definitions = len(json.load(file)["components"]["schemas"])
    write(folder, 0, document(definitions, renamed=True))


def write(folder, system, content):
    with open(os.path.join(folder, "schemas", "s%d.json" % system), "w", encoding="utf-8") as file:
        json.dump(content, file)
