"""Plays the service on the real plans, in simulated time, with a real SMTP server on the loopback interface.

Huế's plan from November 2024 to January 2025 with the life of some reports, then all five plans from October to December 2026.
Shows who was told what and when, mails as their reader sees them, what a report silences, what the clerk may ask, the
calendar files, and somebody who subscribes to a feed of the running service.
"""
import collections
import contextlib
import email
import email.header
import email.policy
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request

from aiosmtpd.controller import Controller

SOURCE = os.path.abspath(os.environ.get("srcdir", "."))
BUILD = os.path.abspath(os.environ.get("builddir", "."))
DEADLINED = os.path.join(BUILD, "deadlined")
DEADLINECTL = os.path.join(BUILD, "deadlinectl")

CONF = """
include    = [ "{etc}/agencies.d/{which}.conf", "{etc}/plans.d/{which}.conf" ];
holidays   = [ "{etc}/holidays.d/*.ics" ];
templates  = [ "{etc}/templates" ];
office  = {{ name = "{office}"; contact = "Phòng Bình đẳng giới, điện thoại 0000 000 000"; hours = "07:30-17:00"; }};
store   = {{ path = "{directory}/deadlined.db"; }};
mail    = {{ mode = "send"; relay = "smtp://127.0.0.1:{port}"; from = "{office} <nhacviec@example.vn>";
            admin = "quantri@example.vn"; rate = "100000/h"; }};
http    = {{ listen = "127.0.0.1:{web}"; }};
control = {{ socket = "{directory}/control"; }};
"""

KINDS = {
    "advance": "reminded", "today": "last working day", "overdue": "overdue", "head": "to the head", "list": "list to the office",
    "foretell": "foretold to the coordinator", "digest": "weekly digest", "settle": "to settle, to the coordinator",
    "campaign": "campaign", "receipt": "receipt", "returned": "returned", "extended": "extended", "waived": "waived", "recalled": "receipt recalled",
    "ready": "all inputs are in", "admin": "to the administrator", "request": "new limit",
}


LIFE = """
2024-11-22T14:00 waive hue-2024/hue-02/hue-ban-dan-toc/2024 --number 700/SLĐTBXH-BĐG --reason "nội dung do Văn phòng tổng hợp"
2024-12-02T09:15 submit hue-2024/hue-02/hue-so-y-te/2024 --number 512/BC-SYT --dated 2024-11-29 --received 2024-12-02T09:10
2024-12-02T10:00 ask hue-2024/hue-02/hue-so-vhtt/2024 --until 2024-12-06 --reason "chờ số liệu của các đơn vị"
2024-12-03T09:00 extend hue-2024/hue-02/hue-so-vhtt/2024 --until 2024-12-06 --number 715/SLĐTBXH-BĐG --reason "chờ số liệu của các đơn vị"
2024-12-03T15:00 submit hue-2024/hue-02/hue-ubnd-tp-hue/2024 --number 61/BC-UBND
2024-12-04T08:30 return hue-2024/hue-02/hue-ubnd-tp-hue/2024 --reason "thiếu số liệu chỉ tiêu 4" --days 2
2024-12-05T16:00 submit hue-2024/hue-02/hue-ubnd-tp-hue/2024 --number 64/BC-UBND
2024-12-06T10:00 submit hue-2024/hue-02/hue-so-vhtt/2024 --number 330/BC-SVHTT
2024-12-06T16:00 accept hue-2024/hue-02/hue-ubnd-tp-hue/2024
2024-12-09T09:00 submit hue-2024/hue-02/hue-cong-an/2024 --number 90/BC-CAT
2024-12-09T15:00 submit hue-2024/hue-03/hue-so-ldtbxh/2024 --number 800/BC-SLĐTBXH --without all
"""


class Sink:
    """Keeps every message the relay is given."""

    def __init__(self):
        self.messages = []

    async def handle_DATA(self, server, session, envelope):
        self.messages.append((envelope.rcpt_tos, envelope.content))
        return "250 kept"


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


def title(text):
    print("\n\033[1m%s\033[0m\n" % text if sys.stdout.isatty() else "\n%s\n%s\n" % (text, "-" * len(text)))


def shipped_policies():
    text = open(os.path.join(SOURCE, "etc", "deadlined.conf"), encoding="utf-8").read()
    return text[text.index("\npolicies = {"):].split("\n};\n")[0] + "\n};\n"


def write_conf(directory, name, which, office, port):
    path = os.path.join(directory, name)
    with open(path, "w", encoding="utf-8") as out:
        out.write(shipped_policies() + CONF.format(etc=os.path.join(SOURCE, "etc"), which=which, office=office, directory=directory, port=port, web=free_port()))
    return path


def replay(conf, span, acts=None, store=None):
    command = [DEADLINED, "-c", conf, "--replay", span, "--json"] + (["--acts", acts] if acts else []) + (["--store", store] if store else [])
    run = subprocess.run(command, capture_output=True, text=True)
    if run.returncode != 0:
        sys.exit("%s: exit %d\n%s" % (" ".join(command), run.returncode, run.stderr[-3000:]))
    return [json.loads(line) for line in run.stdout.splitlines() if line.startswith("{")]


def timeline(rows):
    days = collections.OrderedDict()
    for row in rows:
        days.setdefault(row["at"][:16].replace("T", " "), collections.Counter())[row["kind"]] += len(row["to"]) + len(row["cc"])
    for moment, kinds in days.items():
        print("  %s  %s" % (moment, ",  ".join("%d %s" % (n, KINDS.get(kind, kind)) for kind, n in kinds.items())))
    print("\n  %d mails to %d people" % (len(rows), len({a for row in rows for a in row["to"] + row["cc"]})))


def show_mail(sink, wanted):
    for _, content in sink.messages:
        message = email.message_from_bytes(content, policy=email.policy.default)
        if not wanted(message):
            continue
        raw = email.message_from_bytes(content)
        for header in ("Date", "From", "To", "Cc", "Subject"):
            if raw[header]:
                print("  %-8s %s" % (header + ":", email.header.make_header(email.header.decode_header(raw[header]))))
        print()
        for line in message.get_body(("plain",)).get_content().rstrip().splitlines():
            print("  │ " + line)
        return
    sys.exit("the mail that was to be shown did not come")


def about(rows, occurrence):
    for row in rows:
        for step, subject in zip(row["step"], row["occurrences"]):
            if subject == occurrence:
                print("  %s  %-6s  %s" % (row["at"][:16].replace("T", " "), step, ", ".join(row["to"] + row["cc"])))


def ctl(*arguments):
    run = subprocess.run([DEADLINECTL, *arguments], capture_output=True, text=True)
    if run.returncode != 0:
        sys.exit("deadlinectl %s: exit %d\n%s" % (" ".join(arguments), run.returncode, run.stderr))
    return run.stdout


def show_calendars(conf, directory):
    ctl("-c", conf, "export", directory, "--at", "2026-11-20T09:00")
    files = sorted(os.path.join(folder, name) for folder, _, names in os.walk(directory) for name in names)
    shown = ("all.ics", "plan/", "group/lao-cai-departments", "group/hue-localities", "agency/lao-cai-so-y-te", "agency/lao-cai-mttq")
    for path in [f for f in files if os.path.relpath(f, directory).startswith(shown)]:
        text = open(path, encoding="utf-8", newline="").read()
        print("  %-44s %4d events" % (os.path.relpath(path, directory), text.count("BEGIN:VEVENT")))
    print("  … %d files in all. From agency/lao-cai-so-y-te.ics:\n" % len(files))
    text = open(os.path.join(directory, "agency", "lao-cai-so-y-te.ics"), encoding="utf-8", newline="").read().replace("\r\n ", "")
    for event in text.split("BEGIN:VEVENT")[1:]:
        lines = dict(line.split(":", 1) for line in event.splitlines() if ":" in line)
        first = lines.get("DTSTART;VALUE=DATE", "?")
        if first.startswith("20261"):
            print("    %s - %s (exclusive)  %s" % (first, lines.get("DTEND;VALUE=DATE"), lines["SUMMARY"]))


def play_hue(directory, sink, port):
    conf = write_conf(directory, "hue.conf", "hue*", "Sở Lao động - Thương binh và Xã hội", port)
    acts = os.path.join(directory, "acts")
    silenced, late = "hue-2024/hue-02/hue-so-y-te/2024", "hue-2024/hue-02/hue-so-tu-phap/2024"
    with open(acts, "w", encoding="utf-8") as out:
        out.write(LIFE.strip() + "\n")
    title("Huế, plan of 2024: 1 November 2024 to 15 January 2025")
    rows = replay(conf, "2024-11-01..2025-01-15", acts, os.path.join(directory, "deadlined.db"))
    timeline(rows)
    title("A reminder, as the department reads it")
    show_mail(sink, lambda m: "so-tu-phap" in m["To"] and "Nhắc" in m["Subject"])
    title("An escalation, as the head of a department reads it")
    show_mail(sink, lambda m: "so-tu-phap" in (m["Cc"] or "") and "Về việc" in m["Subject"])
    title("A report that silences its ladder: Sở Y tế's came in on 2 December 2024, 09:15")
    print("  Sở Y tế:")
    about(rows, silenced)
    print("  Sở Tư pháp, which sent none:")
    about(rows, late)
    title("An extension, as the department reads it")
    show_mail(sink, lambda m: "so-vhtt" in m["To"] and "gia hạn" in m["Subject"])
    ask_hue(conf)


@contextlib.contextmanager
def service(conf):
    """The service itself, today."""
    daemon = subprocess.Popen([DEADLINED, "-c", conf], stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    try:
        for _ in range(100):
            if subprocess.run([DEADLINECTL, "-c", conf, "status"], capture_output=True).returncode < 3:
                break
            time.sleep(0.1)
        yield
    finally:
        daemon.terminate()
        daemon.wait()


def ask_hue(conf):
    """The service on the store of those months: what the clerk asks it."""
    with service(conf):
        for heading, *command in (
                ("Whose report is late, extended, returned, missing: deadlinectl statistics", "statistics", "--plan", "hue-2024", "--year", "2024"),
                ("What the consolidated report is made of: deadlinectl show", "show", "hue-2024/hue-03/hue-so-ldtbxh/2024"),
                ("Everything that was sent about one report: deadlinectl proof", "proof", "hue-2024/hue-02/hue-so-vhtt/2024"),
                ("The draft of the official reminder: deadlinectl letter", "letter", "--obligation", "hue-2024/hue-02", "--period", "2024")):
            title(heading)
            lines = ctl("-c", conf, "--lang", "vi" if command[0] == "letter" else "en", *command).rstrip().splitlines()
            print("\n".join("  " + line[:180] for line in lines[:40]) + ("\n  …" if len(lines) > 40 else ""))


SUBSCRIBER = """[general]
status_path = "{home}/status"
[pair reports]
a = "here"
b = "there"
collections = null
conflict_resolution = "b wins"
[storage here]
type = "filesystem"
path = "{home}/calendar"
fileext = ".ics"
[storage there]
type = "http"
url = "{url}"
"""
SHOWN = """[calendars]
[[reports]]
path = {home}/calendar
[sqlite]
path = {home}/khal.db
[locale]
dateformat = %d/%m/%Y
longdateformat = %d/%m/%Y
"""


class Calendar:
    """Somebody's calendar program: vdirsyncer with khal where they are installed, else a few lines of Python."""

    def __init__(self, home, url):
        self.home, self.url = home, url
        self.programs = all(shutil.which(name) for name in ("vdirsyncer", "khal"))
        os.makedirs(os.path.join(home, "calendar"))
        for name, text in (("vdirsyncer.conf", SUBSCRIBER), ("khal.conf", SHOWN)):
            with open(os.path.join(home, name), "w", encoding="utf-8") as out:
                out.write(text.format(home=home, url=url))

    def call(self, *command):
        run = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL,
                             env={"PATH": os.environ["PATH"], "HOME": self.home, "LC_ALL": "C.UTF-8"})
        if run.returncode != 0:
            sys.exit("%s: exit %d\n%s" % (" ".join(command), run.returncode, run.stderr[-3000:]))
        return run.stdout.splitlines()

    def refresh(self, *, first):
        """The lines of the calendar, by day."""
        if not self.programs:
            with urllib.request.urlopen(self.url, timeout=10) as answer:
                return by_day(answer.read().decode())
        sync = ("vdirsyncer", "-c", os.path.join(self.home, "vdirsyncer.conf"))
        if first:
            self.call(*sync, "discover")
        self.call(*sync, "sync")
        return self.call("khal", "-c", os.path.join(self.home, "khal.conf"), "list", "--once", "--day-format", "", "--format",
                         "{start-date} - {end-date}  {title}", time.strftime("%d/%m/%Y", time.localtime(time.time() - 30 * 86400)), "430d")


def by_day(text):
    found = []
    for event in text.replace("\r\n ", "").split("BEGIN:VEVENT")[1:]:
        lines = dict(line.split(":", 1) for line in event.splitlines() if ":" in line)
        found.append("%s - %s (exclusive)  %s" % (lines["DTSTART;VALUE=DATE"], lines["DTEND;VALUE=DATE"], lines["SUMMARY"]))
    return sorted(found)


def subscribe(conf, directory):
    """The service of today: a department's calendar, before and after its report came in."""
    with open(conf, encoding="utf-8") as source:
        text = source.read().replace('mode = "send"', 'mode = "hold"').replace("/deadlined.db", "/today.db")
    with open(conf, "w", encoding="utf-8") as out:
        out.write(text)
    with service(conf):
        body = "lao-cai-so-y-te"
        feed = json.loads(ctl("-c", conf, "--json", "feed", "add", "agency", body).splitlines()[0])
        calendar = Calendar(os.path.join(directory, "reader"), feed["url"])
        rows = [json.loads(line) for line in ctl("-c", conf, "--json", "list", "--plan", "lc-2030", "--agency", body).splitlines()]
        today = time.strftime("%Y-%m-%d")
        report = [row["id"] for row in rows if row["id"].startswith("lc-2030/lc-01/") and row["limit"] >= today][0]
        title("Somebody at Sở Y tế subscribes to its feed%s" % (", with vdirsyncer and khal" if calendar.programs else ""))
        print("  %s\n" % feed["url"])
        before = calendar.refresh(first=True)
        print("\n".join("  " + line for line in before))
        title("The clerk records a report: deadlinectl submit %s --number 512/BC-SYT" % report)
        ctl("-c", conf, "submit", report, "--number", "512/BC-SYT")
        after = calendar.refresh(first=False)
        print("\n".join("  %s %s" % (" " if line in before else ">", line) for line in after))
        if len(after) != len(before) or sum(line not in before for line in after) != 1:
            sys.exit("the calendar does not show one change")


def play_all(directory, sink, port):
    conf = write_conf(directory, "all.conf", "*", "Sở Nội vụ tỉnh Lào Cai", port)
    title("All five plans: 1 October to 31 December 2026 (24 November is a holiday; 29 November a Sunday)")
    rows = replay(conf, "2026-10-01..2026-12-31")
    timeline(rows)
    title("The calendars people subscribe to, on 20 November 2026")
    show_calendars(conf, os.path.join(directory, "calendars"))
    subscribe(conf, directory)
    return conf


def main():
    started = time.monotonic()
    directory = tempfile.mkdtemp(prefix="deadlined-demo-")
    sink = Sink()
    port = free_port()
    controller = Controller(sink, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        play_hue(directory, sink, port)
        play_all(directory, sink, port)
        title("Where to look further")
        binary = os.path.join(os.path.relpath(BUILD, SOURCE), "deadlinectl")
        for command in ('due "before 30/11" --every year --year 2026', "check", "calendar 2026",
                        "schedule --from 2026-10-01 --to 2026-12-31 --undated", "preview --from 2026-10-01 --to 2026-12-31",
                        "help"):
            print("  %s -c etc/deadlined.conf %s" % (binary, command))
        print("\n%d mails went through the SMTP server; %.1f seconds." % (len(sink.messages), time.monotonic() - started))
    finally:
        controller.stop()
        shutil.rmtree(directory, ignore_errors=True)


if __name__ == "__main__":
    main()
