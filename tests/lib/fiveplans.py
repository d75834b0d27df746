"""The service on the shipped plans, on a day that the test names: the same configuration an office begins with, its feeds on
the loopback interface, a store of its own, a clock that runs from that day on, and no mail.
"""
import datetime
import http.client
import json
import os
import shutil
import socket
import subprocess
import time
import urllib.parse

from daemonlib import BUILDDIR, SKEWED, SRCDIR, ZONE, Daemon
from scratch import scratch

DEADLINECTL = os.path.join(BUILDDIR, "deadlinectl")
BASE = "https://lich.laocai.example.vn"


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


class FivePlans:
    """etc/deadlined.conf with paths and ports of its own; what daemonlib.Daemon wants of an office."""

    def __init__(self):
        self.directory = str(scratch("dl-"))
        self.port = free_port()
        self.store, self.socket = self.path("deadlined.db"), self.path("control")
        self.config = self.path("deadlined.conf")
        etc = os.path.join(SRCDIR, "etc")
        with open(os.path.join(etc, "deadlined.conf"), encoding="utf-8") as file:
            text = file.read()
        changes = [("/var/lib/deadlined/deadlined.db", self.store), ("/run/deadlined/control", self.socket),
                   ('"127.0.0.1:8480"', '"127.0.0.1:%d"' % self.port), ('[ "templates" ]', '[ "%s" ]' % os.path.join(etc, "templates"))]
        changes += [('"%s/' % name, '"%s/' % os.path.join(etc, name)) for name in ("agencies.d", "plans.d", "holidays.d")]
        for old, new in changes:
            if old not in text:
                raise RuntimeError("etc/deadlined.conf says %s no more" % old)
            text = text.replace(old, new)
        with open(self.config, "w", encoding="utf-8") as file:
            file.write(text)

    def path(self, name):
        return os.path.join(self.directory, name)

    def remove(self):
        shutil.rmtree(self.directory, ignore_errors=True)


class Served:
    """with Served("2026-11-25T16:00") as service: a daemon for which it is that moment in Vietnam."""

    def __init__(self, moment, zone="UTC"):
        self.moment = datetime.datetime.fromisoformat(moment).replace(tzinfo=ZONE)
        self.zone = zone
        self.office = FivePlans()
        self.skew = int(self.moment.timestamp() - time.time())
        self.later(0)
        try:
            self.daemon = Daemon(self.office, program=SKEWED, arguments=[self.office.path("skew")], environment={"TZ": zone})
        except Exception:
            self.office.remove()
            raise

    def later(self, minutes):
        """The service's clock is set forward."""
        self.skew += 60 * minutes
        with open(self.office.path("skew.new"), "w") as file:
            file.write(str(self.skew))
        os.rename(self.office.path("skew.new"), self.office.path("skew"))

    def ctl(self, *words, status=0):
        """deadlinectl's rows; any other exit status than the expected is an error."""
        done = subprocess.run([DEADLINECTL, "-c", self.office.config, "--json", *words], capture_output=True, text=True, timeout=60,
                              env=dict(os.environ, TZ=self.zone))
        if done.returncode != status:
            raise RuntimeError("deadlinectl %s: exit %d\n%s%s" % (" ".join(words), done.returncode, done.stdout, done.stderr))
        return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]

    def subscribe(self, *words):
        """The address, on this machine, of a feed made with `deadlinectl feed add`."""
        row = self.ctl("feed", "add", *words)[0]
        return self.here(row["url"])

    def here(self, url):
        """What the web server before it would make of a public address."""
        if not url.startswith(BASE + "/feeds/"):
            raise RuntimeError("a feed's address begins otherwise")
        return "http://127.0.0.1:%d%s" % (self.office.port, url[len(BASE):])

    @staticmethod
    def fetch(url, method="GET", **headers):
        """(status, headers, body)."""
        parts = urllib.parse.urlsplit(url)
        connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=30)
        try:
            connection.request(method, parts.path + ("?" + parts.query if parts.query else ""),
                               headers={name.replace("_", "-"): value for name, value in headers.items()})
            answer = connection.getresponse()
            return answer.status, dict(answer.getheaders()), answer.read()
        finally:
            connection.close()

    def calendar(self, url):
        status, headers, body = self.fetch(url)
        if status != 200 or not headers["Content-Type"].startswith("text/calendar"):
            raise RuntimeError("%d %s" % (status, body[:200]))
        return body

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.status = self.daemon.stop()
        self.office.remove()
