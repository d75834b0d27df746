"""The real daemon under test: its own directory, configuration, relay and control socket each time.

The real clock runs, whatever day it is: plans are dated from today, today is declared a working day and the office never
closes. `Office.make_store` plays the days until yesterday, so that a daemon started on that store finds one step of every
agency due today.
"""
import datetime
import http.client
import json
import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import tempfile
import threading
import time

SRCDIR = os.path.abspath(os.environ.get("srcdir", "."))
BUILDDIR = os.path.abspath(os.environ.get("builddir", "."))
DEADLINED = os.environ.get("DEADLINED", os.path.join(BUILDDIR, "deadlined"))
SKEWED = os.environ.get("SKEWED", os.path.join(BUILDDIR, "tests", "system", "skewed"))
ZONE = datetime.timezone(datetime.timedelta(hours=7))
TODAY = datetime.datetime.now(ZONE).date()


def day(offset):
    return TODAY + datetime.timedelta(days=offset)


def calendar():
    """Every Saturday and Sunday around today is worked."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//test//test//EN"]
    for offset in range(-60, 60):
        date = day(offset)
        if date.weekday() >= 5:
            lines += ["BEGIN:VEVENT", "UID:%s@example.vn" % date, "DTSTAMP:20200101T000000Z",
                      "DTSTART;VALUE=DATE:" + date.strftime("%Y%m%d"), "SUMMARY:worked", "CATEGORIES:WORKDAY",
                      "STATUS:CONFIRMED", "END:VEVENT"]
    return "\r\n".join(lines + ["END:VCALENDAR", ""])


class Office:
    """A configuration in a directory of its own: `agencies` bodies that owe one report, due in three days."""

    def __init__(self, relay, agencies=3, tls=None, user=None, mode="send", connections=4, extra_mail="", settings="", due=3):
        self.directory = tempfile.mkdtemp(prefix="dl-")
        self.relay, self.agencies, self.tls, self.user, self.mode = relay, agencies, tls, user, mode
        self.connections, self.extra_mail, self.settings, self.due = connections, extra_mail, settings, due
        self.store = self.path("deadlined.db")
        self.socket = self.path("control")
        self.config = self.path("deadlined.conf")
        os.mkdir(self.path("eml"))
        with open(self.path("password"), "w") as file:
            file.write("s3cret\n")
        with open(self.path("days.ics"), "w", newline="") as file:
            file.write(calendar())
        self.write()

    def path(self, name):
        return os.path.join(self.directory, name)

    def text(self):
        mail = ['mode = "%s"; relay = "%s"; from = "Office <office@example.vn>"; admin = "admin@example.vn";'
                % (self.mode, self.relay), 'rate = "100000/h"; calendar = false; connections = %d;' % self.connections, self.extra_mail]
        if self.tls:
            mail.append('tls = "%s";' % self.tls)
        if self.user:
            mail.append('user = "%s"; password_file = "%s";' % (self.user, self.path("password")))
        bodies = ",\n".join(
            '{ id = "a-%d"; name = "Agency %d"; relation = "subordinate";'
            ' contacts = ( { position = "focal"; name = "Focal %d"; email = "focal%d@example.vn"; } ); }' % (n, n, n, n)
            for n in range(self.agencies))
        return """
timezone = "Asia/Ho_Chi_Minh";
holidays = [ "days.ics" ];
templates = [ "%(templates)s" ];
office = { name = "Office"; contact = "nobody"; hours = "00:00-23:59"; };
store = { path = "%(store)s"; };
mail = { %(mail)s };
control = { socket = "%(socket)s"; };
%(http)s
%(settings)s
agencies = (
  { id = "office"; name = "Office"; relation = "subordinate";
    contacts = ( { position = "focal"; name = "Clerk"; email = "clerk@example.vn"; } ); },
%(bodies)s );
groups = { bodies = [ %(ids)s ]; };
policies = { plain = { remind = [ "25d", "3d" ]; receipt = "off"; }; };
plans = ( { id = "test"; title = "The plan"; coordinator = "office"; effective = "%(first)s..%(last)s"; policy = "plain";
  document = { type = "Plan"; subject = "testing"; issuer = "office"; };
  obligations = ( { id = "report"; title = "The report"; owed_by = [ "bodies" ]; owed_to = [ "office" ];
    every = "once"; due = "by %(due)s"; period = "p1"; clause = "1"; quote = "the report"; } ); } );
""" % {"templates": os.path.join(SRCDIR, "etc", "templates"), "store": self.store, "mail": " ".join(mail), "socket": self.socket,
            "settings": self.settings, "http": "" if "http =" in self.settings else 'http = { listen = "127.0.0.1:0"; };', "bodies": bodies, "first": day(-40), "ids": ", ".join('"a-%d"' % n for n in range(self.agencies)), "last": day(40), "due": day(self.due)}

    def write(self, text=None):
        with open(self.config, "w") as file:
            file.write(text if text is not None else self.text())

    def make_store(self, days=10):
        """Plays the last days, up to yesterday, into the store; mail goes into a directory of its own."""
        wanted, self.relay = self.relay, "file://%s/" % self.path("eml")
        tls, user, self.tls, self.user = self.tls, self.user, None, None
        self.write()
        done = subprocess.run([DEADLINED, "-c", self.config, "--replay", "%s..%s" % (day(-days), day(-1)), "--store", self.store],
                              capture_output=True, text=True)
        if done.returncode != 0:
            raise RuntimeError(done.stderr)
        self.relay, self.tls, self.user = wanted, tls, user
        self.write()
        self.execute("DELETE FROM meta WHERE key = 'spoken'")  # said to nobody: what follows is the first real mail

    def take_store(self, other):
        """The same store as another office's, whose bodies are the same."""
        for end in ("", "-wal"):
            if os.path.exists(other.store + end):
                shutil.copy(other.store + end, self.store + end)

    def execute(self, sql, *values):
        connection = sqlite3.connect(self.store, timeout=10)
        try:
            rows = connection.execute(sql, values).fetchall()
            connection.commit()
            return rows
        finally:
            connection.close()

    def states(self):
        """state -> number of today's envelopes to the bodies."""
        return dict(self.execute("SELECT state, count(*) FROM envelope WHERE address LIKE 'focal%' AND mail IN "
                                 "(SELECT id FROM mail WHERE at >= ?) GROUP BY state", self.midnight()))

    @staticmethod
    def midnight():
        return int(datetime.datetime.combine(TODAY, datetime.time(), ZONE).timestamp())

    def dump(self):
        """Everything in the store but its sign of life."""
        connection = sqlite3.connect("file:%s?mode=ro" % self.store, uri=True, timeout=10)
        try:
            return [line for line in connection.iterdump() if "'last_tick'" not in line]
        finally:
            connection.close()

    def remove(self):
        shutil.rmtree(self.directory, ignore_errors=True)


class Notify:
    """A supervisor's end of sd_notify: every message with the time it came."""

    def __init__(self, path):
        self.path, self.messages = path, []
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.socket.bind(path)
        self.changed = threading.Condition()
        threading.Thread(target=self.listen, daemon=True).start()

    def listen(self):
        while True:
            try:
                text = self.socket.recv(65536).decode()
            except OSError:
                return
            with self.changed:
                self.messages.append((time.time(), text))
                self.changed.notify_all()

    def wait(self, word, seconds=20, since=0):
        def seen():
            return any(word in text for at, text in self.messages[since:])
        with self.changed:
            return self.changed.wait_for(seen, seconds)

    def count(self, word, after=0.0):
        return sum(word in text for at, text in list(self.messages) if at >= after)

    def close(self):
        self.socket.close()
        os.unlink(self.path)


class UnixConnection(http.client.HTTPConnection):
    def __init__(self, path, timeout=30):
        super().__init__("localhost", timeout=timeout)
        self.path = path

    def connect(self):
        until = time.time() + self.timeout
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(self.timeout)
        while True:
            try:
                return self.sock.connect(self.path)
            except BlockingIOError:  # a Unix socket whose queue is full does not let one wait
                if time.time() > until:
                    raise
                time.sleep(0.01)


class Daemon:
    def __init__(self, office, program=None, environment=None, arguments=(), wait=True, watchdog=None):
        self.office = office
        self.notify = Notify(office.path("notify-%d" % time.monotonic_ns()))
        self.log_path = office.path("log-%d" % time.monotonic_ns())
        env = {key: value for key, value in os.environ.items()
               if key not in ("SSL_CERT_FILE", "CREDENTIALS_DIRECTORY", "JOURNAL_STREAM", "LISTEN_FDS", "LISTEN_PID")}
        env.update(environment or {}, NOTIFY_SOCKET=self.notify.path)
        if watchdog is not None:
            env["WATCHDOG_USEC"] = str(watchdog)
        env.pop("WATCHDOG_PID", None)
        with open(self.log_path, "w") as log:
            self.process = subprocess.Popen([program or DEADLINED, "-c", office.config, *arguments], env=env, stderr=log,
                                            stdout=log)
        if wait and not self.notify.wait("READY=1"):
            raise RuntimeError("not ready: " + self.log())

    def log(self):
        with open(self.log_path) as file:
            return file.read()

    def feeds_address(self, seconds=20):
        """Where the public door listens: (host, port)."""
        if not self.wait_log("feeds are served at ", seconds):
            raise RuntimeError("no public door: " + self.log())
        host, port = re.findall(r"feeds are served at (\S+):(\d+)", self.log())[-1]
        return host.strip("[]"), int(port)

    def request(self, method, path, body=None, timeout=30):
        connection = UnixConnection(self.office.socket, timeout)
        try:
            connection.request(method, path, body=None if body is None else json.dumps(body))
            answer = connection.getresponse()
            return answer.status, json.loads(answer.read())
        finally:
            connection.close()

    def wait_states(self, good, seconds=20):
        """Waits until good(states) holds; the last states either way."""
        until = time.time() + seconds
        while True:
            states = self.office.states()
            if good(states) or time.time() > until or self.process.poll() is not None:
                return states
            time.sleep(0.03)

    def wait_log(self, word, seconds=20):
        until = time.time() + seconds
        while word not in self.log():
            if time.time() > until:
                return False
            time.sleep(0.03)
        return True

    def kill(self):
        self.process.kill()
        self.process.wait()
        self.notify.close()

    def stop(self, seconds=30):
        """SIGTERM; the exit status."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            status = self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            status = "did not stop"
        self.notify.close()
        return status
