#!/usr/bin/python3
"""The shipped example for nginx with the real one in front of the service: what passes, and that no address of a feed stands in
any of its logs. And a listening socket as systemd passes it."""
import os
import re
import shutil
import socket
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.environ.get("srcdir", "."), "tests", "lib"))
from daemonlib import DEADLINED, SRCDIR, Daemon, Office  # noqa: E402
from feedlib import add_feed, ask  # noqa: E402
from tap import Tap  # noqa: E402

NGINX = shutil.which("nginx", path=os.environ.get("PATH", "") + ":/usr/sbin")


class F:
    office = daemon = where = token = None


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def open_office(tap):
    F.office = Office("file:///")
    F.office.relay = "file://%s/" % F.office.path("eml")
    F.office.make_store()
    F.token = add_feed(F.office, "agency", "a-1")
    F.daemon = Daemon(F.office)
    F.where = F.daemon.feeds_address()
    tap.equal(ask(F.where, "/feeds/%s.ics" % F.token).status, 200, "a feed")


def example(directory, plain, secure):
    """The example on ports of its own, with logs and a certificate here."""
    with open(os.path.join(SRCDIR, "systemd", "examples", "nginx.conf")) as file:
        text = file.read()
    text = re.sub(r"(?m)^\tlisten \[::\].*\n", "", text)
    text = text.replace("listen 80;", "listen 127.0.0.1:%d;" % plain).replace("listen 443 ssl;", "listen 127.0.0.1:%d ssl;" % secure)
    text = text.replace("127.0.0.1:8480", "%s:%d" % F.where)
    text = text.replace("/etc/ssl/deadlined/fullchain.pem", directory + "/cert.pem").replace("/etc/ssl/deadlined/key.pem", directory + "/key.pem")
    return text.replace("/var/log/nginx/", directory + "/")


def write_config(directory, plain, secure):
    paths = "".join("\t%s_temp_path %s/%s;\n" % (name, directory, name) for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    user = "user root;\n" if os.getuid() == 0 else ""
    with open(directory + "/nginx.conf", "w") as file:
        file.write("%sworker_processes 1;\ndaemon off;\npid %s/pid;\nerror_log %s/global.log info;\nevents { }\nhttp {\n%s%s}\n"
                   % (user, directory, directory, paths, example(directory, plain, secure)))
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", directory + "/key.pem", "-out",
                    directory + "/cert.pem", "-days", "1", "-subj", "/CN=lich.office.example.vn"], check=True, capture_output=True)


def curl(*arguments):
    done = subprocess.run(["curl", "-sk", "--max-time", "10", *arguments], capture_output=True)
    return done.stdout.decode()


def test_nginx(tap):
    if NGINX is None or shutil.which("openssl") is None or shutil.which("curl") is None:
        tap.ok(True, "nginx # SKIP nginx, openssl or curl is not here")
        return
    directory = F.office.path("nginx")
    os.mkdir(directory)
    plain, secure = free_port(), free_port()
    write_config(directory, plain, secure)
    done = subprocess.run([NGINX, "-t", "-c", directory + "/nginx.conf", "-p", directory], capture_output=True, text=True)
    tap.ok(done.returncode == 0 and "[warn]" not in done.stderr, "nginx -t", done.stderr)
    proxy = subprocess.Popen([NGINX, "-c", directory + "/nginx.conf", "-p", directory], stderr=subprocess.DEVNULL)
    try:
        behind_nginx(tap, directory, plain, secure)
    finally:
        proxy.terminate()
        proxy.wait(10)


def behind_nginx(tap, directory, plain, secure):
    base, path = "https://127.0.0.1:%d" % secure, "/feeds/%s.ics" % F.token
    for _ in range(100):
        if curl("-o", "/dev/null", "-w", "%{http_code}", base + "/") == "404":
            break
        time.sleep(0.05)
    direct = ask(F.where, path)
    tap.equal(curl(base + path), direct.body.decode(), "the feed is the same behind it")
    tap.equal(curl("-H", "Accept-Encoding: gzip", "-o", "/dev/null", "-D", "-", base + path).lower().count("content-encoding: gzip"), 1, "with its gzip")
    tap.equal(curl("-H", "If-None-Match: " + direct["etag"], "-o", "/dev/null", "-w", "%{http_code}", base + path), "304", "and its ETag")
    head = curl("-I", base + path)
    for name in ("etag", "last-modified", "cache-control", "x-robots-tag", "referrer-policy", "x-content-type-options", "vary"):
        tap.ok(re.search("(?im)^%s: %s\r?$" % (name, re.escape(direct[name])), head), name, head)
    def status(url, *more):
        return curl("-o", "/dev/null", "-w", "%{http_code}", *more, url)
    tap.equal([status(base + path, "-X", method) for method in ("POST", "DELETE", "PROPFIND")], ["403"] * 3, "nothing but reading")
    tap.equal([status(base + p) for p in ("/v1/status", "/", "/feeds/unknown.ics")], ["404"] * 3, "nothing else is there")
    tap.equal([status(base + p) for p in ("/healthz", "/metrics")], ["200", "200"], "health and metrics, for this machine")
    where = curl("-o", "/dev/null", "-w", "%{http_code} %{redirect_url}", "http://127.0.0.1:%d%s" % (plain, path))
    tap.ok(where.startswith("301 https://"), "over TLS alone", where)
    other_ways(tap, base, status)
    F.daemon.kill()
    tap.equal(status(base + path), "502", "without the service")
    time.sleep(0.2)
    logs = ""
    for name in os.listdir(directory):
        if name.endswith(".log"):
            with open(os.path.join(directory, name)) as file:
                logs += file.read()
    tap.ok(re.search(r"\] GET 200 \d+ [\d.]+ \"curl", logs) and re.search(r"\] GET 404 .*TestAgent", logs), "requests are logged", logs)
    tap.equal(re.findall("(?i).*(?:feeds.|%s).*" % F.token, logs), [], "no log of it holds an address, however it was asked for")
    F.daemon = Daemon(F.office)
    F.where = F.daemon.feeds_address()


def other_ways(tap, base, status):
    """The address as somebody may write it, under which the example's own words for it do not apply."""
    token = F.token
    ways = ["/%66eeds/" + token + ".ics", "/feeds%2f" + token + ".ics", "//feeds/" + token, "/x/../feeds/" + token + "/", "/FEEDS/" + token,
            "/lich/feeds/" + token + ".ics", "/?/feeds/" + token, "/" + token, "/feeds/" + token.upper() + ".ics", "/%zz/feeds/" + token]
    answers = [status(base + way, "--path-as-is", "-A", "TestAgent", "-e", base + "/feeds/" + token + "/") for way in ways]
    tap.ok(set(answers) <= {"200", "301", "400", "404"} and "404" in answers, "an address in other forms", answers)


def test_passed_socket(tap):
    """What systemd passes under the name "http" is served; http.listen is not opened."""
    office = Office("file:///", settings='http = { listen = "127.0.0.1:1"; };')
    office.relay = "file://%s/" % office.path("eml")
    office.make_store()
    token = add_feed(office, "plan", "test")
    listening = [socket.socket(), socket.socket()]
    for one in listening:
        one.bind(("127.0.0.1", 0))
        one.listen(100)
    port, second = [one.getsockname()[1] for one in listening]
    log = open(office.path("log"), "w")

    def become():
        spare = [os.dup(one.fileno()) for one in listening]  # 3 and 4 may be theirs
        for number, one in enumerate(spare):
            os.dup2(one, 20 + number)
        for number in range(2):
            os.dup2(20 + number, 3 + number)
    command = 'exec env LISTEN_PID=$$ LISTEN_FDS=2 LISTEN_FDNAMES=http:http "$0" -c "$1"'
    process = subprocess.Popen(["/bin/sh", "-c", command, DEADLINED, office.config], preexec_fn=become, close_fds=False, stderr=log, stdout=log)
    try:
        answer = None
        for _ in range(100):
            try:
                answer = ask(("127.0.0.1", port), "/feeds/%s.ics" % token)
                break
            except OSError:
                time.sleep(0.1)
        tap.ok(answer is not None and answer.status == 200, "a socket that was passed is served", answer)
        tap.equal(ask(("127.0.0.1", second), "/feeds/%s.ics" % token).status, 200, "and every one of the same name")
        with open(office.path("log")) as file:
            text = file.read()
        tap.ok("feeds are served at 127.0.0.1:%d, 127.0.0.1:%d" % (port, second) in text and "127.0.0.1:1:" not in text, "and said", text)
    finally:
        process.terminate()
        process.wait(20)
        office.remove()


def close(tap):
    tap.equal(F.daemon.stop(), 0, "stopped")
    F.office.remove()


if __name__ == "__main__":
    Tap().run(open_office, test_nginx, test_passed_socket, close)
