#!/usr/bin/python3
"""The service from start to stop with a relay that behaves: what its mails are made of, how it ends, and what it does
while its store cannot be written."""
import email
import email.policy
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.environ.get("srcdir", "."), "tests", "lib"))
from aiosmtpd.controller import Controller  # noqa: E402
from daemonlib import DEADLINED, Daemon, Office, UnixConnection  # noqa: E402
from smtpserver import SmtpServer  # noqa: E402
from tap import Tap  # noqa: E402


class Sink:
    def __init__(self):
        self.contents = []

    async def handle_DATA(self, server, session, envelope):
        self.contents.append(envelope.original_content)
        return "250 taken"


def what_a_mail_is_made_of(tap):
    sink = Sink()
    controller = Controller(sink, hostname="127.0.0.1", port=0, decode_data=False)
    # a port of the system's choice: the controller itself wants to know it beforehand
    import socket
    probe = socket.socket()
    probe.bind(("127.0.0.1", 0))
    controller.port = probe.getsockname()[1]
    probe.close()
    controller.start()
    office = Office("smtp://127.0.0.1:%d" % controller.port, agencies=3)
    try:
        office.make_store()
        daemon = Daemon(office)
        tap.equal(daemon.wait_states(lambda states: states.get("sent") == 3), {"sent": 3}, "three mails are sent")
        for content in sink.contents:
            message = email.message_from_bytes(content, policy=email.policy.default)
            missing = [name for name in ("Date", "From", "To", "Message-ID", "References", "Auto-Submitted", "Subject",
                                         "Content-Language", "List-Id") if message[name] is None]
            if not tap.ok(not missing and message["Auto-Submitted"] == "auto-generated" and not message.defects,
                          "a mail to %s is complete" % message["To"], missing, message.defects):
                continue
            tap.ok("nhắc" in message["Subject"].lower() or "báo cáo" in message["Subject"].lower() or "The report" in message["Subject"],
                   "its subject can be read: " + message["Subject"])
            tap.ok(message.get_body(("plain",)) is not None and message.get_body(("html",)) is not None, "text and HTML")
        tap.ok(all(len(line) <= 998 for content in sink.contents for line in content.split(b"\r\n")), "no line over 998 octets")
        tap.ok(all(b"\n" not in content.replace(b"\r\n", b"") for content in sink.contents), "no bare line feed")
        tap.equal(office.execute("SELECT value FROM meta WHERE key = 'spoken'"), [("real",)], "the store knows that it spoke to people")
        tap.ok("failing, next" in daemon.notify.messages[0][1], "the status line", daemon.notify.messages[:3])
        tap.equal(daemon.request("POST", "/v1/test-mail", {"to": "me@example.vn"})[1].get("sent"), True, "test-mail")
        tap.equal(len(sink.contents), 4, "arrives")
        rows = office.execute("SELECT count(*) FROM mail")
        tap.equal(daemon.stop(), 0, "SIGTERM ends it")
        daemon = Daemon(office)
        time.sleep(0.3)
        tap.equal(office.execute("SELECT count(*) FROM mail"), rows, "started again it says nothing twice")
        daemon.process.send_signal(signal.SIGINT)
        tap.equal(daemon.process.wait(10), 0, "SIGINT ends it too")
        daemon.stop()
    finally:
        controller.stop()
        office.remove()


def stops_with_mail_in_the_air(tap):
    with SmtpServer(faults={"dot": "slow:1.5"}) as server:
        office = Office(server.url, agencies=12, connections=2)
        try:
            office.make_store()
            daemon = Daemon(office)
            daemon.wait_states(lambda states: states.get("sending", 0) > 1)
            time.sleep(0.3)  # both carriers have begun
            started = time.time()
            tap.equal(daemon.stop(), 0, "stops while the relay thinks about two mails")
            tap.ok(time.time() - started > 0.8, "having waited for its answer", time.time() - started)
            states = office.states()
            tap.equal(states, {"sent": 2, "queued": 10}, "those two are sent, the others wait as before")
            tap.ok(daemon.notify.count("STOPPING=1") == 1, "the supervisor knew")
            server.faults.clear()
            daemon = Daemon(office)
            tap.equal(daemon.wait_states(lambda states: states.get("sent") == 12), {"sent": 12}, "and leave after the next start")
            tap.equal(len(server.messages), 12, "each once")
            daemon.stop()
        finally:
            office.remove()


def a_store_that_is_locked(tap):
    with SmtpServer() as server:
        office = Office(server.url, agencies=3, mode="hold")
        try:
            office.make_store()
            daemon = Daemon(office)
            tap.equal(office.states(), {"queued": 3}, "mail.mode hold: planned, not sent")
            lock = sqlite3.connect(office.store, isolation_level=None)
            lock.execute("BEGIN IMMEDIATE")
            status, answer = daemon.request("POST", "/v1/release", {"all": True}, timeout=20)
            tap.equal((status, answer.get("exit")), (503, 75), "an order is refused for now")
            tap.equal(daemon.request("GET", "/v1/list", timeout=20)[0], 200, "lists are still served")
            tap.ok(daemon.process.poll() is None, "the service lives")
            lock.execute("ROLLBACK")
            lock.close()
            tap.equal(daemon.request("POST", "/v1/release", {"all": True}, timeout=20)[0], 200, "unlocked: the order is taken")
            tap.equal(daemon.wait_states(lambda states: states.get("sent") == 3), {"sent": 3}, "and the mail leaves")
            daemon.stop()
        finally:
            office.remove()


def an_address_that_fails(tap):
    with SmtpServer(faults={"RCPT": lambda session: "550"}) as server:
        office = Office(server.url, agencies=1)
        try:
            office.make_store()
            daemon = Daemon(office)
            tap.equal(daemon.wait_states(lambda states: "failed" in states), {"failed": 1}, "refused for good")
            ids = [str(row[0]) for row in office.execute("SELECT id FROM envelope WHERE state = 'failed' AND address LIKE 'focal%'")]
            tap.ok("focal0@example.vn has refused" not in daemon.log(), "once is not yet said apart")
            tap.equal(daemon.request("POST", "/v1/queue/retry", {"ids": ids})[0], 200, "tried again by a person")
            tap.ok(daemon.wait_log("focal0@example.vn has refused mail 2 times"), "refused twice, the log names the address",
                   daemon.log())
            daemon.stop()
        finally:
            office.remove()


def calendar_files(tap):
    office = Office("smtp://127.0.0.1:9", agencies=2, mode="hold")
    try:
        office.settings = 'feeds = { directory = "%s"; };' % office.path("feeds")
        office.make_store()
        shutil.rmtree(office.path("feeds"), ignore_errors=True)
        daemon = Daemon(office)
        paths = {name: office.path("feeds/%s.ics" % name) for name in ("all", "plan/test", "group/bodies", "agency/a-0", "agency/a-1")}

        def until(good):
            end = time.time() + 10
            while not good() and time.time() < end:
                time.sleep(0.05)
            return good()

        def stamps():
            return {name: os.stat(path).st_mtime_ns for name, path in paths.items()}

        tap.ok(until(lambda: all(os.path.exists(path) for path in paths.values())), "every feed becomes a file")
        time.sleep(0.2)
        before = stamps()
        daemon.request("POST", "/v1/reload")
        time.sleep(0.5)
        tap.equal(stamps(), before, "a reload of unchanged files writes none")
        ids = [row["id"] for row in daemon.request("GET", "/v1/list")[1] if row["agency"] == "a-0"]
        tap.equal(daemon.request("POST", "/v1/submit", {"ids": ids, "number": "1/BC"})[0], 200, "one body's report comes in")
        tap.ok(until(lambda: stamps()["agency/a-0"] != before["agency/a-0"]), "its feed is written anew")
        time.sleep(0.3)
        after = stamps()
        tap.ok(after["all"] != before["all"] and after["plan/test"] != before["plan/test"], "so are those of all and of the plan")
        tap.equal(after["agency/a-1"], before["agency/a-1"], "the other body's keeps its time")
        daemon.stop()
    finally:
        office.remove()


def a_socket_left_behind(tap):
    office = Office("smtp://127.0.0.1:9", agencies=1)
    try:
        office.make_store()
        Daemon(office).kill()
        tap.ok(os.path.exists(office.socket), "a killed service leaves its socket")
        daemon = Daemon(office)
        tap.equal(daemon.request("GET", "/v1/list")[0], 200, "the next one takes its place")
        daemon.stop()
    finally:
        office.remove()


def a_socket_from_systemd(tap):
    activate = shutil.which("systemd-socket-activate")
    if activate is None:
        tap.ok(True, "socket activation # SKIP no systemd-socket-activate")
        return
    office = Office("smtp://127.0.0.1:9", agencies=1)
    try:
        office.make_store()
        process = subprocess.Popen([activate, "-l", office.socket, "--fdname=control", DEADLINED, "-c", office.config],
                                   stderr=subprocess.DEVNULL)
        until = time.time() + 10
        while not os.path.exists(office.socket) and time.time() < until:
            time.sleep(0.02)
        connection = UnixConnection(office.socket)
        connection.request("GET", "/v1/list")  # waits while the service starts
        tap.equal(connection.getresponse().status, 200, "a request made before the service ran is answered")
        connection.close()
        process.terminate()
        tap.equal(process.wait(10), 0, "it stops")
        tap.ok(os.path.exists(office.socket), "and leaves the socket, which is not its own")
    finally:
        office.remove()


def no_plan_yet(tap):
    office = Office("smtp://127.0.0.1:9", agencies=1)
    try:
        office.write(office.text().split("plans = (")[0])
        daemon = Daemon(office)
        tap.ok(daemon.notify.count("STATUS=no plans yet") == 1, "without a plan it runs and says so", daemon.notify.messages)
        tap.equal(daemon.stop(), 0, "and stops")
    finally:
        office.remove()


def idles(tap):
    office = Office("smtp://127.0.0.1:9", agencies=1, mode="hold")
    try:
        office.make_store()
        daemon = Daemon(office, watchdog=4000000)
        time.sleep(0.5)
        with open("/proc/%d/stat" % daemon.process.pid) as file:
            before = sum(int(word) for word in file.read().split()[13:15])
        passes = daemon.notify.count("WATCHDOG=1")
        time.sleep(3)
        with open("/proc/%d/stat" % daemon.process.pid) as file:
            after = sum(int(word) for word in file.read().split()[13:15])
        tap.ok(after - before <= 3 and 1 <= daemon.notify.count("WATCHDOG=1") - passes <= 2, "three quiet seconds cost nothing",
               after - before, daemon.notify.count("WATCHDOG=1") - passes)
        daemon.stop()
    finally:
        office.remove()


Tap().run(what_a_mail_is_made_of, stops_with_mail_in_the_air, a_store_that_is_locked, an_address_that_fails, calendar_files, a_socket_left_behind, a_socket_from_systemd,
          no_plan_yet, idles)
