#!/usr/bin/python3
"""Calendar programs subscribe to the feeds of the five plans, each in a time when that plan has something to show: all of them
read the same events, and none has a word to say about it.
"""
import os
import re
import shutil
import sys
import time

sys.path.insert(0, os.path.join(os.environ.get("srcdir", "."), "tests", "lib"))
import icslint  # noqa: E402
import radicaleserver  # noqa: E402
from calendarclients import Calcurse, Node, Rejected, Strict, Vdirsyncer, components  # noqa: E402
from fiveplans import Served  # noqa: E402
from scratch import scratch  # noqa: E402
from tap import Tap  # noqa: E402

# What an address may ask for; the name stands behind that of the feed. The latter of these of some scopes alone.
VARIANTS = {"plain": "", "english": "lang=en", "todos": "todo=1", "alarms": "alarms=1", "detail": "detail=1", "open": "open=1"}
MORE = {"bar": "windows=bar", "ends": "windows=ends", "none": "windows=0", "every": "lang=en&todo=1&alarms=1&detail=1",
        "both": "alarms=1&detail=1&windows=ends"}

# The day, what is recorded on it before anybody subscribes, and whose feeds there are.
PLANS = {
    "lc-2030": ("2026-11-25T16:00", ["submit lc-2030/lc-01/lao-cai-so-y-te/2026 --number 512/BC-SYT --dated 2026-11-20",
                                     "return lc-2030/lc-01/lao-cai-so-y-te/2026 --reason thiếu --days 5",
                                     "submit lc-2030/lc-01/lao-cai-cong-an/2026 --number 90/BC-CAT",
                                     "accept lc-2030/lc-01/lao-cai-cong-an/2026",
                                     "extend lc-2030/lc-01/lao-cai-so-tu-phap/2026 --until 2026-12-10 --number 77/SNV",
                                     "waive lc-2030/lc-01/lao-cai-hoi-nong-dan/2026 --reason sáp_nhập"],
                {"agency": "lao-cai-so-y-te", "under": "lao-cai-ubnd-tinh", "group": "lao-cai-departments", "obligation": "lc-2030/lc-01",
                 "person": "dau-moi.so-noi-vu@laocai.example.vn"}),
    "hue-2024": ("2024-12-06T09:00", ["submit hue-2024/hue-02/hue-so-y-te/2024 --number 512/BC-SYT --received 2024-12-02T09:10"],
                 {"agency": "hue-so-tu-phap", "under": "hue-ubnd-tinh", "group": "hue-departments", "obligation": "hue-2024/hue-02",
                  "person": "dau-moi.so-ldtbxh@hue.example.vn"}),
    "qn-2012": ("2015-12-15T09:00", [],
                {"agency": "quang-ninh-so-ldtbxh", "under": "quang-ninh-ubnd-tinh", "group": "quang-ninh-lead-agencies",
                 "obligation": "qn-2012/qn-03-plan", "person": "dau-moi.so-ldtbxh@quangninh.example.vn"}),
    "ts-2021": ("2021-11-25T09:00", [],
                {"agency": "trieu-son-phong-ldtbxh", "under": "trieu-son-ubnd-huyen", "group": "trieu-son-offices",
                 "obligation": "ts-2021/ts-04", "person": "dau-moi.phong-ldtbxh@trieuson.example.vn"}),
    # It gives no day and no coordinator: what is asked for there is asked for by a letter.
    "ls-2022": ("2022-11-25T09:00", ["request --title Báo_cáo_Tháng_hành_động --from lang-son-all-bodies --to lang-son-ubnd-tinh --due by_20/12/2022 "
                                     "--document 1500/UBND-KGVX --issuer lang-son-ubnd-tinh --policy gentle --coordinator lao-cai-so-noi-vu"],
                {"agency": "lang-son-dai-ptth", "under": "lang-son-ubnd-tinh", "group": "lang-son-media", "obligation": "ls-2022/ls-04",
                 "person": "dau-moi.dai-ptth@langson.example.vn"}),
}

WORK = scratch("dl-readers-")
NODES = (Node("ical.js"), Node("node-ical"))


def words(line):
    return [word.replace("_", " ") for word in line.split()]


def addresses(service, plan, targets):
    """name -> address: each scope in each variant, and one feed for which the same was chosen when it was made."""
    made = {scope: service.subscribe(scope, target) for scope, target in {**targets, "plan": plan}.items()}
    made.update({"all": service.subscribe("all"), "campaigns": service.subscribe("campaigns")})
    found = {}
    for scope, url in made.items():
        for variant, query in {**VARIANTS, **(MORE if scope in ("plan", "agency", "under") else {})}.items():
            found["%s_%s" % (scope, variant)] = url + ("?" + query if query else "")
    found["own_options"] = service.subscribe("plan", plan, "--lang", "en", "--todo", "--alarms", "--detail", "--past", "400d")
    return found


def fetched(tap, service, plan, feeds):
    """The bytes of each, the same twice, with nothing that our linter would say."""
    data = {name: service.calendar(url) for name, url in feeds.items()}
    again = {name: service.calendar(url) for name, url in feeds.items()}
    tap.ok(data == again, "%s: %d feeds, each twice the same bytes" % (plan, len(feeds)), [name for name in data if data[name] != again[name]])
    found = ["%s:%d: %s: %s" % (name, line, rule, text) for name, body in data.items() for rule, line, text in icslint.lint(body)]
    tap.equal(found[:10], [], "%s: the linter finds nothing" % plan)
    return data


def options_count(tap, plan, data):
    def kinds(name):
        return {row.kind for row in Strict.rows(data[name]).values()}

    tap.equal((kinds("plan_plain"), kinds("all_todos") - {"VEVENT"}), ({"VEVENT"}, {"VTODO"} if plan != "ts-2021" else set()),
              "%s: events, and to-dos for who asks for them" % plan)
    alarmed = b"BEGIN:VALARM" in data["agency_alarms"] + data["plan_alarms"] + data["group_alarms"]
    tap.ok(alarmed == (plan != "ts-2021"), "%s: alarms for who asks for them" % plan)
    tap.ok(not any(b"BEGIN:VALARM" in data[name] for name in data if name.endswith("_plain")), "%s: and for nobody else" % plan)
    tap.ok(all(data["%s_english" % scope] != data["%s_plain" % scope] for scope in ("plan", "agency", "all", "campaigns")),
           "%s: in English for who asks for it" % plan)


def attempt(tap, what, seconds, do):
    """`do` returns the names that were read otherwise; seconds adds up what it took."""
    started = time.time()
    try:
        wrong = do()
        tap.ok(not wrong, what, *wrong)
    except Rejected as error:
        tap.ok(False, what, error)
    seconds[what.split(":")[1].strip()] = seconds.get(what.split(":")[1].strip(), 0) + time.time() - started


def same(got, want):
    return ["%s: %s, not %s" % (name, got.get(name), want[name]) for name in want if got.get(name) != want[name]][:3]


def with_vdirsyncer(service, feeds, want):
    reader = Vdirsyncer(WORK / ("vdirsyncer-" + str(service.moment.year)), feeds)
    reader.sync()
    wrong = ["%s: %d items, not %d" % (name, len(reader.items(name)), len(rows)) for name, rows in want.items()
             if len(reader.items(name)) != len(rows)]
    first = service.moment.date().replace(day=1, month=1)
    shown = reader.rows(first, 730)
    events = {name: sorted(row for row in rows.values() if row.kind == "VEVENT" and str(first) <= row.first) for name, rows in want.items()}
    shutil.rmtree(reader.home)
    return wrong + same(shown, events)


def once(data):
    """Without the feeds whose bytes another has, too."""
    return {name: body for body, name in {body: name for name, body in data.items()}.items()}


def with_calcurse(data):
    wrong = []
    for name, body in once(data).items():
        counted = (body.count(b"BEGIN:VEVENT\r\n"), body.count(b"BEGIN:VTODO\r\n"))
        if Calcurse.count(WORK / "calcurse", body) != counted:
            wrong.append("%s: not %d events, %d to-dos" % (name, *counted))
    return wrong


def with_radicale(server, plan, data, want):
    wrong = []
    for name, body in once(data).items():
        status = server.put("%s_%s" % (plan, name), body)
        again, back = server.get("%s_%s" % (plan, name))
        if (status, again) != (201, 200) or Strict.rows(back) != want[name]:
            wrong.append("%s: PUT %d, GET %d" % (name, status, again))
    return wrong + server.warnings().splitlines()[:5]


def with_node(reader, service, feeds, data, want):
    if reader.name == "node-ical":
        return same(reader.rows(WORK, feeds), want)
    for name, body in data.items():
        (WORK / ("%s.ics" % name)).write_bytes(body)
    return same(reader.rows(WORK, {name: str(WORK / ("%s.ics" % name)) for name in data}), want)


def readers(tap, server, service, plan, feeds, data, seconds):
    want = {name: Strict.rows(body) for name, body in data.items()}
    count = "%d feeds, %d events and to-dos" % (len(feeds), sum(len(rows) for rows in want.values()))
    tap.ok(True, "%s: python3-icalendar: %s" % (plan, count))
    each = [(Vdirsyncer.name, Vdirsyncer.missing(), lambda: with_vdirsyncer(service, feeds, want)),
            (Calcurse.name, Calcurse.missing(), lambda: with_calcurse(data)),
            ("radicale", radicaleserver.missing(), lambda: with_radicale(server, plan, data, want))]
    each += [(node.name, node.missing(), lambda node=node: with_node(node, service, feeds, data, want)) for node in NODES]
    for name, missing, do in each:
        if missing:
            tap.skip("%s: %s" % (plan, name), missing)
        else:
            attempt(tap, "%s: %s: %s" % (plan, name, count), seconds, do)


# A feed of the first plan made worse, and the programs that do not take it: so it is known that they look.
DEFECTS = {
    "a byte order mark": (lambda feed: b"\xef\xbb\xbf" + feed, {"python3-icalendar", "calcurse", "radicale", "ical.js"}),
    "an event of no day": (lambda feed: re.sub(rb"(DTSTART(.*)\r\nDTEND).*", rb"\1\2", feed),
                           {"python3-icalendar", "calcurse", "ical.js", "node-ical"}),
    "a character that is split": (lambda feed: feed.replace("SUMMARY:Hạ".encode(), b"SUMMARY:H\xe1\xba\r\n "),
                                  {"python3-icalendar", "calcurse"}),
    "a UID that stands twice": (lambda feed: feed.replace(b"END:VCALENDAR", b"".join(components(feed).values()) + b"END:VCALENDAR"),
                                {"python3-icalendar", "ical.js", "radicale"}),
    "a cut feed": (lambda feed: feed[:-len(b"END:VCALENDAR\r\n")], {"python3-icalendar", "ical.js", "node-ical", "radicale"}),
}


def refuses(do):
    try:
        return bool(do())
    except (Rejected, ValueError, KeyError, IndexError):
        return True


def strictness(tap, feed):
    server = None if radicaleserver.missing() else radicaleserver.Radicale()
    try:
        spoilt(tap, server, feed)
    finally:
        if server:
            server.close()


def spoilt(tap, server, feed):
    for what, (spoil, wanted) in DEFECTS.items():
        bad = spoil(feed)
        (WORK / "bad.ics").write_bytes(bad)
        each = {"python3-icalendar": lambda: Strict.rows(bad) and None}
        if not Calcurse.missing():
            each["calcurse"] = lambda: Calcurse.count(WORK / "calcurse", bad) and None
        if server:
            each["radicale"] = lambda: server.put("bad", bad) != 201
        for node in NODES:
            if not node.missing():
                each[node.name] = lambda node=node: node.rows(WORK, {"bad": str(WORK / "bad.ics")}) and None
        refused = {name for name, do in each.items() if refuses(do)}
        tap.ok(refused >= wanted & set(each), "%s is refused by %s" % (what, ", ".join(sorted(wanted))), refused)


def whole(tap):
    seconds = {}
    server = None if radicaleserver.missing() else radicaleserver.Radicale()
    try:
        for plan, (moment, orders, targets) in PLANS.items():
            with Served(moment) as service:
                for order in orders:
                    service.ctl(*words(order))
                feeds = addresses(service, plan, targets)
                data = fetched(tap, service, plan, feeds)
                options_count(tap, plan, data)
                readers(tap, server, service, plan, feeds, data, seconds)
                if plan == "lc-2030":
                    strictness(tap, data["agency_plain"])
            tap.equal(service.status, 0, "%s: the service stops" % plan)
    finally:
        if server:
            server.close()
        shutil.rmtree(WORK, ignore_errors=True)
    tap.note(", ".join("%s %.1f s" % pair for pair in seconds.items()))


if Strict.missing():
    Tap().skip_all(Strict.missing())
Tap().run(whole)
