"""The description of the API and what it describes: every route, every field of an order, every path the programs use.

Both are made of the same tables, so what is looked for here is what a table can still get wrong: a member of struct order
that no field fills, a path that code answers or asks and no route names, a schema that is none. Each is seen red on a
planted fault.
"""
import copy
import json
import os
import re
import sys

import jsonschema

TOP = os.environ.get("srcdir", ".")
BUILD = os.environ.get("builddir", ".")
NOT_ASKED = {"verb", "user", "line"}  # said by the path, by the socket


def read(*parts):
    with open(os.path.join(TOP, *parts), encoding="utf-8") as file:
        return file.read()


def sources(*rooms):
    for room in rooms:
        for name in sorted(os.listdir(os.path.join(TOP, "daemon", room))):
            if name.endswith(".c"):
                yield "daemon/%s/%s" % (room, name), read("daemon", room, name)


def routes(text):
    """(method, path of the description) of every line of the table."""
    found = set()
    for method, path, rest in re.findall(r'\{ "(GET|POST)", "(/v1/[^"]*)", (NULL|"\w+"),', text):
        found.add((method.lower(), path + ("" if rest == "NULL" else "{%s}" % rest.strip('"'))))
    return found


def described(document):
    return {(method, path) for path, item in document["paths"].items() for method in item}


def members(header, name):
    body = re.search(r"struct %s \{(.*?)\n\};" % name, header, re.S).group(1)
    body = re.sub(r"/\*.*?\*/", "", body, flags=re.S)
    found = set()
    for line in body.split(";"):
        words = re.sub(r"\b(const|struct \w+|char|bool|int|GPtrArray)\b", "", line)
        found |= set(re.findall(r"\w+", words))
    return found


def filled(text, macro):
    return set(re.findall(r"\b%s\((\w+)\)" % macro, text)) - {"member"}


def walk(value):
    yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from walk(inner)


def resolves(document, reference):
    place = document
    for part in reference.lstrip("#/").split("/"):
        if not isinstance(place, dict) or part not in place:
            return False
        place = place[part]
    return True


def faults(document, table, orders, fields, texts):
    found = ["the description lacks %s %s" % one for one in routes(table) - described(document)]
    found += ["no route for %s %s" % one for one in described(document) - routes(table)]
    for name, macro in (("order", "AT"), ("order_row", "CELL"), ("contact_change", "PERSON"), ("subscribe_order", "FEED")):
        found += ["no field fills %s of struct %s" % (one, name)
                  for one in members(orders, name) - filled(fields, macro) - (NOT_ASKED if name in ("order", "subscribe_order") else set())]
    for value in walk(document):
        if isinstance(value, dict) and "$ref" in value and not resolves(document, value["$ref"]):
            found.append("%s is nowhere" % value["$ref"])
        if isinstance(value, dict) and "schema" in value:
            try:
                jsonschema.Draft202012Validator.check_schema(value["schema"])
            except jsonschema.SchemaError as error:
                found.append("no schema: %s" % error.message)
    for name, schema in document["components"]["schemas"].items():
        try:
            jsonschema.Draft202012Validator.check_schema(schema)
        except jsonschema.SchemaError as error:
            found.append("%s is no schema: %s" % (name, error.message))
    names = [path.split("{")[0] for path in document["paths"]]
    for file, text in texts:
        for path in re.findall(r'"(/v1/[^"]*)"', text):
            start = re.split(r"%s|\{", path)[0]
            if start != "/v1/" and start not in names and start + "/" not in names:
                found.append("%s: %s is not described" % (file, path))
    for path, item in document["paths"].items():
        for method, one in item.items():
            declared = {parameter["name"] for parameter in one["parameters"] if parameter["in"] == "path"}
            if declared != set(re.findall(r"\{(\w+)\}", path)):
                found.append("%s %s: its path's parameters are not declared" % (method, path))
            if "200" not in one["responses"] or "400" not in one["responses"]:
                found.append("%s %s: an answer is not described" % (method, path))
    ids = [one["operationId"] for item in document["paths"].values() for one in item.values()]
    found += ["operation %s twice" % one for one in set(ids) if ids.count(one) > 1]
    return found


def main():
    with open(os.path.join(BUILD, "openapi.json"), encoding="utf-8") as file:
        document = json.load(file)
    given = {"document": document, "table": read("daemon/engine/api_routes.c"), "orders": read("include/engine/orders.h") + read("include/engine/contacts.h")
             + read("include/engine/subscribe.h"),
             "fields": read("daemon/engine/api_tables.c"), "texts": list(sources("edge", "ctl"))}
    found = faults(**given)
    print("%sok 1 - routes, fields and description agree" % ("not " if found else ""))
    for line in found:
        print("# " + line)
    planted = []

    def plant(name, want, **changes):
        now = faults(**{**given, **changes})
        planted.append((name, any(want in line for line in now)))

    less = copy.deepcopy(document)
    del less["paths"]["/v1/submit"]
    plant("a route that is not described", "lacks post /v1/submit", document=less)
    more = copy.deepcopy(document)
    more["paths"]["/v1/more"] = {"get": dict(document["paths"]["/v1/status"]["get"], operationId="more")}
    plant("a description without a route", "no route for get /v1/more", document=more)
    wrong = copy.deepcopy(document)
    wrong["components"]["schemas"]["Row"]["properties"]["id"]["type"] = "words"
    plant("a schema that is none", "Row is no schema", document=wrong)
    lost = copy.deepcopy(document)
    del lost["components"]["schemas"]["Act"]
    plant("a shape that is nowhere", "schemas/Act is nowhere", document=lost)
    plant("a member that no field fills", "no field fills colour of struct order",
          orders=given["orders"].replace("bool again;", "bool again; bool colour;", 1))
    plant("a path that only code knows", "/v1/burn is not described", texts=[("planted.c", 'call("/v1/burn")')])
    for number, (name, red) in enumerate(planted, 2):
        print("%sok %d - red on %s" % ("" if red else "not ", number, name))
    print("1..%d" % (1 + len(planted)))
    return 1 if found or not all(red for _, red in planted) else 0


sys.exit(main())
