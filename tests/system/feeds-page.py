#!/usr/bin/python3
"""The page behind a feed's address as the service gives it: its headers, what leads to it and what does not, its choices, and
that it shows what was recorded a moment ago."""
import base64
import hashlib
import html
import os
import re
import sys
import time

sys.path.insert(0, os.path.join(os.environ.get("srcdir", "."), "tests", "lib"))
from daemonlib import Daemon, Office  # noqa: E402
from feedlib import add_feed, ask, token_of  # noqa: E402
from tap import Tap  # noqa: E402


class P:
    office = daemon = where = None
    agency = person = campaigns = gone = stranger = revoked = None


def open_office(tap):
    P.office = Office("file:///", settings='feeds = { base_url = "https://lich.example.vn"; };')
    P.office.relay = "file://%s/" % P.office.path("eml")
    P.office.make_store()
    P.agency = add_feed(P.office, "agency", "a-1")
    P.person = add_feed(P.office, "person", "focal2@example.vn", alarms=1)
    P.campaigns = add_feed(P.office, "campaigns")
    P.gone = add_feed(P.office, "agency", "no-longer-there")
    P.stranger = add_feed(P.office, "person", "nobody@example.vn")
    P.revoked = add_feed(P.office, "group", "bodies", revoked=int(time.time()) - 60)
    P.daemon = Daemon(P.office)
    P.where = P.daemon.feeds_address()


def page(token, query=""):
    return ask(P.where, "/feeds/%s/%s" % (token, query))


def text(token, query=""):
    return page(token, query).body.decode()


def address(token, query=""):
    return html.unescape(re.search(r'<input [^>]*value="([^"]*)"', text(token, query)).group(1))


def test_headers(tap):
    answer = page(P.agency)
    tap.equal(answer.status, 200, "a page")
    style = re.search(b"<style>(.*?)</style>", answer.body, re.S).group(1)
    policy = "default-src 'none'; style-src 'sha256-%s'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'" \
             % base64.b64encode(hashlib.sha256(style).digest()).decode()
    wanted = {"content-type": "text/html; charset=utf-8", "cache-control": "no-store", "x-robots-tag": "noindex",
              "referrer-policy": "no-referrer", "x-content-type-options": "nosniff", "x-frame-options": "DENY",
              "content-security-policy": policy, "content-length": str(len(answer.body))}
    tap.equal({key: answer[key] for key in wanted}, wanted, "its headers, the policy with the digest of its style")
    tap.ok(answer["connection"] is None and answer["set-cookie"] is None, "the connection stays, no cookie")
    head = ask(P.where, "/feeds/%s/" % P.agency, "HEAD")
    tap.equal((head.status, head.body, head["content-length"]), (200, b"", str(len(answer.body))), "HEAD")
    tap.equal(ask(P.where, "/feeds/%s/" % P.agency, "POST").status, 405, "nothing but GET and HEAD")


def test_bare(tap):
    answer = ask(P.where, "/feeds/%s" % P.agency)
    tap.equal((answer.status, answer["location"]), (301, P.agency + "/"), "without its last '/' the address leads to the page")
    tap.equal(ask(P.where, "/feeds/%s" % token_of("x")).status, 404, "an unknown one does not")
    tap.equal(ask(P.where, "/feeds/%s" % P.revoked).status, 404, "nor a revoked one")


def test_wrong(tap):
    seen = set()
    for token in (token_of("x"), P.revoked, P.gone, P.stranger, P.agency.upper()):
        answer = page(token)
        seen.add((answer.status, answer.body, tuple(sorted((k, v) for k, v in answer.headers.items() if k != "date"))))
    tap.equal((len(seen), {one[0] for one in seen}), (1, {404}),
              "unknown, revoked, of a body that is gone, of a person without a position: one answer")
    tap.equal(page(P.agency, "?lang=fr").status, 400, "a language there is not")
    tap.equal(page(P.agency, "?open=2").status, 400, "a choice there is not")
    tap.equal(page(P.agency, "?utm_source=mail").status, 200, "what others put behind an address is passed over")


def test_choices(tap):
    url = "https://lich.example.vn/feeds/%s.ics"
    tap.equal(address(P.agency), url % P.agency, "the feed's address, though the key that made it is another")
    tap.equal(address(P.agency, "?lang=en&open=1"), url % P.agency + "?lang=en&open=1", "as chosen")
    tap.equal(address(P.person), url % P.person, "a feed with reminders of its own")
    tap.equal(address(P.person, "?alarms=0"), url % P.person + "?alarms=0", "without them")
    tap.ok('<html lang="vi">' in text(P.agency) and '<html lang="en">' in text(P.agency, "?lang=en"), "in the language asked for")
    tap.ok("calendar.google.com/calendar/r?cid=webcal%3A%2F%2Flich.example.vn%2Ffeeds%2F" in text(P.agency), "Google's")
    for query in ("?todo=1", "?open=1", "?alarms=1&lang=en"):
        fetched = ask(P.where, address(P.agency, query).replace("https://lich.example.vn", ""))
        tap.equal((fetched.status, fetched.body[:17]), (200, b"BEGIN:VCALENDAR\r\n"), "the address behind %s is served" % query)


def test_words(tap):
    tap.ok("Focal 2" in text(P.person) and "được cấp riêng cho quý vị" in text(P.person), "a person's own")
    tap.ok("được cấp riêng" not in text(P.agency) and "Ai có địa chỉ đều xem được lịch" in text(P.agency), "an agency's")
    tap.ok("Ai có địa chỉ" not in text(P.campaigns) and "Agency" not in text(P.campaigns), "everybody's")
    tap.ok("Đầu mối hỗ trợ: nobody." in text(P.agency), "whom to ask")


def test_change(tap):
    before = text(P.agency, "?lang=en")
    status, value = P.daemon.request("POST", "/v1/submit", {"ids": ["test/report/a-1/p1"], "number": "12/BC-<A&1>"})
    tap.equal(status, 200, "a report is recorded")
    after = text(P.agency, "?lang=en")
    tap.ok("Submitted" not in before and "Submitted: The report (12/BC-&lt;A&amp;1&gt;)" in after, "the next page shows it, escaped", value,
           after[after.find("<h2"):])
    tap.ok("12/BC" not in text(P.agency, "?open=1"), "it is not among what is still to be sent")


def test_log(tap):
    tap.equal([token for token in (P.agency, P.person, P.campaigns, P.stranger) if token in P.daemon.log()], [], "no address in the log")
    tap.equal(P.daemon.stop(), 0, "stopped")
    P.office.remove()


Tap().run(open_office, test_headers, test_bare, test_wrong, test_choices, test_words, test_change, test_log)
