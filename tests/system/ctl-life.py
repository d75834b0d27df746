#!/usr/bin/python3
"""A submission's life through deadlinectl and the real daemon: each order done, refused, tried without doing; tables; people."""
import csv
import io
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
REPORT = ["--obligation", "test/report", "--period", "p1"]


class Desk:
    """An office with its daemon and the tool."""

    def __init__(self, agencies=3):
        self.server = SmtpServer().__enter__()
        self.office = Office(self.server.url, agencies=agencies)
        self.office.make_store()
        self.daemon = Daemon(self.office)
        self.daemon.wait_states(lambda states: states.get("sent") == agencies)
        self.said = len(self.server.messages)

    def run(self, *words, language="en", stdin=None):
        return subprocess.run([CTL, "-c", self.office.config, "--lang", language, *map(str, words)], capture_output=True, text=True,
                              input=stdin, timeout=60)

    def rows(self, *words):
        done = self.run("--json", *words)
        return [json.loads(line) for line in done.stdout.splitlines()]

    def state(self, agency):
        return self.rows("show", "test/report/%s/p1" % agency)[0]["state"]

    def mails(self, count):
        """The messages since the beginning, once there are so many."""
        until = time.time() + 20
        while len(self.server.messages) < self.said + count and time.time() < until:
            time.sleep(0.05)
        return self.server.messages[self.said:]

    def close(self):
        self.daemon.stop()
        self.office.remove()
        self.server.__exit__(None, None, None)


def orders(tap, desk):
    one, two, three = ("test/report/a-%d/p1" % n for n in range(3))
    # order, its options, the states before and after
    life = [
        (["submit", one, "--number", "1/BC", "--as", "Lan"], "submitted"),
        (["accept", one], "accepted"),
        (["return", one, "--reason", "thiếu số liệu", "--reason", "sai biểu", "--days", "5"], "returned"),
        (["submit", one, "--number", "2/BC"], "submitted"),
        (["amend", one, "--number", "3/BC"], "submitted"),
        (["note", one, "--note", "đã gọi"], "submitted"),
        (["reopen", one, "--reason", "nhầm"], "returned"),
        (["extend", two, "--until", day(10), "--reason", "bão", "--document", "9/CV", "--asked-by", "A", "--granted-by", "B"], "due soon"),
        (["waive", two, "--reason", "sáp nhập"], "waived"),
        (["reopen", two], "due soon"),
        (["nil", two, "--number", "7/CV"], "nil"),
        (["ask", three, "--until", day(10), "--reason", "bận"], "due soon"),
        (["cancel", three, "--reason", "thôi"], "cancelled"),
    ]
    for words, after in life:
        agency = words[1].split("/")[2]
        before = desk.state(agency)
        history = len(desk.rows("show", words[1])[0]["history"])
        tried = desk.run(*words, "--dry-run")
        tap.ok(tried.returncode == 0 and ": would be " in tried.stdout, "%s --dry-run" % words[0], tried.stdout, tried.stderr)
        tap.equal((desk.state(agency), len(desk.rows("show", words[1])[0]["history"])), (before, history), "which changes nothing")
        done = desk.run("--json", *words)
        tap.equal(done.returncode, 0, "%s" % words[0]) or tap.note(done.stderr)
        tap.equal((json.loads(done.stdout)["order"], desk.state(agency)), (words[0], after), "and so it is %s" % after)
    shown = desk.run("show", two).stdout
    tap.ok("asked by A" in shown and "granted by B" in shown, "show: who asked and who granted", shown)
    tap.ok("thiếu số liệu; sai biểu" in desk.run("show", one, language="vi").stdout, "show: why it was returned")
    sent = [message.recipients[0] for message in desk.mails(3)]
    tap.equal(sorted(sent[:3]), ["focal0@example.vn", "focal1@example.vn", "focal1@example.vn"],
              "returned, extended and waived were told at once")


def refused(tap, desk):
    one, two, three = ("test/report/a-%d/p1" % n for n in range(3))
    for words in (["accept", three], ["return", three, "--reason", "x", "--days", "5"], ["extend", two, "--until", day(20), "--reason", "x"],
                  ["waive", two, "--reason", "x"], ["nil", three], ["cancel", two, "--reason", "x"], ["submit", two], ["amend", three,
                  "--number", "1"], ["ask", two, "--until", day(20), "--reason", "x"], ["extend", one, "--until", day(1), "--reason", "x"],
                  ["date", two, "--due", "by %s" % day(9), "--document", "1"]):
        before = desk.office.dump()
        done = desk.run(*words)
        tap.ok(done.returncode == 76 and words[1] in done.stderr and not done.stdout, "76: " + " ".join(map(str, words)),
               done.returncode, done.stderr)
        tap.ok(desk.office.dump() == before, "which changes nothing")
    for words in (["accept", "test/report/nobody/p1"], ["note", "test/nothing/*/p1", "--note", "x"]):
        tap.equal(desk.run(*words).returncode, 66, "66: " + words[0])
    for words in (["return", one], ["extend", one, "--until", "soon"], ["date", "test/report", "--due", "before 31/11", "--all", "--period",
                  "p1"], ["accept", one, "--note", "x" * 5000]):
        tap.ok(desk.run(*words).returncode in (64, 65), "64 or 65: " + " ".join(words)[:60], desk.run(*words).returncode)


def several(tap, desk):
    done = desk.run("note", "test/report/*/p1", "--note", "x")
    tap.equal((done.returncode, len(done.stdout.splitlines())), (0, 3), "a pattern")
    done = desk.run("note", "-", "test/report/a-1/p1", "--note", "x", stdin="test/report/a-0/p1\n\n test/report/a-2/p1 \n")
    tap.equal((done.returncode, len(done.stdout.splitlines())), (0, 3), "a list on standard input")
    before = desk.office.dump()
    done = desk.run("submit", "test/report/a-0/p1", "test/report/nobody/p1")
    tap.ok(done.returncode == 66 and desk.office.dump() == before, "one unknown: none is done", done.stderr)
    done = desk.run("submit", "test/report/a-0/p1", "--sent", day(-1).strftime("%d/%m/%Y"), "--received",
                    day(-1).strftime("%d/%m/%Y") + " 10:05", "--dated", day(-2).strftime("%d/%m/%Y"))
    tap.equal((done.returncode, desk.rows("show", "test/report/a-0/p1")[0]["submitted"][:16]), (0, "%sT00:00" % day(-1)),
              "dates as they are written here")


def tables(tap, desk):
    done = desk.run("list", "--missing", "--csv", *REPORT)
    tap.equal(done.stdout.splitlines()[1:], ["Agency 0,,,,,", "Agency 1,,,,,", "Agency 2,,,,,"], "list --missing --csv: those to be filled in")
    path = desk.office.path("in.csv")
    today, earlier = day(0).strftime("%d/%m/%Y"), day(-1).strftime("%d/%m/%Y") + " 10:05"
    with open(path, "w", newline="") as file:
        file.write("\ufeffCơ quan;Số;Ngày;Nhận lúc;Hình thức;Ghi chú\r\nagency 0;11/BC;%s;%s;trục;\r\nAgency 1;;;;;\r\na-2;13/BC;%s;;;x\r\n"
                   % (today, earlier, today))
    before = desk.office.dump()
    done = desk.run("submit", "--from", path, *REPORT, "--dry-run")
    tap.ok(done.returncode == 0 and desk.office.dump() == before, "submit --from --dry-run", done.stderr)
    with open(path, "a") as file:
        file.write("nobody;14/BC;;;;\r\na-1;11/BC;;;;\r\n")
    done = desk.run("submit", "--from", path, *REPORT)
    tap.ok(done.returncode == 65 and "line 5: 'nobody'" in done.stderr and "line 6:" in done.stderr and desk.office.dump() == before,
           "a bad line: each is named, nothing is recorded", done.returncode, done.stderr)
    done = desk.run("--json", "submit", "--from", path, *REPORT, "--partial")
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    tap.equal((done.returncode, [(row["line"], row["id"], bool(row["error"])) for row in rows][:2]),
              (65, [(2, "test/report/a-0/p1", False), (4, "test/report/a-2/p1", False)]), "--partial: the good ones")
    tap.equal([row["state"] for row in desk.rows("list")], ["submitted", "due soon", "submitted"], "and only they")
    tap.equal(desk.rows("show", "test/report/a-0/p1")[0]["submitted"][:16], "%sT10:05" % day(-1), "with the time of the table")
    done = desk.run("submit", "test/report/a-1/p1", "--number", "11/BC")
    tap.equal(done.returncode, 76, "the number of another body of the same report: refused")
    tap.equal(desk.run("submit", "test/report/a-1/p1", "--number", "11/BC", "--again").returncode, 0, "unless --again")
    year = desk.office.execute("SELECT max(substr(coalesce(period_last, limit_day), 1, 4)) FROM occurrence")[0][0]
    done = desk.run("statistics", "--plan", "test", "--year", year, "--csv")
    row = next(csv.DictReader(io.StringIO(done.stdout.lstrip("\ufeff"))))
    tap.equal((row["owed"], row["on_time"], row["late"], row["missing"]), ("3", "3", "0", "0"), "statistics --csv")
    tap.ok("test/report The report" in desk.run("statistics", "--plan", "test", "--year", year).stdout, "statistics: for people")
    tap.equal(len(desk.rows("statistics", "--plan", "test", "--year", year, "--by", "agency")), 4, "statistics --by agency: and their sum")
    tap.equal(desk.run("statistics", "--plan", "none", "--year", "2026").returncode, 66, "66: statistics of no plan")
    proof = desk.rows("proof", "test/report/a-0/p1")
    tap.ok(proof and {row["code"] for row in proof} == {250} and all("@" in row["message_id"] for row in proof), "proof: what the relay said",
           proof)
    done = desk.run("proof", "test/report/a-0/p1", "--csv")
    tap.equal(len(list(csv.DictReader(io.StringIO(done.stdout)))), len(proof), "proof --csv")
    tap.ok(proof[0]["message_id"] in desk.run("proof", "test/report/a-0/p1").stdout, "proof: for people")


def limits(tap, desk):
    due = "by %s" % day(12)
    done = desk.run("date", "test/report", "--period", "p1", "--owner", "a-1", "--due", due, "--document", "5/CV", "--dry-run")
    tap.ok("test/report/a-1/p1: would be given a limit to the end of %s" % day(12) in done.stdout, "date --dry-run", done.stdout, done.stderr)
    done = desk.run("date", "test/report", "--period", "p1", "--all", "--due", due, "--document", "5/CV")
    tap.equal((done.returncode, {row["limit"] for row in desk.rows("list")}), (0, {str(day(12))}), "date --all")
    tap.equal(desk.run("date", "test/report", "--period", "p1", "--all", "--due", "by %s" % day(8), "--document", "6/CV").returncode, 76,
              "a nearer limit: refused")
    words = ["request", "--title", "Báo cáo đột xuất", "--from", "bodies", "--to", "office", "--due", "by %s" % day(9), "--document",
             "3163/BNV-CTTN&BĐG"]
    before = desk.office.dump()
    done = desk.run(*words, "--dry-run")
    tap.ok(done.returncode == 0 and len(done.stdout.splitlines()) == 3 and desk.office.dump() == before, "request --dry-run: who would be asked",
           done.stdout, done.stderr)
    done = desk.rows(*words)
    tap.equal([row["limit"] for row in done], [str(day(9))] * 3, "request")
    tap.equal(len(desk.rows("list", "--plan", done[0]["id"].split("/")[0])), 3, "which is a plan like any other")
    tap.equal(desk.run("request", "--title", "x", "--from", "nobody", "--to", "office", "--due", "by %s" % day(9)).returncode, 66,
              "request to nobody: 66")
    mails = desk.rows("upcoming", "--days", "14")
    tap.ok(mails and set(mails[0]) >= {"at", "to", "cc", "kind", "step", "occurrences", "subject"}, "upcoming", mails[:1])
    tap.ok("focal0@example.vn" in desk.run("upcoming", "--days", "14", "--agency", "AGENCY 0").stdout, "upcoming --agency")


def changes(tap, desk):
    text = desk.office.text()
    tap.equal(desk.run("reload").stdout, "read again, nothing changed\n", "reload of unchanged files")
    other = desk.office.path("other.conf")
    with open(other, "w") as file:
        file.write(text.replace('due = "by %s"' % day(3), 'due = "by %s"' % day(5)).replace("Focal 1", "Hoa"))
    done = desk.run("diff", other)
    tap.ok("test/report/a-0/p1  limit %s → %s" % (day(3), day(5)) in done.stdout, "diff: what moves", done.stdout, done.stderr)
    tap.ok("a-1:focal" in done.stdout, "diff: who changes", done.stdout)
    found = json.loads(desk.run("--json", "diff", other).stdout)
    with open(other) as file:
        desk.office.write(file.read())
    told = json.loads(desk.run("--json", "reload").stdout)
    tap.equal((told["move"], told["people"]), (found["move"], found["people"]), "reload tells the same")
    with open(other, "w") as file:
        file.write(text.replace('id = "report"', 'ident = "report"'))
    done = desk.run("diff", other)
    tap.ok(done.returncode == 78 and "ident" in done.stderr, "diff: a wrong file is 78, with its errors", done.stderr)


def with_a_desk(test):
    def run(tap):
        desk = Desk()
        try:
            test(tap, desk)
            log = desk.daemon.log()
            tap.ok("CRITICAL" not in log and "WARNING **" not in log, test.__name__ + ": nothing amiss in the log", log[-2000:])
        finally:
            desk.close()
    run.__name__ = test.__name__
    return run


def orders_and_refusals(tap, desk):
    orders(tap, desk)
    refused(tap, desk)


Tap().run(with_a_desk(orders_and_refusals), with_a_desk(several), with_a_desk(tables), with_a_desk(limits), with_a_desk(changes))
