#!/usr/bin/python3
"""Each mail's link to its reader's own calendar feed, from a real SMTP server back to the real service: it opens, a copy's is
another one, and its secret stands in no store, no backup and no log."""
import email
import email.policy
import glob
import os
import re
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request

sys.path.insert(0, os.path.join(os.environ.get("srcdir", "."), "tests", "lib"))
from daemonlib import BUILDDIR, Daemon, Office, day  # noqa: E402
from smtpserver import SmtpServer  # noqa: E402
from tap import Tap  # noqa: E402

PLACE = "0own0calendar0of0the0one01"
TOKEN = re.compile(r"/feeds/([a-z2-7]{26})/")
STEPS = 'remind = [ "25d", "3d" ];'
HEADS = 'remind = [ "25d" ]; escalate = ( { after = "1wd"; to = [ "owner:head" ]; cc = [ "owner:focal" ]; } );'


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def make(relay, agencies):
    """The report was due yesterday: today every head is told, and the focal point gets a copy."""
    port = free_port()
    office = Office(relay, agencies=agencies, due=-1)
    office.base = "http://127.0.0.1:%d" % port
    office.settings = 'feeds = { base_url = "%s"; };\nhttp = { listen = "127.0.0.1:%d"; };' % (office.base, port)
    plain = office.text

    def text():
        heads = re.sub(r'(email = "focal(\d+)@example.vn"; })',
                       r'\1, { position = "head"; email = "head\2@example.vn"; }', plain())
        return heads.replace(STEPS, HEADS)
    office.text = text
    office.write()
    return office


def ctl(office, *words):
    return subprocess.run([os.path.join(BUILDDIR, "deadlinectl"), "-c", office.config, *words], capture_output=True, text=True, timeout=60)


def texts(raw):
    message = email.message_from_bytes(raw, policy=email.policy.default)
    return [part.get_content() for part in message.walk() if part.get_content_type() in ("text/plain", "text/html")]


def tokens(raw):
    return {token for text in texts(raw) for token in TOKEN.findall(text)}


def get(url):
    """Status and text; the door may open a moment after the first mail."""
    for attempt in range(50):
        try:
            with urllib.request.urlopen(url, timeout=10) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
    return 0, ""


def opened(office, token):
    """What the mail's link gives, and the feed behind it: one status where they agree."""
    page, feed = get("%s/feeds/%s/" % (office.base, token))[0], get("%s/feeds/%s.ics" % (office.base, token))[0]
    return page if page == feed else (page, feed)


def holding(paths, secrets):
    """Of these files those that hold one of the secrets."""
    found = []
    for path in paths:
        with open(path, "rb") as file:
            data = file.read()
        found += [(path, secret) for secret in secrets if secret.encode() in data]
    return found


def links_of_readers(tap):
    with SmtpServer() as server:
        office = make(server.url, 3)
        office.make_store()
        daemon = Daemon(office)
        tap.ok(server.wait_for(6), "three heads and three focal points have their mails", daemon.log())
        own = {message.recipients[0]: tokens(message.data) for message in server.messages}
        tap.ok(all(len(found) == 1 for found in own.values()), "one address in each", own)
        own = {reader: found.pop() for reader, found in own.items() if len(found) == 1}
        tap.equal(len(set(own.values())), 6, "each reader's is another one, also in a copy of the same mail")
        ids = {message.message_id for message in server.messages}
        tap.equal(len(ids), 3, "which is the same mail: one Message-ID")
        lines = [line for message in server.messages for line in texts(message.data)[0].splitlines() if "/feeds/" in line]
        tap.equal(sorted(lines), sorted("%s/feeds/%s/" % (office.base, token) for token in own.values()),
                  "in plain text it stands alone on its line, whole")
        tap.equal({reader: opened(office, token) for reader, token in own.items()}, {reader: 200 for reader in own}, "each opens")
        status, feed = get("%s/feeds/%s.ics" % (office.base, own["focal1@example.vn"]))
        tap.ok(status == 200 and "BEGIN:VEVENT" in feed and "Agency 1" in feed and "Agency 2" not in feed,
               "its feed holds what concerns its reader, and that alone", status, feed)
        kept_nowhere(tap, office, daemon, own)
        changed(tap, office, daemon, server, own)
        tap.equal(daemon.stop(), 0, "the service stops")
        tap.equal(holding([daemon.log_path, office.store], own.values()), [], "nor do its log and its store hold any in the end")
        office.remove()


def kept_nowhere(tap, office, daemon, own):
    backup = office.path("backup.db")
    with sqlite3.connect(office.store) as store, sqlite3.connect(backup) as copy:
        store.backup(copy)
    files = [path for path in glob.glob(office.path("*")) if os.path.isfile(path)]
    tap.ok(backup in files and office.store in files and office.store + "-wal" in files and daemon.log_path in files,
           "store, journal, backup and log are looked at", files)
    tap.equal(holding(files, own.values()), [], "no file of the service holds any of the secrets")
    tap.ok(holding([office.store, office.store + "-wal"], [PLACE]), "the outbox holds the place of one")
    mails = office.execute("SELECT id FROM mail WHERE at >= ?", office.midnight())
    shown = [ctl(office, "queue", "show", str(number), "--eml").stdout for number, in office.execute(
        "SELECT id FROM envelope WHERE mail IN (%s)" % ",".join(str(number) for number, in mails))]
    tap.ok(shown and all(text for text in shown), "what is kept of a mail can be looked at", shown)
    tap.ok(not any(token in text.replace("=\r\n", "").replace("=\n", "") for text in shown for token in own.values()),
           "without its reader's secret")


def changed(tap, office, daemon, server, own):
    """An extension is announced at once: by then one reader's address is another one, and one has none."""
    ids = dict(office.execute("SELECT target, id FROM subscription WHERE scope = 'person'"))
    status, rows = daemon.request("POST", "/v1/feed/rotate", {"ids": [ids["focal1@example.vn"]]})
    tap.equal((status, [row["id"] for row in rows]), (200, [ids["focal1@example.vn"]]), "an address is changed")
    tap.equal(daemon.request("POST", "/v1/feed/revoke", {"ids": [ids["focal2@example.vn"]]})[0], 200, "and one is taken back")
    tap.equal([opened(office, own["focal%d@example.vn" % n]) for n in range(3)], [200, 404, 404],
              "both links lead nowhere at once, another's still opens")
    before = len(server.messages)
    for n in (1, 2):
        done = ctl(office, "extend", "test/report/a-%d/p1" % n, "--until", str(day(9)), "--reason", "test")
        tap.equal(done.returncode, 0, "a report is given more time")
    tap.ok(server.wait_for(before + 2), "which is announced", daemon.log())
    found = {message.recipients[0]: tokens(message.data) for message in server.messages[before:]}
    tap.equal(found, {"focal1@example.vn": {TOKEN.search(rows[0]["page"]).group(1)}, "focal2@example.vn": set()},
              "the next mail has the new address, and none where it was taken back")
    own["focal1@example.vn, new"] = TOKEN.search(rows[0]["page"]).group(1)


def a_directory_of_mails(tap):
    """A relay into files gets what an SMTP server would."""
    office = make("file:///nowhere/", 1)
    office.make_store()
    office.relay = "file://%s/" % office.path("out")
    os.mkdir(office.path("out"))
    office.write()
    daemon = Daemon(office)
    until = time.time() + 20
    while len(glob.glob(office.path("out/*.eml"))) < 2 and time.time() < until:
        time.sleep(0.05)
    found = []
    for path in glob.glob(office.path("out/*.eml")):
        with open(path, "rb") as file:
            found.append(tokens(file.read()))
    tap.ok(len(found) == 2 and all(len(one) == 1 for one in found) and found[0] != found[1], "two files, each with its own link",
           found, daemon.log())
    tap.equal({opened(office, token) for one in found for token in one}, {200}, "which opens")
    daemon.stop()
    office.remove()


Tap().run(links_of_readers, a_directory_of_mails)
