#!/usr/bin/python3
"""The API over the real socket: what is served is what was built, and every answer is what the description says."""
import json
import os
import sys
import urllib.parse

sys.path.insert(0, os.path.join(os.environ.get("srcdir", "."), "tests", "lib"))
from daemonlib import Daemon, Office, day  # noqa: E402
from described import Description  # noqa: E402
from tap import Tap  # noqa: E402


class World:
    office = daemon = description = None


def ask(tap, method, path, body=None, want=200):
    """One request; the answer, held against the description."""
    status, answer = World.daemon.request(method, path, body)
    problem = World.description.problem(method, urllib.parse.unquote(path.split("?")[0]), status, answer)
    tap.ok(status == want and problem is None, "%s %s: %d" % (method, path[:60], want), status, problem, json.dumps(answer)[:500])
    return answer


def serves_its_description(tap):
    served = ask(tap, "GET", "/v1/openapi.json")
    tap.ok(served == World.description.document, "served as it was built")
    tap.ok(served["openapi"].startswith("3."), "an OpenAPI of the third form")


def reads(tap):
    rows = ask(tap, "GET", "/v1/list")
    tap.equal(len(rows), 3, "three occurrences")
    page = ask(tap, "GET", "/v1/list?limit=2")
    rest = ask(tap, "GET", "/v1/list?limit=2&after=" + page[-1]["id"])
    tap.equal([row["id"] for row in page + rest], [row["id"] for row in rows], "pages of two")
    tap.equal(len(ask(tap, "GET", "/v1/list?limit=5000")), 3, "a page of more than a thousand is one of a thousand")
    tap.equal(len(ask(tap, "GET", "/v1/list?agency=" + urllib.parse.quote("AGENCY 1"))), 1, "an agency by its name")
    for path in ("list?lang=en&missing=1&undated=1", "list?from=%s&to=%s" % (day(0), day(9)), "status", "queue", "queue?state=held&limit=1"):
        ask(tap, "GET", "/v1/" + path)
    for view in ("show", "explain"):
        ask(tap, "GET", "/v1/%s/test/report/a-1/p1?lang=en" % view)
        ask(tap, "GET", "/v1/%s/test/report/*/p1" % view)
        ask(tap, "GET", "/v1/%s/test/report/a-99/p1" % view, want=404)
        ask(tap, "GET", "/v1/%s/test" % view, want=400)
    mails = ask(tap, "GET", "/v1/queue")
    ask(tap, "GET", "/v1/queue/%d?bytes=1" % mails[0]["envelope"])
    ask(tap, "GET", "/v1/queue/99999", want=404)


def orders(tap):
    one = {"ids": ["test/report/a-1/p1"], "number": "12/BC", "as": "chị Lan"}
    ask(tap, "POST", "/v1/submit", dict(one, dry_run=True))
    ask(tap, "POST", "/v1/submit", one)
    ask(tap, "POST", "/v1/submit", one, want=409)
    ask(tap, "POST", "/v1/submit", {"ids": ["test/report/a-99/p1"]}, want=404)
    ask(tap, "POST", "/v1/submit", {"ids": ["test/report/a-2/p1"], "colour": 1}, want=400)
    shown = ask(tap, "GET", "/v1/show/test/report/a-1/p1")
    tap.equal(shown[0]["history"][-1]["as"], "chị Lan", "recorded in the clerk's name")
    mails = ask(tap, "GET", "/v1/queue")
    number = mails[-1]["envelope"]
    ask(tap, "POST", "/v1/queue/hold", {"ids": [number], "dry_run": True})
    ask(tap, "POST", "/v1/release", {"ids": [number], "dry_run": True})
    ask(tap, "POST", "/v1/queue/drop", {"ids": [number]}, want=400)


def the_edge(tap):
    ask(tap, "POST", "/v1/log-level", {"level": "info"})
    ask(tap, "POST", "/v1/log-level", {"level": "loud"}, want=400)
    ask(tap, "POST", "/v1/log-level", {"level": "info", "colour": 1}, want=400)
    ask(tap, "POST", "/v1/reload")
    ask(tap, "POST", "/v1/reload", {"force": True}, want=400)
    ask(tap, "POST", "/v1/reload?force=1", want=400)
    ask(tap, "POST", "/v1/test-mail", {}, want=400)
    ask(tap, "GET", "/v1/reload", want=405)
    ask(tap, "POST", "/v1/list", {}, want=405)
    ask(tap, "GET", "/v1/nothing", want=404)
    good = World.office.text()
    World.office.write(good + "colour = 1;\n")
    answer = ask(tap, "POST", "/v1/reload", want=409)
    tap.ok(answer.get("lines"), "a refused reload says what is wrong")
    World.office.write(good)


def main():
    tap = Tap()
    World.office = Office("smtp://127.0.0.1:9", mode="hold")
    World.office.make_store()
    World.description = Description()
    World.daemon = Daemon(World.office)
    try:
        tap.run(serves_its_description, reads, orders, the_edge)
    finally:
        World.daemon.stop()
        World.office.remove()


main()
