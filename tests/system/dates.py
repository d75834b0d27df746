"""Three years of limits computed a second time.

A configuration whose duties fall due every day of 2024-2026, by each rule for days off, is expanded by deadlinectl; the
same dates are computed here from the holiday files with nothing but the calendar of Python. Years and rules differ from
each other everywhere: a day off read wrongly, or a count off by one, shows.
"""

import datetime
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

SRC = pathlib.Path(os.environ.get("srcdir", ".")).resolve()
BUILD = pathlib.Path(os.environ.get("builddir", ".")).resolve()
DAY = datetime.timedelta(days=1)
FIRST, LAST = datetime.date(2024, 1, 1), datetime.date(2026, 12, 31)
RULES = ("grace", "keep", "next", "previous")
DUES = {"by": "by date", "before": "before date", "within": "within 4 working days of date", "days": "within 10 days of date"}


def read_holidays():
    off, worked, confirmed, tentative = set(), set(), set(), set()
    for path in sorted((SRC / "etc/holidays.d").glob("*.ics")):
        for event in re.findall(r"^BEGIN:VEVENT$(.*?)^END:VEVENT$", path.read_text("utf-8"), re.S | re.M):
            first = datetime.datetime.strptime(re.search(r"DTSTART;VALUE=DATE:(\d{8})", event)[1], "%Y%m%d").date()
            end = re.search(r"DTEND;VALUE=DATE:(\d{8})", event)
            end = datetime.datetime.strptime(end[1], "%Y%m%d").date() if end else first + DAY
            holiday = "CATEGORIES:HOLIDAY" in event
            while first < end:
                (off if holiday else worked).add(first)
                if "STATUS:TENTATIVE" in event:
                    tentative.add(first.year)
                elif holiday:
                    confirmed.add(first.year)
                first += DAY
    return off, worked, confirmed - tentative


OFF, WORKED, STANDS = read_holidays()


def working(day):
    return day in WORKED or (day.weekday() < 5 and day not in OFF)


class Way:
    """A walk over days that remembers whether it came through a year that does not stand."""

    def __init__(self):
        self.provisional = False

    def look(self, day):
        self.provisional |= day.year not in STANDS
        return working(day)

    def nearest(self, day, step):
        while not self.look(day):
            day += step
        return day

    def after(self, day, count):
        for _ in range(count):
            day = self.nearest(day + DAY, DAY)
        return day


def expected(due, rule, named):
    way = Way()
    last = {"by": lambda: named, "before": lambda: named - DAY, "within": lambda: way.after(named, 4), "days": lambda: named + 10 * DAY}[due]()
    if rule == "next":
        limit = aim = late = way.nearest(last, DAY)
    elif rule == "previous":
        limit = aim = late = way.nearest(last, -DAY)
    else:
        limit, aim = last, way.nearest(last, -DAY)
        late = last if rule == "keep" else way.nearest(last, DAY)
    return [limit.isoformat(), aim.isoformat(), (late + DAY).isoformat() + "T00:00:00+07:00", way.provisional]


def configuration():
    obligations = ",\n".join(
        f'{{ id = "{due}-{rule}"; title = "x"; owed_by = [ "a" ]; every = "RRULE:FREQ=DAILY"; due = "{text}"; nonworking = "{rule}"; }}'
        for due, text in DUES.items()
        for rule in RULES
    )
    return f"""
office = {{ name = "x"; hours = "07:30-17:00"; }};
mail = {{ from = "a@b.example.vn"; admin = "a@b.example.vn"; }};
holidays = [ "{SRC}/etc/holidays.d/*.ics" ];
agencies = ( {{ id = "a"; name = "A"; relation = "subordinate"; contacts = ( {{ position = "focal"; email = "a@b.example.vn"; }} ); }} );
policies = {{ p = {{ remind = [ "7d" ]; }}; }};
plans = ( {{ id = "x"; title = "X"; effective = "{FIRST}..{LAST}"; coordinator = "a"; policy = "p";
obligations = ( {obligations} ); }} );
"""


def expand():
    with tempfile.TemporaryDirectory() as directory:
        path = pathlib.Path(directory) / "dates.conf"
        path.write_text(configuration(), "utf-8")
        # a zone a day away from the office's: the machine's own must not matter
        run = subprocess.run(
            [BUILD / "deadlinectl", "-c", path, "--json", "schedule", "--from", "2023-01-01", "--to", "2028-12-31"],
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "TZ": "Pacific/Apia"},
        )
    if run.returncode:
        print(f"Bail out! deadlinectl: {run.stderr}")
        sys.exit(1)
    return {(row["obligation"], row["period"]): row for row in map(json.loads, run.stdout.splitlines())}


def main():
    rows = expand()
    days = [FIRST + n * DAY for n in range((LAST - FIRST).days + 1)]
    failed = len(rows) != len(days) * len(DUES) * len(RULES)
    print(f"1..{1 + len(DUES) * len(RULES)}")
    print(f"{'not ok' if failed else 'ok'} 1 - one occurrence for each day and rule, {len(rows)} in all")
    for number, (due, rule) in enumerate(((due, rule) for due in DUES for rule in RULES), 2):
        wrong = []
        for day in days:
            row = rows.get((f"{due}-{rule}", day.isoformat()), {})
            got = [row.get(key) for key in ("limit", "aim", "late_from", "provisional")]
            if got != expected(due, rule, day):
                wrong.append(f"{day}: {got}, computed here {expected(due, rule, day)}")
        print(f"{'not ok' if wrong else 'ok'} {number} - {DUES[due]}, {rule}")
        for line in wrong[:5]:
            print(f"# {line}")
        failed = failed or bool(wrong)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
