"""The description of the API as a judge: does an answer of the control socket look as it says?"""
import json
import os

import jsonschema

BUILDDIR = os.path.abspath(os.environ.get("builddir", "."))


class Description:
    def __init__(self, document=None):
        if document is None:
            with open(os.path.join(BUILDDIR, "openapi.json"), encoding="utf-8") as file:
                document = json.load(file)
        self.document = document
        self.resolver = jsonschema.RefResolver("", document)
        self.checker = jsonschema.FormatChecker(formats=("date",))
        self.known = {}

    def operations(self, method=None):
        """(method, path, operation) of each."""
        for path, item in self.document["paths"].items():
            for verb, operation in item.items():
                if method in (None, verb.upper()):
                    yield verb.upper(), path, operation

    def operation(self, method, path):
        """What a path means: itself, or the template it begins with; None: nothing."""
        item = self.document["paths"].get(path)
        if item is None or method.lower() not in item:
            for name, other in self.document["paths"].items():
                start = name.split("{")[0]
                if start != name and path.startswith(start) and len(path) > len(start) and method.lower() in other:
                    item = other
        return None if item is None else item.get(method.lower())

    def validator(self, schema):
        key = json.dumps(schema, sort_keys=True)
        if key not in self.known:
            self.known[key] = jsonschema.Draft202012Validator(schema, resolver=self.resolver, format_checker=self.checker)
        return self.known[key]

    def problem(self, method, path, status, answer):
        """What is wrong with an answer (parsed); None: nothing."""
        operation = self.operation(method, path)
        if operation is None or status == 405:
            schema = {"$ref": "#/components/schemas/Error"}
        else:
            response = operation["responses"].get(str(status))
            if response is None:
                return "%s %s: no status %s is described" % (method, path, status)
            if "$ref" in response:
                response = self.resolver.resolve(response["$ref"])[1]
            schema = response["content"]["application/json"]["schema"]
        error = next(self.validator(schema).iter_errors(answer), None)
        if error is None:
            return None
        return "%s %s: %s: %s: %s" % (method, path, status, "/".join(str(part) for part in error.absolute_path), error.message[:300])

    def body(self, operation):
        """The schema of its body; None: it has none."""
        body = operation.get("requestBody")
        return None if body is None else body["content"]["application/json"]["schema"]
