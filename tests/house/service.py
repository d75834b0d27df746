#!/usr/bin/python3
"""The unit and the manual of the daemon: what systemd makes of the unit, and that the manual names every option, message
and environment variable there is."""
import os
import re
import shutil
import subprocess
import sys
import tempfile

SRCDIR = os.path.abspath(os.environ.get("srcdir", "."))
BUILDDIR = os.path.abspath(os.environ.get("builddir", "."))
sys.path.insert(0, os.path.join(SRCDIR, "tests", "lib"))
from tap import Tap  # noqa: E402

EXPOSURE = 12  # tenths, of `systemd-analyze security`: what a relay elsewhere and callers known by their own uid cost


def read(*path):
    with open(os.path.join(SRCDIR, *path)) as file:
        return file.read()


def messages_in(manual, log):
    names = dict(re.findall(r"\[LOG_MESSAGE_(\w+)\] = \"([0-9a-f]{32})\"", log))
    return {name.lower().replace("_", " "): value for name, value in names.items()}, \
        dict(re.findall(r"^\.It ([a-z ]+?) Ta ([0-9a-f]{32})$", manual, re.M))


def the_manual_is_whole(tap):
    manual, log, main = read("daemon", "deadlined.8"), read("daemon", "edge", "log.c"), read("daemon", "main.c")
    ours, theirs = messages_in(manual, log)
    tap.ok(len(ours) == 11 and ours == theirs, "every MESSAGE_ID", ours, theirs)
    fields = set(re.findall(r"\"(DEADLINED_[A-Z_]+)\"", log)) | {"DEADLINED_MAIL"}
    tap.equal([field for field in sorted(fields) if ".It Dv %s=" % field not in manual], [], "every journal field")
    options = re.findall(r"^\t\{ \"([a-z-]+)\", (?:no|required)_argument", main, re.M)
    tap.equal([option for option in options if "Fl -" + option not in manual], [], "every option (%d)" % len(options))
    variables = set()
    for name in os.listdir(os.path.join(SRCDIR, "daemon", "edge")):
        variables |= set(re.findall(r"getenv\(\"(\w+)\"\)", read("daemon", "edge", name)))
    tap.ok(variables and all(variable in manual for variable in variables), "every variable of the environment", variables)
    metrics = set(re.findall(r"(?:single|head)\(text, \"([a-z_]+)\"", read("daemon", "edge", "metrics.c")))
    tap.equal([name for name in sorted(metrics) if "deadlined_%s " % name not in manual and "deadlined_%s\n" % name not in manual], [],
              "every metric (%d)" % len(metrics))
    changed = manual.replace("e94a217f", "e94a217e").replace("Fl -acts", "Fl -axts")
    ours, theirs = messages_in(changed, log)
    tap.ok(ours != theirs and "Fl -acts" not in changed, "(and this test sees a wrong id and a missing option)")
    if shutil.which("mandoc") is None:
        tap.ok(True, "mandoc -T lint # SKIP no mandoc")
        return
    lint = subprocess.run(["mandoc", "-T", "lint", os.path.join(SRCDIR, "daemon", "deadlined.8")], capture_output=True, text=True)
    remarks = [line for line in lint.stdout.splitlines() if "referenced manual not found" not in line and "mandoc.db" not in line]
    tap.equal(remarks, [], "mandoc -T lint has no remark")


def the_unit_is_sound(tap):
    unit = os.path.join(BUILDDIR, "systemd", "deadlined.service")
    with open(unit) as file:
        text = file.read()
    tap.ok("@" not in re.sub(r"@(system-service|privileged|resources)\b", "", text), "nothing is left to fill in")
    for line in ("Type=notify", "LoadCredential=smtp-password", "PrivateUsers=no", "WatchdogSec=60s", "RestartPreventExitStatus=64 78"):
        tap.ok("\n%s\n" % line in text, line)
    if shutil.which("systemd-analyze") is None:
        tap.ok(True, "systemd-analyze # SKIP not here")
        return
    security = subprocess.run(["systemd-analyze", "security", "--offline=yes", "--threshold=%d" % EXPOSURE, unit],
                              capture_output=True, text=True)
    overall = [line for line in security.stdout.splitlines() if "Overall exposure" in line] or [security.stderr]
    tap.ok(security.returncode == 0, "exposure at most %.1f" % (EXPOSURE / 10), overall[0])
    tap.note(overall[0].strip())
    # programs and manuals that are not installed here are no fault of the unit
    with tempfile.TemporaryDirectory() as directory:
        trial = os.path.join(directory, "deadlined.service")
        with open(trial, "w") as file:
            file.write(re.sub(r"(?m)^(Exec(?:Start|Reload)=)\S+", r"\1/bin/true", re.sub(r"(?m)^Documentation=.*\n", "", text)))
        verify = subprocess.run(["systemd-analyze", "verify", "--man=no", trial], capture_output=True, text=True)
        remarks = [line for line in verify.stderr.splitlines() if "deadlined.service" in line]
        tap.equal(remarks, [], "systemd-analyze verify has no remark")
        the_sockets_are_sound(tap, directory)


def the_sockets_are_sound(tap, directory):
    """Each beside the service it belongs to, under the name the service looks for."""
    for name, passed in (("deadlined.socket", "http"), ("examples/deadlined-control.socket", "control")):
        text = read("systemd", *name.split("/"))
        tap.ok("\nFileDescriptorName=%s\n" % passed in text, "%s passes %s" % (name, passed))
        trial = os.path.join(directory, os.path.basename(name))
        with open(trial, "w") as file:
            file.write(re.sub(r"(?m)^Documentation=.*\n", "", text))
        verify = subprocess.run(["systemd-analyze", "verify", "--man=no", trial], capture_output=True, text=True)
        remarks = [line for line in verify.stderr.splitlines() if os.path.basename(name) in line]
        tap.equal(remarks, [], "systemd-analyze verify has no remark on it")


Tap().run(the_manual_is_whole, the_unit_is_sound)
