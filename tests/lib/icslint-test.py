#!/usr/bin/python3
"""Each rule of icslint is red by a defect seeded into a clean feed, and only then."""

import os
import re
import sys

sys.path.insert(0, os.path.join(os.environ.get("srcdir", "."), "tests", "lib"))
import icslint  # noqa: E402

EVENT = """BEGIN:VEVENT
UID:0123456789abcdef0123456789abcdef@lich.example.vn
DTSTAMP:20261120T030500Z
LAST-MODIFIED:20261120T030500Z
SEQUENCE:3
DTSTART;VALUE=DATE:20261127
DTEND;VALUE=DATE:20261130
SUMMARY:Hạn trước 30/11: BC bình đẳng giới năm 2026
DESCRIPTION:Báo cáo kết quả công tác bình đẳng\\nGửi
  về: Sở Nội vụ\\, để tổng hợp\\; hết
URL:https://lich.example.vn/o/1
CATEGORIES:Thời hạn báo cáo
STATUS:CONFIRMED
TRANSP:TRANSPARENT
X-MICROSOFT-CDO-BUSYSTATUS:FREE
END:VEVENT
"""
TODO = """BEGIN:VTODO
UID:1123456789abcdef0123456789abcdef@lich.example.vn
DTSTAMP:20261120T030500Z
LAST-MODIFIED:20261120T030500Z
SEQUENCE:0
DUE;VALUE=DATE:20261129
SUMMARY:Đã gửi
STATUS:COMPLETED
COMPLETED:20261120T030500Z
BEGIN:VALARM
ACTION:DISPLAY
TRIGGER;RELATED=END:-PT15H
DESCRIPTION:Đã gửi
END:VALARM
END:VTODO
"""
ALARM = """BEGIN:VALARM
ACTION:DISPLAY
TRIGGER:-PT15H
DESCRIPTION:Hạn trước 30/11
END:VALARM
"""
FEED = ("""BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//deadlined//deadlined//EN
CALSCALE:GREGORIAN
NAME:Thời hạn báo cáo – SYT
X-WR-CALNAME:Thời hạn báo cáo – SYT
REFRESH-INTERVAL;VALUE=DURATION:PT4H
X-PUBLISHED-TTL:PT4H
""" + EVENT + "END:VCALENDAR\n").replace("\n", "\r\n").encode()


def put(old, new):
    old, new = (text if isinstance(text, bytes) else text.replace("\n", "\r\n").encode() for text in (old, new))
    assert old in FEED, old
    return FEED.replace(old, new, 1)


def todo(old, new):
    assert old in TODO, old
    return put(EVENT, EVENT + TODO.replace(old, new, 1))


def alarm(old, new):
    assert old in ALARM, old
    return put("END:VEVENT", ALARM.replace(old, new, 1) + "END:VEVENT")


def more(line):
    return put("STATUS:", line + "\nSTATUS:")


def many(count):
    one = EVENT.replace("\n", "\r\n").encode()
    events = b"".join(one.replace(b"UID:", b"UID:%d-" % i) for i in range(count))
    return FEED.replace(one, events)


# rule -> feeds that must show it
DEFECTS = {
    "bom": [b"\xef\xbb\xbf" + FEED, put("Hạn trước", "\ufeffHạn trước")],
    "crlf": [put(b"VERSION:2.0\r\n", b"VERSION:2.0\n")],
    "last-crlf": [FEED[:-2]],
    "cr": [put(b"VERSION:2.0\r\n", b"VERSION:2.0\r\r\n"), put(b"URL:https:", b"URL:ht\rtps:")],
    "blank": [put("STATUS:", "\nSTATUS:"), FEED + b"\r\n"],
    "fold-length": [put("SUMMARY:", "SUMMARY:" + "x" * 60)],
    "fold-char": [put("SUMMARY:Hạ".encode(), b"SUMMARY:H\xe1\xba\r\n \xa1")],
    "fold-empty": [put("về:", "\n  \n về:").replace(b"\r\n  \r\n", b"\r\n \r\n")],
    "fold-tab": [put("\n  về", "\n\tvề")],
    "fold-first": [b" x\r\n" + FEED],
    "fold-blank": [put("SUMMARY:Hạn trước", "SUMMARY:Hạn \n trước")],
    "utf8": [put("SUMMARY:H".encode(), b"SUMMARY:\xffH")],
    "control": [put("SUMMARY:H", "SUMMARY:\x01H"), put("SUMMARY:H", "SUMMARY:\x85H")],
    "octets": [put("SUMMARY:", "COMMENT:" + ("x" * 60 + "\n ") * 12000 + "x\nSUMMARY:")],
    "events": [many(1001)],
    "syntax": [put("STATUS:", "NONSENSE\nSTATUS:"), put("TRANSP:", "transp:")],
    "nesting": [put("END:VEVENT\n", ""), put("END:VCALENDAR\n", ""), FEED + b"X:1\r\n"],
    "once": [put("VERSION:2.0\n", ""), put("PRODID", "PRODID:x\nPRODID"), put("CALSCALE:GREGORIAN\n", "")],
    "version": [put("VERSION:2.0", "VERSION:1.0")],
    "method": [put("CALSCALE", "METHOD:PUBLISH\nCALSCALE")],
    "calendar-uid": [put("CALSCALE", "UID:1\nCALSCALE")],
    "refresh": [put("TTL:PT4H", "TTL:PT5H"), put(";VALUE=DURATION", "")],
    "escape": [put("Hạn trước", "Hạn\\ trước"), put("SYT\nX-WR", "SYT\\:\nX-WR")],
    "unescaped": [put("Nội vụ\\,", "Nội vụ,"), put("CALNAME:Thời", "CALNAME:Thể, Thời"), put("CATEGORIES:", "CATEGORIES:a;")],
    "plain": [put("CALNAME:Thời", "CALNAME:Thể\\, Thời"), put("CATEGORIES:", "CATEGORIES:a\\;")],
    "uri": [put("URL:https://lich", "URL:lich"), put("example.vn/o/1", "example.vn/o 1")],
    "attendee": [more("ATTENDEE:mailto:a@b.vn")],
    "x-lic-error": [more("X-LIC-ERROR:Parse error")],
    "component-less": [put(EVENT, "")],
    "component": [put(EVENT, EVENT + "BEGIN:VJOURNAL\nUID:2\nEND:VJOURNAL\n"), put(EVENT, EVENT + ALARM), put("END:VEVENT\n", TODO + "END:VEVENT\n")],
    "alarm": [alarm("DISPLAY", "AUDIO"), alarm("-PT15H", "-P1D"), alarm("TRIGGER:", "TRIGGER;RELATED=END:"),
              todo(";RELATED=END", ""), todo("-PT15H", "-P2D"), todo("-PT15H", "-P0DT15H"), alarm("-PT15H", "-P2DT15H")],
    "due": [todo("DUE;", "DTSTART;VALUE=DATE:20261129\nDUE;")],
    "completed": [todo("COMPLETED:20261120T030500Z\n", ""), todo("STATUS:COMPLETED", "STATUS:IN-PROCESS"),
                  more("COMPLETED:20261120T030500Z")],
    "required": [put(line + "\n", "") for line in EVENT.splitlines()
                 if re.match("UID|SEQUENCE|DTSTART|DTEND|SUMMARY|STATUS|TRANSP|X-MICROSOFT", line)]
    + [more("SUMMARY:twice"), todo("DUE;VALUE=DATE:20261129\n", ""), alarm("ACTION:DISPLAY\n", ""), todo("DESCRIPTION:Đã gửi\n", "")],
    "value-date": [put("DTSTART;VALUE=DATE:20261127", "DTSTART:20261127T000000Z")],
    "date": [put("DATE:20261130", "DATE:20260230")],
    "dtend": [put("DATE:20261130", "DATE:20261127"), put("DATE:20261130", "DATE:20261120")],
    "instant": [FEED.replace(b"T030500Z", b"T030500")],
    "stamps": [put("MODIFIED:20261120", "MODIFIED:20261121"), put("LAST-MODIFIED:20261120T030500Z\n", "")],
    "tzid": [more("X-DAY;TZID=Asia/Ho_Chi_Minh:20261127T000000")],
    "recurrence": [more("RRULE:FREQ=YEARLY")],
    "status": [put("STATUS:CONFIRMED", "STATUS:DONE"), todo("STATUS:COMPLETED", "STATUS:CONFIRMED"), put("CONFIRMED", "COMPLETED")],
    "transp": [put("TRANSP:TRANSPARENT", "TRANSP:OPAQUE"), put("STATUS:FREE", "STATUS:BUSY")],
    "sequence": [put("SEQUENCE:3", "SEQUENCE:03"), put("SEQUENCE:3", "SEQUENCE:x")],
    "empty": [FEED.replace(FEED[FEED.index(b"SUMMARY:") + 8:FEED.index(b"\r\nDESCRIPTION")], b"")],
    "uid": [put(EVENT, EVENT + EVENT)],
}
# What such a defect cannot be had without.
WITH = {"cr": {"uri"}, "events": {"octets"}, "fold-empty": {"fold-blank"}, "fold-first": {"nesting", "syntax"},
        "last-crlf": {"crlf"}, "nesting": {"component-less"}, "status": {"completed"}, "once": {"refresh"}, "stamps": {"required"},
        "syntax": {"required"}}


def main():
    number = 0

    def say(fine, name, more_lines=()):
        nonlocal number
        number += 1
        print("%s %d - %s" % ("ok" if fine else "not ok", number, name))
        for line in more_lines if not fine else ():
            print("# %s" % (line,))

    with open(icslint.__file__, encoding="utf-8") as source:
        rules = set(re.findall(r'found\("([a-z0-9-]+)"', source.read())) | {"attendee", "x-lic-error"}
    print("1..%d" % (len(rules) + 2))
    clean = icslint.lint(FEED) + icslint.lint(alarm("ACTION", "ACTION")) + icslint.lint(todo("UID", "UID")) + icslint.lint(todo("-PT", "-P2DT"))
    say(clean == [], "a clean feed, one with an alarm, one with a to-do", clean)
    say(rules == set(DEFECTS), "every rule has its defect", [rules ^ set(DEFECTS)])
    for rule in sorted(rules):
        wrong = []
        for feed in DEFECTS.get(rule, []):
            shown = {found[0] for found in icslint.lint(feed)}
            if rule not in shown or shown - {rule} - WITH.get(rule, set()):
                wrong.append("shown: %s" % sorted(shown))
        say(not wrong and rule in DEFECTS, rule, wrong)


main()
