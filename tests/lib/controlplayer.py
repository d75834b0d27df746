"""A control socket played by the test: what deadlinectl asks is kept, what it is answered was set before."""
import http.server
import json
import os
import pathlib
import socketserver
import subprocess
import threading

CTL = pathlib.Path(os.environ.get("builddir", "build")).resolve() / "deadlinectl"


class Player(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    asked = []
    answers = {}

    def answer(self):
        length = int(self.headers.get("Content-Length", 0))
        body = self.rfile.read(length).decode()
        Player.asked.append((self.command, self.path, body))
        status, value = Player.answers.get((self.command, self.path.split("?")[0]), (404, {"error": "no such path", "exit": 64}))
        raw = value if isinstance(value, bytes) else json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        self.wfile.write(raw)

    do_GET = do_POST = answer

    def address_string(self):
        return "local"

    def log_message(self, *words):
        pass


class Server(socketserver.ThreadingMixIn, socketserver.UnixStreamServer):
    daemon_threads = True


def play(path):
    server = Server(str(path), Player)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def run(path, *words, stdin="", language="en", text=True):
    return subprocess.run([str(CTL), "--socket", str(path), "--lang", language, *words], input=stdin if text else stdin.encode(),
                          capture_output=True, text=text, timeout=60)
