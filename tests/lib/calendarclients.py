"""Calendar programs as their users run them, and what each understood of a feed.

Every reader gives the same rows for the same feed, so that they can be held against each other:
(kind, first day, last day, summary). A last day is the last on which it is shown. Whatever a program prints beside what it
was asked for counts as a warning.
"""
import collections
import datetime
import json
import os
import re
import shutil
import subprocess

SCRIPTS = os.path.join(os.path.abspath(os.environ.get("srcdir", ".")), "tests", "node")

Row = collections.namedtuple("Row", "kind first last summary")


class Rejected(Exception):
    """A program refused a feed, or had something to say about it."""


def environment(home, **more):
    kept = {name: os.environ[name] for name in ("PATH", "NODE_PATH") if name in os.environ}
    return {**kept, "HOME": str(home), "LC_ALL": "C.UTF-8", **more}


def call(words, home, what, data=None, zone="Asia/Ho_Chi_Minh", timeout=300):
    """Standard output of a program that must end well and say nothing on standard error."""
    done = subprocess.run([str(word) for word in words], env=environment(home, TZ=zone), input=data, capture_output=True, text=True,
                          timeout=timeout)
    if done.returncode != 0 or done.stderr.strip():
        raise Rejected("%s: exit %d\n%s%s" % (what, done.returncode, done.stdout[-2000:], done.stderr[-2000:]))
    return done.stdout


def components(data):
    """UID -> the bytes of its VEVENT or VTODO; a UID that stands twice is an error."""
    found = {}
    for part in re.findall(rb"^BEGIN:(?:VEVENT|VTODO)\r\n.*?^END:(?:VEVENT|VTODO)\r\n", data, re.S | re.M):
        uid = re.search(rb"^UID:(.*)\r$", part.replace(b"\r\n ", b""), re.M).group(1).decode()
        if uid in found:
            raise Rejected("the UID %s stands twice" % uid)
        found[uid] = part
    return found


# ---------------------------------------------------------------- python3-icalendar


class Strict:
    """python3-icalendar, and what RFC 5545 asks for that it lets pass."""
    name = "python3-icalendar"
    ONCE = ("UID", "DTSTAMP", "SUMMARY", "STATUS", "SEQUENCE", "LAST-MODIFIED", "DESCRIPTION")

    @staticmethod
    def missing():
        try:
            import icalendar  # noqa: F401
        except ImportError:
            return "python3-icalendar is not installed"
        return None

    @classmethod
    def calendar(cls, data):
        import icalendar
        whole = icalendar.Calendar.from_ical(data.decode("utf-8"), multiple=True)
        if len(whole) != 1 or whole[0].name != "VCALENDAR":
            raise Rejected("not one calendar")
        for component in whole[0].walk():
            if component.errors:
                raise Rejected("%s: %s" % (component.get("UID", component.name), component.errors))
        return whole[0]

    @classmethod
    def rows(cls, data):
        return {uid: row for uid, (row, _) in cls.read(data).items()}

    @classmethod
    def read(cls, data):
        """UID -> (row, component)."""
        found = {}
        for part in cls.calendar(data).subcomponents:
            if part.name not in ("VEVENT", "VTODO"):
                raise Rejected("a %s" % part.name)
            for name in cls.ONCE:
                if not (part.get(name) or part.get(name) == 0) or isinstance(part.get(name), list):
                    raise Rejected("%s: not one %s" % (part.get("UID"), name))
            uid = str(part["UID"])
            if uid in found:
                raise Rejected("%s stands twice" % uid)
            found[uid] = (cls.row(part), part)
            for alarm in part.subcomponents:
                cls.check_alarm(uid, alarm, part.name == "VTODO")
        return found

    @staticmethod
    def row(part):
        days = {name: part.decoded(name) for name in ("DTSTART", "DTEND", "DUE") if name in part}
        for name, day in days.items():
            if type(day) is not datetime.date:
                raise Rejected("%s: %s is no day" % (part["UID"], name))
        if part.name == "VTODO":
            return Row("VTODO", str(days.get("DTSTART", days["DUE"])), str(days["DUE"]), str(part["SUMMARY"]))
        if days["DTEND"] <= days["DTSTART"]:
            raise Rejected("%s: ends before it begins" % part["UID"])
        return Row("VEVENT", str(days["DTSTART"]), str(days["DTEND"] - datetime.timedelta(days=1)), str(part["SUMMARY"]))

    @staticmethod
    def check_alarm(uid, alarm, todo):
        if alarm.name != "VALARM" or str(alarm.get("ACTION")) != "DISPLAY" or not alarm.get("DESCRIPTION"):
            raise Rejected("%s: an alarm that is not DISPLAY" % uid)
        earlier = -alarm.decoded("TRIGGER") - datetime.timedelta(hours=15)
        if earlier < datetime.timedelta() or earlier % datetime.timedelta(days=1) or (earlier and not todo):
            raise Rejected("%s: an alarm at %s" % (uid, alarm.decoded("TRIGGER")))


# ---------------------------------------------------------------- vdirsyncer and khal

KHAL = """[calendars]
[[feeds]]
path = %(home)s/vdir/*
type = discover
readonly = True
[sqlite]
path = %(home)s/khal.db
[locale]
local_timezone = %(zone)s
default_timezone = %(zone)s
timeformat = %%H:%%M
dateformat = %%Y-%%m-%%d
longdateformat = %%Y-%%m-%%d
datetimeformat = %%Y-%%m-%%d %%H:%%M
longdatetimeformat = %%Y-%%m-%%d %%H:%%M
"""

PAIR = """
[pair %(name)s]
a = "%(name)s_here"
b = "%(name)s_there"
collections = null
conflict_resolution = "b wins"
[storage %(name)s_here]
type = "filesystem"
path = "%(home)s/vdir/%(name)s"
fileext = ".ics"
[storage %(name)s_there]
type = "http"
url = "%(url)s"
"""


class Vdirsyncer:
    """Somebody who subscribes with vdirsyncer, into a directory that khal shows."""
    name = "vdirsyncer and khal"

    def __init__(self, home, addresses, zone="Asia/Ho_Chi_Minh"):
        """`home`: a pathlib.Path that is not there yet; `addresses`: name -> URL, names of [a-z0-9_]."""
        self.home, self.zone, self.addresses = home, zone, addresses
        for name in addresses:
            (home / "vdir" / name).mkdir(parents=True)
        (home / "khal.conf").write_text(KHAL % {"home": home, "zone": zone})
        (home / "vdirsyncer.conf").write_text('[general]\nstatus_path = "%s/status"\n' % home + "".join(
            PAIR % {"name": name, "home": home, "url": url} for name, url in addresses.items()))
        self.call("discover")

    @staticmethod
    def missing():
        gone = [program for program in ("vdirsyncer", "khal") if shutil.which(program) is None]
        return "not installed: " + ", ".join(gone) if gone else None

    def call(self, word):
        said = call(["vdirsyncer", "-v", "WARNING", "-c", self.home / "vdirsyncer.conf", word], self.home, "vdirsyncer " + word,
                    data="", zone=self.zone)
        if said.strip():
            raise Rejected("vdirsyncer %s: %s" % (word, said))

    def sync(self):
        self.call("sync")

    def items(self, name):
        return [path.read_text(encoding="utf-8") for path in sorted((self.home / "vdir" / name).glob("*.ics"))]

    def khal(self, *words):
        return call(["khal", "-c", self.home / "khal.conf", *words], self.home, "khal " + words[0], zone=self.zone)

    def rows(self, first, days, name=None):
        """name -> what khal shows of it, sorted: events that begin in the `days` days from `first` (a date). It shows no
        to-dos. `--once` would show an event once only that stands in two calendars."""
        chosen = [] if name is None else ["-a", name]
        said = self.khal("list", *chosen, "--notstarted", "--day-format", "", "--format",
                         "{calendar}\t{uid}\t{start-date}\t{end-date}\t{title}", str(first), "%dd" % days)
        found = {name: {} for name in self.addresses}
        for line in said.splitlines():
            calendar, uid, start, end, title = line.split("\t")
            found[calendar][uid] = Row("VEVENT", start, end, title)
        return {name: sorted(rows.values()) for name, rows in found.items()}


# ---------------------------------------------------------------- calcurse


class Calcurse:
    name = "calcurse"
    REPORT = re.compile(r"Import process report: \d+ lines read\n(\d+) apps? / (\d+) events? / (\d+) todos? / (\d+) skipped\n\Z")

    @staticmethod
    def missing():
        return None if shutil.which("calcurse") else "calcurse is not installed"

    @classmethod
    def count(cls, home, data):
        """(events, to-dos) that `calcurse -i` took; one it skipped, or any other word of it, is an error."""
        shutil.rmtree(home, ignore_errors=True)
        (home / "d").mkdir(parents=True)
        (home / "c").mkdir()
        (home / "feed.ics").write_bytes(data)
        where = ["calcurse", "-D", home / "d", "-C", home / "c"]
        said = call([*where, "-i", home / "feed.ics"], home, "calcurse -i")
        report = cls.REPORT.match(said)
        if not report or report.group(1) != "0" or report.group(4) != "0":
            raise Rejected("calcurse -i: " + said)
        shown = call([*where, "-G"], home, "calcurse -G").splitlines()
        events, todos = int(report.group(2)), int(report.group(3))
        if len(shown) != events + todos:
            raise Rejected("calcurse took %d and shows %d" % (events + todos, len(shown)))
        return events, todos


# ---------------------------------------------------------------- ical.js and node-ical


class Node:
    """A reader written for Node.js: tests/node/NAME.js reads {name: file or address} and writes {name: {uid: [row]}}."""

    def __init__(self, name):
        self.name = name
        self.script = os.path.join(SCRIPTS, "read-%s.js" % name.replace(".", "-"))

    def missing(self):
        if shutil.which("node") is None:
            return "node is not installed"
        found = subprocess.run(["node", "-e", "require.resolve(process.argv[1])", self.name], env=environment("/"), capture_output=True)
        return None if found.returncode == 0 else "%s is not in NODE_PATH: make node-modules brings it" % self.name

    def rows(self, home, sources, zone="Asia/Ho_Chi_Minh"):
        said = call(["node", "--trace-warnings", self.script], home, self.name, data=json.dumps(sources), zone=zone)
        return {name: {uid: Row(*row) for uid, row in rows.items()} for name, rows in json.loads(said).items()}
