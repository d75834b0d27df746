#!/usr/bin/python3
"""What subscribers see of the orders of a clerk: at the next refresh each program shows the change, never twice, and of the
feed's events those alone differ that it concerns, each with a SEQUENCE that grew.
"""
import datetime
import hashlib
import os
import re
import shutil
import sys

sys.path.insert(0, os.path.join(os.environ.get("srcdir", "."), "tests", "lib"))
import icslint  # noqa: E402
import radicaleserver  # noqa: E402
from calendarclients import Node, Rejected, Strict, Vdirsyncer, components  # noqa: E402
from fiveplans import Served  # noqa: E402
from scratch import scratch  # noqa: E402
from tap import Tap  # noqa: E402

FIRST = datetime.date(2026, 1, 1)
WORK = scratch("dl-changes-")
OBLIGATION = "lc-2030/lc-01"
WHOLE = OBLIGATION + "/2026"
EXTENDED = WHOLE + "/2026-12-10"


def owed(body):
    return "%s/lao-cai-%s/2026" % (OBLIGATION, body)


def uid(what):
    return hashlib.sha256(what.encode()).hexdigest()[:32] + "@lich.laocai.example.vn"


# Whose events stand in which feed: "one" for each body's own, "whole" for one of all bodies; `bodies`: None is all of them.
FEEDS = {
    "health": (["agency", "lao-cai-so-y-te"], "one", ["so-y-te"]),
    "health_todos": (["agency", "lao-cai-so-y-te", "--todo"], "one", ["so-y-te"]),
    "justice": (["agency", "lao-cai-so-tu-phap"], "one", ["so-tu-phap"]),
    "farmers": (["agency", "lao-cai-hoi-nong-dan"], "one", ["hoi-nong-dan"]),
    "police": (["agency", "lao-cai-cong-an"], "one", ["cong-an"]),
    "under": (["under", "lao-cai-ubnd-tinh"], "one", ["so-y-te", "so-tu-phap"]),
    "plan": (["plan", "lc-2030"], "whole", None),
    "plan_detail": (["plan", "lc-2030", "--detail"], "one", None),
    "group": (["group", "lao-cai-departments"], "whole", None),
    "obligation": (["obligation", OBLIGATION], "whole", None),
    "coordinator": (["person", "dau-moi.so-noi-vu@laocai.example.vn"], "whole", None),
    "clerk": (["person", "dau-moi.so-y-te@laocai.example.vn"], "one", ["so-y-te"]),
    "all": (["all"], "whole", None),
    "campaigns": (["campaigns"], "none", []),
    "elsewhere": (["agency", "hue-so-y-te"], "none", []),
}

# The order, whose report it concerns, how that body's own event then reads, and which whole events change: those whose limit
# is another than the rule's stand apart. None: nothing changes for anybody.
ORDERS = (
    ("submit %s --number 512/BC-SYT --dated 2026-11-24", "so-y-te", "Đã gửi: BC bình đẳng giới năm 2026 (512/BC-SYT)", [WHOLE]),
    ("return %s --reason thiếu_số_liệu --days 5", "so-y-te", "Bổ sung trước 03/12: BC bình đẳng giới năm 2026", [WHOLE]),
    ("reopen %s", "so-y-te", "Đã gửi: BC bình đẳng giới năm 2026 (512/BC-SYT)", [WHOLE]),
    ("accept %s", "so-y-te", "✔ BC bình đẳng giới năm 2026", [WHOLE]),
    ("note %s --note gọi_lại_sau", "so-y-te", "✔ BC bình đẳng giới năm 2026", None),
    ("extend %s --until 2026-12-10 --number 77/SNV", "so-tu-phap", "Hạn mới hết 10/12: BC bình đẳng giới năm 2026", [WHOLE, EXTENDED]),
    ("waive %s --reason sáp_nhập", "hoi-nong-dan", "Không phải gửi: BC bình đẳng giới năm 2026", [WHOLE]),
    ("cancel %s --reason trùng", "cong-an", "[HỦY] BC bình đẳng giới năm 2026", [WHOLE]),
    ("reopen %s", "cong-an", "Hạn trước 30/11: BC bình đẳng giới năm 2026", [WHOLE]),
    ("submit %s --number 330/BC-STP", "so-tu-phap", "Đã gửi: BC bình đẳng giới năm 2026 (330/BC-STP)", [EXTENDED]),
)


def sequence(part):
    return int(re.search(rb"^SEQUENCE:(\d+)\r$", part, re.M).group(1))


class Subscribers:
    """Everybody who subscribed, whatever program is at hand."""

    def __init__(self, service):
        self.service = service
        self.feeds = {name: service.subscribe(*words) for name, (words, _, _) in FEEDS.items()}
        self.nodes = [node for node in (Node("ical.js"), Node("node-ical")) if not node.missing()]
        self.vdirsyncer = None if Vdirsyncer.missing() else Vdirsyncer(WORK / "vdirsyncer", self.feeds)
        self.radicale = None if radicaleserver.missing() else radicaleserver.Radicale()
        self.uploaded = {}

    def absent(self):
        every = [(Vdirsyncer.name, Vdirsyncer.missing()), ("radicale", radicaleserver.missing())]
        return [(name, why) for name, why in every + [(node.name, node.missing()) for node in (Node("ical.js"), Node("node-ical"))] if why]

    def fetch(self):
        return {name: self.service.calendar(url) for name, url in self.feeds.items()}

    def refresh(self, data):
        """What each program then shows otherwise than it should: lines."""
        want = {name: Strict.rows(body) for name, body in data.items()}
        wrong = []
        if self.vdirsyncer:
            self.vdirsyncer.sync()
            events = {name: sorted(row for row in rows.values() if row.kind == "VEVENT") for name, rows in want.items()}
            wrong += self.differ("khal", self.vdirsyncer.rows(FIRST, 800), events)
            wrong += ["vdirsyncer: %s has %d items, not %d" % (name, len(self.vdirsyncer.items(name)), len(rows))
                      for name, rows in want.items() if len(self.vdirsyncer.items(name)) != len(rows)]
        for node in self.nodes:
            for name, body in data.items():
                (WORK / (name + ".ics")).write_bytes(body)
            files = {name: str(WORK / (name + ".ics")) for name in data}
            wrong += self.differ(node.name, node.rows(WORK, self.feeds if node.name == "node-ical" else files), want)
        if self.radicale:
            new = {name: body for name, body in data.items() if self.uploaded.get(name) != body}
            put = {name: self.radicale.put(name, body) for name, body in new.items()}
            wrong += ["radicale: PUT of %s: %d" % pair for pair in put.items() if pair[1] != 201]
            wrong += self.differ("radicale", {name: Strict.rows(self.radicale.get(name)[1]) for name in new},
                                 {name: want[name] for name in new})
            self.uploaded = data
        return wrong

    @staticmethod
    def differ(who, got, want):
        return ["%s: %s: %s, not %s" % (who, name, got[name], want[name]) for name in want if got[name] != want[name]][:3]

    def close(self):
        if self.radicale:
            self.radicale.close()


def expected(name, body, wholes):
    """The UIDs that an order on this body's report may change in this feed, and must."""
    _, kind, bodies = FEEDS[name]
    if wholes is None or kind == "none" or (bodies is not None and body not in bodies):
        return set()
    return {uid(owed(body))} if kind == "one" else {uid(whole) for whole in wholes}


def changed(tap, what, before, after, body, wholes):
    """Exactly these events differ, their SEQUENCE grew, and whatever else the feed holds is the same to the byte."""
    wrong = []
    for name in FEEDS:
        old, new = components(before[name]), components(after[name])
        differ = {event for event in old.keys() | new.keys() if old.get(event) != new.get(event)}
        if differ != expected(name, body, wholes):
            wrong.append("%s: %s" % (name, [new.get(event, b"gone").decode() for event in differ ^ expected(name, body, wholes)]))
        wrong += ["%s: SEQUENCE %d after %d" % (name, sequence(new[event]), sequence(old[event])) for event in differ
                  if event in old and event in new and sequence(new[event]) != sequence(old[event]) + 1]
        if not differ and before[name] != after[name]:
            wrong.append("%s: no event differs, and the file does" % name)
    tap.ok(not wrong, "%s: those events differ that it concerns, each with the next SEQUENCE" % what, *wrong)


def reads(tap, what, data, body, summary):
    for name, (_, kind, bodies) in FEEDS.items():
        if kind == "one" and bodies == [body]:
            got = Strict.rows(data[name])[uid(owed(body))].summary
            tap.equal(got, summary, "%s: %s reads it" % (what, name))


def orders(tap):
    with Served("2026-11-25T09:00") as service:
        everybody = Subscribers(service)
        for name, why in everybody.absent():
            tap.skip("%s subscribes" % name, why)
        try:
            before = everybody.fetch()
            tap.equal(everybody.refresh(before), [], "%d feeds: everybody reads the same at first" % len(before))
            for order, body, summary, wholes in ORDERS:
                line = order % owed(body)
                service.later(10)  # a feed says when it was brought up to date, to the minute
                service.ctl(*[word.replace("_", " ") for word in line.split()])
                after = everybody.fetch()
                what = "%s of %s" % (line.split()[0], body)
                changed(tap, what, before, after, body, wholes)
                reads(tap, what, after, body, summary)
                tap.equal([rule for data in after.values() for rule in icslint.lint(data)], [], "%s: the linter finds nothing" % what)
                try:
                    tap.equal(everybody.refresh(after), [], "%s: everybody shows it at the next refresh, once" % what)
                except Rejected as error:
                    tap.ok(False, "%s: everybody shows it at the next refresh, once" % what, error)
                before = after
            if everybody.radicale:
                tap.equal(everybody.radicale.warnings(), "", "radicale has no word to say")
        finally:
            everybody.close()
            shutil.rmtree(WORK, ignore_errors=True)


if Strict.missing():
    Tap().skip_all(Strict.missing())
Tap().run(orders)
