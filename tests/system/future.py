#!/usr/bin/python3
"""What the live store will send, and what another configuration would change: asked of the running service, which goes on."""
import os
import sys
import threading
import time

sys.path.insert(0, os.path.join(os.environ.get("srcdir", "."), "tests", "lib"))
from daemonlib import Daemon, Office, day  # noqa: E402
from smtpserver import SmtpServer  # noqa: E402
from tap import Tap  # noqa: E402


def upcoming(daemon, **query):
    return daemon.request("GET", "/v1/upcoming?" + "&".join("%s=%s" % pair for pair in query.items()))


def what_goes(tap, office, daemon):
    status, rows = upcoming(daemon, days=14)
    tap.equal((status, [row["to"] for row in rows]), (200, [["focal%d@example.vn" % n] for n in range(3)]), "one mail for each body")
    tap.ok(all(row["at"].startswith(day(7).isoformat()) and row["step"] == ["-3d"] and row["kind"] == "advance" for row in rows),
           "three days before the limit", rows)
    tap.equal(upcoming(daemon, days=5), (200, []), "nothing in five days")
    tap.equal([row["to"] for row in upcoming(daemon, days=14, agency="a-1")[1]], [["focal1@example.vn"]], "of one body")
    before = office.dump()
    daemon.request("POST", "/v1/submit", {"ids": ["test/report/a-2/p1"]})
    submitted = office.dump()
    tap.equal([row["to"] for row in upcoming(daemon, days=14)[1]], [["focal0@example.vn"], ["focal1@example.vn"]],
              "a report that came in is not reminded of")
    tap.ok(before != submitted and office.dump() == submitted, "asking changes no row")


def bad_questions(tap, office, daemon):
    for query, wanted in (("days=0", 400), ("days=401", 400), ("days=x", 400), ("day=1", 400), ("agency=nobody", 404)):
        status, answer = daemon.request("GET", "/v1/upcoming?" + query)
        tap.ok(status == wanted and answer["error"], "upcoming?%s is refused" % query, status, answer)
    tap.equal(daemon.request("POST", "/v1/upcoming")[0], 405, "it is asked with GET")
    for query, wanted in (("path=relative.conf", 400), ("path=/nowhere/at/all.conf", 409)):
        status, answer = daemon.request("GET", "/v1/diff?" + query)
        tap.ok(status == wanted and answer["error"], "diff?%s is refused" % query, status, answer)
    bad = office.path("bad.conf")
    with open(bad, "w") as file:
        file.write(office.text().replace("title = \"The report\"", "titel = \"The report\""))
    status, answer = daemon.request("GET", "/v1/diff?path=" + bad)
    tap.ok(status == 409 and answer["exit"] == 78 and any("titel" in line for line in answer["lines"]), "a configuration with errors: every error",
           answer)


def other_configuration(tap, office, daemon):
    new = office.path("new.conf")
    before = office.dump()
    with open(new, "w") as file:
        file.write(office.text())
    status, answer = daemon.request("GET", "/v1/diff?path=" + new)
    tap.equal(daemon.request("GET", "/v1/diff"), (status, answer), "no path: the file in service")
    tap.equal((status, [answer[key] for key in ("appear", "vanish", "move", "kept", "people")], answer["mails"]),
              (200, [[]] * 5, {"added": [], "removed": []}), "the same files change nothing")
    office.agencies, office.due = 4, 12
    with open(new, "w") as file:
        file.write(office.text().replace("Focal 1\"; email = \"focal1@", "Somebody\"; email = \"other@"))
    office.agencies, office.due = 3, 10
    status, answer = daemon.request("GET", "/v1/diff?path=" + new)
    tap.equal([row["id"] for row in answer["appear"]], ["test/report/a-3/p1"], "a fourth body appears")
    tap.equal(answer["appear"][0]["limit"], day(12).isoformat(), "with its limit")
    tap.equal([(row["id"], row["from"], row["to"]) for row in answer["move"]],
              [("test/report/a-%d/p1" % n, day(10).isoformat(), day(12).isoformat()) for n in range(2)], "open ones move")
    tap.equal(answer["kept"], ["test/report/a-2/p1"], "what was reported stays as it is")
    tap.equal([(row["agency"], row["position"], row["from"], row["to"]) for row in answer["people"] if row["agency"] == "a-1"],
              [("a-1", "focal", "Focal 1 <focal1@example.vn>", "Somebody <other@example.vn>")], "one person changes")
    gone, come = ([(row["at"][:10], row["to"]) for row in answer["mails"][key]] for key in ("removed", "added"))
    tap.equal(gone, [(day(7).isoformat(), "focal%d@example.vn" % n) for n in range(2)], "mails of before")
    tap.ok((day(9).isoformat(), "other@example.vn") in come and (day(9).isoformat(), "focal0@example.vn") in come, "mails to come", come)
    tap.equal(office.dump(), before, "asking changes no row")


def many_at_once(tap, daemon):
    answers = []
    threads = [threading.Thread(target=lambda: answers.append(upcoming(daemon, days=300)[0])) for _ in range(20)]
    for thread in threads:
        thread.start()
    tap.equal(daemon.request("GET", "/v1/status")[0], 200, "the service answers meanwhile")
    for thread in threads:
        thread.join()
    tap.ok(len(answers) == 20 and set(answers) <= {200, 503} and 200 in answers, "twenty at once: answered or sent away", answers)


def stopped_in_the_middle(tap, daemon):
    def ask():
        try:
            upcoming(daemon, days=400)
        except OSError:
            pass  # hung up on

    thread = threading.Thread(target=ask)
    thread.start()
    time.sleep(0.05)
    tap.equal(daemon.stop(), 0, "the service stops while it is asked")
    thread.join()


def whole(tap):
    with SmtpServer() as server:
        office = Office(server.url, due=10)
        try:
            office.make_store(days=16)
            daemon = Daemon(office)
            what_goes(tap, office, daemon)
            bad_questions(tap, office, daemon)
            other_configuration(tap, office, daemon)
            many_at_once(tap, daemon)
            stopped_in_the_middle(tap, daemon)
        finally:
            office.remove()


Tap().run(whole)
