"""deadlinectl without a daemon: the commands that depend on files and arguments alone, tried on the shipped plans."""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

SRC = pathlib.Path(os.environ.get("srcdir", ".")).resolve()
CTL = pathlib.Path(os.environ.get("builddir", "build")).resolve() / "deadlinectl"
CONF = SRC / "etc" / "deadlined.conf"

results = []


def check(good, what, why=""):
    results.append((bool(good), what, str(why)))


def run(*words, conf=CONF, env=None, stdin=None):
    plain = {"PATH": os.environ["PATH"], "TZ": "America/New_York"}
    for name in ("ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS"):
        if name in os.environ:
            plain[name] = os.environ[name]
    plain.update(env or {})
    head = [str(CTL)] + (["-c", str(conf)] if conf else [])
    return subprocess.run(head + list(words), env=plain, input=stdin, capture_output=True, text=True, timeout=60)


def rows(*words, **more):
    done = run("--json", *words, **more)
    if done.returncode != 0:
        check(False, " ".join(words), done.stderr)
        return []
    return [json.loads(line) for line in done.stdout.splitlines()]


def try_check():
    done = run("check")
    check(done.returncode == 0, "check: the shipped plans have no error", done.stdout + done.stderr)
    check(all(line.startswith("warning: ") or ": warning: " in line for line in done.stdout.splitlines()),
          "check: what it prints then are warnings", done.stdout)
    told = rows("check")
    check(told and all(list(row) == ["severity", "file", "line", "subject", "text"] and row["severity"] == "warning" and "{}" not in row["text"]
                       for row in told), "check --json: each by itself", told[:1])
    strict = run("check", "--strict")
    check(strict.returncode == (78 if done.stdout else 0), "check --strict: warnings are errors", strict.returncode)


MISTAKES = '''timezone = "Asia/Hanoi_Not";
languag = "vi";
horizon = "soon";
office = { name = "Sở Nội vụ"; hours = "7-17"; };
mail = { from = "Sở Nội vụ <a@b.example.vn>"; admin = "quan tri@b.example.vn"; mode = "loud"; };
agencies = (
  { id = "so-y-te"; name = "Sở Y tế"; relation = "friend"; },
  { id = "so"; name = "Sở"; relation = "subordinate"; level = "town"; },
  { id = "so-noi-vu"; name = "Sở Nội vụ"; relation = "subordinate"; valid = "2026"; }
);
policies = { standard = { remind = [ "soon" ]; }; };
plans = ( { id = "p"; title = "P"; effective = "2026-01-01..2026-12-31"; policy = "standard"; coordinator = "nobody";
  obligations = (
    { id = "o"; title = "O"; every = "year"; due = "before 31/11"; owed_by = [ "so-noi-vu" ]; }
  ); } );
'''


def try_mistakes(directory):
    path = directory / "mistakes.conf"
    path.write_text(MISTAKES, encoding="utf-8")
    done = run("check", conf=path)
    lines = done.stdout.splitlines()
    errors = [line for line in lines if ": warning: " not in line and not line.startswith("warning: ")]
    planted = {1, 2, 3, 4, 5, 7, 8, 9, 11, 12, 14}
    found = {int(line.split(":")[1]) for line in errors if line.startswith(str(path) + ":")}
    check(done.returncode == 78, "check: mistakes are exit status 78", done.returncode)
    check(len(errors) == 12, "check: 12 planted mistakes are 12 lines", "\n# ".join([str(len(errors))] + errors))
    check(found == planted, "check: each on its own line", sorted(found ^ planted))
    for command in (["schedule", "--from", "2026-01-01", "--to", "2026-12-31"], ["calendar", "2026"]):
        again = run(*command, conf=path)
        check(again.returncode == 78 and not again.stdout and len(again.stderr.splitlines()) >= 12,
              f"{command[0]}: a broken configuration is told, not used", again.stderr)


def try_schedule():
    found = rows("schedule", "--from", "2024-01-01", "--to", "2024-12-31", "--plan", "hue-2024")
    limits = {}
    for row in found:
        limits.setdefault(row["obligation"], set()).add(row["limit"])
    check(limits.get("hue-01") == {"2024-01-30"}, "schedule: Huế's plans are due by 2024-01-30", limits)
    check(limits.get("hue-02") == {"2024-12-04"}, "schedule: Huế's results by 2024-12-04", limits)
    check(limits.get("hue-03") == {"2024-12-09"}, "schedule: Huế's consolidated report by 2024-12-09", limits)
    keys = ["id", "plan", "obligation", "agency", "period", "due_text", "limit", "aim", "late_from", "provisional", "owners"]
    check(all(list(row) == keys for row in found), "schedule: the keys and their order", list(found[0]) if found else "")
    check([(r["limit"], r["id"]) for r in found] == sorted((r["limit"], r["id"]) for r in found), "schedule: by limit, then id")
    check(all(r["id"] == "/".join((r["plan"], r["obligation"], r["agency"], r["period"])) for r in found), "schedule: ids")

    found = rows("schedule", "--from", "2026-11-01", "--to", "2026-11-30", "--plan", "lc-2030")
    check(found and all((r["limit"], r["aim"], r["late_from"], r["provisional"]) ==
                        ("2026-11-29", "2026-11-27", "2026-12-01T00:00:00+07:00", False) for r in found),
          "schedule: Lào Cai 2026 is due 29/11, aimed at 27/11, late from 01/12", found[:1])
    check(all(r["due_text"] == "trước ngày 30/11/2026" and r["owners"] is None for r in found), "schedule: the document's words")
    one = rows("schedule", "--from", "2026-11-01", "--to", "2026-11-30", "--agency", "lao-cai-so-y-te")
    check([r["agency"] for r in one] == ["lao-cai-so-y-te"], "schedule --agency: only its own", one)
    typed = rows("schedule", "--from", "2024-01-01", "--to", "2024-12-31", "--plan", "hue-2024", "--agency", "BAN DAN TOC")
    check(all(r["agency"] == "hue-ban-dan-toc" for r in typed), "schedule --agency: a name however it is typed", typed[:1])
    check(rows("schedule", "--from", "1/11/2026", "--to", "30/11/2026", "--plan", "lc-2030", "--lang", "en")[0]["due_text"] ==
          "before 30 November 2026", "schedule: English words, D/M/YYYY")
    check(rows("schedule", "--from", "1999-01-01", "--to", "1999-12-31") == [], "schedule: nothing there is nothing printed")


def try_undated():
    found = rows("schedule", "--from", "2026-01-01", "--to", "2026-12-31", "--undated")
    undated = [r for r in found if r["limit"] is None]
    check(undated and all(r["agency"] is None and r["aim"] is None and r["late_from"] is None and r["owners"] >= 1
                          and r["id"].split("/")[2] == "all" for r in undated), "schedule --undated: never with a day", undated[:1])
    plain = rows("schedule", "--from", "2026-01-01", "--to", "2026-12-31")
    check(plain == [r for r in found if r["limit"] is not None], "schedule: undated duties only when asked for")


BEFORE = {
    "2024": ("2024-11-30", "2024-11-29", "2024-11-29", "2024-11-29", "2024-11-30T00:00:00+07:00"),
    "2025": ("2025-11-30", "2025-11-29", "2025-11-29", "2025-11-28", "2025-12-02T00:00:00+07:00"),
    "2026": ("2026-11-30", "2026-11-29", "2026-11-29", "2026-11-27", "2026-12-01T00:00:00+07:00"),
}


def try_due():
    for year, dates in BEFORE.items():
        words = ["due", "before 30/11", "--every", "year", "--year", year]
        found = rows(*words)
        check(len(found) == 1 and tuple(found[0][key] for key in ("named", "last", "limit", "aim", "late_from")) == dates,
              f"due: before 30/11 in {year}", found)
        for language, first in (("vi", "1. Văn bản: trước ngày 30/11/"), ("en", "1. The document: before 30 November ")):
            done = run("--lang", language, *words)
            lines = [line for line in done.stdout.splitlines() if line.split(".")[0].isdigit()]
            check(done.returncode == 0 and done.stdout.startswith(first + year) and len(lines) == 8
                  and all(date in done.stdout for date in dates), f"due: {year} told in {language}", done.stdout + done.stderr)
    found = rows("due", "before 30/11", "--every", "year", "--year", "2026", "--nonworking", "next")
    check(found and found[0]["limit"] == found[0]["aim"] == "2026-11-30", "due --nonworking next", found)
    check(len(rows("due", "by last", "--every", "month", "--year", "2026")) == 12, "due: each period of the year")
    check(rows("due", "none", "--every", "year", "--year", "2026")[0]["limit"] is None, "due none: no day")
    for words in (["before 31/11", "--every", "year"], ["soon", "--every", "year"], ["by 5", "--every", "never"],
                  ["within 5 days", "--every", "year"], ["by 5/5", "--every", "year", "--nonworking", "x"]):
        done = run("due", *words, "--year", "2026")
        check(done.returncode == 64 and done.stderr and not done.stdout, f"due {words[0]} {words[2]}: refused", done.stderr)
    check(rows("due", "within 5 days", "--every", "year", "--year", "2026", "--data-window", "calendar")[0]["last"] == "2027-01-05",
          "due --data-window: counted from its end")


def try_calendar():
    found = {r["date"]: r for r in rows("calendar", "2026")}
    day = found.get("2026-11-24", {})
    check((day.get("kind"), day.get("status")) == ("holiday", "confirmed"), "calendar: 24/11/2026 is off", day)
    check("2026-11-28" not in found, "calendar: the undecided swap is not there")
    check(all(list(r) == ["date", "kind", "name", "status"] for r in found.values()), "calendar: the keys")
    check(all(r["status"] == "tentative" for r in rows("calendar", "2027")), "calendar: 2027 is tentative")
    check(run("calendar", "26").returncode == 64, "calendar: a year has four digits")


def try_preview():
    found = rows("preview", "--from", "2026-10-01", "--to", "2026-12-31")
    check(found and all(list(r) == ["at", "to", "cc", "kind", "step", "occurrences", "subject"] for r in found), "preview: the keys",
          found[:1])
    check(all(len(r["step"]) == len(r["occurrences"]) > 0 and len(r["to"]) == 1 for r in found), "preview: a step for each subject")
    check(not [r for r in found if r["at"].startswith("2026-11-24")], "preview: nothing on 24/11, a day off")
    times = [(r["at"], r["to"], r["subject"]) for r in found]
    check(times == sorted(times), "preview: by time")
    seen = set()
    twice = []
    for r in found:
        others = r["kind"] in ("list", "digest", "foretell", "settle")
        key = (r["at"], r["to"][0], others)
        if r["kind"] != "campaign":
            twice += [r] if key in seen else []
            seen.add(key)
    check(not twice, "preview: nobody gets two mails of a kind in one run", twice[:1])
    aside = ("cong-an", "mttq", "hoi-", "tinh-doan", "lien-doan")
    heads = [r for r in found if r["kind"] == "head"]
    check(heads and not [r for r in heads if any(name in address for name in aside for address in r["to"] + r["cc"])],
          "preview: no head of a body that is not subordinate is written to", heads[:1])
    check(not [r for r in found if any(".ubnd-tinh@" in address for address in r["to"] + r["cc"])], "preview: nor a superior")
    talked = [r for r in found if r["kind"] in ("list", "digest") and "lc-2030/lc-01/lao-cai-cong-an/2026" in r["occurrences"]
              and r["step"][r["occurrences"].index("lc-2030/lc-01/lao-cai-cong-an/2026")] == "+3wd"]
    check(talked, "preview: they stand in the coordinator's list", "")
    one = rows("preview", "--from", "2026-11-23", "--to", "2026-11-27", "--agency", "lao-cai-so-y-te")
    check(one and all("lao-cai-so-y-te" in " ".join(r["occurrences"]) or "so-y-te" in r["to"][0] for r in one), "preview --agency", one[:1])
    check(rows("preview", "--from", "2026-11-01", "--to", "2026-11-30", "--first-start", "2026-11-23T10:00") !=
          rows("preview", "--from", "2026-11-01", "--to", "2026-11-30"), "preview --first-start: what starting then would send")
    check(run("preview", "--from", "2026-11-30", "--to", "2026-11-01").returncode == 64, "preview: --to before --from")
    check(run("preview", "--from", "2026-11-01", "--to", "2026-11-30", "--agency", "none").returncode == 66, "preview: unknown agency")


def try_template(directory):
    (directory / "t.txt").write_text("{{#people}}{{name}} & {{/people}}{{^people}}-{{/people}}\n", encoding="utf-8")
    (directory / "t.html").write_text("<p>{{name}}</p>\n", encoding="utf-8")
    (directory / "d.json").write_text('{"name": "A & B", "people": [{"name": "Ân"}, {"name": "Bé"}]}', encoding="utf-8")
    (directory / "bad.json").write_text('{"name": ', encoding="utf-8")
    done = run("template", str(directory / "t.txt"), str(directory / "d.json"))
    check(done.stdout == "Ân & Bé & \n", "template: text is not escaped", done.stdout + done.stderr)
    done = run("template", str(directory / "t.html"), "-", stdin='{"name": "A & B"}', conf=None)
    check(done.stdout == "<p>A &amp; B</p>\n", "template: HTML is; data from standard input", done.stdout + done.stderr)
    (directory / "dot.txt").write_text("{{#.}}({{.}}){{/.}}\n")
    done = run("template", str(directory / "dot.txt"), "-", stdin="[1, 2]", conf=None)
    check(done.stdout == "(1)(2)\n", "template: data may be any value", done.stdout + done.stderr)
    check(run("template", str(directory / "t.txt"), str(directory / "bad.json")).returncode == 65, "template: bad data is 65")
    check(run("template", str(directory / "t.txt"), str(directory / "none.json")).returncode == 74, "template: missing data is 74")


def try_uninstalled(directory):
    """A build directory within a source tree, as autogen.sh makes it."""
    (directory / "tree" / "build").mkdir(parents=True)
    (directory / "tree" / "etc").mkdir()
    (directory / "tree" / "etc" / "templates").symlink_to(SRC / "etc" / "templates")
    program = directory / "tree" / "build" / "deadlinectl"
    shutil.copy(CTL, program)
    (directory / "empty.json").write_text("{}", encoding="utf-8")
    done = subprocess.run([str(program), "-c", "/nonexistent", "template", "vi/campaign.subject", str(directory / "empty.json")],
                          capture_output=True, text=True, timeout=60)
    check(done.returncode == 0, "template: a program that is not installed finds its source tree's", done.stderr)


def try_import(directory):
    table = directory / "bodies.csv"
    table.write_bytes("\ufeffid;name;relation;level;focal_name;focal_email\r\n"
                      "xa-01;Xã Một;subordinate;commune;Nguyễn Văn A;a@xa01.example.vn\r\n".encode())
    target = directory / "bodies.conf"
    done = run("import-agencies", str(table), "--output", str(target))
    check(done.returncode == 0 and target.exists(), "import-agencies: writes a file", done.stderr)
    main = directory / "main.conf"
    main.write_text('office = { name = "X"; hours = "07:30-17:00"; };\nmail = { from = "a@x.example.vn"; admin = "a@x.example.vn"; };\n'
                    'include = [ "bodies.conf" ];\n', encoding="utf-8")
    done = run("check", conf=main)
    check(done.returncode == 0, "import-agencies: which the configuration takes", done.stdout + done.stderr)
    again = run("import-agencies", str(table), "--output", str(target))
    check(again.returncode == 74, "import-agencies: never writes over a file", again.returncode)
    table.write_text("id,name,relation\nXA,Xã,subordinate\n", encoding="utf-8")
    done = run("import-agencies", str(table), "--output", "-")
    check(done.returncode == 65 and f"{table}:2: " in done.stderr and not done.stdout, "import-agencies: errors with their line", done.stderr)


def try_usage(directory):
    for words, status in ((["accept"], 64), (["nonsense"], 64), ([], 64), (["schedule"], 64), (["calendar"], 64),
                          (["calendar", "2026", "2027"], 64), (["--lang", "fr", "help"], 64), (["check", "--what"], 64),
                          (["schedule", "--from", "2026-02-30", "--to", "2026-03-01"], 64),
                          (["schedule", "--from", "2026-03-01", "--to", "2026-02-01"], 64),
                          (["schedule", "--from", "2026-01-01", "--to", "2026-02-01", "--plan", "none"], 66),
                          (["schedule", "--from", "2026-01-01", "--to", "2026-02-01", "--agency", "none"], 66)):
        done = run(*words)
        check(done.returncode == status and done.stderr.startswith("deadlinectl: "), f"exit {status}: {' '.join(words)}",
              f"{done.returncode} {done.stderr}")
    check(run("check", conf=directory / "none.conf").returncode == 78, "exit 78: no such configuration")
    check(run("--version", conf=None).stdout.startswith("deadlinectl "), "--version")
    for environment, first in (({"LC_ALL": "vi_VN.UTF-8", "LANG": "en_US.UTF-8"}, "Cách dùng"), ({"LANG": "en_GB.UTF-8"}, "Usage"),
                               ({"LC_MESSAGES": "en", "LANG": "vi"}, "Usage"), ({"LANG": "C.UTF-8"}, "Cách dùng"), ({}, "Cách dùng")):
        done = run("help", env=environment)
        check(done.stdout.startswith(first), f"language of {environment}", done.stdout[:40])
    listed = [line.split()[0] for line in run("help", "--lang", "en").stdout.splitlines()[3:] if line and not line.startswith("More")]
    check("schedule" in listed and "accept" in listed, "help lists what there is", listed)
    for name in listed:
        done = run("help", name)
        check(done.returncode == 0 and done.stdout.startswith(f"deadlinectl {name}"), f"help {name}", done.stderr)
    full = subprocess.run([str(CTL), "-c", str(CONF), "calendar", "2026"], stdout=open("/dev/full", "w"), stderr=subprocess.PIPE)
    check(full.returncode == 74, "exit 74: standard output is full", full.returncode)


def main():
    with tempfile.TemporaryDirectory() as name:
        directory = pathlib.Path(name)
        try_check()
        try_mistakes(directory)
        try_schedule()
        try_undated()
        try_due()
        try_calendar()
        try_preview()
        try_template(directory)
        try_uninstalled(directory)
        try_import(directory)
        try_usage(directory)
    print(f"1..{len(results)}")
    for number, (good, what, why) in enumerate(results, 1):
        print(f"{'ok' if good else 'not ok'} {number} - {what}")
        if not good and why:
            print("# " + why.replace("\n", "\n# "))
    return 0 if all(good for good, _, _ in results) else 1


if __name__ == "__main__":
    sys.exit(main())
