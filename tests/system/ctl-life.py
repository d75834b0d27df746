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

    def __init__(self, agencies=3, due=3, played=True):
        self.server = SmtpServer().__enter__()
        self.office = Office(self.server.url, agencies=agencies, due=due)
        if played:
            self.office.make_store()
        self.daemon = Daemon(self.office)
        if due > 0:
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
    year = desk.office.execute("SELECT max(substr(original_limit, 1, 4)) FROM occurrence")[0][0]
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


def people(tap, desk):
    def holder(agency):
        rows = [row for row in desk.rows("contact", "list", agency) if row["state"] == "current" and row["position"] == "focal"]
        return rows[0]["email"] if rows else None
    words = ["contact", "set", "Agency 1", "focal", "--name", "Hoa", "--email", "hoa@example.vn", "--phone", "+84 9", "--document", "5/QĐ"]
    done = desk.run(*words, "--dry-run")
    tap.equal((done.returncode, holder("a-1")), (0, "focal1@example.vn"), "contact set --dry-run")
    done = desk.run(*words, "--as", "Lan")
    tap.equal((done.returncode, holder("a-1")), (0, "hoa@example.vn"), "contact set")
    tap.ok("Focal 1 → Hoa" in done.stdout, "who came for whom", done.stdout)
    tap.ok("order of Lan, 5/QĐ" in desk.run("contact", "list", "agency 1").stdout, "contact list: by whose order")
    tap.equal((desk.run("contact", "end", "a-2", "focal").returncode, holder("a-2")), (0, None), "contact end")
    tap.equal(desk.run("contact", "end", "a-2", "focal").returncode, 76, "nobody is there: refused")
    tap.equal(desk.run("contact", "set", "nobody", "focal", "--email", "x@example.vn").returncode, 66, "66: no such agency")
    tap.equal(desk.run("contact", "set", "a-2", "focal", "--email", "x@@y").returncode, 65, "65: no address")
    path = desk.office.path("people.csv")
    with open(path, "w") as file:
        file.write(desk.run("contact", "list", "--csv").stdout.replace("hoa@", "le@") + "a-2,focal,Bé,,be@example.vn,,,,,\r\n")
    done = desk.run("contact", "import", path)
    tap.equal((done.returncode, holder("a-1"), holder("a-2")), (0, "le@example.vn", "be@example.vn"), "contact import of what list --csv wrote")
    with open(path, "a") as file:
        file.write("a-0,focal,X,,no address,,,,,\r\nnobody,focal,X,,x@example.vn,,,,,\r\n")
    done = desk.run("contact", "import", path)
    tap.ok(done.returncode == 65 and "no address" in done.stderr and "nobody" in done.stderr, "bad lines: each is named", done.stderr)
    tap.equal(holder("a-0"), "focal0@example.vn", "and nobody changes")
    out = desk.office.path("people.conf")
    tap.equal(desk.run("contact", "export", "--output", out).returncode, 0, "contact export")
    with open(out) as file:
        exported = file.read()
    text = desk.office.text()
    head, tail = text.index("agencies = ("), text.index("policies = {")
    with open(desk.office.path("new.conf"), "w") as file:
        file.write(text[:head] + exported + text[tail:])
    done = subprocess.run([CTL, "-c", desk.office.path("new.conf"), "check"], capture_output=True, text=True)
    tap.equal(done.returncode, 0, "which is a configuration file") or tap.note(done.stdout + done.stderr)


def holds(tap, desk):
    one = "test/report/a-0/p1"
    words = ["hold", one, "--reason", "họp", "--until", day(2)]
    tap.equal((desk.run(*words, "--dry-run").returncode, desk.rows("show", one)[0]["holds"]), (0, []), "hold --dry-run")
    tap.equal((desk.run(*words).returncode, [(hold["until"], hold["reason"]) for hold in desk.rows("show", one)[0]["holds"]]),
              (0, [(str(day(2)), "họp")]), "hold")
    tap.ok("every step" in desk.run("show", one).stdout, "show: what is held")
    tap.equal(desk.run("hold", one, "--step", "+9wd", "--reason", "x").returncode, 65, "65: no such step")
    tap.equal((desk.run("release", one).returncode, desk.rows("show", one)[0]["holds"]), (0, []), "release")
    tap.equal(desk.run("release", one).returncode, 76, "nothing is held: refused")
    desk.run("submit", one)
    tap.equal(desk.run("hold", one, "--reason", "x").returncode, 76, "hold of what is in: refused")


def documents(tap, desk):
    tap.equal(desk.run("letter", *REPORT).returncode, 1, "1: a letter to nobody")
    tap.equal(desk.run("table", "--obligation", "test/report", "--period", "none").returncode, 66, "66: a table of no period")
    done = desk.run("table", *REPORT, language="vi")
    tap.ok(done.returncode == 0 and all("Agency %d" % n in done.stdout for n in range(3)), "table: those missing", done.stdout)
    desk.run("submit", "test/report/a-0/p1", "--number", "1/BC")
    done = desk.run("table", *REPORT, "--csv", language="vi")
    tap.equal([row["Cơ quan"] for row in csv.DictReader(io.StringIO(done.stdout.lstrip("\ufeff")))], ["Agency 1", "Agency 2"],
              "table --csv: without what came in")
    out = desk.office.path("table.html")
    tap.equal(desk.run("table", *REPORT, "--all", "--html", "--output", out).returncode, 0, "table --all --html --output")
    with open(out) as file:
        page = file.read()
    tap.ok("<html" in page and "Agency 0" in page and "1/BC" in page, "a page with all of them", page[:200])
    tap.equal(desk.run("table", *REPORT, "--html", "--output", out).returncode, 74, "never over a file")


def whys(tap, desk):
    said = desk.rows("why", "focal0@example.vn")
    tap.ok(any(row["id"] == "test/report/a-0/p1" and row["reason"] == "said" for row in said), "why: of an address", said)
    tap.ok("test/report/a-0/p1" in desk.run("why", "Agency 0", "--on", day(0).strftime("%d/%m/%Y")).stdout, "why: of an agency on a day")
    tap.equal(desk.run("why", "nobody at all").returncode, 66, "66: why of nobody")


def settling(tap, desk):
    tap.equal({row["state"] for row in desk.rows("list")}, {"unsettled"}, "late when it was taken up")
    words = ["settle", "test", "--before", day(0), "--as", "unknown", "--by", "Lan", "--reason", "không còn hồ sơ"]
    done = desk.run(*words, "--dry-run")
    tap.ok(done.returncode == 0 and len(done.stdout.splitlines()) == 3 and {row["state"] for row in desk.rows("list")} == {"unsettled"},
           "settle --dry-run", done.stdout, done.stderr)
    tap.equal(desk.run("settle", "test/report/a-0/p1", "--as", "waived", "--reason", "x").returncode, 0, "settle of one as waived")
    tap.equal(desk.run(*words).returncode, 0, "settle of a plan")
    tap.equal([row["state"] for row in desk.rows("list")], ["waived", "unknown", "unknown"], "and so they stand")
    acts = desk.rows("show", "test/report/a-1/p1")[0]["history"]
    tap.equal([(act["verb"], act["as"], act["reason"]) for act in acts], [("settle", "Lan", "không còn hồ sơ")], "with the clerk's name")
    tap.equal(desk.run(*words).returncode, 1, "1: nothing is left to settle")
    tap.equal(desk.run("settle", "none", "--as", "unknown", "--reason", "x").returncode, 66, "66: no such plan")
    tap.ok(desk.run("settle", "test", "--as", "lost", "--reason", "x").returncode in (64, 65), "64: no such outcome")


def letters(tap, desk):
    desk.run("submit", "test/report/a-0/p1")
    done = desk.run("letter", *REPORT, language="vi")
    tap.ok(done.returncode == 0 and "Agency 1" in done.stdout and "Agency 2" in done.stdout and "Agency 0" not in done.stdout,
           "letter: to those still missing", done.stdout, done.stderr)
    tap.ok("<html" in desk.run("letter", *REPORT, "--html", language="vi").stdout, "letter --html")
    desk.run("extend", "test/report/a-1/p1", "--until", day(10), "--reason", "x")
    tap.ok("Agency 1" not in desk.run("letter", *REPORT, language="vi").stdout, "not to whom more time was granted")


def with_a_desk(test, **how):
    def run(tap):
        desk = Desk(**how)
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


Tap().run(with_a_desk(orders_and_refusals), with_a_desk(several), with_a_desk(tables), with_a_desk(limits), with_a_desk(changes),
          with_a_desk(people), with_a_desk(holds), with_a_desk(documents), with_a_desk(whys), with_a_desk(settling, due=-4, played=False),
          with_a_desk(letters, due=-4))
