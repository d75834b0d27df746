#!/usr/bin/python3
"""The carriers against a relay that misbehaves at every stage in every way: what each end means for the mail."""
import os
import subprocess
import sys
import tempfile
import threading
import time

sys.path.insert(0, os.path.join(os.environ.get("srcdir", "."), "tests", "lib"))
from smtpserver import SmtpServer  # noqa: E402
from tap import Tap  # noqa: E402

CARRY = os.path.join(os.environ.get("builddir", "."), "tests", "system", "carry")
TIMEOUT = "3"


def make_certificate(directory, name="server", san="IP:127.0.0.1"):
    key, certificate = (os.path.join(directory, name + end) for end in (".key", ".pem"))
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days",
                    "30", "-subj", "/CN=" + name, "-addext", "subjectAltName=" + san, "-keyout", key, "-out", certificate],
                   check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return certificate, key


def carry(url, *words, ca=None, timeout=TIMEOUT, wait=60):
    environment = dict(os.environ, DEADLINED_RELAY_TIMEOUT=timeout)
    environment.pop("SSL_CERT_FILE", None)
    if ca is not None:
        environment["SSL_CERT_FILE"] = ca
    done = subprocess.run([CARRY, url, *words], capture_output=True, text=True, timeout=wait, env=environment)
    return [line for line in done.stdout.splitlines()] or [done.stderr.strip()]


class Fixture:
    directory = certificate = password = None


def secure_words():
    return ["tls=required", "user=clerk", "password-file=" + Fixture.password]


def secure_server(**options):
    options.setdefault("offers", ["SIZE 10000000", "STARTTLS"])
    return SmtpServer(certificate=Fixture.certificate, auth={"clerk": "s3cret"}, auth_needs_tls=True, **options)


STAGES = ["banner", "EHLO", "STARTTLS", "AUTH", "MAIL", "RCPT", "DATA", "dot", "QUIT"]
FAULTS = ["450", "550", "421", "drop", "stall"]
# stage -> outcome for 4xx, 5xx, 421, drop, stall
WANTED = {
    "banner": ["busy", "busy", "busy", "busy", "busy"],
    # EHLO refused: no HELO instead, for HELO knows no TLS
    "EHLO": ["busy", "busy", "busy", "busy", "busy"],
    "STARTTLS": ["busy", "misconfigured", "busy", "busy", "busy"],
    "AUTH": ["busy", "misconfigured", "busy", "busy", "busy"],
    "MAIL": ["temporary", "permanent", "busy", "temporary", "temporary"],
    "RCPT": ["temporary", "permanent", "busy", "temporary", "temporary"],
    "DATA": ["temporary", "permanent", "busy", "temporary", "temporary"],
    "dot": ["temporary", "permanent", "busy", "uncertain", "uncertain"],
    "QUIT": ["sent", "sent", "sent", "sent", "sent"],
}


def every_stage_and_fault(tap):
    results = {}

    def one(stage, fault):
        with secure_server(faults={stage: fault}) as server:
            lines = carry(server.url, *secure_words(), ca=Fixture.certificate[0])
            results[stage, fault] = (lines[0], len(server.messages))

    jobs = [(stage, fault) for stage in STAGES for fault in FAULTS]
    threads = [threading.Thread(target=one, args=job) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    tap.note("%-9s" % "stage" + "".join("%-15s" % f for f in ("4xx", "5xx", "421", "drop", "stall")))
    for stage in STAGES:
        got = [results.get((stage, fault), ("none", 0))[0].split(" ", 1)[0] for fault in FAULTS]
        tap.note("%-9s" % stage + "".join("%-15s" % g for g in got))
        tap.ok(got == WANTED[stage], "a fault at %s" % stage,
               *["%s: %s" % (fault, results.get((stage, fault))) for fault in FAULTS])
    kept = [key for key, (line, count) in results.items() if count > 0 and not line.startswith("sent")]
    tap.equal(kept, [], "nothing was accepted without being called sent")


def sends_what_it_is_given(tap):
    with SmtpServer() as server:
        lines = carry(server.url, "count=50", "connections=3", timeout="10")
        tap.equal(len([line for line in lines if line.startswith("sent 250 ")]), 50, "fifty mails are sent")
        tap.equal(len(set(m.message_id for m in server.messages)), 50, "each once")
        tap.ok(server.connections <= 3, "over at most three connections", server.connections)
        tap.ok(server.messages[0].data.endswith(b"\r\n\r\n.a dot at the start\r\nlast line\r\n"), "the text arrives as it is",
               server.messages[0].data)
        tap.equal({tuple(m.recipients) for m in server.messages}, {("b@example.vn",)}, "one recipient a transaction")
        tap.ok(all("." in c.split(" ", 1)[1] for c in server.commands if c.startswith("EHLO")), "EHLO with a full name")


def a_slow_dot_does_not_hold_up_the_others(tap):
    with SmtpServer(faults={"dot": "slow:0.5"}) as server:
        start = time.time()
        lines = carry(server.url, "count=16", "connections=8", timeout="10")
        tap.equal(len([line for line in lines if line.startswith("sent")]), 16, "sixteen mails with a slow relay")
        tap.ok(time.time() - start < 4, "eight at a time: two rounds", time.time() - start)


def a_reused_connection_that_was_closed(tap):
    closing = {"DATA": lambda session: None, "dot": None}
    with SmtpServer(faults=closing) as server:
        # the relay hangs up after each mail: the next one goes over a new connection or is tried again, never lost
        server.faults["MAIL"] = lambda session: "drop" if session.server.messages and session.server.messages[-1].session is session else None
        lines = carry(server.url, "count=3", timeout="10")
        tap.ok(all(line.split()[0] in ("sent", "temporary") for line in lines), "hung up between mails", lines)


def tls_as_asked(tap):
    ca = Fixture.certificate[0]
    wrong = make_certificate(Fixture.directory, "other", "DNS:relay.example.vn")
    with secure_server() as server:
        tap.ok(carry(server.url, *secure_words(), ca=ca)[0].startswith("sent"), "STARTTLS and AUTH")
        tap.ok(server.messages[0].session.tls and server.messages[0].session.user == "clerk", "the mail went by TLS, logged in")
        untrusted = carry(server.url, *secure_words(), ca=wrong[0])[0]
        tap.ok(untrusted.startswith("misconfigured"), "an unknown authority", untrusted)
        tap.ok("TLS" in untrusted, "and the sentence says TLS", untrusted)
        tap.ok(carry(server.url, "tls=opportunistic", ca=wrong[0])[0].startswith("sent"), "opportunistic: any certificate")
        tap.ok(server.messages[-1].session.tls, "but TLS")
        refused = carry(server.url, "tls=opportunistic", *secure_words()[1:], ca=wrong[0])[0]
        tap.ok(refused.startswith("misconfigured"), "opportunistic with a password: checked as if required", refused)
    with SmtpServer(certificate=wrong, offers=["STARTTLS"]) as server:
        line = carry(server.url, "tls=required", ca=wrong[0])[0]
        tap.ok(line.startswith("misconfigured"), "a certificate for another name", line)
        tap.equal(server.messages, [], "nothing was sent to it")
    with SmtpServer(certificate=Fixture.certificate, implicit_tls=True) as server:
        tap.ok(carry(server.url, "tls=required", ca=ca)[0].startswith("sent"), "smtps")
    with SmtpServer(offers=["SIZE 1000"]) as server:
        line = carry(server.url, "tls=required")[0]
        tap.ok(line.startswith("misconfigured") and "STARTTLS" in line, "required, not offered", line)
        tap.ok(carry(server.url, "tls=opportunistic")[0].startswith("sent"), "opportunistic, not offered")


def no_password_where_none_is_asked_for(tap):
    with SmtpServer() as server:
        line = carry(server.url, "tls=off", *secure_words()[1:])[0]
        tap.ok(line.startswith("misconfigured") and "AUTH" in line, "a user, but no AUTH offered", line)
        tap.equal([c for c in server.commands if c.startswith(("MAIL", "AUTH"))], [], "neither MAIL nor AUTH was said")
    with SmtpServer(auth={"clerk": "other"}) as server:
        line = carry(server.url, "tls=off", *secure_words()[1:])[0]
        tap.ok(line.startswith("misconfigured 535"), "a wrong password", line)
        tap.ok("s3cret" not in line, "which is not repeated", line)


def addresses_outside_ascii(tap):
    with SmtpServer() as server:
        line = carry(server.url, "to=hòa@example.vn")[0]
        tap.ok(line.startswith("permanent") and "SMTPUTF8" in line, "no SMTPUTF8: refused here", line)
        tap.equal([c for c in server.commands if c.startswith("MAIL")], [], "before MAIL")
    with SmtpServer(offers=["SMTPUTF8", "8BITMIME"]) as server:
        tap.ok(carry(server.url, "to=hòa@example.vn")[0].startswith("sent"), "with SMTPUTF8: sent")


def nobody_there(tap):
    with SmtpServer() as server:
        url = server.url
    tap.ok(carry(url)[0].startswith("busy 0 the relay cannot be reached"), "no relay", carry(url))
    tap.ok(carry("smtp://no-such-host.invalid:25")[0].startswith("busy"), "no such host")


def the_environments_proxy_is_not_for_mail(tap):
    os.environ["ALL_PROXY"] = "http://127.0.0.1:9"
    try:
        with SmtpServer() as server:
            tap.ok(carry(server.url)[0].startswith("sent"), "ALL_PROXY does not matter")
    finally:
        del os.environ["ALL_PROXY"]


def stopping(tap):
    with SmtpServer(faults={"dot": "stall"}) as server:
        start = time.time()
        lines = carry(server.url, "count=2", "stop=1", timeout="30")
        tap.equal(lines[:2], ["back 1", "ended 1"], "what was not begun comes back")
        tap.ok(lines[2].startswith("uncertain 354"), "what was in the air after the dot is uncertain", lines)
        tap.ok(time.time() - start < 9, "within a few seconds", time.time() - start)


with tempfile.TemporaryDirectory() as directory:
    Fixture.directory = directory
    Fixture.certificate = make_certificate(directory)
    Fixture.password = os.path.join(directory, "password")
    with open(Fixture.password, "w") as file:
        file.write("s3cret\n")
    Tap().run(every_stage_and_fault, sends_what_it_is_given, a_slow_dot_does_not_hold_up_the_others,
              a_reused_connection_that_was_closed, tls_as_asked, no_password_where_none_is_asked_for, addresses_outside_ascii,
              nobody_there, the_environments_proxy_is_not_for_mail, stopping)
