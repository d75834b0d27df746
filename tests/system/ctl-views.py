#!/usr/bin/python3
"""What deadlinectl asks and prints of the daemon's findings, against a control socket played here."""
import csv
import io
import json
import os
import pathlib
import sys
import tempfile

sys.path.insert(0, os.path.join(os.environ.get("srcdir", "."), "tests", "lib"))
from controlplayer import Player, play, run  # noqa: E402
from tap import Tap  # noqa: E402


def give(path, value, method="GET", status=200):
    Player.answers[(method, path)] = (status, value)
    Player.asked.clear()


def asked():
    return [(method, path, json.loads(body) if body else None) for method, path, body in Player.asked]


def upcoming(tap, path):
    row = {"at": "2026-11-27T07:30:00+07:00", "to": ["an@syt.example.vn"], "cc": [], "kind": "advance", "step": ["-0d"],
           "occurrences": ["p/bc/so-y-te/2026"], "subject": "Nhắc"}
    give("/v1/upcoming", [row])
    done = run(path, "upcoming", "--days", "3", "--agency", "so y tế")
    tap.equal(asked()[0][1], "/v1/upcoming?days=3&agency=so%20y%20t%E1%BA%BF", "upcoming: what it asks")
    tap.ok("2026-11-27 07:30  advance  -0d   an@syt.example.vn" in done.stdout, "upcoming: a table", done.stdout)
    tap.equal(json.loads(run(path, "--json", "upcoming").stdout), row, "upcoming --json")
    give("/v1/upcoming", [])
    tap.equal(run(path, "upcoming").returncode, 1, "upcoming: nothing is 1")


def why(tap, path):
    give("/v1/why/an%40syt.example.vn", [{"id": "p/bc/so-y-te/2026", "step": "-3wd", "role": "owner:focal", "at": "2026-11-23T07:30:00+07:00",
                                        "reason": "said", "text": "mail 7, accepted by the relay"}])
    done = run(path, "why", "an@syt.example.vn", "--on", "23/11/2026")
    tap.equal(asked()[0][1], "/v1/why/an%40syt.example.vn?lang=en&on=2026-11-23", "why: what it asks")
    tap.ok("p/bc/so-y-te/2026  mail 7, accepted by the relay" in done.stdout, "why: what it says", done.stdout)
    tap.equal(run(path, "why", "x", "--on", "soon").returncode, 64, "why: no date is 64")
    give("/v1/why/nobody", {"error": "no agency or address 'nobody'", "exit": 66}, status=404)
    tap.equal(run(path, "why", "nobody").returncode, 66, "why: of nobody is 66")


STATISTIC = {"plan": "hue-2024", "obligation": "result", "period": "2024", "agency": None, "title": "Báo cáo", "owed": 39, "on_time": 30,
             "grace": 1, "late": 3, "days_late": 7, "workdays_late": 5, "original_late": 0, "original_days_late": 0,
             "original_workdays_late": 0, "charged": 0, "extended": 2, "waived": 1, "nil": 1, "cancelled": 0, "unknown": 0, "returned": 2,
             "open": 5, "missing": 5}


def statistics(tap, path):
    give("/v1/statistics", [STATISTIC])
    done = run(path, "statistics", "--plan", "hue-2024", "--year", "2024", "--by", "obligation")
    tap.ok("plan=hue-2024&year=2024&by=obligation" in asked()[0][1], "statistics: what it asks", asked())
    tap.ok("hue-2024/result Báo cáo" in done.stdout and "Cancelled" not in done.stdout and "Missing" in done.stdout,
           "statistics: a table without columns of zeros", done.stdout)
    done = run(path, "statistics", "--plan", "hue-2024", "--year", "2024", "--csv", text=False)
    tap.ok(done.stdout.startswith(b"\xef\xbb\xbf") and done.stdout.endswith(b"\r\n"), "statistics --csv: BOM and CRLF", done.stdout)
    rows = list(csv.DictReader(io.StringIO(done.stdout.decode("utf-8-sig"))))
    tap.equal({key: rows[0][key] for key in STATISTIC}, {key: str(value) if value is not None else "" for key, value in STATISTIC.items()},
              "statistics --csv: every key")
    tap.equal(json.loads(run(path, "--json", "statistics", "--plan", "hue-2024", "--year", "2024").stdout), STATISTIC, "statistics --json")
    tap.equal(run(path, "statistics", "--plan", "hue-2024").returncode, 64, "statistics: no year is 64")


def documents(tap, path, directory):
    give("/v1/letter", {"text": "ĐỀ NGHỊ\n"})
    tap.equal(run(path, "letter", "--obligation", "p/bc", "--period", "2026").stdout, "ĐỀ NGHỊ\n", "letter: text on standard output")
    tap.ok("obligation=p%2Fbc&period=2026&form=txt" in asked()[0][1], "letter: what it asks", asked())
    out = directory / "letter.html"
    words = ["letter", "--obligation", "p/bc", "--period", "2026", "--html", "--output", str(out)]
    tap.equal((run(path, *words).returncode, out.read_text()), (0, "ĐỀ NGHỊ\n"), "letter --output: a file")
    done = run(path, *words)
    tap.ok(done.returncode == 74 and "another name" in done.stderr, "never over a file", done.stderr)
    give("/v1/table", {"text": "x"})
    run(path, "table", "--obligation", "p/bc", "--period", "2026", "--all", "--csv")
    tap.ok("period=2026&all=1&form=csv" in asked()[0][1], "table: what it asks", asked())
    for words in (["--html", "--csv"], ["--all", "--missing"]):
        tap.equal(run(path, "table", "--obligation", "p/bc", "--period", "2026", *words).returncode, 64, "64: table " + " ".join(words))


def diff(tap, path, directory):
    give("/v1/diff", {"appear": [{"id": "p/n/a/2026", "limit": "2026-12-01"}], "vanish": [],
                      "move": [{"id": "p/bc/a/2026", "from": "2026-11-29", "to": "2026-11-30", "aim_from": "2026-11-27",
                                "aim_to": "2026-11-27", "late_from": "2026-12-01T00:00:00+07:00", "late_to": "2026-12-02T00:00:00+07:00"}],
                      "kept": [], "people": [{"agency": "a", "position": "focal", "from": "An", "to": None}],
                      "mails": {"added": [{"at": "2026-11-27T07:30:00+07:00", "to": "a@x.example.vn", "kind": "advance", "subject": "S"}],
                                "removed": []}})
    new = directory / "new.conf"
    done = run(path, "diff", os.path.relpath(new))
    tap.ok(asked()[0][1].endswith("path=" + str(new).replace("/", "%2F")), "diff: an absolute path", asked())
    tap.equal(done.stdout.splitlines(),
              ["appear: 1", "  p/n/a/2026  2026-12-01", "moved: 1",
               "  p/bc/a/2026  limit 2026-11-29 → 2026-11-30  late from 2026-12-01 00:00 → 2026-12-02 00:00", "people: 1", "  a:focal  An → -",
               "mails added in 60 days: 1", "  2026-11-27 07:30  a@x.example.vn  S"], "diff: what it says")
    give("/v1/diff", {"appear": [], "vanish": [], "move": [], "kept": [], "people": [], "mails": {"added": [], "removed": []}})
    tap.equal(run(path, "diff", "x.conf", language="vi").stdout, "không có gì khác\n", "diff: nothing")


def body(name, stands, **more):
    return dict({"id": "p/bc/x/2026", "agency": "x", "agency_name": name, "owners": None, "input": stands, "state": "overdue", "limit": "2026-11-29",
                 "submitted": None, "days_late": 0}, **more)


def show(tap, path):
    group = {"obligation": "p/bc", "period": "2026", "title": "Báo cáo", "counts": {"in": 2, "total": 4}, "ready": False, "more": 0,
             "bodies": [body("Sở A", "in"), body("Sở B", "late", days_late=3), body("Sở C", "missing"), body("Sở D", "missing")],
             "needs": [], "needed_by": []}
    give("/v1/show/p/th/k/2026", [{
        "id": "p/th/k/2026", "title": "Tổng hợp", "agency_name": "Sở K", "owners": None, "state": "returned", "limit": "2026-12-20",
        "original_limit": "2026-12-09", "counted_limit": "2026-12-15", "days_late": 3, "workdays_late": 1, "original_days_late": 9,
        "original_workdays_late": 7, "extensions": 1, "rounds": 2, "asked_until": None, "assignee_name": "Sở L", "entries": 2, "count": 4,
        "charged_to": ["p/bc/b/2026"], "left_out": ["p/bc/c/2026"], "due": None,
        "holds": [{"step": None, "until": None, "reason": "họp", "at": "2026-11-20T08:00:00+07:00", "act": 1},
                  {"step": "+3wd", "until": "2026-12-24", "reason": "họp", "at": "2026-11-20T08:00:00+07:00", "act": 1}],
        "cascade": {"needs": [group], "needed_by": []}, "history": [], "mails": []}])
    shown = run(path, "show", "p/th/k/2026").stdout
    for line in ("First limit:           Wed 2026-12-09", "Judged by:             Tue 2026-12-15", "Late:                  3 day(s), 1 working day(s)",
                 "By the first limit:    9 day(s), 7 working day(s)", "Extended:              1 time(s)", "Returned:              2 time(s)",
                 "Answered by:           Sở L", "Items:                 2/4", "Late because of:       p/bc/b/2026",
                 "Submitted without:     p/bc/c/2026", "every step  let go", "+3wd        2026-12-24", "Made of\n  └─ p/bc 2026  Báo cáo  (in 2/4)",
                 "     missing: Sở C, Sở D", "     in, late: Sở B (late 3)", "     in: Sở A"):
        tap.ok(" ".join(line.split()) in " ".join(shown.split()), "show: " + " ".join(line.split()), shown)
    tap.ok("Chậm do đầu vào:" in run(path, "show", "p/th/k/2026", language="vi").stdout, "show: in Vietnamese")


PERSON = {"agency": "so-y-te", "agency_name": "Sở Y tế", "position": "focal", "name": "An", "title": None, "email": "an@x.example.vn",
          "phone": "+84 9", "language": "vi", "from": "2026-01-01", "until": None, "deputy_of": None, "source": "store",
          "state": "current", "number": "1/QĐ", "user": "lan", "as": None, "at": "2026-01-01T08:00:00+07:00", "where": None}


def contact(tap, path, directory):
    give("/v1/contact", [PERSON, dict(PERSON, state="past", name="Bé")])
    done = run(path, "contact", "list", "y tế")
    tap.ok("agency=y%20t%E1%BA%BF" in asked()[0][1] and "order of lan, 1/QĐ" in done.stdout, "contact list", done.stdout)
    sheet = run(path, "contact", "list", "--csv", text=False).stdout
    tap.equal(sheet.decode("utf-8-sig").splitlines(),
              ["agency,position,name,title,email,phone,language,from,until,number",
               "so-y-te,focal,An,,an@x.example.vn,'+84 9,vi,2026-01-01,,1/QĐ"], "contact list --csv: those who hold a position")
    changed = dict(PERSON, line=None, done=True, changed="set", was="Bé", woken=2)
    give("/v1/contact", [changed], method="POST")
    done = run(path, "contact", "set", "so-y-te", "focal", "--name", "An", "--email", "an@x.example.vn", "--from", "1/1/2026", "--document",
               "1/QĐ", "--as", "Lan")
    tap.equal(asked()[0][2], {"agency": "so-y-te", "position": "focal", "name": "An", "email": "an@x.example.vn", "from": "2026-01-01",
                              "number": "1/QĐ", "as": "Lan"}, "contact set: what it orders")
    tap.equal(done.stdout.splitlines(), ["so-y-te:focal  Bé → An  from 2026-01-01",
                                         "2 occurrence(s) that had no address are written to now"], "contact set: what it says")
    give("/v1/contact/end", [dict(changed, name=None, email=None, changed="ended", woken=0)], method="POST")
    done = run(path, "contact", "end", "so-y-te", "focal", "--until", "30/11/2026", "--dry-run")
    tap.equal(asked()[0][2], {"agency": "so-y-te", "position": "focal", "until": "2026-11-30", "dry_run": True}, "contact end")
    file = directory / "people.csv"
    file.write_bytes(sheet)
    give("/v1/contact/import", [dict(changed, line=2, woken=0)], method="POST")
    done = run(path, "contact", "import", str(file), "--dry-run")
    tap.equal([(row["line"], row["phone"], row["from"]) for row in asked()[0][2]["rows"]], [(2, "+84 9", "2026-01-01")],
              "contact import: reads what list --csv writes")
    file.write_text("agency,position,from\na,focal,soon\nb,,\n")
    done = run(path, "contact", "import", str(file))
    tap.ok(done.returncode == 65 and ":2: from 'soon'" in done.stderr and ":3: position is empty" in done.stderr,
           "contact import: bad lines are 65", done.stderr)
    give("/v1/contact/export", {"text": "agencies = ();\n"})
    tap.equal(run(path, "contact", "export").stdout, "agencies = ();\n", "contact export")
    for words in (["contact"], ["contact", "burn"], ["contact", "set", "a"], ["contact", "end", "a", "focal", "--until", "x"],
                  ["contact", "set", "a", "focal", "--from", "x"], ["contact", "import"], ["contact", "list", "a", "b"]):
        tap.equal(run(path, *words).returncode, 64, "64: " + " ".join(words))


def main():
    tap = Tap()
    with tempfile.TemporaryDirectory() as name:
        directory = pathlib.Path(name).resolve()
        path = directory / "control"
        server = play(path)
        tap.run(lambda tap: upcoming(tap, path), lambda tap: why(tap, path), lambda tap: statistics(tap, path),
                lambda tap: documents(tap, path, directory), lambda tap: diff(tap, path, directory), lambda tap: contact(tap, path, directory),
                lambda tap: show(tap, path),
                lambda tap: server.shutdown())


main()
