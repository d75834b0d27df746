#!/usr/bin/python3
"""Forty agencies are asked for a report that no plan names, with deadlinectl and a real relay; all of them answer. How long
that takes is printed; what must hold is what came of it."""
import csv
import json
import os
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.environ.get("srcdir", "."), "tests", "lib"))
from daemonlib import BUILDDIR, Daemon, Office, day  # noqa: E402
from described import Description  # noqa: E402
from smtpserver import SmtpServer  # noqa: E402
from tap import Tap  # noqa: E402

COUNT = 40
TITLE = "Báo cáo nhanh công tác phòng, chống bạo lực trên cơ sở giới"
GENEROUS = 60  # seconds; it takes a few on a quiet machine


class World:
    office = daemon = relay = None


def ctl(*words):
    done = subprocess.run([os.path.join(BUILDDIR, "deadlinectl"), "--socket", World.office.socket, "--lang", "en", "--json", *words],
                          capture_output=True, text=True, timeout=120)
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()], done.stderr


def ask(*more):
    return ctl("request", "--title", TITLE, "--from", "bodies", "--to", "office", "--due", "by %s" % day(20), "--period", "nhanh",
               "--document", "3163/BNV-CTTN&BĐG", "--dated", str(day(-1)), "--issuer", "office", "--policy", "plain",
               "--id", "quick", *more)


def answers_from_a_table(tap):
    path = World.office.path("came-in.csv")
    with open(path, "w", encoding="utf-8-sig", newline="") as file:
        table = csv.writer(file, delimiter=";")
        table.writerow(["Cơ quan", "Số", "Ngày", "Nhận lúc"])
        for number in range(COUNT // 2):
            table.writerow(["AGENCY %d" % number, "%d/BC" % number, day(0).strftime("%d/%m/%Y"), ""])
    status, rows, errors = ctl("submit", "--obligation", "quick/report", "--period", "nhanh", "--from", path)
    tap.ok(status == 0 and len(rows) == COUNT // 2 and all(row["done"] for row in rows), "half of them recorded from a table", status, errors)


def answers_one_by_one(tap):
    bad = []
    for number in range(COUNT // 2, COUNT):
        body = {"ids": ["quick/report/a-%d/nhanh" % number], "number": "%d/BC" % number, "as": "Lan"}
        status, rows = World.daemon.request("POST", "/v1/submit", body)
        if status != 200 or rows[0]["lateness"] != "on time":
            bad.append((status, rows))
    tap.equal(bad, [], "the other half recorded one by one, all in time")


def what_came_of_it(tap):
    rows = World.daemon.request("GET", "/v1/list?plan=quick")[1]
    tap.equal([row["state"] for row in rows], ["submitted"] * COUNT, "all forty are in")
    total = ctl("statistics", "--plan", "quick", "--year", "0", "--by", "agency")[1][-1]
    tap.equal([total[key] for key in ("owed", "on_time", "late", "open", "missing")], [COUNT, COUNT, 0, 0, 0], "the figures say so")
    proofs = ctl("proof", "quick/report/*/nhanh")[1]
    tap.equal((len(proofs), {row["state"] for row in proofs}, len({row["message_id"] for row in proofs})), (COUNT, {"sent"}, COUNT),
              "one mail each is proven, taken by the relay")
    status, value = World.daemon.request("GET", "/v1/table?obligation=quick/report&period=nhanh&all=1")
    tap.equal((status, value["rows"]), (200, COUNT), "the table has forty lines")
    tap.ok(ctl("list", "--plan", "quick", "--missing")[0] == 1, "nobody is missing")
    asked = World.daemon.request("GET", "/v1/show/quick/report/a-1/nhanh")
    problem = Description().problem("GET", "/v1/show/quick/report/a-1/nhanh", *asked)
    tap.ok(problem is None and "submit" in [act["verb"] for act in asked[1][0]["history"]], "what is shown is as described", problem)


def the_whole_story(tap):
    status, rows, errors = ask("--dry-run")
    tap.ok(status == 0 and len(World.office.execute("SELECT 1 FROM occurrence WHERE id LIKE 'quick/%'")) == 0, "only tried at first",
           status, errors)
    before, started = len(World.relay.messages), time.time()
    status, rows, errors = ask()
    if not tap.ok(status == 0 and rows, "asked", status, errors, rows):
        return
    World.relay.wait_for(before + COUNT)
    mails = World.relay.messages[before:]
    tap.equal(sorted(mail.recipients[0] for mail in mails), sorted("focal%d@example.vn" % n for n in range(COUNT)), "each is asked once")
    answers_from_a_table(tap)
    answers_one_by_one(tap)
    took = time.time() - started
    tap.note("asked, forty mails taken by the relay, forty answers recorded: %.2f s" % took)
    tap.ok(took < GENEROUS, "soon")
    what_came_of_it(tap)


def main():
    tap = Tap()
    with SmtpServer() as relay:
        World.relay = relay
        World.office = Office("smtp://127.0.0.1:%d" % relay.port, agencies=COUNT, due=30)
        World.daemon = Daemon(World.office)
        try:
            tap.run(the_whole_story)
        finally:
            World.daemon.stop()
            World.office.remove()


main()
