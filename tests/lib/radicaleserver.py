"""A real Radicale on the loopback interface: its own directory and port, no password, one user."""
import http.client
import os
import shutil
import socket
import subprocess
import time

from scratch import scratch

USER = "reader"
CONF = """[server]
hosts = 127.0.0.1:%(port)d
[auth]
type = none
[storage]
filesystem_folder = %(home)s/collections
[logging]
level = warning
"""


def missing():
    return None if shutil.which("radicale") else "radicale is not installed"


class Radicale:
    """with Radicale() as server: server.put("name", data) -> status; server.get("name") -> (status, data)."""

    def __init__(self):
        self.home = scratch("radicale-")
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        (self.home / "config").write_text(CONF % {"port": self.port, "home": self.home})
        self.log = open(self.home / "log", "wb")
        self.process = subprocess.Popen([shutil.which("radicale"), "--config", str(self.home / "config")], stdout=self.log, stderr=self.log,
                                        env={"PATH": os.environ["PATH"], "HOME": str(self.home), "LC_ALL": "C.UTF-8"})
        self.wait()

    def wait(self):
        until = time.time() + 30
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return
            except OSError:
                if time.time() > until or self.process.poll() is not None:
                    self.close()
                    raise RuntimeError("radicale does not answer")
                time.sleep(0.05)

    def address(self, name):
        return "http://127.0.0.1:%d/%s/%s/" % (self.port, USER, name)

    def request(self, method, name, data=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            headers = {"Authorization": "Basic cmVhZGVyOng="}  # reader:x
            if data is not None:
                headers["Content-Type"] = "text/calendar; charset=utf-8"
            connection.request(method, "/%s/%s/" % (USER, name), data, headers)
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()

    def put(self, name, data):
        """Replaces the whole calendar: 201."""
        return self.request("PUT", name, data)[0]

    def get(self, name):
        return self.request("GET", name)

    def warnings(self):
        self.log.flush()
        return (self.home / "log").read_text(encoding="utf-8", errors="replace")

    def close(self):
        if self.process.poll() is None:
            self.process.terminate()
            self.process.wait()
        self.log.close()
        shutil.rmtree(self.home, ignore_errors=True)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()
