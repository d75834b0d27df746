#!/usr/bin/python3
"""Killed fifty times while mail is in the air: nothing is lost, nothing becomes another mail, and what is sent again is the
same bytes."""
import os
import random
import sys
import time

sys.path.insert(0, os.path.join(os.environ.get("srcdir", "."), "tests", "lib"))
from daemonlib import Daemon, Office  # noqa: E402
from smtpserver import SmtpServer  # noqa: E402
from tap import Tap  # noqa: E402

KILLS = 50
MAILS = 500


def in_the_air(office):
    return office.states().get("sending", 0)


def retry(daemon):
    """What may have arrived is sent again after a quarter of an hour; a person may have it at once."""
    ids = [str(row[0]) for row in daemon.office.execute("SELECT id FROM envelope WHERE state = 'uncertain'")]
    return daemon.request("POST", "/v1/queue/retry", {"ids": ids}) if ids else None


def kill_once(office, chance):
    """True when the store held a mail in the air after the kill."""
    daemon = Daemon(office)
    retry(daemon)
    until = time.time() + 5
    while in_the_air(office) == 0 and time.time() < until:
        time.sleep(0.005)
    time.sleep(chance.random() * 0.15)
    daemon.kill()
    return in_the_air(office) > 0


def finish(office):
    daemon = Daemon(office)
    until = time.time() + 60
    while set(office.states()) != {"sent"} and time.time() < until:
        retry(daemon)
        time.sleep(0.3)
    return daemon.stop()


def fifty_kills(tap):
    chance = random.Random(20261122)
    with SmtpServer(faults={"dot": "slow:0.08"}) as server:
        office = Office(server.url, agencies=MAILS)
        try:
            office.make_store()
            caught = sum(kill_once(office, chance) for _ in range(KILLS))
            tap.ok(caught >= 40, "%d of %d kills with a mail in the air" % (caught, KILLS))
            server.faults.clear()
            tap.equal(finish(office), 0, "the last daemon stops by itself")
            tap.equal(office.states(), {"sent": MAILS}, "every mail is sent in the end")
            outbox = dict(office.execute("SELECT message_id, bytes FROM mail WHERE at >= ? AND recipient LIKE 'focal%'",
                                         office.midnight()))
            came = {}
            for message in server.messages:
                came.setdefault(message.message_id, set()).add(message.data)
            tap.equal(len(outbox), MAILS, "the outbox holds one mail for each body")
            tap.ok(set(came) == set(outbox), "the relay has the outbox's Message-IDs and no others",
                   sorted(set(came) ^ set(outbox))[:5])
            tap.equal([key for key, texts in came.items() if len(texts) > 1], [], "sent again, a mail is the same bytes")
            tap.equal([key for key, texts in came.items() if texts != {outbox.get(key)}], [], "which are the outbox's")
            twice = len(server.messages) - len(came)
            tap.note("%d mails, %d of them twice" % (len(server.messages), twice))
        finally:
            office.remove()


Tap().run(fifty_kills)
