"""The calendar files of the shipped plans, read by our linter, python3-icalendar and khal."""

import datetime
import hashlib
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

SRC = pathlib.Path(os.environ.get("srcdir", ".")).resolve()
sys.path.insert(0, str(SRC / "tests" / "lib"))
import icslint  # noqa: E402

try:
    import icalendar
except ImportError:
    icalendar = None

CTL = pathlib.Path(os.environ.get("builddir", "build")).resolve() / "deadlinectl"
CONF = SRC / "etc" / "deadlined.conf"
HOST = "lich.laocai.example.vn"
WORK = pathlib.Path(tempfile.mkdtemp(prefix="deadlined-feeds-"))
results = []


def check(good, what, why=""):
    results.append(("ok" if good else "not ok", what, str(why)))


def skip(what, why):
    results.append(("ok", "%s # SKIP %s" % (what, why), ""))


def run(*words, zone="UTC"):
    env = {"PATH": os.environ["PATH"], "TZ": zone, "LC_ALL": "C.UTF-8"}
    for name in ("ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS"):
        if name in os.environ:
            env[name] = os.environ[name]
    return subprocess.run([str(CTL), "-c", str(CONF), *words], env=env, capture_output=True, text=True, timeout=120)


def export(name, at, zone="UTC"):
    there = WORK / name
    done = run("export", str(there), "--at", at, zone=zone)
    if done.returncode != 0:
        check(False, "export %s" % name, done.stderr)
    return {str(path.relative_to(there)): path.read_bytes() for path in sorted(there.rglob("*.ics"))}


def uid(occurrence):
    return "%s@%s" % (hashlib.sha256(occurrence.encode()).hexdigest()[:32], HOST)


def try_files():
    files = export("a", "2026-11-25T16:00")
    folders = {name.split("/")[0] for name in files}
    check(folders == {"all.ics", "plan", "agency", "group"}, "export: all.ics, plan/, agency/ and group/", folders)
    for zone in ("Asia/Ho_Chi_Minh", "Pacific/Kiritimati", "Pacific/Pago_Pago"):
        check(export(zone.replace("/", "-"), "2026-11-25T16:00", zone) == files, "export: the same bytes under TZ=%s" % zone)
    check(export("evening", "2026-11-25T23:30") == files, "export: the same bytes at 23:30 of the day")
    before = {path: path.stat().st_mtime_ns for path in (WORK / "a").rglob("*.ics")}
    export("a", "2026-11-25T16:00")
    check(all(path.stat().st_mtime_ns == old for path, old in before.items()), "export: unchanged files are not written")
    late = export("a", "2026-12-01T00:00")
    changed = {name for name in files if files[name] != late[name]}
    touched = {str(path.relative_to(WORK / "a")) for path, old in before.items() if path.stat().st_mtime_ns != old}
    check("agency/lao-cai-so-y-te.ics" in changed and "agency/hue-so-y-te.ics" not in changed, "export: late_from changes its feeds",
          changed)
    check(touched == changed, "export: only what changed is written", touched ^ changed)
    return files


def try_failures():
    blocked = WORK / "file"
    blocked.write_text("x")
    check(run("export", str(blocked / "below")).returncode == 74, "export: a directory that cannot be made is 74")
    check(run("export", str(WORK / "z"), "--at", "soon").returncode == 64, "export: --at soon is 64")


def try_lint(files):
    found = ["%s:%d: %s: %s" % (name, line, rule, text) for name, data in files.items() for rule, line, text in icslint.lint(data)]
    check(not found, "icslint: %d files without a finding" % len(files), "\n".join(found[:20]))


def scheduled():
    done = run("--json", "schedule", "--from", "2026-08-27", "--to", "2027-12-30")
    return [json.loads(line) for line in done.stdout.splitlines()]


def try_icalendar(files):
    if icalendar is None:
        skip("python3-icalendar reads every file", "python3-icalendar is not installed")
        return
    events = {}
    for name, data in files.items():
        calendar = icalendar.Calendar.from_ical(data.decode("utf-8"))
        if calendar.errors or not calendar.walk("VEVENT"):
            check(False, "python3-icalendar: %s" % name, calendar.errors)
        for event in calendar.walk("VEVENT"):
            events.setdefault(str(event["UID"]), []).append(event)
    check(len(events) > 20, "python3-icalendar reads %d files with %d different events" % (len(files), len(events)))
    same = all(one.to_ical() == group[0].to_ical() for group in events.values() for one in group)
    check(same, "python3-icalendar: one UID is one event in every feed")
    try_days(events)


def try_days(events):
    rows = scheduled()
    wrong = []
    for row in rows:
        group = events.get(uid(row["id"]))
        if group is None:
            wrong.append("%s: no event" % row["id"])
            continue
        first = group[0].decoded("DTSTART")
        last = group[0].decoded("DTEND") - datetime.timedelta(days=1)
        if (str(first), str(last)) != (row["aim"], row["limit"]):
            wrong.append("%s: %s..%s, not %s..%s" % (row["id"], first, last, row["aim"], row["limit"]))
    check(rows and not wrong, "schedule: the first day of %d events is the aim, the last the limit" % len(rows), "\n".join(wrong[:10]))


def khal(*words):
    return subprocess.run(["khal", "-c", str(WORK / "khal.conf"), *words], capture_output=True, text=True, timeout=120,
                          env={"PATH": os.environ["PATH"], "HOME": str(WORK), "LC_ALL": "C.UTF-8", "TZ": "Asia/Ho_Chi_Minh"})


def try_khal():
    if shutil.which("khal") is None:
        skip("khal imports a feed", "khal is not installed")
        return
    (WORK / "vdir").mkdir()
    (WORK / "khal.conf").write_text(
        "[calendars]\n[[feed]]\npath = %s/vdir\n[sqlite]\npath = %s/khal.db\n[locale]\nlocal_timezone = Asia/Ho_Chi_Minh\n"
        "default_timezone = Asia/Ho_Chi_Minh\ntimeformat = %%H:%%M\ndateformat = %%Y-%%m-%%d\nlongdateformat = %%Y-%%m-%%d\n"
        "datetimeformat = %%Y-%%m-%%d %%H:%%M\nlongdatetimeformat = %%Y-%%m-%%d %%H:%%M\n" % (WORK, WORK))
    for feed in ("agency/lao-cai-so-y-te.ics", "plan/lc-2030.ics"):
        done = khal("import", "--batch", "-a", "feed", str(WORK / "evening" / feed))
        check(done.returncode == 0 and "rror" not in done.stderr, "khal imports %s" % feed, done.stderr)
    listed = khal("list", "-a", "feed", "--format", "{start-date} {end-date} {title}", "--once", "2026-11-26", "2026-11-30").stdout
    check("2026-11-27 2026-11-29 Hạn trước 30/11: BC bình đẳng giới năm 2026\n" in listed, "khal lists the agency's limit", listed)
    check("2026-11-27 2026-11-29 Hạn trước 30/11: BC bình đẳng giới năm 2026 – đã nhận 0/18" in listed,
          "khal lists the plan's limit with its count", listed)


def main():
    try:
        files = try_files()
        try_failures()
        try_lint(files)
        try_icalendar(files)
        try_khal()
    finally:
        shutil.rmtree(WORK, ignore_errors=True)
    print("1..%d" % len(results))
    for number, (word, what, why) in enumerate(results, 1):
        print("%s %d - %s" % (word, number, what))
        if word != "ok" and why:
            print("\n".join("# " + line for line in why.splitlines()[:20]))


main()
