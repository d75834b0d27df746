#!/usr/bin/python3
"""The days of a feed are those of `deadlinectl schedule`: the first the aim, the last the limit, wherever the machines of the
service and of its reader believe to be, at any hour of Vietnam's day.
"""
import datetime
import hashlib
import os
import shutil
import sys

sys.path.insert(0, os.path.join(os.environ.get("srcdir", "."), "tests", "lib"))
from calendarclients import Node, Strict, Vdirsyncer  # noqa: E402
from fiveplans import Served  # noqa: E402
from scratch import scratch  # noqa: E402
from tap import Tap  # noqa: E402

WORK = scratch("dl-days-")
PLANS = ("lc-2030", "hue-2024", "qn-2012")

# Where the machine believes to be, and the moment in Vietnam.
PLACES = (("UTC", "2026-11-25T00:10"), ("Asia/Ho_Chi_Minh", "2026-11-25T23:30"), ("Pacific/Kiritimati", "2026-11-25T23:30"),
          ("Pacific/Pago_Pago", "2026-11-26T00:10"), ("America/St_Johns", "2024-11-25T08:00"), ("Pacific/Pago_Pago", "2015-12-30T23:50"))


def uid(occurrence):
    return hashlib.sha256(occurrence.encode()).hexdigest()[:32] + "@lich.laocai.example.vn"


def scheduled(service):
    """UID -> (aim, limit) of what the window of a feed holds, without a day of margin at its ends."""
    today = service.moment.date()
    first, last = today - datetime.timedelta(days=89), today + datetime.timedelta(days=399)
    rows = service.ctl("schedule", "--from", str(first), "--to", str(last))
    return {uid(row["id"]): (row["aim"], row["limit"]) for row in rows if row["plan"] in PLANS}


def everywhere(tap):
    for number, (zone, moment) in enumerate(PLACES):
        with Served(moment, zone) as service:
            what = "%s in Vietnam, TZ=%s" % (moment, zone)
            want = scheduled(service)
            events, todos = service.subscribe("all", "--detail"), service.subscribe("all", "--detail", "--todo")
            rows = Strict.rows(service.calendar(events))
            got = {event: (row.first, row.last) for event, row in rows.items() if event in want}
            tap.ok(len(want) > 0 and got == want, "%s: %d events from the aim to the limit" % (what, len(want)), len(got),
                   *[(event, got.get(event), days) for event, days in want.items() if got.get(event) != days][:5])
            due = {event: row.last for event, row in Strict.rows(service.calendar(todos)).items() if event in want}
            tap.equal(due, {event: days[1] for event, days in want.items()}, "%s: to-dos are due on the limit" % what)
            readers(tap, what, WORK / str(number), zone, events, rows)


def readers(tap, what, home, zone, url, rows):
    node = Node("node-ical")
    if node.missing():
        tap.skip("%s: node-ical" % what, node.missing())
    else:
        tap.equal(node.rows(WORK, {"all": url}, zone=zone)["all"], rows, "%s: node-ical, there too, shows the same days" % what)
    if Vdirsyncer.missing():
        tap.skip("%s: khal" % what, Vdirsyncer.missing())
    else:
        reader = Vdirsyncer(home, {"all": url}, zone=zone)
        reader.sync()
        first = datetime.date.fromisoformat(min(row.first for row in rows.values()))
        tap.equal(reader.rows(first, 600)["all"], sorted(rows.values()), "%s: khal, there too, shows the same days" % what)


def whole(tap):
    try:
        everywhere(tap)
    finally:
        shutil.rmtree(WORK, ignore_errors=True)


if Strict.missing():
    Tap().skip_all(Strict.missing())
Tap().run(whole)
