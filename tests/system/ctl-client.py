"""deadlinectl against a control socket played here: what it asks, what it makes of answers, and its exit statuses."""

import json
import os
import pathlib
import sys
import tempfile

sys.path.insert(0, os.path.join(os.environ.get("srcdir", "."), "tests", "lib"))
from controlplayer import Player, play, run  # noqa: E402

results = []


def check(good, what, why=""):
    results.append((bool(good), what, str(why)))


ROW = {"id": "p/bc/so-y-te/2026", "plan": "p", "obligation": "bc", "agency": "so-y-te", "period": "2026",
       "due_text": "before 30 November 2026", "limit": "2026-11-29", "aim": "2026-11-27", "late_from": "2026-12-01T00:00:00+07:00",
       "provisional": False, "owners": None, "state": "due soon", "submitted": None, "agency_name": "Sở Y tế", "title": "Báo cáo"}


def try_errors(directory, path):
    nobody = directory / "nobody"
    done = run(nobody, "list")
    check(done.returncode == 69 and "is deadlined running? systemctl status deadlined" in done.stderr, "69: nobody listens", done.stderr)
    check(run(nobody, "status").returncode == 3, "status of nobody is unknown: 3")
    if os.geteuid() != 0:
        path.chmod(0)
        done = run(path, "list")
        check(done.returncode == 77 and "join group deadlined-admin" in done.stderr, "77: the socket is not for this user", done.stderr)
        path.chmod(0o700)
    for status, code in ((404, 66), (409, 76), (400, 64), (503, 75), (403, 77)):
        Player.answers[("GET", "/v1/show/p/bc/x/2026")] = (status, {"error": "because", "exit": code})
        done = run(path, "show", "p/bc/x/2026")
        check(done.returncode == code and done.stderr == "deadlinectl: because\n" and not done.stdout, f"{code}: as the daemon says",
              done.stderr)
    Player.answers[("GET", "/v1/show/p/bc/x/2026")] = (200, b"<html>")
    check(run(path, "show", "p/bc/x/2026").returncode == 74, "74: no JSON")


def try_list(path):
    rows = [dict(ROW, id=f"p/bc/a-{i:04}/2026") for i in range(1000)]
    Player.answers[("GET", "/v1/list")] = (200, rows[:2])
    Player.asked.clear()
    done = run(path, "list", "--agency", "so y tế", "--missing", "--limit", "7")
    check(Player.asked[0][1] == "/v1/list?agency=so%20y%20t%E1%BA%BF&missing=1&mails=1&limit=7&lang=en", "list: what it asks", Player.asked)
    check(done.returncode == 0 and "due soon" in done.stdout and "Sun 2026-11-29" in done.stdout, "list: a table", done.stdout)
    done = run(path, "--json", "list")
    check([json.loads(line) for line in done.stdout.splitlines()] == rows[:2], "list --json: one object a line")
    check(list(json.loads(done.stdout.splitlines()[0])) == list(ROW), "list --json: the keys as they came")
    Player.answers[("GET", "/v1/list")] = (200, rows)
    Player.asked.clear()
    run(path, "list", "--limit", "1500")
    check([a[1].split("limit=")[1] for a in Player.asked] ==
          ["1000&lang=en", "500&after=p%2Fbc%2Fa-0999%2F2026&lang=en"], "list: page after page", [a[1] for a in Player.asked])
    Player.answers[("GET", "/v1/list")] = (200, [])
    done = run(path, "list")
    check(done.returncode == 1 and not done.stdout, "list: nothing matched is 1")


def try_outbox(path):
    Player.answers[("POST", "/v1/queue/drop")] = (200, [{"envelope": 12, "address": "a@example.vn", "state": "dropped", "done": True}])
    Player.asked.clear()
    done = run(path, "queue", "drop", "12", "--reason", "twice")
    check(json.loads(Player.asked[0][2]) == {"ids": ["12"], "reason": "twice"} and "12  a@example.vn  dropped" in done.stdout,
          "queue drop", done.stdout)
    for words in (["queue", "burn", "1"], ["queue", "drop"], ["release"], ["submit"], ["queue", "show"], ["list", "--limit", "x"]):
        check(run(path, *words).returncode == 64, f"64: {' '.join(words)}")


def try_rest(path):
    Player.answers[("GET", "/v1/status")] = (200, {"status": "warning", "exit": 1, "problems": ["mail is on hold: x"], "plans": 5,
                                                   "due": 2, "grace": 0, "overdue": 1, "unsettled": 0, "queue": {"queued": 3, "sent": 0},
                                                   "failing": [], "unaddressed": 0, "hold": "x", "next": None, "last_pass": None})
    done = run(path, "status")
    check(done.returncode == 1 and done.stdout.startswith("warning\n  - mail is on hold: x\n"), "status: its exit status", done.stdout)
    Player.answers[("POST", "/v1/reload")] = (409, {"error": "2 errors", "exit": 78, "lines": ["a.conf:1: x: y", "a.conf:2: x: y"]})
    done = run(path, "reload")
    check(done.returncode == 78 and done.stderr.splitlines()[-2:] == ["a.conf:1: x: y", "a.conf:2: x: y"], "reload: refused", done.stderr)
    Player.answers[("POST", "/v1/reload")] = (200, {"created": ["p/bc/so-y-te/2026"], "moved": [], "removed": [], "withdrawn": [],
                                                    "resumed": [], "kept": [], "unsettled": 0, "undated": 0, "lines": []})
    done = run(path, "reload")
    check(done.returncode == 0 and done.stdout == "created: 1\n  p/bc/so-y-te/2026\n", "reload: what changed", done.stdout)
    Player.answers[("GET", "/v1/diff")] = (200, {"appear": [], "vanish": [], "kept": [], "people": [],
                                                 "move": [{"id": "p/bc/a/2026", "from": "2026-11-29", "to": "2026-11-30"}],
                                                 "mails": {"added": [], "removed": []}})
    done = run(path, "reload")
    check(done.stdout == "moved: 1\n  p/bc/a/2026  limit 2026-11-29 → 2026-11-30\n", "reload: as diff tells", done.stdout)
    answer = json.loads(run(path, "--json", "reload").stdout)
    check(answer["move"][0]["to"] == "2026-11-30" and answer["created"] == ["p/bc/so-y-te/2026"], "reload --json: both", answer)
    check(json.loads(run(path, "--json", "reload", "--quick").stdout)["move"] is None, "reload --quick: without")
    Player.answers[("POST", "/v1/test-mail")] = (200, {"sent": True, "reply": "250 ok"})
    Player.asked.clear()
    done = run(path, "test-mail", "a@example.vn")
    check(done.returncode == 0 and "250 ok" in done.stdout and json.loads(Player.asked[0][2]) == {"to": "a@example.vn"}, "test-mail",
          done.stdout)
    show = dict(ROW, period_words="2026", plan_title="Plan", clause="III.3", quote="…", receivers=["Sở Nội vụ"], covers=[], send_to=None,
                outline=None, needs=[], history=[{"act": 1, "at": "2026-11-20T10:05:00+07:00", "verb": "submit", "user": "lan",
                                                  "as": None, "number": "512/BC", "received": "2026-11-20T10:00:00+07:00"}], mails=[])
    Player.answers[("GET", "/v1/show/p/bc/*/2026")] = (200, [show])
    done = run(path, "show", "p/bc/*/2026")
    check(done.returncode == 0 and "512/BC; received 2026-11-20 10:00" in done.stdout, "show: the history", done.stdout + done.stderr)
    explain = dict(ROW, lines=[{"line": 1, "rule": "due", "value": None, "text": "The document: …"}],
                   steps=[{"step": "-3wd", "day": "2026-11-23", "role": "owner:focal", "text": "will go"}])
    Player.answers[("GET", "/v1/explain/p/bc/so-y-te/2026")] = (200, [explain])
    done = run(path, "explain", "p/bc/so-y-te/2026", "--at", "2026-11-20")
    check("1. The document: …" in done.stdout and "-3wd  Mon 2026-11-23  owner:focal  will go" in done.stdout, "explain: lines and steps",
          done.stdout)


def try_adopt(directory, path):
    conf = directory / "deadlined.conf"
    conf.write_text('office = { name = "X"; hours = "07:30-17:00"; };\nmail = { from = "a@x.example.vn"; admin = "a@x.example.vn"; };\n'
                    f'store = {{ path = "{directory}/store.db"; }};\n', encoding="utf-8")
    done = run(path, "-c", str(conf), "adopt-store", "said")
    check(done.returncode == 76 and "stop the daemon first" in done.stderr, "76: adopt-store while the daemon runs", done.stderr)
    done = run(directory / "nobody", "-c", str(conf), "adopt-store", "said")
    check(done.returncode == 74 and not (directory / "store.db").exists(), "74: adopt-store makes no store", done.stderr)
    check(run(path, "-c", str(conf), "adopt-store", "maybe").returncode == 64, "64: adopt-store said or unsaid")


def main():
    with tempfile.TemporaryDirectory() as name:
        directory = pathlib.Path(name)
        path = directory / "control"
        server = play(path)
        try_errors(directory, path)
        try_list(path)
        try_outbox(path)
        try_rest(path)
        try_adopt(directory, path)
        server.shutdown()
    print(f"1..{len(results)}")
    for number, (good, what, why) in enumerate(results, 1):
        print(f"{'ok' if good else 'not ok'} {number} - {what}")
        if not good and why:
            print("# " + why.replace("\n", "\n# "))
    return 0 if all(good for good, _, _ in results) else 1


if __name__ == "__main__":
    sys.exit(main())
