#!/usr/bin/python3
"""The control socket and people who mean it no good: slow, oversized, malformed, many. A normal request is answered
throughout, and the store is the same afterwards."""
import os
import pwd
import random
import socket
import stat
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.environ.get("srcdir", "."), "tests", "lib"))
from daemonlib import DEADLINED, Daemon, Office, UnixConnection  # noqa: E402
from tap import Tap  # noqa: E402


class Fixture:
    office = daemon = None


def raw(data, seconds=15):
    """Sends bytes as they are; the answer, b"" where there is none, None where the connection stayed open."""
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    connection.settimeout(seconds)
    answer = b""
    try:
        connection.connect(Fixture.office.socket)
        try:
            connection.sendall(data)
        except OSError:
            pass  # it has heard enough; its answer may be there all the same
        while True:
            piece = connection.recv(65536)
            if not piece:
                return answer
            answer += piece
            if b"\r\n\r\n" in answer and b"onnection: close" not in answer:
                return answer
    except socket.timeout:
        return None
    except ConnectionError:
        return answer
    finally:
        connection.close()


def code(answer):
    return int(answer.split()[1]) if answer and answer.startswith(b"HTTP/") else answer


def alive(seconds=15):
    """A normal request is answered; one that meets a full door (a rush is still being cleared away) comes again."""
    started = time.time()
    while True:
        try:
            status, answer = Fixture.daemon.request("GET", "/v1/list", timeout=seconds)
            return status == 200 and len(answer) == 3, time.time() - started
        except ConnectionError:
            if time.time() - started > seconds:
                raise
            time.sleep(0.1)


def the_socket_itself(tap):
    mode = stat.S_IMODE(os.stat(Fixture.office.socket).st_mode)
    tap.ok(mode in (0o600, 0o660), "no access for others", oct(mode))
    for what, theirs, reason in (("socket", Fixture.office.store, "another deadlined answers"),
                                 ("store", Fixture.office.socket, "another deadlined is using it")):
        apart = Fixture.office.path("apart.conf")  # beside the same file of days, all else apart
        with open(apart, "w") as file:
            file.write(Fixture.office.text().replace('"%s"' % theirs, '"%s-apart"' % theirs))
        other = subprocess.run([DEADLINED, "-c", apart], capture_output=True, text=True, timeout=20)
        tap.equal(other.returncode, 75, "a second service on the same %s: exit 75" % what)
        tap.ok(reason in other.stderr, "with the reason", other.stderr)
    tap.ok(alive()[0], "the first goes on")


def a_file_where_the_socket_should_be(tap):
    precious, apart = Fixture.office.path("precious"), Fixture.office.path("apart.conf")
    with open(precious, "w") as file:
        file.write("keep me")
    with open(apart, "w") as file:
        file.write(Fixture.office.text().replace('"%s"' % Fixture.office.socket, '"%s"' % precious)
                   .replace('"%s"' % Fixture.office.store, '"%s"' % Fixture.office.path("other.db")))
    try:
        other = subprocess.run([DEADLINED, "-c", apart], capture_output=True, text=True, timeout=10)
        tap.equal(other.returncode, 78, "a file where the socket should be: exit 78")
        tap.ok("is no socket" in other.stderr, "with the reason", other.stderr)
    except subprocess.TimeoutExpired:
        tap.ok(False, "a file where the socket should be: not served")
    tap.ok(os.path.isfile(precious) and open(precious).read() == "keep me", "and the file stays")


def what_is_not_served(tap):
    get = b"GET %s HTTP/1.1\r\nHost: x\r\n\r\n"
    rows = [
        ("another address", get % b"/", 404),
        ("an unknown request", get % b"/v1/nothing", 404),
        ("%00 in the path", get % b"/v1/list%00x", 400),
        ("half an escape", get % b"/v1/list%4", 400),
        ("not UTF-8", get % b"/v1/show/%ff", 400),
        ("%00 in an argument", get % b"/v1/list?plan=a%00b", 400),
        ("another method", b"DELETE /v1/list HTTP/1.1\r\nHost: x\r\n\r\n", 405),
        ("no host", b"GET /v1/list HTTP/1.1\r\n\r\n", 400),
        ("a body with GET", b"GET /v1/list HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}", 400),
        ("a body that is no JSON", b"POST /v1/submit HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\n{a}", 400),
        ("a body that is no object", b"POST /v1/submit HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n[]", 400),
        ("a key twice", b'POST /v1/submit HTTP/1.1\r\nHost: x\r\nContent-Length: 13\r\n\r\n{"a":1,"a":2}', 400),
        ("POST where it is GET", b"POST /v1/list HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n", 405),
        ("GET where it is POST", get % b"/v1/reload", 405),
        ("a long address", get % (b"/v1/" + b"a" * 40000), 414),
        ("a large header", b"GET /v1/list HTTP/1.1\r\nHost: x\r\nX: " + b"a" * 40000 + b"\r\n\r\n", 431),
        ("a large body", b"POST /v1/submit HTTP/1.1\r\nHost: x\r\nContent-Length: 1100000\r\n\r\n" + b" " * 1100000, 413),
        ("a test mail to nowhere", b'POST /v1/test-mail HTTP/1.1\r\nHost: x\r\nContent-Length: 11\r\n\r\n{"to":"a@"}', 400),
        ("a test mail with a line break", b'POST /v1/test-mail HTTP/1.1\r\nHost: x\r\nContent-Length: 35\r\n\r\n'
         b'{"to":"a@b.vn\\r\\nRCPT TO:<c@d.vn>"}', 400),
        ("an unknown level", b'POST /v1/log-level HTTP/1.1\r\nHost: x\r\nContent-Length: 15\r\n\r\n{"level":"all"}', 400),
    ]
    for name, request, want in rows:
        answer = raw(request)
        tap.ok(code(answer) == want, "%s: %d" % (name, want), answer)
    tap.ok(raw(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"x" * 200 + b"\r\n\r\n") is not None, "TLS where none is spoken")
    tap.ok(alive()[0], "a normal request after all that")


def keep_alive_and_close(tap):
    connection = UnixConnection(Fixture.office.socket)
    connection.request("GET", "/v1/list")
    first = connection.getresponse()
    first.read()
    kept = connection.sock is not None and first.getheader("Connection", "") != "close"
    connection.request("GET", "/v1/list")
    tap.ok(kept and connection.getresponse().status == 200, "GET keeps the connection")
    connection.close()
    connection = UnixConnection(Fixture.office.socket)
    connection.request("POST", "/v1/log-level", body='{"level":"info"}')
    answer = connection.getresponse()
    tap.equal((answer.status, answer.getheader("Connection")), (200, "close"), "anything else closes it")
    answer.read()
    connection.close()


def smuggled_requests(tap):
    inner = b"POST /v1/reload HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n"
    before = Fixture.daemon.log().count("is in service")
    raw(b'POST /v1/log-level HTTP/1.1\r\nHost: x\r\nContent-Length: 16\r\nContent-Length: 5\r\n\r\n{"level":"info"}' + inner, 3)
    raw(b"POST /v1/log-level HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n"
        b'10\r\n{"level":"info"}\r\n0\r\n\r\n' + inner, 3)
    time.sleep(0.3)
    tap.equal(Fixture.daemon.log().count("is in service"), before, "nothing hidden behind a body is carried out")


def slow_connections(tap):
    slow = []
    for number in range(100):
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        connection.settimeout(1)
        try:
            connection.connect(Fixture.office.socket)
            connection.sendall(b"GET /v1/list HTTP/1.1\r\n")
            slow.append(connection)
        except OSError:
            pass
    started = time.time()
    answered = None
    while answered is None and time.time() - started < 14:
        for connection in slow:
            try:
                connection.sendall(b"X: y\r\n")
            except OSError:
                pass
        try:
            answered = alive(1)[0] or None
        except OSError:
            pass
    took = time.time() - started
    tap.ok(answered and took < 13, "a hundred that drip: a normal request is answered within %.1f s" % took)
    closed = 0
    for connection in slow:
        try:
            connection.settimeout(3)
            connection.sendall(b"X: y\r\n")
            closed += connection.recv(100) == b""
        except OSError:
            closed += 1
        connection.close()
    tap.ok(closed >= 60, "the slow ones were closed", closed)


def thrown_at_random(tap):
    chance = random.Random(7)
    parts = [b"GET ", b"POST ", b"/v1/", b"list", b"queue", b"?", b"=", b"%", b" HTTP/1.1", b"\r\n", b"\n", b"Host: x", b":", b"\0",
             b"Content-Length: ", b"9999999999999999999", b"-1", b"Transfer-Encoding: chunked", b"{", b"}", b'"', b"\xff\xfe", b"a" * 100]
    for _ in range(400):
        data = b"".join(chance.choice(parts) for _ in range(chance.randrange(1, 25)))
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        connection.settimeout(5)
        try:
            connection.connect(Fixture.office.socket)
            connection.sendall(data)
        except OSError:
            pass
        connection.close()
    good, took = alive()
    tap.ok(good and took < 15, "400 times nonsense, then a normal request in %.2f s" % took)


def the_caller_is_known(tap):
    me = pwd.getpwuid(os.getuid()).pw_name
    occurrence = Fixture.daemon.request("GET", "/v1/list")[1][0]["id"]
    before = Fixture.office.execute("SELECT count(*) FROM act")[0][0]
    status, answer = Fixture.daemon.request("POST", "/v1/submit", {"ids": [occurrence], "number": "12/BC"})
    tap.equal(status, 200, "a report is recorded")
    rows = Fixture.office.execute("SELECT login FROM act ORDER BY id DESC LIMIT 1")
    tap.equal(rows, [(me,)], "with the caller's login name")
    tap.equal(Fixture.office.execute("SELECT count(*) FROM act")[0][0], before + 1, "nothing before it had left a trace")


def a_caller_who_leaves(tap):
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    connection.connect(Fixture.office.socket)
    connection.sendall(b'POST /v1/test-mail HTTP/1.1\r\nHost: x\r\nContent-Length: 21\r\n\r\n{"to":"a@example.vn"}')
    connection.close()
    status, answer = Fixture.daemon.request("POST", "/v1/test-mail", {"to": "b@example.vn"})
    tap.ok(status == 409 and "cannot be reached" in answer["error"], "a test mail tells what the relay did", answer)
    tap.ok(alive()[0], "one who does not wait for it harms nobody")


def stops_with_requests_open(tap):
    for data in (b"", b"GET /v1/list HTTP/1.1\r\n"):
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        connection.connect(Fixture.office.socket)
        connection.sendall(data)
    tap.equal(Fixture.daemon.stop(), 0, "it stops with connections open")
    tap.ok(not os.path.exists(Fixture.office.socket), "and takes its socket away")


office = Fixture.office = Office("smtp://127.0.0.1:9")
try:
    office.make_store()
    Fixture.daemon = Daemon(office)
    Tap().run(the_socket_itself, a_file_where_the_socket_should_be, what_is_not_served, keep_alive_and_close, smuggled_requests, slow_connections, thrown_at_random,
              a_caller_who_leaves, the_caller_is_known, stops_with_requests_open)
finally:
    office.remove()
