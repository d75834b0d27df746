#!/usr/bin/python3
"""The orders of deadlinectl against a control socket played here: what they ask, what they say, how they end."""
import json
import os
import pathlib
import sys
import tempfile

sys.path.insert(0, os.path.join(os.environ.get("srcdir", "."), "tests", "lib"))
from controlplayer import Player, play, run  # noqa: E402
from tap import Tap  # noqa: E402

ID = "p/bc/so-y-te/2026"
ROW = {"id": ID, "order": "accept", "done": True, "state": "accepted", "version": 1, "limit": "2026-11-29",
       "late_from": "2026-12-01T00:00:00+07:00", "act": 7, "mail": None, "mail_to": None, "mail_at": None}
MAIL = {"mail_to": "an@syt.example.vn", "mail_at": "2020-01-02T07:30:00+07:00"}
LATER = dict(MAIL, mail_at="2126-11-23T07:30:00+07:00")
SUBMITTED = dict(ROW, order="submit", state="submitted", counted="2026-11-20T10:05:00+07:00", lateness="on time", days_late=0,
                 receipt="2126-11-23T07:30:00+07:00", same_document=None, missing=[], line=None, error=None, mail="receipt", **LATER)

# words, the body they make, the row that is answered, what is said in English, in Vietnamese
ORDERS = [
    (["submit", ID, "-", "--number", "512/BC", "--date", "19/11/2026", "--received", "20/11/2026 10:05", "--again", "--as", "Lan",
      "--without", "p/x/a/2026", "--without", "b"],
     {"ids": [ID, "p/bc/b/2026"], "number": "512/BC", "dated": "2026-11-19", "received": "2026-11-20T10:05:00", "again": True,
      "as": "Lan", "without": ["p/x/a/2026", "b"]},
     dict(SUBMITTED, same_document="p/x/so-y-te/2026", missing=["p/x/a/2026"]),
     ID + ": recorded, on time; the receipt goes to an@syt.example.vn at 2126-11-23 07:30; the same document as p/x/so-y-te/2026; "
     "without p/x/a/2026",
     ID + ": đã ghi nhận, trong thời hạn; thư tiếp nhận gửi an@syt.example.vn lúc 07:30 23/11/2126; cùng văn bản với "
     "p/x/so-y-te/2026; không có p/x/a/2026"),
    (["submit", ID, "--entry", "tin ngày 8/3", "--dry-run"], {"ids": [ID], "entry": "tin ngày 8/3", "dry_run": True},
     dict(SUBMITTED, done=False, lateness="late", days_late=3, mail=None),
     ID + ": would be recorded, late 3 working day(s); no mail follows",
     ID + ": sẽ ghi nhận, quá thời hạn 3 ngày làm việc; không có thư"),
    (["accept", ID, "p/bc/xa-*/2026"], {"ids": [ID, "p/bc/xa-*/2026"]}, ROW, ID + ": accepted", ID + ": đã xác nhận đạt yêu cầu"),
    (["return", ID, "--reason", "one", "--reason", "two", "--days", "5"], {"ids": [ID], "reasons": ["one", "two"], "days": 5},
     dict(ROW, order="return", state="returned", limit="2026-12-08", mail="returned", **MAIL),
     ID + ": returned for correction to the end of 2026-12-08; the request for corrections goes to an@syt.example.vn now",
     ID + ": đã trả lại để bổ sung, chỉnh sửa đến hết 08/12/2026; thư đề nghị bổ sung, chỉnh sửa gửi an@syt.example.vn ngay bây giờ"),
    (["extend", ID, "--until", "10/12/2026", "--reason", "r", "--document", "9/QĐ", "--asked-by", "SYT", "--asked-on", "1/12/2026",
      "--granted-by", "SNV"],
     {"ids": [ID], "until": "2026-12-10", "reason": "r", "number": "9/QĐ", "asked_by": "SYT", "asked_on": "2026-12-01",
      "granted_by": "SNV"},
     dict(ROW, order="extend", state="open", limit="2026-12-10", version=2, mail="extended", **MAIL),
     ID + ": extended to the end of 2026-12-10; the notice of the extension goes to an@syt.example.vn now",
     ID + ": đã gia hạn đến hết 10/12/2026; thư gia hạn gửi an@syt.example.vn ngay bây giờ"),
    (["extend", ID, "--until", "2026-12-10", "--quiet"], {"ids": [ID], "until": "2026-12-10", "quiet": True},
     dict(ROW, order="extend", limit="2026-12-10"), ID + ": extended to the end of 2026-12-10; no mail follows",
     ID + ": đã gia hạn đến hết 10/12/2026; không có thư"),
    (["waive", ID, "--reason", "r"], {"ids": [ID], "reason": "r"}, dict(ROW, order="waive", state="waived", mail="waived", **MAIL),
     ID + ": waived; the notice of the waiver goes to an@syt.example.vn now",
     ID + ": đã cho phép không phải báo cáo kỳ này; thư thông báo không phải báo cáo gửi an@syt.example.vn ngay bây giờ"),
    (["nil", ID, "--number", "1/CV"], {"ids": [ID], "number": "1/CV"}, dict(ROW, order="nil", state="nil"),
     ID + ": recorded as nothing to report; no mail follows", ID + ": đã ghi nhận không phát sinh; không có thư"),
    (["cancel", ID, "--reason", "r"], {"ids": [ID], "reason": "r"}, dict(ROW, order="cancel", state="cancelled"),
     ID + ": cancelled; no mail follows", ID + ": đã hủy; không có thư"),
    (["reopen", ID, "--mistake"], {"ids": [ID], "mistake": True}, dict(ROW, order="reopen", state="open", mail="recalled", **MAIL),
     ID + ": reopened: not received; the correction of the receipt goes to an@syt.example.vn now",
     ID + ": đã mở lại: chưa nhận được; thư đính chính gửi an@syt.example.vn ngay bây giờ"),
    (["reopen", ID], {"ids": [ID]}, dict(ROW, order="reopen", state="open", takes_back="submit", receipt_was="sent"),
     ID + ": reopened: not received, taking back «recorded»; no mail follows; the receipt has left, and reopen --mistake, given at "
     "once instead, would have corrected it",
     ID + ": đã mở lại: chưa nhận được, không còn hiệu lực: «ghi nhận»; không có thư; thư tiếp nhận đã đi, nếu dùng ngay "
     "reopen --mistake thì đã có thư đính chính"),
    (["reopen", ID, "--dry-run"], {"ids": [ID], "dry_run": True},
     dict(ROW, order="reopen", done=False, state="open", takes_back="submit", receipt_was="sent"),
     ID + ": would be reopened: not received, taking back «recorded»; no mail follows; the receipt has left, and reopen --mistake, "
     "given at once instead, would correct it",
     ID + ": sẽ mở lại: chưa nhận được, không còn hiệu lực: «ghi nhận»; không có thư; thư tiếp nhận đã đi, "
     "reopen --mistake sẽ gửi thư đính chính"),
    (["reopen", ID, "--reason", "r"], {"ids": [ID], "reason": "r"},
     dict(ROW, order="reopen", state="open", takes_back="submit", receipt_was="unsent"),
     ID + ": reopened: not received, taking back «recorded»; no mail follows; the receipt is recalled unsent",
     ID + ": đã mở lại: chưa nhận được, không còn hiệu lực: «ghi nhận»; không có thư; thư tiếp nhận chưa đi, được thu hồi"),
    (["waive", ID, "--note", "n"], {"ids": [ID], "note": "n"},
     dict(ROW, order="waive", state="waived", mail="waived", mail_at="2020-01-02T07:30:00+07:00"),
     ID + ": waived; the notice of the waiver has nobody to go to, and will stand in the administrator's list",
     ID + ": đã cho phép không phải báo cáo kỳ này; thư thông báo không phải báo cáo không có ai để gửi, sẽ nằm trong danh sách của "
     "quản trị"),
    (["amend", ID, "--number", "513/BC", "--tell"], {"ids": [ID], "number": "513/BC", "tell": True}, dict(ROW, order="amend"),
     ID + ": amended; no mail follows", ID + ": đã sửa nội dung đã ghi; không có thư"),
    (["note", ID, "--note", "đã gọi"], {"ids": [ID], "note": "đã gọi"}, dict(ROW, order="note"), ID + ": noted", ID + ": đã ghi chú"),
    (["date", "p/bc", "--period", "2026", "--all", "--due", "before 20/11/2026", "--earlier"],
     {"ids": ["p/bc"], "period": "2026", "all": True, "due": "before 20/11/2026", "earlier": True},
     dict(ROW, order="date", limit="2026-11-19", mail="request", **LATER),
     ID + ": given a limit to the end of 2026-11-19; the request goes to an@syt.example.vn at 2126-11-23 07:30",
     ID + ": đã ấn định thời hạn đến hết 19/11/2026; thư đề nghị gửi an@syt.example.vn lúc 07:30 23/11/2126"),
    (["ask", ID, "--until", "2026-12-10", "--reason", "r"], {"ids": [ID], "until": "2026-12-10", "reason": "r"},
     dict(ROW, order="ask", asked_until="2026-11-27T00:00:00+07:00"),
     ID + ": recorded as asked for", ID + ": đã ghi nhận đề nghị"),
    (["ask", ID, "--refused", "--reason", "r"], {"ids": [ID], "refused": True, "reason": "r"}, dict(ROW, order="ask", asked_until=None),
     ID + ": recorded: the request is refused", ID + ": đã ghi nhận đề nghị không được chấp thuận"),
    (["assign", ID, "--to", "so-noi-vu", "--covers", "Chỉ tiêu 1"], {"ids": [ID], "to": "so-noi-vu", "covers": "Chỉ tiêu 1"},
     dict(ROW, order="assign"), ID + ": assigned", ID + ": đã giao"),
    (["hold", ID, "--step", "+1wd", "--until", "2026-12-10", "--reason", "r"],
     {"ids": [ID], "step": "+1wd", "until": "2026-12-10", "reason": "r"}, dict(ROW, order="hold"), ID + ": held back",
     ID + ": đã giữ thư lại"),
    (["release", ID, "--step", "+1wd"], {"ids": [ID], "step": "+1wd"}, dict(ROW, order="release"), ID + ": let go", ID + ": đã cho thư đi"),
    (["settle", "p", "--before", "1/1/2026", "--as", "unknown", "--by", "Lan", "--reason", "r"],
     {"ids": ["p"], "before": "2026-01-01", "outcome": "unknown", "as": "Lan", "reason": "r"}, dict(ROW, order="settle", state="unknown"),
     ID + ": settled: nobody knows any more", ID + ": đã xác nhận: không còn rõ"),
    (["request", "--title", "Báo cáo", "--from", "departments,xa-01", "--from", "xa-02", "--to", "so-noi-vu", "--due", "before 30/06/2026",
      "--document", "3163/BNV", "--date", "1/6/2026", "--issuer", "bnv", "--dry-run"],
     {"title": "Báo cáo", "from": ["departments", "xa-01", "xa-02"], "to": "so-noi-vu", "due": "before 30/06/2026", "dry_run": True,
      "document": {"number": "3163/BNV", "date": "2026-06-01", "issuer": "bnv"}},
     dict(ROW, order="request", done=False, limit="2026-06-29", mail="request", **LATER),
     ID + ": would be requested to the end of 2026-06-29; the request goes to an@syt.example.vn at 2126-11-23 07:30",
     ID + ": sẽ đề nghị đến hết 29/06/2026; thư đề nghị gửi an@syt.example.vn lúc 07:30 23/11/2126"),
]


def orders(tap, path):
    for words, body, row, english, vietnamese in ORDERS:
        route = "/v1/" + words[0]
        Player.answers[("POST", route)] = (200, [row])
        Player.asked.clear()
        done = run(path, *words, stdin="p/bc/b/2026\n\n")
        tap.equal((done.returncode, [json.loads(asked[2]) for asked in Player.asked]), (0, [body]), "%s: what it orders" % " ".join(words[:1]))
        tap.equal(done.stdout, english + "\n", "%s: what it says" % words[0])
        tap.equal(run(path, *words, language="vi").stdout, vietnamese + "\n", "%s: in Vietnamese" % words[0])
        tap.equal(json.loads(run(path, "--json", *words).stdout), row, "%s --json" % words[0])
        Player.answers[("POST", route)] = (409, {"error": ID + ": already so", "exit": 76})
        done = run(path, *words)
        tap.equal((done.returncode, done.stdout, done.stderr), (76, "", "deadlinectl: %s: already so\n" % ID), "%s: refused" % words[0])


def usage(tap, path):
    for words in (["accept"], ["extend", ID], ["extend", ID, "--until", "soon"], ["return", ID], ["note", ID], ["hold", ID], ["date", "p/bc"],
                  ["settle", "p", "--as", "unknown"], ["settle", "p", "--reason", "r"], ["assign", ID], ["submit"], ["release"],
                  ["request", "--due", "by 1/1/2027"], ["request", "--title", "x", "--from", "a"], ["waive", ID, "--until", "2026-01-01"],
                  ["submit", "--from", "x.csv"], ["submit", ID, "--from", "x.csv", "--obligation", "p/bc", "--period", "2026"],
                  ["list", "--csv"]):
        Player.asked.clear()
        done = run(path, *words)
        tap.equal((done.returncode, Player.asked), (64, []), "64: " + " ".join(words))


TABLE = "Cơ quan;Số;Ngày;Nhận lúc;Hình thức;Ghi chú\r\nSở Y tế;512/BC;20/11/2026;20/11/2026 10:05;trục;\r\nXã Một;;;;;\r\nXã Hai;7;;;;\r\n"
FROM = ["submit", "--obligation", "p/bc", "--period", "2026", "--from"]


def tables(tap, path, directory):
    file = directory / "in.csv"
    file.write_bytes(b"\xef\xbb\xbf" + TABLE.encode())
    rows = [{"line": 2, "agency": "Sở Y tế", "number": "512/BC", "dated": "2026-11-20", "received": "2026-11-20T10:05:00", "channel": "trục"},
            {"line": 4, "agency": "Xã Hai", "number": "7"}]
    Player.answers[("POST", "/v1/submit")] = (200, [dict(SUBMITTED, line=2)])
    Player.asked.clear()
    done = run(path, *FROM, str(file), "--as", "Lan")
    tap.equal((done.returncode, [json.loads(asked[2]) for asked in Player.asked]),
              (0, [{"ids": ["p/bc"], "period": "2026", "as": "Lan", "rows": rows}]), "submit --from: the rows")
    tap.equal(done.stderr, "1 line(s) not filled in, passed over\n", "and what was passed over")
    Player.asked.clear()
    done = run(path, *FROM, "-", stdin="agency,number\nso-y-te,1\n")
    tap.equal((done.returncode, len(Player.asked)), (0, 1), "submit --from -: standard input")

    file.write_text("agency,number,date\na,1,soon\nb,2,1/1/2026\n,3,\n")
    Player.asked.clear()
    done = run(path, *FROM, str(file))
    tap.equal((done.returncode, Player.asked, done.stderr.splitlines()),
              (65, [], ["%s:2: date 'soon' is no date: write DD/MM/YYYY or YYYY-MM-DD" % file, "%s:4: agency is empty" % file]),
              "a bad line: all are named, nothing is sent")
    Player.answers[("POST", "/v1/submit")] = (200, [dict(SUBMITTED, line=3)])
    done = run(path, *FROM, str(file), "--partial")
    tap.equal((done.returncode, json.loads(Player.asked[0][2])["rows"], json.loads(Player.asked[0][2])["partial"]),
              (65, [{"line": 3, "agency": "b", "number": "2", "dated": "2026-01-01"}], True), "--partial: the good ones")
    tap.ok(ID + ": recorded" in done.stdout, "which are told", done.stdout)
    Player.answers[("POST", "/v1/submit")] = (200, [dict(SUBMITTED, line=2), dict(SUBMITTED, id=None, line=3, error="no agency 'b'")])
    file.write_text("agency\na\nb\n")
    done = run(path, *FROM, str(file), "--partial")
    tap.equal((done.returncode, done.stderr), (65, "line 3: no agency 'b'\n"), "a line the daemon did not take")
    tap.equal(run(path, *FROM, str(directory / "none.csv")).returncode, 74, "74: no such file")
    file.write_text("agency,number\na,\n")
    Player.asked.clear()
    tap.equal((run(path, *FROM, str(file)).returncode, Player.asked), (1, []), "1: nobody filled anything in")


def empty_tables(tap, path):
    def row(agency, name, **more):
        return dict({"id": "p/bc/%s/2026" % agency, "plan": "p", "obligation": "bc", "agency": agency, "agency_name": name, "period": "2026",
                     "state": "overdue"}, **more)
    Player.answers[("GET", "/v1/list")] = (200, [row("so-y-te", "Sở Y tế"), row("vhttdl", "Sở Văn hóa, Thể thao"), row("xa-1", "Xã Hòa"),
                                                 row("xa-2", "xã Hoà")])
    Player.asked.clear()
    done = run(path, "list", "--missing", "--csv", "--obligation", "p/bc", text=False)
    tap.equal(done.stdout, b"\xef\xbb\xbf" + ("agency,number,date,received,channel,note\r\nSở Y tế,,,,,\r\n\"Sở Văn hóa, Thể thao\",,,,,\r\n"
              "xa-1,,,,,\r\nxa-2,,,,,\r\n").encode(), "list --missing --csv: names, ids where a name is there twice")
    tap.ok("plan=p&obligation=bc" in Player.asked[0][1], "list --obligation P/O", Player.asked)
    Player.answers[("GET", "/v1/list")] = (200, [row("a", "A"), row("a", "A", period="2025")])
    done = run(path, "list", "--missing", "--csv")
    tap.equal(done.returncode, 64, "of two periods: 64")
    tap.ok("--obligation p/bc --period 2026" in done.stderr, "with what to say", done.stderr)


def main():
    tap = Tap()
    with tempfile.TemporaryDirectory() as name:
        directory = pathlib.Path(name)
        path = directory / "control"
        server = play(path)
        tap.run(lambda tap: orders(tap, path), lambda tap: usage(tap, path), lambda tap: tables(tap, path, directory),
                lambda tap: empty_tables(tap, path), lambda tap: server.shutdown())


main()
