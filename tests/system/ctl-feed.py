#!/usr/bin/python3
"""deadlinectl feed and the real daemon: an address is given out, read, changed and taken back; none is where it should not be."""
import http.client
import json
import os
import re
import socket
import stat
import subprocess
import sys

sys.path.insert(0, os.path.join(os.environ.get("srcdir", "."), "tests", "lib"))
from daemonlib import BUILDDIR, Daemon, Office  # noqa: E402
from tap import Tap  # noqa: E402

CTL = os.path.join(BUILDDIR, "deadlinectl")
BASE = 'feeds = { base_url = "https://lich.example.vn/x"; };'


class World:
    office = daemon = None
    secrets = []


def ctl(*words, language="en"):
    return subprocess.run([CTL, "-c", World.office.config, "--lang", language, "feed", *words], capture_output=True, text=True,
                          timeout=60)


def rows(*words):
    done = subprocess.run([CTL, "-c", World.office.config, "--json", "feed", *words], capture_output=True, text=True, timeout=60)
    return [json.loads(line) for line in done.stdout.splitlines()]


def token(url):
    found = re.search(r"/feeds/([a-z2-7]{26})(\.ics|/)$", url)
    World.secrets.append(found.group(1))
    return found.group(1)


def status(url):
    """What the public door answers on the address, whoever it is reached by."""
    host, port = World.daemon.feeds_address()
    connection = http.client.HTTPConnection(host, port, timeout=20)
    try:
        connection.request("GET", "/feeds/%s.ics" % token(url))
        answer = connection.getresponse()
        answer.read()
        return answer.status
    finally:
        connection.close()


def gives_out(tap):
    tap.equal(ctl("list", "--scope", "agency").returncode, 1, "list: nothing matched")
    done = ctl("add", "agency", "AGENCY 1", "--alarms", "--past", "10w", "--note", "phòng họp", "--as", "Lan")
    tap.ok(done.returncode == 0 and "https://lich.example.vn/x/feeds/" in done.stdout and "Agency 1" in done.stdout, "add: its address",
           done.stdout, done.stderr)
    feed = rows("url", "agency-a-1")[0]
    tap.ok(feed["url"] in done.stdout and feed["page"] in done.stdout, "url: the same", feed)
    tap.equal(ctl("url", "agency-a-1").stdout.strip(), feed["url"], "url: alone on its line")
    tap.equal(ctl("url", "agency-a-1", "--page").stdout.strip(), feed["page"], "url --page")
    tap.equal(token(feed["page"]), token(feed["url"]), "the page has the same secret")
    tap.equal(status(feed["url"]), 200, "it is served")
    shown = rows("show", "agency-a-1")[0]
    tap.equal((shown["alarms"], shown["todo"], shown["past"], shown["note"], shown["target"], shown["answered"]),
              (True, False, 70, "phòng họp", "a-1", True), "show: as it was asked for")
    tap.equal([(act["verb"], act["as"]) for act in shown["acts"]], [("add", "Lan")], "show: who gave it out")
    tap.equal(shown["accesses"], 1, "show: it was read once")
    for text in (ctl("list").stdout, ctl("show", "agency-a-1").stdout, json.dumps(rows("list")), json.dumps(shown)):
        tap.ok(token(feed["url"]) not in text and "agency-a-1" in text, "list and show: not the address", text)
    tap.ok("điện thoại" not in ctl("list", language="vi").stdout and "Lịch của" in ctl("list", language="vi").stdout, "list: in Vietnamese")


def speaks_its_language(tap):
    english = subprocess.run([CTL, "-c", World.office.config, "--lang", "vi", "--json", "feed", "add", "campaigns", "--lang", "en"],
                             capture_output=True, text=True, timeout=60)
    tap.equal(json.loads(english.stdout)["language"], "en", "add … --lang: the feed's language")
    tap.equal(rows("add", "campaigns")[0]["language"], "vi", "else the configuration's")
    done = ctl("add", "all", "--dry-run", language="vi")
    tap.ok(done.returncode == 0 and "chạy thử" in done.stdout and "/feeds/" not in done.stdout, "add --dry-run: tries it", done.stdout)
    tap.equal(ctl("show", "all").returncode, 66, "add --dry-run: adds nothing")
    for past, days in (("30", 30), ("400", 400), ("400d", 400), ("2w", 14), ("1", 1)):
        tap.equal(rows("add", "all", "--past", past, "--dry-run")[0]["past"], days, "add --past %s: days" % past)
    done = ctl("add", "all", "--past", "0")
    tap.ok("feeds.past" in done.stderr, "add --past 0: what would be meant", done.stderr)
    tap.equal(rows("add", "all", "--windows", "0", "--dry-run")[0]["windows"], "none", "add --windows 0: none, as in an address")


def finds_persons(tap):
    feed = rows("add", "person", "agency 2", "focal", "--id", "hai")[0]
    tap.equal(feed["target"], "focal2@example.vn", "add person: by body and position")
    feed = rows("add", "person", "FOCAL2@example.vn")[0]
    tap.ok(re.fullmatch(r"person-[0-9a-f]{16}(-2)?", feed["id"]), "add person: no address in the id", feed["id"])
    tap.equal(status(feed["url"]), 200, "a person's is served")
    tap.equal(sorted(row["id"] for row in rows("list", "--scope", "person", "--target", "focal2@example.vn") if row["created_by"] != "mail"),
              sorted(["hai", feed["id"]]), "list --scope --target: beside what a mail offered")
    tap.equal({row["scope"] for row in rows("list", "--scope", "person")}, {"person"}, "list --scope")
    tap.equal([row["id"] for row in rows("list", "--agency", "agency 1")], ["agency-a-1"], "list --agency")


def changes_and_ends(tap):
    old = rows("url", "agency-a-1")[0]["url"]
    tap.equal(ctl("rotate", "agency-a-1", "--dry-run").returncode, 0, "rotate --dry-run")
    tap.equal(rows("url", "agency-a-1")[0]["url"], old, "which changes nothing")
    tap.equal(ctl("rotate", "agency-a-1", "hai", "--reason", "gửi nhầm").returncode, 0, "rotate: two at once")
    new = rows("url", "agency-a-1")[0]["url"]
    tap.equal((status(old), status(new)), (404, 200), "the old address is unknown, the new one is served")
    tap.equal(ctl("revoke", "agency-a-1", "none").returncode, 66, "revoke: an unknown one among them")
    tap.equal(status(new), 200, "then none is revoked")
    tap.equal(ctl("revoke", "agency-a-1", "--reason", "thôi dùng").returncode, 0, "revoke")
    tap.equal(status(new), 404, "it is unknown at once")
    tap.equal(ctl("revoke", "agency-a-1").returncode, 76, "revoke twice: refused by state")
    done = ctl("url", "agency-a-1")
    tap.ok(done.returncode == 76 and "rotate" in done.stderr and not done.stdout, "url of a revoked one: 76 and the way back", done.stderr)
    tap.ok("agency-a-1" not in [row["id"] for row in rows("list")], "list: without it")
    tap.ok("agency-a-1" in [row["id"] for row in rows("list", "--all")], "list --all: with it")
    tap.ok("revoked" in ctl("list", "--all").stdout, "list --all: says so")
    tap.equal(ctl("rotate", "agency-a-1").returncode, 0, "rotate: the way back")
    tap.equal((status(new), status(rows("url", "agency-a-1")[0]["url"])), (404, 200), "under another address")


def refuses(tap):
    table = [(64, ("sing",)), (64, ("add",)), (64, ("add", "all", "x")), (64, ("add", "agency")), (66, ("add", "agency", "nobody")),
             (66, ("add", "plan", "nobody")), (66, ("add", "person", "x@example.vn")), (65, ("add", "person", "x@@")),
             (64, ("add", "all", "--past", "401d")), (64, ("add", "all", "--past", "3wd")), (64, ("add", "all", "--past", "401")),
             (64, ("add", "all", "--past", "0")), (64, ("add", "all", "--past", "0d")), (64, ("add", "all", "--past", "")),
             (64, ("add", "all", "--past", "99999999999")), (64, ("add", "all", "--past", "-1")), (64, ("add", "all", "--past", "30min")), (64, ("add", "all", "--windows", "open")),
             (64, ("add", "all", "--page")), (64, ("list", "--todo")), (64, ("list", "x")), (64, ("show",)), (64, ("rotate",)),
             (66, ("show", "none")), (66, ("url", "none")), (66, ("rotate", "none")), (76, ("add", "all", "--id", "hai")),
             (64, ("add", "all", "--id", "A")), (64, ("revoke", "hai", "--id", "x"))]
    before = World.office.execute("SELECT count(*), sum(generation) FROM subscription")
    for wanted, words in table:
        done = ctl(*words)
        tap.ok(done.returncode == wanted and done.stderr.startswith("deadlinectl: "), "feed %s: %d" % (" ".join(words), wanted),
               done.returncode, done.stdout, done.stderr)
    tap.equal(World.office.execute("SELECT count(*), sum(generation) FROM subscription"), before, "none of these changed anything")


def keeps_secrets(tap):
    key = World.office.store + ".key"
    tap.equal((stat.S_IMODE(os.stat(key).st_mode), os.stat(key).st_size), (0o600, 32), "the key: for the service alone")
    kept = b"".join(open(World.office.store + end, "rb").read() for end in ("", "-wal") if os.path.exists(World.office.store + end))
    log = World.daemon.log()
    tap.ok(len(set(World.secrets)) >= 4, "there were secrets to find", len(set(World.secrets)))
    tap.equal([one for one in set(World.secrets) if one.encode() in kept], [], "no address in the store")
    tap.equal([one for one in set(World.secrets) if one in log], [], "no address in the log")
    tap.ok("feed rotate: agency-a-1" in log and "feed revoke: agency-a-1" in log, "but what was done", log[-2000:])


def outlives_a_restart(tap):
    url = rows("url", "hai")[0]["url"]
    status(url)
    tap.equal(World.daemon.stop(), 0, "the daemon ends")
    tap.equal(World.office.execute("SELECT accesses FROM subscription WHERE id = 'hai'"), [(1,)], "who read is written down at the end")
    tap.equal(ctl("list").returncode, 69, "list: nobody answers")
    World.daemon = Daemon(World.office)
    tap.equal(rows("url", "hai")[0]["url"], url, "the same address after a restart")
    tap.equal(World.daemon.stop(), 0, "the daemon ends again")
    os.unlink(World.office.store + ".key")
    World.daemon = Daemon(World.office)
    tap.ok("was missing: a new one was made" in World.daemon.log(), "a lost key is told of", World.daemon.log())
    tap.equal(status(url), 200, "what was given out goes on working")
    done = ctl("url", "hai")
    tap.ok(done.returncode == 76 and "rotate" in done.stderr, "but cannot be shown", done.stderr)
    tap.equal(ctl("rotate", "hai").returncode, 0, "rotate")
    tap.equal((status(url), status(rows("url", "hai")[0]["url"])), (404, 200), "makes one that can")


def survives_a_bad_key(tap):
    key = World.office.store + ".key"
    url = rows("url", "hai")[0]["url"]
    World.daemon.stop()
    os.chmod(key, 0o640)
    World.daemon = Daemon(World.office)
    tap.equal(stat.S_IMODE(os.stat(key).st_mode), 0o600, "a key that others may read is made private again")
    tap.ok("could be read by others" in World.daemon.log() and "feed rotate" in World.daemon.log(), "which is said", World.daemon.log())
    tap.equal(rows("url", "hai")[0]["url"], url, "and used")
    World.daemon.stop()
    with open(key, "wb") as file:
        file.write(b"damaged")
    World.daemon = Daemon(World.office)
    tap.equal((open(key + ".damaged", "rb").read(), os.stat(key).st_size), (b"damaged", 32), "a damaged one is set aside")
    tap.ok("it is now %s.damaged" % key in World.daemon.log(), "which is said", World.daemon.log())
    tap.equal((status(url), ctl("url", "hai").returncode), (200, 76), "addresses given out go on working, but cannot be shown")
    lost = {row["id"] for row in rows("list") if row["lost"]}
    tap.ok("hai" in lost and "address cannot be shown" in ctl("list").stdout, "list: says of which", lost)
    done = subprocess.run([CTL, "-c", World.office.config, "--lang", "en", "status"], capture_output=True, text=True, timeout=60)
    tap.ok(done.returncode == 1 and "addresses of %d feed(s)" % len(lost) in done.stdout, "status: and of how many", done.stdout)
    ctl("rotate", *lost)
    tap.ok("hai" not in {row["id"] for row in rows("list") if row["lost"]}, "until they have others")
    url = rows("url", "hai")[0]["url"]
    World.daemon.stop()
    os.unlink(key)
    os.mkdir(key)
    World.daemon = Daemon(World.office)
    done = subprocess.run([CTL, "-c", World.office.config, "--lang", "en", "status"], capture_output=True, text=True, timeout=60)
    tap.ok(done.returncode == 1 and "is no file" in done.stdout and "is no file" in World.daemon.log(), "what is no file is told of", done.stdout)
    tap.equal(status(url), 200, "and feeds are served")
    done = ctl("add", "all")
    tap.ok(done.returncode != 0 and "deadlinectl status" in done.stderr, "but no address is made", done.returncode, done.stderr)
    World.daemon.stop()
    os.rmdir(key)
    World.daemon = Daemon(World.office)


def reload():
    return subprocess.run([CTL, "-c", World.office.config, "--lang", "en", "reload", "--quick"], capture_output=True, text=True, timeout=60)


def listening(text, address):
    return text.replace('listen = "127.0.0.1:0"', 'listen = "%s"' % address)


def tells_of_a_reload(tap):
    first = World.office.text()
    tap.equal(ctl("add", "agency", "a-2", "--id", "zwei").returncode, 0, "a feed of a body")
    tap.ok("feeds" not in reload().stderr, "reload: nothing to tell")
    World.office.write(first.replace("lich.example.vn/x", "khac.example.vn"))
    done = reload()
    tap.ok(done.returncode == 0 and "lich.example.vn and is khac.example.vn" in done.stderr and "UID" in done.stderr,
           "reload: another host, and so other events", done.stderr)
    tap.ok("is khac.example.vn" in World.daemon.log(), "which the log says, too")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen(1)
        World.office.write(listening(first, "127.0.0.1:%d" % taken.getsockname()[1]))
        done = reload()
        tap.ok(done.returncode == 0 and "feeds are not served: " in done.stderr, "reload: an address that is taken", done.stderr)
    World.office.write(listening(first, "none"))
    tap.equal(reload().returncode, 0, "reload: no door")
    for words in (("add", "all", "--id", "ohne"), ("url", "ohne")):
        done = ctl(*words)
        tap.ok(done.returncode == 0 and "no feed is served" in done.stderr and "/feeds/" in done.stdout, "%s: said" % words[0], done.stderr)
    World.office.write(first.replace('"a-2"', '"b-2"'))
    done = reload()
    tap.ok(done.returncode == 0 and "show nothing any more" in done.stderr and "zwei" in done.stderr and "hai" not in done.stderr,
           "reload: a body that is gone, with its feed", done.stderr)
    tap.ok("feeds" not in reload().stderr, "reload: once")
    World.office.write(first)
    reload()


def main():
    tap = Tap()
    World.office = Office("smtp://127.0.0.1:9", mode="hold", settings=BASE)
    World.office.make_store()
    World.daemon = Daemon(World.office)
    try:
        tap.run(gives_out, speaks_its_language, finds_persons, changes_and_ends, refuses, keeps_secrets, outlives_a_restart, survives_a_bad_key, tells_of_a_reload)
    finally:
        World.daemon.stop()
        World.office.remove()


main()
