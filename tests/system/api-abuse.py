#!/usr/bin/python3
"""Ten thousand requests nobody should send: wrong types, huge and broken bodies, unknown ids, other verbs, long paths, bytes
that are no text. Each is answered soon, with a refusal or with a reading, as the description says; the store stays what it
was. The requests come from a fixed seed: the number of a bad one repeats it."""
import json
import os
import random
import socket
import sys
import time
import urllib.parse

sys.path.insert(0, os.path.join(os.environ.get("srcdir", "."), "tests", "lib"))
from daemonlib import Daemon, Office  # noqa: E402
from described import Description  # noqa: E402
from tap import Tap  # noqa: E402

COUNT = int(os.environ.get("ABUSE_REQUESTS", "10000"))
SEED = int(os.environ.get("ABUSE_SEED", "20260130"))
SOON = 10  # seconds; an answer takes milliseconds, on the busiest machine not that many
VERBS = ["PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE", "PROPFIND", "get", "POSTT", "X" * 40]
IDS = ["test/report/a-1/p1", "test/report/*/p1", "*/*/*/*", "test/report/a-9/p1", "test/report", "test", "1", "999999", "", "a" * 600,
       "////", "test/report/a-1/p1/x", "../../etc/passwd", "test/report/%s/p1", "Sở Y tế", "a\u0301", "\u202e", "'; DROP TABLE fact; --"]
ODD = [None, True, False, 0, -1, 1, 2**31, 2**63 - 1, -2**63, 1.5, 1e308, "", " ", "x", "x" * 5000, "\t", "\n", "ẅ" * 300, "2026-02-30",
       "30/11/2026", "2026-11-30", "9999-12-31", "0000-00-00", "2026-11-30T25:61", "2026-11-30T08:00", "[]", [], {}, [[]], [None],
       ["x"] * 50, [1, "a", {}], {"a": {"b": []}}, {"ids": []}, "null", "\ud83d\ude00", "\uffff"]


class World:
    office = daemon = description = chance = None


def text(length=20):
    return "".join(World.chance.choice("aáăâbđêôơưxyĐỦ0-9 /*%'\"\\<&\u00a0\u200b\U0001f600") for _ in range(World.chance.randrange(length)))


# ---- what is sent

def value_for(schema):
    """Something that fits, more or less."""
    chance = World.chance
    kinds = schema.get("type", [])
    kinds = kinds if isinstance(kinds, list) else [kinds]
    if "anyOf" in schema:
        return value_for(chance.choice(schema["anyOf"]))
    if "boolean" in kinds:
        return chance.random() < 0.5
    if "array" in kinds:
        return [value_for(schema["items"]) for _ in range(chance.randrange(3))]
    if "object" in kinds:
        return {name: value_for(inner) for name, inner in schema["properties"].items() if chance.random() < 0.25}
    if "integer" in kinds and "string" not in kinds:
        return chance.randrange(1, 50)
    if schema.get("format") == "date" or schema.get("pattern", "").startswith("^[0-9]"):
        return chance.choice(["2026-11-30", "2026-12-01", "2030-01-01"])
    return chance.choice(IDS) if chance.random() < 0.5 else text()


def mutate(body):
    chance = World.chance
    for _ in range(chance.randrange(1, 4)):
        what = chance.randrange(5)
        if what == 0 or not body:
            body[chance.choice(["colour", "", "ids", "IDS", "a" * 300, "dry_run ", "é"])] = chance.choice(ODD)
        elif what == 1:
            body[chance.choice(sorted(body))] = chance.choice(ODD)
        elif what == 2:
            del body[chance.choice(sorted(body))]
        elif what == 3:
            name = chance.choice(sorted(body))
            body[name] = [body[name]] * chance.randrange(4)
        else:
            name = chance.choice(sorted(body))
            body[name] = {"x": body[name]}
    return body


def harmless(path, body):
    """Nothing is carried out: an order is only tried, and what is no order has something that is refused."""
    if not isinstance(body, dict):
        return body
    if path in ("/v1/reload", "/v1/test-mail", "/v1/log-level"):
        body["colour"] = 1
    elif body.get("dry_run") in (None, False) or "dry_run" not in body:
        body["dry_run"] = True
    return body


def concrete(path):
    chance = World.chance
    if "{" not in path:
        return path
    start, name = path.split("{")
    rest = {"order}": ["retry", "hold", "release", "drop", "burn", "x" * 100], "number}": ["1", "2", "0", "-1", "x", "9" * 30],
            }.get(name, IDS + ["focal1@example.vn", "a-1", "Agency 1"])
    return start + urllib.parse.quote(chance.choice(rest), safe="/*" if chance.random() < 0.7 else "")


def dumps(body):
    return json.dumps(body, ensure_ascii=World.chance.random() < 0.5).encode("utf-8", "surrogatepass")


def order_sent():
    _, path, operation = World.chance.choice(World.posts)
    body = value_for(World.description.body(operation))
    if World.chance.random() < 0.9:
        body["ids"] = [World.chance.choice(IDS[:6] + ["1"])]
    if World.chance.random() < 0.5:
        mutate(body)
    return "POST", concrete(path), dumps(harmless(path, body))


def query_sent():
    chance = World.chance
    _, path, operation = chance.choice(World.gets)
    names = [one["name"] for one in operation["parameters"] if one["in"] == "query"] + ["colour", "", "ids"]
    pairs = [(chance.choice(names), chance.choice(IDS + ["1", "0", "x", "2026-11-30", "overdue", "9" * 25, text()]))
             for _ in range(chance.choice([0, 1, 1, 2, 3, 40]))]
    return "GET", concrete(path) + ("?" + urllib.parse.urlencode(pairs) if pairs else ""), None


def verb_sent():
    _, path, _ = World.chance.choice(World.all)
    return World.chance.choice(VERBS), concrete(path), World.chance.choice([None, b"{}", b"x"])


def other_path():
    chance = World.chance
    path = chance.choice(["/", "/v1", "/v1/", "/v2/list", "/v1/list/", "/v1//list", "/v1/./list", "/v1/../v1/list", "/v1/list%00x",
                          "/v1/show/", "/v1/%ff%fe", "/v1/show/%c0%af/a/b/c", "/v1/list;x", "/v1/LIST", "/" + "a" * 500,
                          "/v1/show/" + "/".join(["a"] * 200), "/v1/show/" + "%2a" * 100, "/v1/list?%00=1", "/v1/list?agency=%ff",
                          "/v1/list?" + "&".join("p%d=1" % n for n in range(100)), "/v1/list%", "/v1/list?x=%zz", "/feeds/x"])
    return chance.choice(["GET", "POST"]), path, chance.choice([None, b"{}"])


def broken_body():
    chance = World.chance
    _, path, operation = chance.choice(World.posts)
    good = dumps(harmless(path, value_for(World.description.body(operation))))
    at = chance.randrange(len(good)) if good else 0
    bodies = [good[:at], good + b"}", good + good, b"[]", b"1", b"null", b'"x"', b"{", b"\0", b"\xff\xfe{", b"{}" + b" " * 2000 + b"x",
              good[:at] + b"\0" + good[at:], good[:at] + b"\xc3" + good[at:], good[:at] + bytes([chance.randrange(128, 256)]) + good[at:],
              b'{"ids":' * 2 + b"[]}", b'{"ids":[],"ids":[]}', b'{"note":"\\u0000"}', b'{"note":"\\ud800"}', b'{"days":1e999}',
              b'{"days":99999999999999999999}', b"[" * 5000, b'{"a":' * 3000, b'{"ids":' + b"[" * 1500 + b"]" * 1500 + b"}",
              b'{"ids":["' + b"\xe1\xbb" + b'"]}', b"\xef\xbb\xbf{}", b"'{}'", b"{ids:[]}", b'{"ids":[],}']
    return "POST", concrete(path), chance.choice(bodies) if path != "/v1/reload" else b"{"


def huge_body():
    chance = World.chance
    _, path, _ = chance.choice(World.posts)
    size = chance.choice([100000, 900000, 1048576, 1048577, 3000000])
    filling = chance.choice([b'{"colour":"' + b"x" * size + b'"}', b'{"colour":[' + b"1," * (size // 2) + b"1]}", b" " * size + b"{",
                             b'{"colour":1,"ids":[' + b'"test/report/a-1/p1",' * (size // 21) + b'"x"]}'])
    return "POST", concrete(path), filling


def long_address():
    return "GET", "/v1/list?agency=" + "a" * World.chance.choice([5000, 20000, 60000]), None


KINDS = [(order_sent, 44), (query_sent, 24), (verb_sent, 8), (other_path, 9), (broken_body, 14), (huge_body, 0.4), (long_address, 0.6)]


# ---- sending it

def send(method, path, body):
    """(status, head, body) of the answer; the connection is closed behind it."""
    head = "%s %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" % (method, path)
    if body is not None:
        head += "Content-Length: %d\r\n" % len(body)
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    connection.settimeout(SOON)
    answer = b""
    try:
        connection.connect(World.office.socket)
        try:
            connection.sendall(head.encode("utf-8") + b"\r\n" + (body or b""))
        except (BrokenPipeError, ConnectionResetError):
            pass  # it has heard enough; its answer may be there all the same
        while True:
            piece = connection.recv(65536)
            if not piece:
                break
            answer += piece
    except ConnectionResetError:
        pass  # closed with a body unread
    finally:
        connection.close()
    first, _, rest = answer.partition(b"\r\n\r\n")
    return (int(first.split()[1]) if first.startswith(b"HTTP/1.") else 0), first, rest


def meaning(path):
    """The path as the service understands it; None: it does not."""
    try:
        return urllib.parse.unquote(path.split("?")[0], errors="strict")
    except UnicodeDecodeError:
        return None


def judge(kind, method, path, status, head, body):
    """What is wrong; None: nothing."""
    if kind in (long_address, huge_body) and (status in (413, 414, 431) or status == 0):
        return None
    if not (200 <= status < 300 or 400 <= status < 500):
        return "status %d" % status
    if method == "HEAD":
        return None
    if b"application/json" not in head:
        return None if status in (400, 414, 431) else "an answer that is no JSON: %r" % head
    try:
        answer = json.loads(body)
    except ValueError:
        return "an answer that is no JSON: %r" % body[:200]
    if status == 200:
        return World.description.problem(method, meaning(path) or path, status, answer)
    return None if set(answer) >= {"error", "exit"} and World.description.problem(method, "/", 405, answer) is None else repr(answer)[:300]


def abuse(tap):
    names, weights = [kind for kind, _ in KINDS], [weight for _, weight in KINDS]
    bad, slowest, seen, started = [], 0, {}, time.time()
    for number in range(COUNT):
        kind = World.chance.choices(names, weights)[0]
        method, path, body = kind()
        at = time.time()
        try:
            status, head, answer = send(method, path, body)
            problem = judge(kind, method, path, status, head, answer)
        except socket.timeout:
            status, problem = 0, "no answer within %d s" % SOON
        slowest = max(slowest, time.time() - at)
        seen[(kind.__name__, status)] = seen.get((kind.__name__, status), 0) + 1
        if problem:
            bad.append("%d: %s %s %r: %s" % (number, method, path[:200], (body or b"")[:300], problem))
            if World.daemon.process.poll() is not None or len(bad) > 20:
                break
    tap.equal(bad, [], "%d requests: a refusal or a reading each" % COUNT)
    tap.note("%.1f s, the slowest answer %.0f ms" % (time.time() - started, slowest * 1000))
    for (kind, status), count in sorted(seen.items()):
        tap.note("%s %d: %d" % (kind, status, count))
    tap.ok(all(any(kind.__name__ == name and 400 <= status < 500 for name, status in seen) for kind in names), "every kind was refused")
    tap.ok(any(name == "order_sent" and status == 200 for name, status in seen), "some orders were tried, and would have been done")


def settled(seconds=20):
    """The store once nothing is planned any more."""
    until, before = time.time() + seconds, None
    while time.time() < until:
        now = World.office.dump()
        if now == before:
            return now
        before = now
        time.sleep(0.5)
    raise RuntimeError("the service does not come to rest")


def main():
    tap = Tap()
    World.chance = random.Random(SEED)
    World.office = Office("smtp://127.0.0.1:9", mode="hold")
    World.office.make_store()
    World.description = Description()
    World.posts = list(World.description.operations("POST"))
    World.gets = list(World.description.operations("GET"))
    World.all = list(World.description.operations())
    World.daemon = Daemon(World.office)
    try:
        before = settled()
        abuse(tap)
        tap.ok(World.daemon.process.poll() is None, "still there", World.daemon.log()[-2000:])
        status, rows = World.daemon.request("GET", "/v1/list")
        tap.ok(status == 200 and len(rows) == 3, "a normal request is answered")
        tap.ok(World.office.dump() == before, "the store is what it was")
    finally:
        tap.equal(World.daemon.stop(), 0, "stops in peace")
        World.office.remove()
    tap.done()


main()
