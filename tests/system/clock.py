#!/usr/bin/python3
"""A clock that is set while the service runs, a start after a long absence, and a watchdog that hears of passes alone."""
import os
import sys
import time

sys.path.insert(0, os.path.join(os.environ.get("srcdir", "."), "tests", "lib"))
from daemonlib import SKEWED, Daemon, Office  # noqa: E402
from smtpserver import SmtpServer  # noqa: E402
from tap import Tap  # noqa: E402

HOUR, DAY = 3600, 86400
WATCHDOG = 400000  # microseconds: a look at least every 0.2 s


class Skewed(Daemon):
    def __init__(self, office, skew=0, **options):
        self.skew_path = office.path("skew")
        self.set(skew)
        super().__init__(office, program=SKEWED, arguments=[self.skew_path], watchdog=WATCHDOG, **options)

    def set(self, value):
        with open(self.skew_path + ".new", "w") as file:
            file.write(str(value))
        os.rename(self.skew_path + ".new", self.skew_path)


def hold(office):
    rows = office.execute("SELECT value FROM meta WHERE key = 'hold'")
    return rows[0][0] if rows else None


def until(good, seconds=10):
    end = time.time() + seconds
    while not good() and time.time() < end:
        time.sleep(0.05)
    return good()


def forward_and_back(tap):
    with SmtpServer() as server:
        office = Office(server.url, agencies=3, due=9)  # the next step comes six days from today
        try:
            office.make_store()
            daemon = Skewed(office)
            tap.ok(until(lambda: hold(office) is None), "an honest clock: no hold")
            daemon.set(7 * DAY)
            tap.ok(until(lambda: hold(office) is not None), "seven days forward: mail is held")
            time.sleep(0.6)
            tap.equal(len(server.messages), 0, "what became due that way does not leave")
            tap.ok("clock: it says" in daemon.log(), "the log says why", daemon.log())
            tap.ok(daemon.notify.count("on hold: clock") > 0, "the status line too")
            daemon.set(0)
            tap.ok(until(lambda: hold(office) is None), "the clock is back: mail goes")
            time.sleep(0.6)
            tap.equal(len(server.messages), 0, "and what was planned by the wrong date is not sent")
            daemon.set(-20 * HOUR)
            time.sleep(0.6)
            tap.equal((hold(office), len(server.messages)), (None, 0), "twenty hours back: nothing happens")
            tap.equal(daemon.stop(), 0, "it stops")
        finally:
            office.remove()


def small_steps_send_once(tap):
    with SmtpServer() as server:
        office = Office(server.url, agencies=3, due=4)  # the next step comes tomorrow
        try:
            office.make_store()
            daemon = Skewed(office)
            time.sleep(0.5)
            before = len(server.messages)
            daemon.set(DAY)
            tap.ok(server.wait_for(before + 3, 10), "a day forward is not doubted: tomorrow's step is said")
            daemon.set(0)
            time.sleep(0.6)
            daemon.set(DAY)
            time.sleep(0.8)
            tap.equal(len(server.messages), before + 3, "back and forth again: once only")
            daemon.stop()
        finally:
            office.remove()


def a_person_lets_go(tap):
    with SmtpServer() as server:
        office = Office(server.url, agencies=3, due=9)
        try:
            office.make_store()
            daemon = Skewed(office)
            daemon.set(7 * DAY)
            until(lambda: hold(office) is not None)
            status, answer = daemon.request("POST", "/v1/release", {"all": True})
            tap.equal(status, 200, "release is accepted")
            tap.ok(server.wait_for(3, 10), "the mail leaves")
            time.sleep(0.5)
            tap.equal(hold(office), None, "and is not held again for the same jump")
            daemon.stop()
        finally:
            office.remove()


def a_doubt_outlives_a_restart(tap):
    office = Office("smtp://127.0.0.1:9", agencies=1, due=9)
    try:
        office.make_store()
        daemon = Skewed(office)
        daemon.set(30 * DAY)
        until(lambda: hold(office) is not None)
        daemon.stop()
        daemon = Skewed(office, 30 * DAY)
        tap.ok(hold(office) is not None, "started again with the same clock: still held")
        daemon.stop()
        daemon = Skewed(office, 0)
        tap.ok(until(lambda: hold(office) is None), "started with the right one: let go")
        daemon.stop()
    finally:
        office.remove()


def a_long_absence(tap):
    with SmtpServer() as server:
        office = Office(server.url, agencies=3)
        try:
            office.make_store()
            for days, held in ((59, False), (61, True)):
                office.execute("INSERT OR REPLACE INTO meta VALUES ('last_tick', ?)", str(int(time.time()) - days * DAY))
                daemon = Daemon(office)
                tap.equal(hold(office) is not None, held, "away for %d days" % days)
                daemon.stop()
        finally:
            office.remove()


def the_watchdog_hears_of_passes(tap):
    office = Office("smtp://127.0.0.1:9", agencies=1)
    try:
        office.make_store()
        daemon = Skewed(office)
        time.sleep(1)
        tap.ok(daemon.notify.count("WATCHDOG=1", time.time() - 0.9) >= 3, "fed at least every half period")
        daemon.set("block")
        time.sleep(0.4)
        since = time.time()
        time.sleep(1.2)
        tap.equal(daemon.notify.count("WATCHDOG=1", since), 0, "a pass that hangs feeds nothing")
        daemon.set(0)
        tap.ok(until(lambda: daemon.notify.count("WATCHDOG=1", since) > 0, 3), "and when it goes on, it is fed again")
        daemon.stop()
    finally:
        office.remove()


Tap().run(forward_and_back, small_steps_send_once, a_person_lets_go, a_doubt_outlives_a_restart, a_long_absence,
          the_watchdog_hears_of_passes)
