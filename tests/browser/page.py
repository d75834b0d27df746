#!/usr/bin/python3
"""The page of a feed in a real browser: readable on a telephone and on a desk, in light and dark, by keyboard alone; silent
in the console; asking nobody for anything."""
import http.server
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import threading

SRCDIR = os.environ.get("srcdir", ".")
BUILDDIR = os.environ.get("builddir", ".")
sys.path.insert(0, os.path.join(SRCDIR, "tests", "lib"))
from daemonlib import Daemon, Office  # noqa: E402
from feedlib import add_feed  # noqa: E402
from tap import Tap  # noqa: E402


def skip(why):
    print("1..0 # SKIP " + why)
    sys.exit(0)


class Samples(http.server.BaseHTTPRequestHandler):
    """The pages that tests/browser/pages wrote, with the headers they are to be served with."""

    def do_GET(self):
        self.server.asked.append(self.path)
        page = pathlib.Path(self.server.directory) / (self.path.strip("/").split("?")[0] + ".html")
        if not page.is_file():
            self.send_error(404)
            return
        body = page.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Security-Policy", page.with_suffix(".policy").read_text())
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        pass


# Of the samples, in which language.
SEEN = ("person-vi", "person-en", "asked-vi", "campaigns-en", "empty-vi", "hostile-vi", "hostile-en", "insecure-en")


def serve(directory):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Samples)
    server.directory = directory
    server.asked = []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def samples(directory, port):
    subprocess.run([os.path.join(BUILDDIR, "tests", "browser", "pages"), os.path.join(SRCDIR, "etc", "templates"), directory],
                   check=True)
    return [{"name": name, "language": name[-2:], "url": "http://127.0.0.1:%d/%s/" % (port, name),
             "main": name.startswith("person")} for name in SEEN]


def service(office):
    """The page of a person's feed as the running service gives it, in both languages."""
    office.relay = "file://%s/" % office.path("eml")
    office.make_store()
    token = add_feed(office, "person", "focal1@example.vn")
    daemon = Daemon(office)
    url = "http://%s:%d/feeds/%s/" % (*daemon.feeds_address(), token)
    return daemon, [{"name": "service-" + language, "language": language, "url": url + query, "main": False, "choices": language == "vi"}
                    for language, query in (("vi", ""), ("en", "?lang=en"))]


def look(tap, chromium, pages, pictures):
    os.makedirs(pictures, exist_ok=True)
    run = subprocess.run(["node", os.path.join(SRCDIR, "tests", "browser", "look.js"), chromium, pictures],
                         input=json.dumps(pages), capture_output=True, text=True, timeout=600)
    for line in run.stdout.splitlines():
        found = json.loads(line)
        tap.ok(found["ok"], found["name"], found["why"])
    tap.ok(run.returncode == 0, "the browser was there to the end", run.stderr)


def main():
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if chromium is None:
        skip("no Chromium: install the package chromium")
    if shutil.which("node") is None:
        skip("no Node.js: install the package nodejs")
    if subprocess.run(["node", "-e", "require('playwright-core')"], capture_output=True).returncode != 0:
        skip("no playwright-core: run make node-modules, or let NODE_PATH name where it is")
    tap = Tap()
    pictures = os.path.join(BUILDDIR, "tests", "browser", "pictures")
    with tempfile.TemporaryDirectory(prefix="deadlined-pages-") as directory:
        server = serve(directory)
        pages = samples(directory, server.server_address[1])
        office = Office("file:///", settings='feeds = { base_url = "https://lich.example.vn"; };')
        daemon, own = service(office)
        look(tap, chromium, own + pages, pictures)
        server.shutdown()
        tap.equal(sorted(set(server.asked)), sorted("/%s/" % page["name"] for page in pages), "nothing else was asked for")
        tap.equal(daemon.stop(), 0, "the service stopped")
        office.remove()
    tap.done()


main()
