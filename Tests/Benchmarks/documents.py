#!/usr/bin/env python3
"""Makes large OpenAPI documents out of a real one, the same bytes each time.

usage: documents.py copies N SOURCE TARGET    the document N times over, each copy under names of its own
       documents.py inline SOURCE TARGET      references written in place until the document has some 8 MB
       documents.py closed SOURCE TARGET      the same, then what is still a reference becomes a plain object

`bench` runs it as a process of its own: what a process holds is a floor under the peak memory measured for its children.
"""
import heapq
import itertools
import json
import sys

INLINE_BYTES = 8_000_000
SCHEMAS = "#/components/schemas/"


def text(document):
    return json.dumps(document, indent=2, ensure_ascii=False)


def members(value):
    """Keys and values of an object, or indices and values of an array; nothing of a scalar."""
    if isinstance(value, dict):
        return list(value.items())
    return list(enumerate(value)) if isinstance(value, list) else []


def target(value):
    """The schema that a reference object names; None for anything else."""
    if isinstance(value, dict):
        name = value.get("$ref")
        if isinstance(name, str) and name.startswith(SCHEMAS):
            return name[len(SCHEMAS):]
    return None


def renamed(value, suffix):
    """A copy in which every reference to a schema, and every discriminator's mapping to one, leads to the copy's schema."""
    if isinstance(value, dict):
        return {key: renamed(item, suffix) for key, item in value.items()}
    if isinstance(value, list):
        return [renamed(item, suffix) for item in value]
    if isinstance(value, str) and value.startswith(SCHEMAS):
        return value + suffix
    return value


def copies(document, count):
    schemas, paths = document["components"]["schemas"], document["paths"]
    all_schemas, all_paths = dict(schemas), dict(paths)
    for copy in range(2, count + 1):
        suffix = "_copy%d" % copy
        all_schemas.update((name + suffix, renamed(schema, suffix)) for name, schema in schemas.items())
        for path, item in paths.items():
            item = renamed(item, suffix)
            for operation in item.values():
                if isinstance(operation, dict) and "operationId" in operation:
                    operation["operationId"] += suffix
            all_paths["/copy%d%s" % (copy, path)] = item
    document["components"]["schemas"], document["paths"] = all_schemas, all_paths
    return document


def inline(document, leave_references):
    """Writes schemas in place of references below the paths, the smallest first, until the document is large enough.

    A reference to a schema that it stands in itself is left: there the cycle is cut.
    """
    schemas = document["components"]["schemas"]
    source = {name: json.dumps(schema) for name, schema in schemas.items()}
    shape = {name: (len(written), written.count("\n") + 1) for name, written in
             ((name, text(schema)) for name, schema in schemas.items())}
    size = len(text(document if leave_references else document["paths"]))
    waiting, number = [], itertools.count()

    def note(holder, key, inside, depth):
        """Puts what stands at the key on the list if it is a reference, else the references below it."""
        name = target(holder[key])
        if name in schemas:
            # The number settles the order among equals, so that holders are never compared.
            heapq.heappush(waiting, (shape[name][0], next(number), name, depth, holder, key, inside))
        elif name is None:
            for below, _ in members(holder[key]):
                note(holder[key], below, inside, depth + 1)

    note(document, "paths", frozenset(), 0)
    while waiting and size < INLINE_BYTES:
        length, _, name, depth, holder, key, inside = heapq.heappop(waiting)
        if name in inside:
            continue
        holder[key] = json.loads(source[name])
        size += length + 2 * depth * shape[name][1]
        note(holder, key, inside | {name}, depth)

    reached, unseen = set(), [document["paths"]]
    while unseen:
        for key, item in members(holder := unseen.pop()):
            name = target(item)
            if name is None:
                unseen.append(item)
            elif not leave_references:
                holder[key] = {"type": "object"}
            elif name not in reached:
                reached.add(name)
                unseen.append([schemas[name]])
    document["components"]["schemas"] = {name: schema for name, schema in schemas.items() if name in reached}
    return document


def main(arguments):
    try:
        kind, (source, destination) = arguments[0], arguments[-2:]
        count = int(arguments[1]) if kind == "copies" else None
    except (IndexError, ValueError):
        sys.exit(__doc__)
    with open(source, encoding="utf-8") as file:
        document = json.load(file)
    document = copies(document, count) if kind == "copies" else inline(document, leave_references=kind == "inline")
    with open(destination, "w", encoding="utf-8") as file:
        file.write(text(document))


if __name__ == "__main__":
    main(sys.argv[1:])
