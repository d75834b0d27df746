#!/usr/bin/python3
"""A played span of time: the shipped plans through a real relay, row by row what deadlinectl preview says of the same span;
and what a replay refuses."""
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.environ.get("srcdir", "."), "tests", "lib"))
from daemonlib import BUILDDIR, DEADLINED, SRCDIR  # noqa: E402
from smtpserver import SmtpServer  # noqa: E402
from tap import Tap  # noqa: E402

DEADLINECTL = os.path.join(BUILDDIR, "deadlinectl")


class Played:
    """The shipped configuration with another relay, in a directory of its own."""

    def __init__(self, relay):
        self.directory = tempfile.mkdtemp(prefix="dl-")
        with open(os.path.join(SRCDIR, "etc", "deadlined.conf")) as file:
            text = file.read()
        text = text.replace("smtp://127.0.0.1:25", relay).replace("/var/lib/deadlined/deadlined.db", self.path("no.db"))
        for name in ("agencies.d", "plans.d", "holidays.d"):
            text = text.replace('"%s/' % name, '"%s/' % os.path.join(SRCDIR, "etc", name))
        text = text.replace('templates  = [ "templates" ]', 'templates = [ "%s" ]' % os.path.join(SRCDIR, "etc", "templates"))
        text = text.replace('#directory = "/var/lib/deadlined/feeds";', 'directory = "%s";' % self.path("feeds"))
        self.text = text
        self.write(text)

    def path(self, name):
        return os.path.join(self.directory, name)

    def write(self, text):
        with open(self.path("deadlined.conf"), "w") as file:
            file.write(text)

    def run(self, *words, program=DEADLINED):
        return subprocess.run([program, "-c", self.path("deadlined.conf"), *words], capture_output=True, text=True, timeout=60)

    def remove(self):
        shutil.rmtree(self.directory, ignore_errors=True)


def same_as_preview(tap, first, last, least):
    with SmtpServer() as server:
        played = Played(server.url)
        try:
            started = time.time()
            done = played.run("--replay", "%s..%s" % (first, last), "--json")
            took = time.time() - started
            preview = played.run("--json", "preview", "--from", first, "--to", last, "--first-start", first, program=DEADLINECTL)
            rows, wanted = done.stdout.splitlines(), preview.stdout.splitlines()
            tap.ok(done.returncode == 0 and took < 15, "%s to %s is played in %.1f s" % (first, last, took), done.stderr)
            tap.ok(len(rows) >= least, "%d mails" % len(rows))
            different = [pair for pair in zip(rows, wanted) if pair[0] != pair[1]]
            tap.ok(rows == wanted, "row by row the preview of the same span", len(rows), len(wanted), *different[:1])
            tap.ok("still queued: 0" in done.stderr, "nothing is left in the queue", done.stderr)
            envelopes = sum(len(json.loads(row)["to"]) + len(json.loads(row)["cc"]) for row in rows)
            tap.equal(len(server.messages), envelopes, "the relay got each once")
            tap.ok(os.path.exists(played.path("feeds/all.ics")), "the calendar files are there")
            tap.ok(not os.path.exists(played.path("no.db")), "the store of the settings was not touched")
        finally:
            played.remove()


def hue(tap):
    same_as_preview(tap, "2024-11-01", "2025-01-15", 150)


def five_plans(tap):
    same_as_preview(tap, "2026-10-01", "2026-12-31", 100)


def acts(tap):
    with SmtpServer() as server:
        played = Played(server.url)
        try:
            span = ("--replay", "2024-11-01..2025-01-15", "--json")
            before = [json.loads(row) for row in played.run(*span).stdout.splitlines()]
            late = [row for row in before if row["kind"] == "overdue"]
            tap.ok(late, "without acts somebody is overdue")
            silent = late[0]["occurrences"][0]
            with open(played.path("acts"), "w") as file:
                file.write("# a report comes in\n\n2024-11-20T09:15 submit %s number 12/BC dated 2024-11-19\n" % silent)
            done = played.run(*span, "--acts", played.path("acts"), "--store", played.path("kept.db"))
            after = [json.loads(row) for row in done.stdout.splitlines()]
            tap.equal(done.returncode, 0, "the act is carried out")
            steps = [row for row in after if silent in row["occurrences"] and row["at"] > "2024-11-20T09:15"]
            tap.equal([row["kind"] for row in steps], ["receipt"], "after it that ladder is silent, but for the receipt")
            tap.ok(os.path.exists(played.path("kept.db")), "--store keeps the store")
            with sqlite3.connect(played.path("kept.db")) as kept:
                tap.equal(kept.execute("SELECT login FROM act WHERE verb = 'submit'").fetchall(), [("replay",)],
                          "whose history says who it was")
            tap.equal(played.run(*span, "--store", played.path("kept.db")).returncode, 64, "and is not played over")
            for line, what in (("2024-11-20 submit x", "no moment"), ("yesterday submit x", "no moment"),
                               ("2024-11-20T09:15 dance x", "acts:1")):
                with open(played.path("acts"), "w") as file:
                    file.write(line + "\n")
                done = played.run(*span, "--acts", played.path("acts"))
                tap.ok(done.returncode != 0 and "acts:1" in done.stderr, "refused with its line: " + line, done.stderr[-300:])
        finally:
            played.remove()


def refused(tap):
    played = Played("smtp://192.0.2.1:25")
    try:
        done = played.run("--replay", "2024-11-01..2024-11-02")
        tap.ok(done.returncode == 78 and "only to a relay on this machine" in done.stderr, "a relay elsewhere", done.stderr[-300:])
        for words in (["--replay", "2024-11-01"], ["--replay", "2024-11-02..2024-11-01"], ["--replay", "a..b"], ["--acts", "x"],
                      ["--nonsense"], ["surplus"]):
            tap.equal(played.run(*words).returncode, 64, "usage: " + " ".join(words))
        played.write(played.text.replace("smtp://192.0.2.1:25", "file://%s/" % played.path("eml")).replace('mode = "hold"', 'mode = "send"'))
        os.mkdir(played.path("eml"))
        done = played.run("--replay", "2024-11-01..2024-11-10")
        files = [name for name in os.listdir(played.path("eml"))]
        tap.ok(done.returncode == 0 and len(files) > 10 and all(name.endswith(".eml") for name in files),
               "a directory is local: %d files" % len(files), done.stderr[-300:])
        tap.ok(done.stdout.splitlines()[0].startswith("2024-11-0"), "and the timeline is for people", done.stdout[:200])
        check = played.run("--check-config")
        ctl = played.run("check", program=DEADLINECTL)
        tap.equal((check.returncode, check.stdout), (ctl.returncode, ctl.stdout), "--check-config is deadlinectl check")
        version = subprocess.run([DEADLINED, "--version"], capture_output=True, text=True)
        tap.ok(all(word in version.stdout for word in ("deadlined ", "libcurl/", "libmicrohttpd ", "SQLite ", "GLib ")),
               "--version names its libraries", version.stdout)
    finally:
        played.remove()


Tap().run(hue, five_plans, acts, refused)
