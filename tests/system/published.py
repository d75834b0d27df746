#!/usr/bin/python3
"""The directory of calendar files that the running service keeps: what a submission changes, and what it leaves alone."""
import os
import pathlib
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.environ.get("srcdir", "."), "tests", "lib"))
import icslint  # noqa: E402
from daemonlib import BUILDDIR, Daemon, Office  # noqa: E402
from tap import Tap  # noqa: E402

OLD = 1000000000  # a modification time nobody has


def make():
    office = Office("file:///nowhere/", settings="")
    office.relay = "file://%s/" % office.path("eml")
    office.settings = 'feeds = { base_url = "https://lich.example.vn"; directory = "%s"; };' % office.path("feeds")
    office.write()
    return office


def files(office):
    root = pathlib.Path(office.path("feeds"))
    return {str(path.relative_to(root)): path for path in root.rglob("*.ics")}


def wait(good, seconds=20):
    until = time.time() + seconds
    while not good() and time.time() < until:
        time.sleep(0.05)
    return good()


def text(path):
    return path.read_bytes().decode().replace("\r\n ", "").replace("\r\n", "\n")


def age(office):
    for path in files(office).values():
        os.utime(path, (OLD, OLD))


def written(office):
    return sorted(name for name, path in files(office).items() if path.stat().st_mtime != OLD)


def submit(office, occurrence):
    return subprocess.run([os.path.join(BUILDDIR, "deadlinectl"), "-c", office.config, "submit", occurrence, "--number", "512/BC-A0"],
                          capture_output=True, text=True, timeout=30)


def the_directory_follows_the_store(tap):
    office = make()
    # office, a-0 a-1 a-2, the group, the plan, all
    daemon = Daemon(office)
    tap.ok(wait(lambda: len(files(office)) == 7), "every feed is written after the start", files(office), daemon.log())
    wait(lambda: "SUMMARY" in text(files(office)["agency/a-2.ics"]))
    found = [(name, *rule) for name, path in files(office).items() for rule in icslint.lint(path.read_bytes())]
    tap.equal(found, [], "the linter finds nothing in them")
    tap.equal(oct(os.stat(office.path("feeds")).st_mode & 0o777), "0o750", "the directory is for its group")

    age(office)
    done = submit(office, "test/report/a-0/p1")
    tap.equal(done.returncode, 0, "a submission is recorded")
    tap.ok(wait(lambda: "agency/a-0.ics" in written(office) and "plan/test.ics" in written(office)), "its feeds are written anew",
           written(office), done.stderr, daemon.log())
    time.sleep(1)
    tap.equal(written(office), ["agency/a-0.ics", "all.ics", "group/bodies.ics", "plan/test.ics"], "no other file is touched")
    own = text(files(office)["agency/a-0.ics"])
    tap.ok("SUMMARY:Đã gửi: The report (512/BC-A0)\n" in own and "SEQUENCE:1\n" in own, "the agency reads that it was sent", own)
    whole = text(files(office)["plan/test.ics"])
    tap.ok("– đã nhận 1/3\n" in whole and "SEQUENCE:1\n" in whole, "the plan counts it", whole)

    age(office)
    reloaded = subprocess.run([os.path.join(BUILDDIR, "deadlinectl"), "-c", office.config, "reload"], capture_output=True, text=True, timeout=30)
    time.sleep(1.5)
    tap.equal((reloaded.returncode, written(office)), (0, []), "a reload of unchanged files writes none")
    tap.equal(daemon.stop(), 0, "the service stops")
    daemon = Daemon(office)
    time.sleep(1.5)
    tap.equal(written(office), [], "nor does a start on the same store")

    office.agencies = 2
    office.write()
    subprocess.run([os.path.join(BUILDDIR, "deadlinectl"), "-c", office.config, "reload"], capture_output=True, timeout=30)
    tap.ok(wait(lambda: "agency/a-2.ics" not in files(office)), "the feed of a body that left the files is removed", files(office))
    tap.ok(wait(lambda: "– đã nhận 1/2\n" in text(files(office)["all.ics"])), "and it is no longer counted")
    daemon.stop()
    office.remove()


def trouble_with_files_stops_nothing(tap):
    office = make()
    pathlib.Path(office.path("feeds")).write_text("in the way")
    daemon = Daemon(office)
    tap.ok(daemon.wait_log("calendar files are tried again"), "the log says why there are none", daemon.log())
    status, rows = daemon.request("GET", "/v1/list")
    tap.equal((status, len(rows)), (200, 3), "the service serves")
    tap.equal(daemon.stop(), 0, "and stops as ever")
    office.remove()


Tap().run(the_directory_follows_the_store, trouble_with_files_stops_nothing)
