#!/usr/bin/python3
"""deadlinectl and the real daemon: what is asked is what happened, what is ordered happens."""
import json
import os
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.environ.get("srcdir", "."), "tests", "lib"))
from daemonlib import BUILDDIR, Daemon, Office, day  # noqa: E402
from smtpserver import SmtpServer  # noqa: E402
from tap import Tap  # noqa: E402

CTL = os.path.join(BUILDDIR, "deadlinectl")


def ctl(office, *words, language="en"):
    return subprocess.run([CTL, "-c", office.config, "--lang", language, *words], capture_output=True, text=True, timeout=60)


def rows(office, *words):
    done = ctl(office, "--json", *words)
    return [json.loads(line) for line in done.stdout.splitlines()]


def wait_for(good, seconds=20):
    until = time.time() + seconds
    while not good() and time.time() < until:
        time.sleep(0.05)
    return good()


def asks_and_orders(tap):
    with SmtpServer() as server:
        office = Office(server.url)
        try:
            office.make_store()
            office.write(office.text().replace('receipt = "off"', 'receipt = "60min"'))
            daemon = Daemon(office)
            daemon.wait_states(lambda states: states.get("sent") == 3)
            listed = rows(office, "list")
            tap.equal([row["id"] for row in listed], ["test/report/a-%d/p1" % n for n in range(3)], "list: the occurrences")
            tap.equal({(row["state"], row["limit"]) for row in listed}, {("due soon", str(day(3)))}, "list: how they stand")
            tap.equal({(row["last_mail"]["state"], row["last_mail"]["code"]) for row in listed}, {("sent", 250)},
                      "list: what became of the last mail")
            tap.ok("accepted by the relay" in ctl(office, "list").stdout, "list: in words")
            tap.equal([row["id"] for row in rows(office, "list", "--agency", "AGENCY 1")], ["test/report/a-1/p1"], "list --agency by name")

            told = rows(office, "explain", "test/report/a-1/p1")[0]
            step = [row for row in told["steps"] if row["step"] == "-3d"]
            tap.equal([(row["reason"], row["state"], row["code"], row["address"]) for row in step],
                      [("said", "sent", 250, "focal1@example.vn")], "explain: the step that was said, and the relay's answer")
            tap.ok(step and step[0]["message_id"] in [message.message_id for message in server.messages], "explain: its Message-ID")
            tap.ok("accepted by the relay" in ctl(office, "explain", "test/report/a-1/p1").stdout, "explain: in words")
            tap.ok("máy chủ thư đã nhận" in ctl(office, "explain", "test/report/a-1/p1", language="vi").stdout, "explain: in Vietnamese")

            done = ctl(office, "--json", "submit", "test/report/a-1/p1", "--number", "1/BC", "--as", "Lan")
            answer = json.loads(done.stdout)
            tap.equal((done.returncode, answer["state"], answer["lateness"]), (0, "submitted", "on time"), "submit")
            tap.ok(answer["receipt"], "submit: the receipt's moment", answer)
            tap.equal(ctl(office, "submit", "test/report/a-1/p1").returncode, 76, "submit twice: refused by state")
            tap.equal(ctl(office, "submit", "test/report/a-2/p1", "--number", "1/BC").returncode, 76, "the number of another: refused")
            tap.equal(ctl(office, "submit", "test/report/a-9/p1").returncode, 66, "submit: unknown id")
            shown = rows(office, "show", "test/report/a-1/p1")[0]
            acts = [act for act in shown["history"] if act["verb"] == "submit"]
            tap.equal([(act["as"], act["number"]) for act in acts], [("Lan", "1/BC")], "show: who recorded it")
            tap.ok(acts and acts[0]["user"], "show: and the caller the socket knew", acts)
            tap.equal([row["id"] for row in rows(office, "list", "--missing")], ["test/report/a-0/p1", "test/report/a-2/p1"],
                      "list --missing: the others")
            tap.equal({row["reason"] for row in rows(office, "explain", "test/report/a-1/p1")[0]["steps"]} & {"not yet"}, set(),
                      "explain: nothing more will come")
            tap.equal(ctl(office, "list", "--agency", "nobody at all").returncode, 1, "list: nothing matched")

            done = ctl(office, "status")
            tap.ok(done.returncode in (0, 1) and "due soon" in done.stdout, "status", done.returncode, done.stdout, done.stderr)
            tap.equal(ctl(office, "test-mail", "me@example.vn").returncode, 0, "test-mail")
            tap.ok(wait_for(lambda: any(message.recipients == ["me@example.vn"] for message in server.messages)), "which arrives",
                   [message.recipients for message in server.messages])
            done = ctl(office, "log-level", "debug")
            tap.ok(done.returncode == 0 and "debug" in done.stdout, "log-level debug", done.returncode, done.stdout, done.stderr)
            done = ctl(office, "log-level", "loud")
            tap.ok(done.returncode == 64 and "err, warning, notice, info, debug" in done.stderr, "log-level loud: 64 and which there are",
                   done.returncode, done.stderr)
            tap.equal((ctl(office, "log-level").returncode, rows(office, "log-level", "info")), (64, [{"level": "info"}]), "log-level: one word")
            tap.equal(ctl(office, "reload").stdout, "read again, nothing changed\n", "reload of unchanged files")
            office.write(office.text().replace("id = \"a-0\"", "ident = \"a-0\""))
            done = ctl(office, "reload")
            tap.ok(done.returncode == 78 and "ident" in done.stderr, "reload of a wrong file: 78 and why", done.stderr)
            tap.equal(daemon.stop(), 0, "the daemon ends")
            tap.equal((ctl(office, "list").returncode, ctl(office, "status").returncode), (69, 3), "then nobody answers")
        finally:
            office.remove()


def holds_and_releases(tap):
    with SmtpServer() as server:
        office = Office(server.url, mode="hold")
        try:
            office.make_store()
            daemon = Daemon(office)
            daemon.wait_states(lambda states: states.get("queued") == 3)
            tap.equal(len(server.messages), 0, "hold: nothing leaves")
            tap.ok("hold" in ctl(office, "status").stdout, "hold: status says so")
            queue = rows(office, "queue", "--state", "queued", "--to", "focal0@example.vn")
            number = str(queue[0]["envelope"])
            tap.ok("focal0@example.vn" in ctl(office, "queue", "show", number, "--eml").stdout, "queue show --eml: the message")
            tap.equal(ctl(office, "release", number).returncode, 0, "release of one")
            tap.ok(wait_for(lambda: len(server.messages) == 1), "it leaves alone", len(server.messages))
            other = str(rows(office, "queue", "--state", "queued", "--to", "focal1@example.vn")[0]["envelope"])
            tap.equal(ctl(office, "queue", "drop", other).returncode, 64, "queue drop: not without a reason")
            tap.equal(ctl(office, "queue", "drop", other, "--reason", "told by phone").returncode, 0, "queue drop")
            tap.equal(ctl(office, "queue", "retry", number).returncode, 76, "queue retry of what has left: refused")
            tap.equal(ctl(office, "release", "--all").returncode, 0, "release --all")
            tap.ok(wait_for(lambda: len(server.messages) == 2), "the rest leaves", len(server.messages))
            tap.equal(sorted(message.recipients[0] for message in server.messages), ["focal0@example.vn", "focal2@example.vn"],
                      "but not what was dropped")
            daemon.stop()
        finally:
            office.remove()


def adopts(tap, word, again):
    with SmtpServer() as server:
        office = Office("file:///nowhere/")
        try:
            office.make_store()
            office.relay = "file://%s/" % office.path("eml")
            office.write()
            daemon = Daemon(office)
            daemon.wait_states(lambda states: states.get("sent") == 3)
            daemon.stop()
            office.relay = server.url
            office.write()
            daemon = Daemon(office, wait=False)
            tap.equal(daemon.process.wait(20), 78, "a trial's store is refused by service")
            tap.ok("adopt-store" in daemon.log(), "which says what to do", daemon.log())
            daemon.stop()
            done = ctl(office, "adopt-store", word)
            tap.equal(done.returncode, 0, "adopt-store %s" % word)
            daemon = Daemon(office)
            if again:
                tap.ok(wait_for(lambda: len(server.messages) >= 3), "unsaid: it is said to people", len(server.messages))
                tap.equal(sorted(message.recipients[0] for message in server.messages), ["focal%d@example.vn" % n for n in range(3)],
                          "once each")
            else:
                time.sleep(2)
                tap.equal(len(server.messages), 0, "said: nobody hears it again")
            daemon.stop()
        finally:
            office.remove()


def adopts_said(tap):
    adopts(tap, "said", False)


def adopts_unsaid(tap):
    adopts(tap, "unsaid", True)


Tap().run(asks_and_orders, holds_and_releases, adopts_said, adopts_unsaid)
