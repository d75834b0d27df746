#!/usr/bin/python3
"""Every mail of a played autumn as a reader's program gets it: taken from a real SMTP server, read with Python's email."""
import email
import email.policy
import os
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.environ.get("srcdir", "."), "tests", "lib"))
from daemonlib import DEADLINED, SRCDIR  # noqa: E402
from smtpserver import SmtpServer  # noqa: E402
from tap import Tap  # noqa: E402

HEADERS = ("Date", "From", "To", "Message-ID", "References", "Auto-Submitted", "Subject", "List-Id", "Content-Language")
NEVER = ("{{", "}}", "()", "(null)", "  ", "..", " ,", " .", "năm 2026 năm 2026", "hôm nay", "ngày mai", "tuần này")
NOT_TO_THE_ASKED = ("quá hạn", "quá thời hạn", "được giao", "yêu cầu", "đôn đốc")
ASKED = ("Ủy ban Mặt trận", "Hội Liên hiệp", "Hội Nông dân", "Liên đoàn Lao động", "Tỉnh Đoàn")


def played(first, last, language="vi"):
    """The raw messages of the shipped plans between two days."""
    directory = tempfile.mkdtemp(prefix="dl-")
    with open(os.path.join(SRCDIR, "etc", "deadlined.conf")) as file:
        text = file.read()
    try:
        with SmtpServer() as server:
            text = text.replace("smtp://127.0.0.1:25", server.url)
            text = text.replace("/var/lib/deadlined/deadlined.db", os.path.join(directory, "no.db"))
            for name in ("agencies.d", "plans.d", "holidays.d"):
                text = text.replace('"%s/' % name, '"%s/' % os.path.join(SRCDIR, "etc", name))
            templates = 'templates = [ "%s" ]' % os.path.join(SRCDIR, "etc", "templates")
            text = text.replace('templates  = [ "templates" ]', templates)
            text = re.sub(r'language *= *"vi"', 'language = "%s"' % language, text)
            path = os.path.join(directory, "deadlined.conf")
            with open(path, "w") as file:
                file.write(text)
            subprocess.run([DEADLINED, "-c", path, "--replay", "%s..%s" % (first, last)], check=True, capture_output=True,
                           timeout=60)
            return [message.data for message in server.messages]
    finally:
        shutil.rmtree(directory, ignore_errors=True)


def parsed(raw):
    return email.message_from_bytes(raw, policy=email.policy.default)


def plain(message):
    return message.get_body(("plain",)).get_content()


def addressee(message):
    found = re.search(r"^(?:Kính gửi|To): (.*)", plain(message), re.M)
    return found.group(1) if found else ""


def faults_of_bytes(raw):
    if re.search(rb"(?<!\r)\n|\r(?!\n)", raw):
        yield "a bare CR or LF"
    if any(byte > 0x7f for byte in raw):
        yield "a byte that is not ASCII"
    longest = max(len(line) for line in raw.split(b"\r\n"))
    if longest > 78:
        yield "a line of %d octets" % longest


def faults_of_structure(message):
    for name in HEADERS:
        if not message[name]:
            yield "no " + name
    for part in message.walk():
        for defect in part.defects:
            yield repr(defect)
    if [part.get_content_type() for part in message.walk() if part.get_content_maintype() == "text"][:2] != \
            ["text/plain", "text/html"]:
        yield "not plain text and HTML"
    if message["Auto-Submitted"] != "auto-generated":
        yield "Auto-Submitted: %s" % message["Auto-Submitted"]
    if not re.fullmatch(r"<[0-9a-f]{32}@laocai\.example\.vn>", message["Message-ID"]):
        yield "Message-ID: %s" % message["Message-ID"]
    if not message["Date"].endswith(" +0700"):
        yield "Date: %s" % message["Date"]


def faults_of_words(message):
    html = re.sub(r"<[^>]*>", "", message.get_body(("html",)).get_content())
    for text in (message["Subject"], plain(message), html):
        for line in text.splitlines():
            for mark in NEVER:
                if mark in line.strip():
                    yield "%r in %r" % (mark, line)
    for line in plain(message).splitlines():
        if len(line) > 76 and " " in line.strip("- "):
            yield "%d characters: %s" % (len(line), line)
    if "=?" in message["Subject"] or "\ufffd" in message["Subject"]:
        yield "Subject: %s" % message["Subject"]


def faults_of_register(message):
    if not addressee(message).startswith(ASKED):
        return
    html = re.sub(r"<[^>]*>", " ", message.get_body(("html",)).get_content())
    whole = re.sub(r"\s+", " ", "%s %s %s" % (message["Subject"], plain(message), html)).lower()
    for word in NOT_TO_THE_ASKED:
        if word in whole:
            yield "%s to %s" % (word, addressee(message))


def none(tap, messages, faults, name):
    found = ["%s: %s" % (parsed(raw)["Subject"], fault) for raw in messages
             for fault in faults(raw if faults is faults_of_bytes else parsed(raw))]
    tap.ok(not found, "%s (%d mails)" % (name, len(messages)), "\n".join(found[:10]))


def an_autumn(tap):
    raws = played("2026-10-01", "2026-12-31")
    messages = [parsed(raw) for raw in raws]
    tap.ok(len(raws) > 100, "%d mails arrived" % len(raws))
    none(tap, raws, faults_of_bytes, "CRLF, ASCII and short lines")
    none(tap, raws, faults_of_structure, "all headers and both bodies, no defect")
    none(tap, raws, faults_of_words, "no hole and no bare «today» in a text")
    none(tap, raws, faults_of_register, "who is only asked is not told of being late")
    asked = [m for m in messages if addressee(m).startswith(ASKED)]
    tap.ok(len(asked) > 10, "%d of them to bodies that are only asked" % len(asked))
    tap.equal(len({m["Message-ID"] for m in messages}), len(set(raws)), "one Message-ID for one mail, a copy has the same bytes")
    tap.ok(all("năm 2026" in m["Subject"] for m in messages if "Báo cáo kết quả" in m["Subject"]), "subjects are whole")
    report = [m for m in messages if "dau-moi.so-y-te" in m["To"] and "Báo cáo kết quả" in m["Subject"]]
    tap.ok(len(report) > 2 and len({m["References"] for m in report}) == 1, "the mails on one report are one thread")
    tap.equal(sum("text/calendar" in [p.get_content_type() for p in m.walk()] for m in report), 1,
              "one of them brings a calendar entry")
    campaign = [m for m in messages if "dau-moi.so-y-te" in m["To"] and m["Subject"].startswith("Tháng hành động")]
    tap.ok(campaign and all("có thời hạn báo cáo" in re.sub(r"\s+", " ", plain(m)) for m in campaign),
           "the campaign's mail names the limit within it", "\n".join(plain(m) for m in campaign))
    tap.equal(sorted(played("2026-10-01", "2026-12-31")), sorted(raws), "played again, the same bytes")


def in_english(tap):
    messages = [parsed(raw) for raw in played("2026-11-20", "2026-12-08", "en")]
    tap.ok(len(messages) > 20 and all(m["Content-Language"] == "en" for m in messages), "%d mails in English" % len(messages))
    tap.ok(not any("Kính gửi" in plain(m) or "Trân trọng" in plain(m) for m in messages), "no Vietnamese phrases in them")
    late = [m for m in messages if m["Subject"].startswith("Request for ")]
    tap.ok(late and all("(1 working day past the limit)" in m["Subject"] for m in late), "one day is a day, not days")


Tap().run(an_autumn, in_english)
