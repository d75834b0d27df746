#!/usr/bin/python3
"""The public door and requests that mean it no good: malformed byte by byte, slow, many. None of them is answered as if it
were sound, and a normal subscriber is answered throughout."""
import os
import random
import socket
import sys
import time

sys.path.insert(0, os.path.join(os.environ.get("srcdir", "."), "tests", "lib"))
from daemonlib import Daemon, Office  # noqa: E402
from feedlib import add_feed, ask, raw, receive, Answer  # noqa: E402
from tap import Tap  # noqa: E402


class F:
    office = daemon = where = token = path = None


def open_office(tap):
    F.office = Office("file:///")
    F.office.relay = "file://%s/" % F.office.path("eml")
    F.office.make_store()
    F.token = add_feed(F.office, "agency", "a-1")
    F.path = b"/feeds/%s.ics" % F.token.encode()
    F.daemon = Daemon(F.office)
    F.where = F.daemon.feeds_address()
    tap.equal(ask(F.where, F.path.decode()).status, 200, "a normal subscriber")


def code(answer):
    return answer.status if answer is not None else None


def test_malformed(tap):
    line, host, end = b"GET %s HTTP/1.1\r\n" % F.path, b"Host: x\r\n", b"\r\n"
    refused = {
        "no Host": line + end,
        "two Hosts": line + host + host + end,
        "two Hosts that differ": line + host + b"host: y\r\n" + end,
        "two Content-Lengths": line + host + b"Content-Length: 0\r\nContent-Length: 0\r\n" + end,
        "two that differ": line + host + b"Content-Length: 0\r\nContent-Length: 5\r\n" + end + b"hello",
        "Content-Length and Transfer-Encoding": line + host + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n" + end + b"0\r\n\r\n",
        "Transfer-Encoding": line + host + b"Transfer-Encoding: chunked\r\n" + end + b"5\r\nhello\r\n0\r\n\r\n",
        "another coding": line + host + b"Transfer-Encoding: identity\r\n" + end,
        "a body": line + host + b"Content-Length: 5\r\n" + end + b"hello",
        "a length with a sign": line + host + b"Content-Length: +0\r\n" + end,
        "a length that is none": line + host + b"Content-Length: x\r\n" + end,
        "a list of lengths": line + host + b"Content-Length: 0, 0\r\n" + end,
        "a length too long": line + host + b"Content-Length: 99999999999999999999999\r\n" + end,
        "bare LF everywhere": b"GET %s HTTP/1.1\nHost: x\n\n" % F.path,
        "bare LF after the request line": b"GET %s HTTP/1.1\n" % F.path + host + end,
        "bare LF after a header": line + b"Host: x\n" + end,
        "bare LF between headers": line + b"Host: x\nAccept: */*\r\n" + end,
        "bare LF at the end": line + host + b"\n",
        "a CR alone": line + b"Host: x\rAccept: y\r\n" + end,
        "two CRs": line + b"Host: x\r\r\n" + end,
        "NUL in a value": line + b"Host: x\0y\r\n" + end,
        "NUL behind a value": line + b"Host: x\0\r\n" + end,
        "NUL in a name": line + b"Host: x\r\nAc\0cept: y\r\n" + end,
        "NUL in the address": b"GET %s\0 HTTP/1.1\r\n" % F.path + host + end,
        "NUL in the middle of it": b"GET %s\0x HTTP/1.1\r\n" % F.path + host + end,
        "NUL in the query": b"GET %s?a=\0b HTTP/1.1\r\n" % F.path + host + end,
        "a folded line": line + host + b"Accept: a,\r\n b\r\n" + end,
        "a folded Host": line + b"Host: x\r\n y\r\n" + end,
        "folded with a tab": line + host + b"Accept: a,\r\n\tb\r\n" + end,
        "an empty folded line": line + host + b"Accept: a\r\n \r\n" + end,
        "a blank before the first header": line + b" Host: x\r\n" + end,
        "a blank before the colon": line + b"Host : x\r\n" + end,
        "a tab before the colon": line + b"Host\t: x\r\n" + end,
        "no colon": line + host + b"Accept\r\n" + end,
        "no name": line + host + b": x\r\n" + end,
        "a name that is none": line + host + b"Acc(ept): x\r\n" + end,
        "a name beyond ASCII": line + host + "Đây: x\r\n".encode() + end,
        "a control character": line + host + b"Accept: \x01\r\n" + end,
        "DEL": line + host + b"Accept: \x7f\r\n" + end,
        "%00": b"GET %s%%00 HTTP/1.1\r\n" % F.path + host + end,
        "%00 in the middle": b"GET /feeds/%%00%s HTTP/1.1\r\n" % F.path + host + end,
        "%00 in the query": b"GET %s?a=%%00 HTTP/1.1\r\n" % F.path + host + end,
        "half an escape": b"GET %s%%2 HTTP/1.1\r\n" % F.path + host + end,
        "no escape": b"GET %s%%zz HTTP/1.1\r\n" % F.path + host + end,
        "two blanks": b"GET  %s HTTP/1.1\r\n" % F.path + host + end,
        "two blanks before the version": b"GET %s  HTTP/1.1\r\n" % F.path + host + end,
        "a tab": b"GET\t%s HTTP/1.1\r\n" % F.path + host + end,
        "a blank in the address": b"GET %s x HTTP/1.1\r\n" % F.path + host + end,
        "a blank behind": b"GET %s HTTP/1.1 \r\n" % F.path + host + end,
        "no version": b"GET %s\r\n" % F.path + host + end,
        "HTTP/2": b"GET %s HTTP/2.0\r\n" % F.path + host + end,
        "another protocol": b"GET %s HTTX/1.1\r\n" % F.path + host + end,
        "no address": b"GET  HTTP/1.1\r\n" + host + end,
        "TLS": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(200) + b"\n\n",
        "the preface of HTTP/2": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    }
    for name, data in refused.items():
        got = code(raw(F.where, data, 12))
        tap.ok(got in (None, 400, 405, 411, 413, 501, 505), "%s: %s" % (name, got), data)
    tap.equal(code(raw(F.where, b"GET /feeds/%s HTTP/1.1\r\nHost: x\r\n\r\n" % (b"a" * 3000))), 414, "a long address")
    tap.ok(code(raw(F.where, b"GET /feeds/%s HTTP/1.1\r\nHost: x\r\n\r\n" % (b"a" * 100000))) in (None, 414), "a longer one")
    tap.equal(code(raw(F.where, line + host + b"X: %s\r\n" % (b"a" * 20000) + end)), 431, "a large head")
    tap.ok(code(raw(F.where, line + host + b"X: %s\r\n" % (b"a" * 100000) + end)) in (None, 431), "a larger one")
    tap.ok(code(raw(F.where, line + host + b"X: y\r\n" * 3000 + end)) in (None, 431), "many headers")


def test_sound(tap):
    """What is unusual but sound is answered."""
    line, host, end = b"GET %s HTTP/1.1\r\n" % F.path, b"Host: x\r\n", b"\r\n"
    sound = {
        "no blank behind the colon": line + b"Host:x\r\n" + end,
        "blanks and tabs there": line + b"Host: \t x\r\n" + end,
        "blanks behind a value": line + b"Host: x  \r\n" + end,
        "an empty value": line + host + b"Accept:\r\nUser-Agent: \r\n" + end,
        "an empty Host": line + b"Host:\r\n" + end,
        "a length of nothing": line + host + b"Content-Length: 0\r\n" + end,
        "UTF-8 in a value": line + host + "User-Agent: Lịch\r\n".encode() + end,
        "a header twice": line + host + b"Accept: a\r\nAccept: b\r\n" + end,
        "cookies": line + host + b"Cookie: a=b; c=\"d\"; e\r\n" + end,
        "an escape": b"GET /feeds/%%%02x%s HTTP/1.1\r\n" % (F.token.encode()[0], F.path[8:]) + host + end,
        "a query": b"GET %s?a=b&c&d=%%20+x HTTP/1.1\r\n" % F.path + host + end,
        "an empty query": b"GET %s? HTTP/1.1\r\n" % F.path + host + end,
        "a large head": line + host + b"X-%d: %s\r\n" % (1, b"a" * 8000) + b"Y: z\r\n" * 100 + end,
        "HTTP/1.0": b"GET %s HTTP/1.0\r\n" % F.path + end,
        "an empty line before it": end + line + host + end,
        "HEAD": b"HEAD %s HTTP/1.1\r\n" % F.path + host + end,
    }
    for name, data in sound.items():
        tap.equal(code(raw(F.where, data, head=name == "HEAD")), 200, name)
    request = line + host + b"User-Agent: a reader that takes its time\r\nAccept: text/calendar\r\n" + end
    with socket.create_connection(F.where, 15) as connection:
        for position in range(len(request)):
            connection.sendall(request[position:position + 1])
            time.sleep(0.002)
        tap.equal(Answer(receive(connection)).status, 200, "byte by byte")
    with socket.create_connection(F.where, 15) as connection:
        connection.sendall(request * 20)
        answers = [receive_one(connection) for _ in range(20)]
        tap.equal([answer.status for answer in answers], [200] * 20, "twenty at once, over one connection")


def receive_one(connection):
    """One answer and not a byte more."""
    data = b""
    while not data.endswith(b"\r\n\r\n"):
        data += connection.recv(1)
    answer = Answer(data)
    length = int(answer["content-length"])
    while len(answer.body) < length:
        answer.body += connection.recv(length - len(answer.body))
    return answer


def normal(seconds=10):
    started = time.time()
    answer = ask(F.where, F.path.decode())
    return answer is not None and answer.status == 200 and answer.body.endswith(b"END:VCALENDAR\r\n"), time.time() - started


def test_slow(tap):
    """600 drip a byte every now and then for as long as they are let."""
    slow, started, worst, gone = [], time.time(), 0.0, None
    for _ in range(600):
        connection = socket.create_connection(F.where, 10)
        connection.sendall(b"GET /feeds/x.ics HTTP/1.1\r\nHost: x\r\nX: ")
        slow.append(connection)
    good = True
    while time.time() - started < 14:
        for connection in slow[:]:
            try:
                connection.sendall(b"a")
            except OSError:
                slow.remove(connection)
        fine, seconds = normal()
        good, worst = good and fine, max(worst, seconds)
        if not slow and gone is None:
            gone = time.time() - started
        time.sleep(0.5)
    tap.ok(good and worst < 1, "600 slow connections: a normal one is answered in %.0f ms" % (worst * 1000))
    tap.ok(gone is not None and gone < 13.5, "all of them are gone after %s s" % gone)


def test_many(tap):
    """More than there is room for, none with a request: each new one takes the place of the one that waits longest."""
    idle, good, worst = [], True, 0.0
    for number in range(1500):
        try:
            idle.append(socket.create_connection(F.where, 10))
        except OSError as error:
            tap.note(error)
        if number % 50 == 49:
            fine, seconds = normal()
            good, worst = good and fine, max(worst, seconds)
    tap.ok(good and worst < 1, "1,500 idle connections: a normal one is answered in %.0f ms" % (worst * 1000))
    for connection in idle:
        connection.close()


def test_random(tap):
    chance = random.Random(2026)
    pieces = [b"GET ", b"POST ", F.path, b"/feeds/", b" HTTP/1.1", b"\r\n", b"\n", b"\0", b"Host: x", b"Content-Length: 5", b"%", b"%00", b"?",
              b"Transfer-Encoding: chunked", b" ", b":", b"\xff\xfe", b"a" * 500, b"If-None-Match: \"", b"Accept-Encoding: gzip;q=", b"=", b"&", b"*"]
    seen = set()
    for _ in range(600):
        data = b"".join(chance.choice(pieces) for _ in range(chance.randrange(1, 25)))
        with socket.create_connection(F.where, 10) as connection:
            try:
                connection.settimeout(0.1)  # what is not whole yet waits for more
                connection.sendall(data)
                got = receive(connection)
            except OSError:
                got = b""
        seen.add(Answer(got).status if got else None)
    tap.ok(seen <= {None, 0, 200, 304, 400, 404, 405, 411, 413, 414, 431, 501, 505}, "600 requests of random pieces: %s" % sorted(map(str, seen)))
    tap.ok(normal()[0], "and a normal one")


def close(tap):
    log = F.daemon.log()
    tap.ok(len(log) < 20000, "the log is not flooded: %d bytes" % len(log))
    tap.equal(F.daemon.stop(), 0, "stopped")
    F.office.remove()


if __name__ == "__main__":
    Tap().run(open_office, test_malformed, test_sound, test_slow, test_many, test_random, close)
