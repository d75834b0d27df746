#!/usr/bin/python3
"""Byte-level check of iCalendar feeds: what readers in the field stumble over and no parser reports.

lint(data) returns a list of (rule, line, message), lines counted from 1; empty means clean. From the command line:
icslint.py FILE... prints "file:line: rule: message" and exits 1 when anything was found.

Sources: RFC 5545 (3.1 folding, 3.3.11 TEXT, 3.6 components), RFC 7986, and the behaviour of Evolution, Thunderbird, Google,
Outlook, calcurse, khal and vdirsyncer with defective feeds.
"""

import datetime
import re
import sys

MAX_EVENTS = 1000
MAX_OCTETS = 700000
STATUSES = {"VEVENT": {"CONFIRMED", "TENTATIVE", "CANCELLED"}, "VTODO": {"NEEDS-ACTION", "IN-PROCESS", "COMPLETED", "CANCELLED"}}
ONCE = ("VERSION", "PRODID", "CALSCALE", "X-WR-CALNAME", "REFRESH-INTERVAL", "X-PUBLISHED-TTL")
BOTH = ("UID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "SUMMARY", "STATUS")
REQUIRED = {"VEVENT": BOTH + ("DTSTART", "DTEND", "TRANSP", "X-MICROSOFT-CDO-BUSYSTATUS"), "VTODO": BOTH + ("DUE",),
            "VALARM": ("ACTION", "TRIGGER", "DESCRIPTION")}
# All-day events begin at midnight: 15 hours before is nine in the morning of the day before. A to-do counts from its end, and as
# many days earlier as the day asked for lies before its last.
TRIGGERS = {"VEVENT": re.compile(r"TRIGGER:-PT15H\Z"), "VTODO": re.compile(r"TRIGGER;RELATED=END:-P([1-9]\d?D)?T15H\Z")}
TEXTS = {"SUMMARY", "DESCRIPTION", "LOCATION", "COMMENT", "NAME", "X-WR-CALNAME", "X-WR-CALDESC", "CATEGORIES", "PRODID"}
URIS = {"URL", "SOURCE", "ORGANIZER"}
INSTANT = re.compile(r"\d{8}T\d{6}Z\Z")
NAME = re.compile(r"[A-Z][A-Z0-9-]*\Z")


class Line:
    """One unfolded content line."""

    def __init__(self, number, text):
        self.number = number
        head, self.value = split_value(text)
        parts = head.split(";")
        self.name = parts[0]
        self.parameters = parts[1:]


def split_value(text):
    quoted = False
    for i, c in enumerate(text):
        if c == '"':
            quoted = not quoted
        elif c == ":" and not quoted:
            return text[:i], text[i + 1:]
    return text, None


def bytes_rules(data, found):
    """Line ends, folding and characters; returns the unfolded lines as (number, text)."""
    if data.startswith(b"\xef\xbb\xbf"):
        found("bom", 1, "the file begins with a byte order mark")
        data = data[3:]
    if not data.endswith(b"\r\n"):
        found("last-crlf", data.count(b"\n") + 1, "the last line has no CRLF")
    if len(data) > MAX_OCTETS:
        found("octets", 1, "%d octets, more than %d" % (len(data), MAX_OCTETS))
    lines = []
    for number, raw in enumerate(data.split(b"\n"), 1):
        if raw == b"" and number > data.count(b"\n"):
            break
        physical(raw, number, lines, found)
    return [(number, decode(raw, number, found)) for number, raw in lines]


def physical(raw, number, lines, found):
    if raw.endswith(b"\r"):
        raw = raw[:-1]
    else:
        found("crlf", number, "the line does not end in CRLF")
    if b"\r" in raw:
        found("cr", number, "a CR inside the line")
        raw = raw.replace(b"\r", b"")
    if len(raw) > 75:
        found("fold-length", number, "%d octets, more than 75" % len(raw))
    if raw == b"":
        found("blank", number, "a blank line")
        return
    if raw[:1] == b"\t":
        found("fold-tab", number, "folded with a TAB")
    if raw[:1] in (b" ", b"\t") and lines:
        if len(raw) == 1:
            found("fold-empty", number, "an empty continuation line")
        if len(raw) > 1 and raw[1] & 0xC0 == 0x80:
            found("fold-char", number, "the fold splits a character")
        lines[-1] = (lines[-1][0], lines[-1][1] + raw[1:])
        return
    lines.append((number, raw))
    if raw[:1] in (b" ", b"\t"):
        found("fold-first", number, "a continuation of nothing")


def trailing_blanks(data, found):
    physical_lines = data.split(b"\r\n")
    for number, (line, following) in enumerate(zip(physical_lines, physical_lines[1:]), 1):
        if line.endswith(b" ") and len(line) > 1 and following.startswith(b" "):
            found("fold-blank", number, "folded after a blank, which tools strip")


def decode(raw, number, found):
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        found("utf8", number, "not UTF-8")
        text = raw.decode("utf-8", "replace")
    if re.search("[\x00-\x08\x0a-\x1f\x7f\x80-\x9f]", text):
        found("control", number, "a control character")
    if "\ufeff" in text:
        found("bom", number, "a byte order mark inside the text")
    return text


def structure(lines, found):
    """The calendar's own lines and its components as (kind, first line number, [Line], kind of what it stands in)."""
    own, events, stack = [], [], []
    for number, text in lines:
        line = Line(number, text)
        if line.value is None or not NAME.match(line.name):
            found("syntax", number, "not a content line: %.40s" % text)
        elif line.name == "BEGIN":
            stack.append((line.value, number, []))
        elif line.name == "END":
            if not stack or stack[-1][0] != line.value:
                found("nesting", number, "END:%s closes nothing" % line.value)
                continue
            done = stack.pop()
            if stack:
                events.append((*done, stack[-1][0]))
            else:
                own = done[2]
        elif not stack:
            found("nesting", number, "%s outside the calendar" % line.name)
        else:
            stack[-1][2].append(line)
    for kind, number, inside in stack:
        found("nesting", number, "BEGIN:%s is not closed" % kind)
        own = own or inside
    return own, events


def values(lines, name):
    return [line.value for line in lines if line.name == name]


def calendar_rules(own, found):
    for name in ONCE:
        count = len(values(own, name))
        if count != 1:
            found("once", 1, "%s stands %d times in the calendar" % (name, count))
    for line in own:
        if line.name == "METHOD":
            found("method", line.number, "METHOD makes the feed a message")
        if line.name == "UID":
            found("calendar-uid", line.number, "a UID of the calendar merges its events in some readers")
    version = values(own, "VERSION")
    if version and version[0] != "2.0":
        found("version", 1, "VERSION is not 2.0")
    refresh = values(own, "REFRESH-INTERVAL")
    if refresh and refresh != values(own, "X-PUBLISHED-TTL"):
        found("refresh", 1, "REFRESH-INTERVAL and X-PUBLISHED-TTL differ")
    for line in own:
        if line.name == "REFRESH-INTERVAL" and line.parameters != ["VALUE=DURATION"]:
            found("refresh", line.number, "REFRESH-INTERVAL needs VALUE=DURATION")


def text_rules(lines, found):
    for line in lines:
        if line.name in TEXTS:
            if re.search(r"\\(?![\\;,nN])", re.sub(r"\\\\", "", line.value)):
                found("escape", line.number, "an escape that TEXT does not know")
            if re.search(r"(?<!\\)[;,]", re.sub(r"\\\\", "", line.value)):
                found("unescaped", line.number, "%s holds a bare comma or semicolon" % line.name)
        if line.name in ("X-WR-CALNAME", "CATEGORIES") and re.search(r"\\[;,]", line.value):
            found("plain", line.number, "%s holds a comma or semicolon" % line.name)
        if line.name in URIS and not re.match(r"[a-z][a-z0-9+.-]*:[!-~]+\Z", line.value):
            found("uri", line.number, "%s is not a URI" % line.name)
        if line.name in ("ATTENDEE", "X-LIC-ERROR"):
            found(line.name.lower(), line.number, "%s has no place in a feed" % line.name)


def date_of(lines, name, found):
    for line in lines:
        if line.name != name:
            continue
        if line.parameters != ["VALUE=DATE"]:
            found("value-date", line.number, "%s is not VALUE=DATE" % name)
            return None
        try:
            return datetime.datetime.strptime(line.value, "%Y%m%d").date() if len(line.value) == 8 else None
        except ValueError:
            found("date", line.number, "%s is no date: %s" % (name, line.value))
    return None


def required_rules(kind, number, lines, found):
    for name in REQUIRED[kind]:
        count = len(values(lines, name))
        if count != 1:
            found("required", number, "%s stands %d times in the %s" % (name, count, kind))


def event_rules(kind, number, lines, found):
    required_rules(kind, number, lines, found)
    first, end, due = (date_of(lines, name, found) for name in ("DTSTART", "DTEND", "DUE"))
    if first and end and end <= first:
        found("dtend", number, "DTEND is not after DTSTART")
    if first and due and due <= first:
        found("due", number, "DUE is not after DTSTART")
    for line in lines:
        if line.name in ("DTSTAMP", "LAST-MODIFIED", "CREATED", "COMPLETED") and not INSTANT.match(line.value):
            found("instant", line.number, "%s is not UTC: %s" % (line.name, line.value))
        if any(parameter.startswith("TZID=") for parameter in line.parameters):
            found("tzid", line.number, "a TZID without its VTIMEZONE")
        if line.name in ("RRULE", "DURATION", "RECURRENCE-ID"):
            found("recurrence", line.number, "%s: a limit is one event" % line.name)
    if values(lines, "DTSTAMP") != values(lines, "LAST-MODIFIED"):
        found("stamps", number, "DTSTAMP and LAST-MODIFIED differ")
    if (len(values(lines, "COMPLETED")) == 1) != (values(lines, "STATUS") == ["COMPLETED"]):
        found("completed", number, "COMPLETED stands where STATUS says so, and only there")
    closed_sets(kind, number, lines, found)


def alarm_rules(number, lines, inside, found):
    if inside not in TRIGGERS:
        found("component", number, "a VALARM in a %s" % inside)
        return
    required_rules("VALARM", number, lines, found)
    if values(lines, "ACTION") not in ([], ["DISPLAY"]):
        found("alarm", number, "an alarm that does more than show itself")
    triggers = [";".join([line.name] + line.parameters) + ":" + line.value for line in lines if line.name == "TRIGGER"]
    if not all(TRIGGERS[inside].match(trigger) for trigger in triggers):
        found("alarm", number, "an alarm at another time than nine in the morning of the day before")


def closed_sets(kind, number, lines, found):
    for status in values(lines, "STATUS"):
        if status not in STATUSES[kind]:
            found("status", number, "STATUS:%s" % status)
    if values(lines, "TRANSP") not in ([], ["TRANSPARENT"]):
        found("transp", number, "the event makes its readers busy")
    if values(lines, "X-MICROSOFT-CDO-BUSYSTATUS") not in ([], ["FREE"]):
        found("transp", number, "the event makes its readers busy in Outlook")
    for sequence in values(lines, "SEQUENCE"):
        if not re.match(r"(0|[1-9]\d{0,9})\Z", sequence):
            found("sequence", number, "SEQUENCE is no number: %s" % sequence)
    for name in ("SUMMARY", "UID"):
        if "" in values(lines, name):
            found("empty", number, "%s is empty" % name)


def lint(data):
    result = []

    def found(rule, number, message):
        result.append((rule, number, message))

    own, components = structure(bytes_rules(data, found), found)
    trailing_blanks(data, found)
    calendar_rules(own, found)
    text_rules(own, found)
    if not any(kind in STATUSES for kind, _, _, _ in components):
        found("component-less", 1, "no event: readers keep the old ones")
    if sum(kind in STATUSES for kind, _, _, _ in components) > MAX_EVENTS:
        found("events", 1, "more than %d events" % MAX_EVENTS)
    seen = set()
    for kind, number, lines, inside in components:
        text_rules(lines, found)
        if kind == "VALARM":
            alarm_rules(number, lines, inside, found)
        elif kind not in STATUSES or inside != "VCALENDAR":
            found("component", number, "a %s in a %s" % (kind, inside))
        else:
            event_rules(kind, number, lines, found)
            for uid in values(lines, "UID"):
                if uid in seen:
                    found("uid", number, "the UID stands twice: %s" % uid)
                seen.add(uid)
    return result


def main(paths):
    bad = 0
    for path in paths:
        with open(path, "rb") as file:
            for rule, number, message in lint(file.read()):
                print("%s:%d: %s: %s" % (path, number, rule, message))
                bad = 1
    return bad


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
