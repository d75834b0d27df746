"""Feeds over HTTP under test: put into a store before the service starts, and asked for byte by byte."""
import hashlib
import re
import socket
import sqlite3
import time


def token_of(name):
    """A token for a test's own feed; one the service derives from its key looks no different."""
    digest = hashlib.sha256(name.encode()).digest()
    return "".join("abcdefghijklmnopqrstuvwxyz234567"[byte % 32] for byte in digest[:26])


def add_feed(office, scope, target=None, name=None, **options):
    """A feed in the store of an office whose service does not run; its token."""
    name = name or "-".join(filter(None, (scope, re.sub("[^a-z0-9]", "-", target or ""))))
    token = token_of(name)
    row = dict(id=name, scope=scope, target=target, language="vi", todos=0, alarms=0, open_only=0, detail=0, past_days=0, generation=1,
               digest=hashlib.sha256(token.encode()).hexdigest(), created=int(time.time()) - 86400, created_by="test", accesses=0)
    row.update(options)
    connection = sqlite3.connect(office.store, timeout=10)
    connection.execute("INSERT INTO subscription (%s) VALUES (%s)" % (", ".join(row), ", ".join("?" * len(row))), list(row.values()))
    connection.commit()
    connection.close()
    return token


class Answer:
    def __init__(self, data):
        head, _, self.body = data.partition(b"\r\n\r\n")
        lines = head.decode("latin-1").split("\r\n")
        self.status = int(lines[0].split()[1]) if lines[0].startswith("HTTP/") else 0
        self.headers = {}
        for line in lines[1:]:
            key, _, value = line.partition(": ")
            self.headers[key.lower()] = value

    def __getitem__(self, name):
        return self.headers.get(name.lower())


def receive(connection, head=False):
    """One answer from an open connection; b"" where it was closed instead."""
    data = b""
    while b"\r\n\r\n" not in data:
        piece = connection.recv(65536)
        if not piece:
            return data
        data += piece
    answer = Answer(data)
    length = 0 if head or answer.status == 304 else int(answer["content-length"] or 0)
    while len(answer.body) < length:
        piece = connection.recv(65536)
        if not piece:
            break
        answer.body += piece
        data += piece
    return data


def raw(where, data, seconds=15, head=False):
    """Sends bytes as they are: the Answer; None where there was none before the connection was closed."""
    with socket.create_connection(where, seconds) as connection:
        try:
            connection.sendall(data)
        except OSError:
            pass  # it has heard enough; its answer may be there all the same
        try:
            data = receive(connection, head)
        except ConnectionError:
            data = b""
    return Answer(data) if data else None


def ask(where, path, method="GET", **headers):
    lines = ["%s %s HTTP/1.1" % (method, path), "Host: test"]
    lines += ["%s: %s" % (key.replace("_", "-"), value) for key, value in headers.items()]
    return raw(where, ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1"), head=method == "HEAD")
