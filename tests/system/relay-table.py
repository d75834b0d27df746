#!/usr/bin/python3
"""The service and a relay that misbehaves: the table stage x fault x what becomes of the mail, each with a daemon of its
own over TLS and with a login."""
import os
import subprocess
import sys
import tempfile
import threading

sys.path.insert(0, os.path.join(os.environ.get("srcdir", "."), "tests", "lib"))
from daemonlib import Daemon, Office  # noqa: E402
from smtpserver import SmtpServer  # noqa: E402
from tap import Tap  # noqa: E402

STAGES = ["banner", "EHLO", "STARTTLS", "AUTH", "MAIL", "RCPT", "DATA", "dot", "QUIT"]
FAULTS = ["450", "550", "421", "drop", "stall"]
DEFERRED = ["deferred"] * 5
WANTED = {
    "banner": DEFERRED, "EHLO": DEFERRED, "STARTTLS": DEFERRED, "AUTH": DEFERRED,
    "MAIL": ["deferred", "failed", "deferred", "deferred", "deferred"],
    "RCPT": ["deferred", "failed", "deferred", "deferred", "deferred"],
    "DATA": ["deferred", "failed", "deferred", "deferred", "deferred"],
    "dot": ["deferred", "failed", "deferred", "uncertain", "uncertain"],
    "QUIT": ["sent"] * 5,
}
AT_ONCE = 15


class Fixture:
    certificate = store = None


def make_certificate(directory):
    key, certificate = os.path.join(directory, "key.pem"), os.path.join(directory, "certificate.pem")
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days",
                    "30", "-subj", "/CN=relay", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", certificate],
                   check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return certificate, key


def play(stage, fault, results):
    with SmtpServer(faults={stage: fault} if stage else {}, certificate=Fixture.certificate, offers=["SIZE 10000000", "STARTTLS"],
                    auth={"clerk": "s3cret"}, auth_needs_tls=True) as server:
        office = Office(server.url, agencies=1, tls="required", user="clerk", connections=1)
        try:
            office.take_store(Fixture.store)
            daemon = Daemon(office, environment={"DEADLINED_RELAY_TIMEOUT": "4", "SSL_CERT_FILE": Fixture.certificate[0]})
            states = daemon.wait_states(lambda states: states and not {"queued", "sending"} & set(states), 40)
            daemon.stop()
            reply = office.execute("SELECT reply FROM envelope WHERE address LIKE 'focal%' ORDER BY id DESC LIMIT 1")[0][0]
            results[stage, fault] = ("+".join(sorted(states)), reply, daemon.log(), len(server.messages))
        finally:
            office.remove()


def run_all(jobs):
    results, gate = {}, threading.Semaphore(AT_ONCE)

    def one(job):
        with gate:
            play(*job, results)

    threads = [threading.Thread(target=one, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def table(tap):
    results = run_all([(stage, fault) for stage in STAGES for fault in FAULTS])
    nothing = ("none", "", "", 0)
    tap.note("%-9s" % "stage" + "".join("%-11s" % f for f in ("4xx", "5xx", "421", "drop", "stall")))
    for stage in STAGES:
        got = [results.get((stage, fault), nothing)[0] for fault in FAULTS]
        tap.note("%-9s" % stage + "".join("%-11s" % g for g in got))
        tap.ok(got == WANTED[stage], "final state after a fault at %s" % stage,
               *["%s: %s" % (fault, results.get((stage, fault), nothing)) for fault in FAULTS])
    logs = "".join(result[2] for result in results.values())
    tap.ok("s3cret" not in logs and "czNjcmV0" not in logs, "no password in any log")
    said = [key for key, result in results.items() if "sent" not in result[0] and result[1] not in result[2]]
    tap.equal(said, [], "each refusal's words are in the log")


def without_fault(tap):
    results = run_all([(None, None)])
    tap.equal(results[None, None][0], "sent", "without a fault it is sent")
    tap.equal(results[None, None][3], 1, "once")


with tempfile.TemporaryDirectory() as directory:
    Fixture.certificate = make_certificate(directory)
    Fixture.store = Office("smtp://127.0.0.1:9", agencies=1)
    try:
        Fixture.store.make_store()
        Tap().run(without_fault, table)
    finally:
        Fixture.store.remove()
