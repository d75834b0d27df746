#!/usr/bin/python3
"""Taking the files again: all or nothing, said to the log, to the supervisor and to who asked."""
import os
import signal
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.environ.get("srcdir", "."), "tests", "lib"))
from daemonlib import BUILDDIR, Daemon, Office, day  # noqa: E402
from smtpserver import SmtpServer  # noqa: E402
from tap import Tap  # noqa: E402


def hup(daemon):
    """Sends SIGHUP and waits for the supervisor to hear the end of it."""
    before = len(daemon.notify.messages)
    daemon.process.send_signal(signal.SIGHUP)
    if not daemon.notify.wait("RELOADING=1", 10, before):
        return False, daemon.notify.messages[before:]
    begun = max(n for n, (at, text) in enumerate(daemon.notify.messages) if "RELOADING=1" in text)
    return daemon.notify.wait("READY=1", 10, begun), daemon.notify.messages[begun:]


def unchanged_files(tap):
    office = Office("smtp://127.0.0.1:9")
    try:
        office.make_store()
        daemon = Daemon(office)
        before = office.dump()
        heard, messages = hup(daemon)
        tap.ok(heard, "the supervisor hears READY=1 after SIGHUP", messages)
        tap.ok(any(text.startswith("RELOADING=1\nMONOTONIC_USEC=") for at, text in messages), "and RELOADING=1 before", messages)
        tap.ok(daemon.wait_log("is in service"), "the log says so")
        status, answer = daemon.request("POST", "/v1/reload")
        tap.equal((status, answer["created"], answer["moved"], answer["removed"]), (200, [], [], []), "nothing changed")
        deferred = [line for line in office.dump() if line not in before and "INSERT INTO envelope" not in line.replace('"', "")
                    and "outbox_tally" not in line and "serial" not in line]
        tap.equal(deferred, [], "no row changed but those of the mail the relay did not take")
        daemon.stop()
    finally:
        office.remove()


def good_and_bad_files(tap):
    with SmtpServer() as server:
        office = Office(server.url, agencies=2)
        try:
            office.make_store()
            daemon = Daemon(office)
            daemon.wait_states(lambda states: states.get("sent") == 2)
            good = office.text()
            office.write(good.replace('title = "The report"', 'titel = "The report"').replace('"a-1" ]', '"a-9" ]'))
            status, answer = daemon.request("POST", "/v1/reload")
            tap.equal((status, answer["exit"]), (409, 78), "a wrong file is refused with exit 78")
            tap.ok(len(answer["lines"]) >= 2 and any("titel" in line for line in answer["lines"]), "with every error", answer)
            heard, messages = hup(daemon)
            until = time.time() + 10  # what was heard may be the end of the reload before
            while daemon.log().count("reload refused") < 2 and time.time() < until:
                time.sleep(0.05)
            tap.ok(heard and daemon.log().count("reload refused") == 2, "also by SIGHUP", daemon.log())
            lines = [line for line in daemon.log().splitlines() if "titel" in line or "warning: " in line]
            tap.ok(any(line.startswith("<3>") for line in lines) and any("warning: " in line for line in lines) and
                   all(line.startswith("<4>" if "warning: " in line else "<3>") for line in lines),
                   "in the log errors are errors and warnings are warnings", lines)
            tap.equal(daemon.request("GET", "/v1/list")[0], 200, "the service goes on")
            tap.equal(len(daemon.request("GET", "/v1/list")[1]), 2, "with what it had")
            ctl = subprocess.run([os.path.join(BUILDDIR, "deadlinectl"), "-c", office.config, "--socket", office.socket, "reload"],
                                 capture_output=True, text=True)
            tap.ok(ctl.returncode == 78 and "titel" in ctl.stdout + ctl.stderr, "deadlinectl reload prints the errors, exit 78",
                   ctl.returncode, ctl.stdout, ctl.stderr)
            ctl = subprocess.run([os.path.join(BUILDDIR, "deadlinectl"), "-c", office.config, "reload"], capture_output=True, text=True)
            tap.ok(ctl.returncode == 78 and "titel" in ctl.stdout + ctl.stderr, "also where it has to find the socket in that file",
                   ctl.returncode, ctl.stdout, ctl.stderr)
            office.write("agencies = (")
            tap.equal(daemon.request("POST", "/v1/reload")[0], 409, "a file cut off in the middle is refused")
            office.agencies = 4
            office.write()
            status, answer = daemon.request("POST", "/v1/reload")
            tap.equal((status, len(answer["created"])), (200, 2), "two more bodies: two more occurrences")
            tap.equal(len(daemon.request("GET", "/v1/list")[1]), 4, "which are listed")
            office.write(office.text().replace("due = \"by %s\"" % day(office.due), "due = \"by %s\"" % day(office.due + 5)))
            status, answer = daemon.request("POST", "/v1/reload")
            tap.equal((status, len(answer["moved"])), (200, 4), "another limit: all are moved")
            tap.equal(len(server.messages), 2, "and nobody got a mail for it")
            daemon.stop()
        finally:
            office.remove()


def another_relay(tap):
    with SmtpServer(faults={"dot": "slow:1.5"}) as slow, SmtpServer() as other:
        office = Office(slow.url, agencies=6, connections=1)
        try:
            office.make_store()
            daemon = Daemon(office)
            daemon.wait_states(lambda states: states.get("sending", 0) > 0)
            office.relay = other.url
            office.write()
            tap.equal(daemon.request("POST", "/v1/reload")[0], 200, "another relay while mail is in the air")
            states = daemon.wait_states(lambda states: states.get("sent") == 6)
            tap.equal(states, {"sent": 6}, "all are sent")
            tap.equal((len(slow.messages), len(other.messages)), (1, 5), "what was in the air by the old one, the rest by the new")
            tap.equal(daemon.stop(), 0, "and it stops")
        finally:
            office.remove()


def what_needs_a_restart(tap):
    office = Office("smtp://127.0.0.1:9")
    try:
        office.make_store()
        daemon = Daemon(office)
        for key, old in (("store.path", office.store), ("control.socket", office.socket)):
            office.write(office.text().replace(old, old + "-2"))
            status, answer = daemon.request("POST", "/v1/reload")
            tap.ok(status == 409 and key in answer["error"] and "restart" in answer["error"], key + " needs a restart", answer)
        daemon.stop()
    finally:
        office.remove()


def trial_is_not_service(tap):
    with SmtpServer() as server:
        office = Office(server.url, agencies=1)
        try:
            office.make_store()
            daemon = Daemon(office)
            daemon.wait_states(lambda states: states.get("sent") == 1)
            office.relay = "file://%s/" % office.path("eml")
            office.write()
            status, answer = daemon.request("POST", "/v1/reload")
            tap.ok(status == 409 and "adopt-store" in answer["error"], "a trial relay is refused by reload", answer)
            daemon.stop()
            daemon = Daemon(office, wait=False)
            tap.equal(daemon.process.wait(10), 78, "and at start: exit 78")
            tap.ok("adopt-store" in daemon.log(), "with a sentence that helps", daemon.log())
            daemon.stop()
            office.mode = "hold"
            office.write()
            daemon = Daemon(office)
            tap.equal(daemon.stop(), 0, "with mail on hold nothing is said, so it starts")
            office.relay, office.mode = server.url, "send"
            office.write("nonsense")
            daemon = Daemon(office, wait=False)
            tap.equal(daemon.process.wait(10), 78, "a wrong configuration at start: exit 78")
            daemon.stop()
        finally:
            office.remove()


Tap().run(unchanged_files, good_and_bad_files, another_relay, what_needs_a_restart, trial_is_not_service)
