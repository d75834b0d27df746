#!/usr/bin/python3
"""The public door: what it answers and with which headers, conditions, encodings, options, wrong addresses, a change, a
restart, a store that cannot be read."""
import gzip
import itertools
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.environ.get("srcdir", "."), "tests", "lib"))
from daemonlib import Daemon, Office  # noqa: E402
from feedlib import Answer, add_feed, ask, raw, receive, token_of  # noqa: E402
from tap import Tap  # noqa: E402


class F:
    office = daemon = where = None
    agency = plan = person = gone = stranger = revoked = None


def start():
    F.daemon = Daemon(F.office)
    F.where = F.daemon.feeds_address()


def open_office(tap):
    F.office = Office("file:///")
    F.office.relay = "file://%s/" % F.office.path("eml")
    F.office.make_store()
    F.agency = add_feed(F.office, "agency", "a-1")
    F.plan = add_feed(F.office, "plan", "test")
    F.person = add_feed(F.office, "person", "focal2@example.vn")
    F.gone = add_feed(F.office, "agency", "no-longer-there")
    F.stranger = add_feed(F.office, "person", "nobody@example.vn")
    F.revoked = add_feed(F.office, "group", "bodies", revoked=int(time.time()) - 60)
    start()
    tap.ok(F.where[1] > 0, "the address it listens on is said")
    status, value = F.daemon.request("GET", "/v1/status")
    tap.equal((status, value["feeds_listen"]), (200, "%s:%d" % F.where), "and stands in the status")


def feed(token, query=""):
    return "/feeds/%s.ics%s" % (token, query)


def test_headers(tap):
    answer = ask(F.where, feed(F.agency))
    tap.equal(answer.status, 200, "a feed")
    tap.ok(answer.body.startswith(b"BEGIN:VCALENDAR\r\n") and answer.body.endswith(b"END:VCALENDAR\r\n"), "whole")
    wanted = {"content-type": "text/calendar; charset=utf-8", "cache-control": "private, max-age=300, must-revalidate",
              "vary": "Accept-Encoding", "x-robots-tag": "noindex", "referrer-policy": "no-referrer",
              "x-content-type-options": "nosniff", "content-disposition": 'inline; filename="deadlined.ics"',
              "content-length": str(len(answer.body))}
    tap.equal({key: answer[key] for key in wanted}, wanted, "its headers")
    tap.ok(re.fullmatch('"[0-9a-f]{32}"', answer["etag"] or ""), "a strong ETag", answer["etag"])
    tap.ok(answer["content-encoding"] is None and answer["connection"] is None, "as it is, and the connection stays")
    tap.equal(ask(F.where, feed(F.agency)).body, answer.body, "the same bytes again")
    head = ask(F.where, feed(F.agency), "HEAD")
    same = {key: value for key, value in answer.headers.items() if key != "date"}
    tap.equal({key: value for key, value in head.headers.items() if key != "date"}, same, "HEAD has the headers of GET")
    tap.equal((head.status, head.body), (200, b""), "and no body")
    tap.equal([ask(F.where, feed(token)).status for token in (F.plan, F.person)], [200, 200], "a plan's and a person's")


def test_gzip(tap):
    plain = ask(F.where, feed(F.agency))
    packed = ask(F.where, feed(F.agency), Accept_Encoding="gzip, deflate, br")
    tap.equal((packed["content-encoding"], gzip.decompress(packed.body)), ("gzip", plain.body), "gzip where it is accepted")
    tap.equal(packed["etag"], plain["etag"][:-1] + 'g"', "under an ETag of its own")
    tap.equal(packed["vary"], "Accept-Encoding", "with Vary")
    for accept in ("identity", "gzip;q=0", "gzip;q=0, *", "*;q=0", "deflate", "gzip;q=0.2, identity;q=0.5", "br, gzip;q=0.000"):
        tap.equal(ask(F.where, feed(F.agency), Accept_Encoding=accept)["content-encoding"], None, "not with '%s'" % accept)
    for accept in ("*", "GZIP", "x-gzip", "gzip;q=0.001", "gzip;q=1.0, identity;q=0.5", "deflate , gzip ; q=0.5"):
        tap.equal(ask(F.where, feed(F.agency), Accept_Encoding=accept)["content-encoding"], "gzip", "with '%s'" % accept)
    tap.equal(ask(F.where, feed(F.agency, "?gzip=0"), Accept_Encoding="gzip")["content-encoding"], None, "never with gzip=0")


def test_conditions(tap):
    whole = ask(F.where, feed(F.agency))
    etag, packed, changed = whole["etag"], whole["etag"][:-1] + 'g"', whole["last-modified"]
    for names in (etag, packed, "W/" + etag, '"x", %s' % etag, '"x" ,W/%s,"y"' % etag, "*"):
        answer = ask(F.where, feed(F.agency), If_None_Match=names)
        tap.equal((answer.status, answer.body, answer["last-modified"], answer["cache-control"]),
                  (304, b"", changed, whole["cache-control"]), "not modified: %s" % names)
    tap.equal(ask(F.where, feed(F.agency), If_None_Match=packed)["etag"], packed, "the ETag of what the reader has")
    tap.equal(ask(F.where, feed(F.agency), If_None_Match=etag, Accept_Encoding="gzip")["etag"], etag, "whatever it accepts now")
    tap.equal(ask(F.where, feed(F.agency), If_None_Match=etag)["content-type"], None, "a short head")
    for names in ('"x"', "", etag.strip('"'), "x", '"%s' % etag):
        tap.equal(ask(F.where, feed(F.agency), If_None_Match=names).status, 200, "modified: '%s'" % names)
    later, earlier = "Fri, 31 Dec 2060 23:59:59 GMT", "Sun, 06 Nov 1994 08:49:37 GMT"
    wanted = {changed: 304, later: 304, earlier: 200, "Sunday, 06-Nov-94 08:49:37 GMT": 200, "Sun Nov  6 08:49:37 1994": 200,
              "Friday, 31-Dec-60 23:59:59 GMT": 304, "Fri Dec 31 23:59:59 2060": 304, "yesterday": 200, "": 200, "0": 200,
              "Fri, 99 Dec 2060 23:59:59 GMT": 200, "Fri, 31 Dec 2060 23:59:59 +0700": 200, later + "x": 200}
    for since, status in wanted.items():
        tap.equal(ask(F.where, feed(F.agency), If_Modified_Since=since).status, status, "since '%s'" % since)
    tap.equal(ask(F.where, feed(F.agency), If_None_Match='"x"', If_Modified_Since=later).status, 200, "If-None-Match decides alone")
    head = ask(F.where, feed(F.agency), "HEAD", If_None_Match=etag)
    tap.equal((head.status, head["etag"]), (304, etag), "HEAD with a condition")


def test_wrong_addresses(tap):
    shapes = {"unknown": feed(token_of("unknown")), "revoked": feed(F.revoked), "gone": feed(F.gone), "a stranger": feed(F.stranger),
              "upper case": feed(F.agency.upper()), "short": feed(F.agency[:-1]), "long": feed(F.agency + "a"), "no digit": feed("1" * 26),
              "placeholder": feed("0own0calendar0of0the0one01"), "nothing": "/feeds/.ics", "no feed": "/feeds/", "slashes": "/feeds//////",
              "another end": "/feeds/%s.ical" % F.agency, "deeper": "/feeds/%s/x" % F.agency, "case": "/Feeds/%s.ics" % F.agency,
              "elsewhere": "/", "api": "/v1/status", "dots": "/feeds/../healthz", "UTF-8": "/feeds/%C4%91.ics", "page": "/feeds/%s/" % token_of("x"),
              "bare": "/feeds/%s" % token_of("x"), "bare revoked": "/feeds/%s" % F.revoked, "robots": "/robots.txt", "star": "*",
              "options": feed(token_of("x"), "?lang=xx")}
    seen = set()
    for name, path in shapes.items():
        answer = ask(F.where, path)
        seen.add((answer.status, answer.body, tuple(sorted((k, v) for k, v in answer.headers.items() if k != "date"))))
    tap.equal(len(seen), 1, "%d wrong addresses, one answer" % len(shapes))
    status, body, headers = seen.pop()
    tap.equal((status, dict(headers)["cache-control"], dict(headers)["connection"]), (404, "no-store", "close"), "404")
    tap.ok(len(body) < 100, "with a short text")


def test_options(tap):
    plain = ask(F.where, feed(F.agency)).body
    english = ask(F.where, feed(F.agency, "?lang=en")).body
    tap.ok(english != plain and b"BEGIN:VCALENDAR" in english, "lang=en")
    tap.equal(ask(F.where, feed(F.agency, "?lang=vi")).body, plain, "lang=vi is how it is")
    tap.ok(b"BEGIN:VTODO" in ask(F.where, feed(F.agency, "?todo=1")).body, "todo=1")
    tap.ok(b"BEGIN:VALARM" in ask(F.where, feed(F.agency, "?alarms=1&open=0")).body, "alarms=1")
    tap.ok(ask(F.where, feed(F.plan, "?detail=1")).body.count(b"BEGIN:VEVENT") > ask(F.where, feed(F.plan)).body.count(b"BEGIN:VEVENT"),
           "detail=1")
    tap.equal(ask(F.where, feed(F.agency, "?windows=none")).body, ask(F.where, feed(F.agency, "?windows=0")).body, "windows=none is windows=0")
    for query in ("?lang=fr", "?lang=", "?lang", "?alarms=yes", "?todo=2", "?open=", "?detail=-1", "?windows=1", "?windows=no", "?gzip=1",
                  "?lang=en&lang=xx", "?lang=VI"):
        answer = ask(F.where, feed(F.agency, query))
        tap.equal((answer.status, answer["content-type"]), (400, "text/plain; charset=utf-8"), "refused: " + query)
    tap.equal(ask(F.where, feed(F.agency, "?utm_source=x&nocache=1700000000&=&&")).body, plain, "what clients add is passed over")


def test_methods(tap):
    for method in ("OPTIONS", "PROPFIND", "POST", "PUT", "DELETE", "REPORT", "TRACE", "PATCH", "get", "X"):
        answer = ask(F.where, feed(F.agency), method)
        tap.equal((answer.status, answer["allow"], answer["connection"]), (405, "GET, HEAD", "close"), method)
    seen = {ask(F.where, path, "POST").body for path in (feed(F.agency), feed(F.revoked), "/nothing", "/healthz")}
    tap.equal(len(seen), 1, "whatever the address is")
    answer = raw(F.where, b"POST /feeds/x.ics HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n" + b"x" * 1000000)
    tap.ok(answer is None or answer.status == 405, "with a megabyte behind it")


def test_change(tap):
    """What is recorded is seen by the next who asks."""
    before = {token: ask(F.where, feed(token)) for token in (F.agency, F.plan, F.person)}
    status, value = F.daemon.request("POST", "/v1/submit", {"ids": ["test/report/a-1/p1"], "number": "1/BC"})
    tap.equal(status, 200, "a report is recorded")
    after = {token: ask(F.where, feed(token), If_None_Match=before[token]["etag"]) for token in before}
    tap.equal([after[token].status for token in after], [200, 200, 304], "the body's and the plan's changed, another's did not")
    tap.ok("Đã gửi".encode() in after[F.agency].body, "and say so")
    tap.ok(after[F.agency]["last-modified"] >= before[F.agency]["last-modified"], "since now")


def test_life(tap):
    """A feed as it is added, found, given another address, and revoked."""
    status, value = F.daemon.request("POST", "/v1/feed", {"scope": "group", "target": "bodies", "id": "all-bodies"})
    tap.equal(status, 200, "added")
    def path():
        url = F.daemon.request("GET", "/v1/feed/all-bodies")[1]
        url = re.search(r"/feeds/[a-z2-7]{26}[.]ics", str(url))
        return url and url.group(0)
    first = path()
    tap.equal(ask(F.where, first).status, 200, "served")
    tap.equal(F.daemon.request("POST", "/v1/feed/rotate", {"ids": ["all-bodies"], "reason": "lost"})[0], 200, "given another address")
    second = path()
    tap.equal((ask(F.where, first).status, ask(F.where, second).status), (404, 200), "the old one is unknown, the new one served")
    tap.equal(F.daemon.request("POST", "/v1/feed/revoke", {"ids": ["all-bodies"], "reason": "over"})[0], 200, "revoked")
    tap.equal(ask(F.where, second).status, 404, "unknown at once")


def test_people(tap):
    """A person's feed goes by who holds a position today."""
    tap.equal(ask(F.where, feed(F.person)).status, 200, "who holds a position reads")
    status, value = F.daemon.request("POST", "/v1/contact/end", {"agency": "a-2", "position": "focal"})
    tap.equal(status, 200, "nobody holds it any more")
    tap.equal(ask(F.where, feed(F.person)).status, 404, "unknown at once")
    status, value = F.daemon.request("POST", "/v1/contact", {"agency": "a-2", "position": "focal", "email": "focal2@example.vn", "name": "F"})
    tap.equal((status, ask(F.where, feed(F.person)).status), (200, 200), "and back")


SAMPLE = re.compile(r'([a-z_][a-z0-9_]*)(?:[{]((?:[a-z_]+="[^"\\\n]*",?)*)[}])? (-?[0-9]+(?:[.][0-9]+)?)')


def read_metrics(text):
    """The text format 0.0.4, strictly: HELP, TYPE, then samples of that name alone, none twice. name{labels} -> number."""
    found, name, kind, known = {}, None, None, set()
    if not text.endswith("\n"):
        raise ValueError("no newline at the end")
    for line in text[:-1].split("\n"):
        if line.startswith("# HELP "):
            name, _, words = line[7:].partition(" ")
            if name in known or not words or "\\" in words:
                raise ValueError(line)
            known.add(name)
            kind = None
        elif line.startswith("# TYPE "):
            if line.split(" ")[2:] not in ([name, "gauge"], [name, "counter"]) or kind is not None:
                raise ValueError(line)
            kind = line.split(" ")[3]
        else:
            match = SAMPLE.fullmatch(line)
            if match is None or kind is None or match.group(1) != name or not name.startswith("deadlined_"):
                raise ValueError(line)
            if (kind == "counter") != name.endswith("_total") or (kind == "counter" and float(match.group(3)) < 0):
                raise ValueError(line)
            key = line.rpartition(" ")[0]
            if key in found:
                raise ValueError(line)
            found[key] = float(match.group(3))
    return found


def test_metrics(tap):
    answer = ask(F.where, "/metrics")
    tap.equal((answer.status, answer["content-type"]), (200, "text/plain; version=0.0.4; charset=utf-8"), "metrics")
    before = read_metrics(answer.body.decode())
    for name in ('queue_envelopes{state="sent"}', 'sends_total{result="sent"}', 'http_responses_total{code="200"}', "feed_cache_bytes",
                 'feeds{state="in use"}', "store_bytes", "store_wal_bytes", "last_pass_age_seconds", "last_sent_timestamp_seconds",
                 "next_moment_timestamp_seconds", "next_deadline_timestamp_seconds", "clock_jumps_total", "queue_oldest_due_age_seconds",
                 "http_connections", "http_evicted_total", "feed_builds_total", "feed_cache_entries", "store_readable"):
        tap.ok("deadlined_" + name in before, name)
    tap.ok(any(key.startswith("deadlined_build_info{version=") for key in before), "build_info")
    tap.ok(before['deadlined_sends_total{result="sent"}'] >= 3 and before["deadlined_last_pass_age_seconds"] < 130, "the mails of today, a pass",
           before)
    tap.equal(before['deadlined_feeds{state="revoked"}'], 1, "feeds are counted")
    for path in (feed(F.agency), feed(F.agency), "/nothing"):
        ask(F.where, path)
    after = read_metrics(ask(F.where, "/metrics").body.decode())
    grown = {code: after[key] - before[key] for code in ("200", "404", "304") for key in ['deadlined_http_responses_total{code="%s"}' % code]}
    tap.equal(grown, {"200": 3, "404": 1, "304": 0}, "answers are counted by status")
    wrong = ["x 1\n", "# HELP a b\n# TYPE a gauge\na 1", "# HELP deadlined_a b\n# TYPE deadlined_a gauge\ndeadlined_a 1\ndeadlined_a 1\n",
             "# HELP deadlined_a b\n# TYPE deadlined_a counter\ndeadlined_a 1\n", "# HELP deadlined_a b\n# TYPE deadlined_a gauge\ndeadlined_a x\n"]
    for text in wrong:
        try:
            read_metrics(text)
            tap.ok(False, "the reader of metrics refuses", text)
        except ValueError:
            pass


def test_restart(tap):
    before = {query: ask(F.where, feed(F.agency, query)) for query in ("", "?lang=en")}
    time.sleep(1.1)
    tap.equal(F.daemon.stop(), 0, "stopped")
    start()
    after = {query: ask(F.where, feed(F.agency, query)) for query in ("", "?lang=en")}
    tap.equal([after[query]["etag"] for query in after], [before[query]["etag"] for query in before], "the ETags outlive the service")
    tap.equal(after[""]["last-modified"], before[""]["last-modified"], "and since when it stands")
    tap.equal(ask(F.where, feed(F.agency), If_Modified_Since=before[""]["last-modified"]).status, 304, "so that nobody fetches it again")


def test_curl(tap):
    url = "http://%s:%d%s" % (*F.where, feed(F.agency))
    curl = ["curl", "-sS", "--max-time", "10"]
    etag, body = F.office.path("etag"), F.office.path("body")
    subprocess.run([*curl, "--etag-save", etag, "-o", body, url], check=True)
    tap.ok(os.path.getsize(body) > 500, "curl fetches it")
    done = subprocess.run([*curl, "--etag-compare", etag, "-o", body + "2", "-w", "%{http_code} %{size_download}", url], capture_output=True, text=True)
    tap.equal(done.stdout, "304 0", "and not again with its ETag")
    done = subprocess.run([*curl, "--compressed", url], capture_output=True)
    with open(body, "rb") as file:
        tap.equal(done.stdout, file.read(), "compressed it is the same")
    done = subprocess.run([*curl, "-o", body, "-o", body, "-o", body, "-w", "%{num_connects} ", url, url, url], capture_output=True, text=True)
    tap.equal(done.stdout, "1 0 0 ", "over one connection")


def test_health(tap):
    answer = ask(F.where, "/healthz")
    tap.equal((answer.status, answer.body), (200, b"ok\n"), "the service is well")
    tap.equal(answer["cache-control"], "no-store", "said afresh each time")


def test_secrets(tap):
    F.daemon.request("POST", "/v1/log-level", {"level": "debug"})
    tokens = (F.agency, F.plan, F.person, F.gone, F.stranger, F.revoked)
    for token in tokens:
        ask(F.where, feed(token))
        ask(F.where, "/feeds/%s/" % token)
        raw(F.where, b"GET /feeds/%s.ics HTTP/1.1\r\n\r\n" % token.encode())
    pages = ask(F.where, "/healthz").body.decode() + ask(F.where, "/metrics").body.decode() + F.daemon.log()
    status = str(F.daemon.request("GET", "/v1/status")[1])
    tap.ok("feed agency-a-1:" in F.daemon.log(), "requests are in the log, for who wants them", F.daemon.log()[-800:])
    tap.equal([token for token in tokens if token in pages + status], [], "no token in log, metrics, health, or status")


def test_reload(tap):
    office, old = F.office, F.where
    office.settings = 'http = { listen = "none"; };'
    office.write()
    tap.equal(F.daemon.request("POST", "/v1/reload")[0], 200, "a reload without a door")
    try:
        time.sleep(0.5)
        ask(old, "/healthz")
        tap.ok(False, "the door is closed")
    except ConnectionError:
        tap.ok(True, "the door is closed")
    tap.equal(F.daemon.request("GET", "/v1/status")[1]["feeds_listen"], None, "and the status says so")
    office.settings = 'http = { listen = "[::1]:0"; };'
    office.write()
    F.daemon.request("POST", "/v1/reload")
    tap.ok(F.daemon.wait_log("feeds are served at [::1]:"), "opened elsewhere")
    F.where = F.daemon.feeds_address()
    tap.equal(ask(F.where, feed(F.agency)).status, 200, "and serves")
    office.settings = 'http = { listen = "127.0.0.1:%d"; };' % old[1]
    office.write()
    F.daemon.request("POST", "/v1/reload")
    F.daemon.wait_log("feeds are served at 127.0.0.1:%d" % old[1])
    time.sleep(0.3)
    F.where = old
    tap.equal(ask(F.where, feed(F.agency)).status, 200, "and back")


def test_taken(tap):
    """An address that another has: mail goes on, the status says it."""
    other = Office("file:///", settings='http = { listen = "%s:%d"; };' % F.where)
    other.relay = "file://%s/" % other.path("eml")
    other.make_store()
    daemon = Daemon(other)
    try:
        tap.ok(daemon.wait_log("feeds are not served"), "said in the log", daemon.log())
        status, value = daemon.request("GET", "/v1/status")
        tap.equal((status, value["exit"], value["feeds_listen"]), (200, 1, None), "a warning in the status")
        tap.ok(any("feeds are not served" in problem for problem in value["problems"]), "in words", value["problems"])
        states = daemon.wait_states(lambda states: states.get("sent") == 3)
        tap.equal(states, {"sent": 3}, "mail is sent all the same")
    finally:
        daemon.stop()
        other.remove()


def test_store_gone(tap):
    """A store that cannot be read is trouble, not an empty calendar."""
    office = Office("file:///")
    office.relay = "file://%s/" % office.path("eml")
    office.make_store()
    tokens = [add_feed(office, "agency", "a-%d" % n) for n in range(3)]
    daemon = Daemon(office)
    where = daemon.feeds_address()
    try:
        tap.equal(ask(where, feed(tokens[0])).status, 200, "before")
        time.sleep(0.5)
        with open(office.store, "r+b") as file:  # every page but the first few bytes becomes nonsense
            size = os.path.getsize(office.store)
            file.seek(0)
            file.write(b"\xff" * size)
        for end in ("-wal", "-shm"):
            if os.path.exists(office.store + end):
                with open(office.store + end, "r+b") as file:
                    file.write(b"\xff" * os.path.getsize(office.store + end))
        answers = [ask(where, feed(token)) for token in tokens[1:]]
        tap.ok(all(a is None or a.status == 503 for a in answers), "503, never an empty feed", [a and a.status for a in answers])
        tap.ok(all(a is None or a["retry-after"] for a in answers), "come again later")
    except ConnectionError:
        tap.ok(True, "the service has given up: nothing is served")
    finally:
        daemon.kill()
        office.remove()


def test_stop_in_line(tap):
    """The service stops while readers wait for feeds that must be built."""
    office = Office("file:///", agencies=30)
    office.relay = "file://%s/" % office.path("eml")
    office.make_store()
    token = add_feed(office, "plan", "test")
    daemon = Daemon(office)
    where = daemon.feeds_address()
    queries = ["?detail=1&lang=%s&windows=%s&todo=%d&open=%d&alarms=%d" % words for words in
               itertools.product(("vi", "en"), ("bar", "ends", "0"), (0, 1), (0, 1), (0, 1))]
    daemon.wait_states(lambda states: states.get("sent") == 30)
    lock = sqlite3.connect(office.store, timeout=10, isolation_level=None)
    lock.execute("BEGIN IMMEDIATE")
    readers = []
    for query in queries:
        reader = socket.create_connection(where, 10)
        reader.sendall(("GET %s HTTP/1.1\r\nHost: x\r\n\r\n" % feed(token, query)).encode())
        readers.append(reader)
    time.sleep(0.5)  # the first of them waits for the store, the others for the first
    daemon.process.send_signal(signal.SIGTERM)
    time.sleep(0.2)
    lock.execute("ROLLBACK")
    answers = []
    for reader in readers:
        try:
            answers.append(receive(reader))
        except OSError:
            answers.append(b"")
    tap.equal(daemon.stop(), 0, "it stops as asked")
    good = [data for data in answers if data == b"" or Answer(data).status == 503 or
            (Answer(data).status == 200 and len(Answer(data).body) == int(Answer(data)["content-length"]))]
    tap.equal(len(good), len(answers), "each reader has a whole feed, a 503, or nothing")
    tap.note("%d whole" % sum(data.startswith(b"HTTP/1.1 200") for data in answers))
    office.remove()


def close(tap):
    tap.equal(F.daemon.stop(), 0, "stopped")
    F.office.remove()


if __name__ == "__main__":
    Tap().run(open_office, test_headers, test_gzip, test_conditions, test_wrong_addresses, test_options, test_methods, test_curl, test_health,
              test_metrics, test_change, test_restart, test_life, test_people, test_secrets, test_reload, test_taken, test_store_gone,
              test_stop_in_line, close)
