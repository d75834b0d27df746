"""A scriptable SMTP server on loopback: a real dialogue (RFC 5321) with STARTTLS and AUTH, which misbehaves at the stages
it is told to. Runs in a thread of the test; everything it accepted is in `messages`.

    with SmtpServer(faults={"RCPT": "450"}) as server:
        server.port, server.messages, server.commands

faults: stage -> action. Stages: banner EHLO STARTTLS AUTH MAIL RCPT DATA dot QUIT.
Actions: "450" or any other reply code, "drop" (close), "stall" (never answer), "slow:SECONDS" (answer late, then as
usual), "accept-drop" (dot only: keep the message, then close without an answer), or a function of (session) giving one of
these or None. `times` limits how often faults strike in all.
"""
import asyncio
import base64
import ssl
import threading
import time


class Message:
    def __init__(self, sender, recipients, data, session):
        self.sender, self.recipients, self.data, self.session = sender, recipients, data, session
        self.at = time.time()

    def header(self, name):
        wanted = name.lower().encode() + b":"
        head = self.data.split(b"\r\n\r\n", 1)[0].replace(b"\r\n ", b" ").replace(b"\r\n\t", b" ")
        for line in head.split(b"\r\n"):
            if line.lower().startswith(wanted):
                return line[len(wanted):].strip().decode("utf-8", "replace")
        return None

    @property
    def message_id(self):
        return (self.header("Message-ID") or "").strip("<>")


class Session:
    def __init__(self, server, reader, writer):
        self.server, self.reader, self.writer = server, reader, writer
        self.tls = False
        self.user = None
        self.reset()

    def reset(self):
        self.sender, self.recipients = None, []

    async def say(self, line):
        self.writer.write(line.encode() + b"\r\n")
        await self.writer.drain()

    async def fault(self, stage):
        """True: the stage was dealt with here; None: go on as usual; False: the connection is over."""
        action = self.server.fault_at(stage, self)
        if action is None:
            return None
        if action.startswith("slow:"):
            await asyncio.sleep(float(action[5:]))
            return None
        if action == "stall":
            try:
                await asyncio.sleep(3600)
            except asyncio.CancelledError:
                pass
            return False
        if action in ("drop", "accept-drop"):
            return False
        await self.say("%s %s as scripted" % (action, stage))
        return False if action == "421" or stage == "banner" else True

    async def run(self):
        struck = await self.fault("banner")
        if struck is not None:
            return
        await self.say("220 scripted.example.vn ESMTP")
        while True:
            line = await self.reader.readline()
            if not line:
                return
            text = line.rstrip(b"\r\n").decode("utf-8", "replace")
            verb = text.split(" ", 1)[0].upper()
            self.server.commands.append(text)
            if not await self.command(verb, text):
                return

    async def command(self, verb, text):
        stage = {"HELO": "EHLO"}.get(verb, verb)
        if stage in ("EHLO", "STARTTLS", "AUTH", "MAIL", "RCPT", "DATA", "QUIT"):
            struck = await self.fault(stage)
            if struck is not None:
                return struck
        handler = getattr(self, "do_" + verb.lower(), None)
        if handler is None:
            await self.say("502 what is %s" % verb)
            return True
        return await handler(text)

    async def do_ehlo(self, text):
        self.reset()
        offers = ["scripted.example.vn"] + [o for o in self.server.offers if not (o == "STARTTLS" and self.tls)]
        if self.server.auth and (self.tls or not self.server.auth_needs_tls):
            offers.append("AUTH PLAIN LOGIN")
        for offer in offers[:-1]:
            await self.say("250-" + offer)
        await self.say("250 " + offers[-1])
        return True

    async def do_helo(self, text):
        self.reset()
        await self.say("250 scripted.example.vn")
        return True

    async def do_starttls(self, text):
        await self.say("220 go ahead")
        try:
            await self.writer.start_tls(self.server.context)
        except (ssl.SSLError, OSError, ConnectionError):
            return False
        self.tls = True
        return True

    async def do_auth(self, text):
        words = text.split()
        if words[1].upper() == "PLAIN":
            blob = words[2] if len(words) > 2 else await self.challenge("")
            parts = base64.b64decode(blob).split(b"\0")
            user, password = parts[1].decode(), parts[2].decode()
        else:
            user = base64.b64decode(await self.challenge("VXNlcm5hbWU6")).decode()
            password = base64.b64decode(await self.challenge("UGFzc3dvcmQ6")).decode()
        if self.server.auth.get(user) == password:
            self.user = user
            await self.say("235 welcome")
        else:
            await self.say("535 5.7.8 wrong user or password")
        return True

    async def challenge(self, text):
        await self.say("334 " + text)
        return (await self.reader.readline()).strip()

    async def do_mail(self, text):
        self.reset()
        self.sender = text.split("<", 1)[1].split(">", 1)[0]
        await self.say("250 sender ok")
        return True

    async def do_rcpt(self, text):
        self.recipients.append(text.split("<", 1)[1].split(">", 1)[0])
        await self.say("250 recipient ok")
        return True

    async def do_data(self, text):
        await self.say("354 end with a dot")
        lines = []
        while True:
            line = await self.reader.readline()
            if not line:
                return False
            if line == b".\r\n":
                break
            lines.append(line[1:] if line.startswith(b".") else line)
        message = Message(self.sender, list(self.recipients), b"".join(lines), self)
        action = self.server.peek("dot", self)
        if action in (None, "accept-drop") or action.startswith("slow:"):
            self.server.accept(message)
        struck = await self.fault("dot")
        if struck is not None:
            return struck
        await self.say("250 2.0.0 queued as %d" % len(self.server.messages))
        return True

    async def do_rset(self, text):
        self.reset()
        await self.say("250 ok")
        return True

    async def do_noop(self, text):
        await self.say("250 ok")
        return True

    async def do_quit(self, text):
        await self.say("221 bye")
        return False


class SmtpServer:
    def __init__(self, faults=None, times=None, offers=("SIZE 10000000", "8BITMIME"), auth=None, auth_needs_tls=False,
                 certificate=None, implicit_tls=False, port=0):
        self.faults, self.times = dict(faults or {}), times
        self.offers, self.auth, self.auth_needs_tls = list(offers), auth or {}, auth_needs_tls
        self.messages, self.commands, self.struck = [], [], 0
        self.connections = self.open = self.most_open = 0
        self.context, self.implicit_tls, self.port = None, implicit_tls, port
        self.lock = threading.Lock()
        self.arrived = threading.Condition(self.lock)
        if certificate is not None:
            self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self.context.load_cert_chain(*certificate)

    def peek(self, stage, session):
        action = self.faults.get(stage)
        if callable(action):
            action = action(session)
        if action is None or (self.times is not None and self.struck >= self.times):
            return None
        return action

    def fault_at(self, stage, session):
        action = self.peek(stage, session)
        if action is not None:
            self.struck += 1
        return action

    def accept(self, message):
        with self.arrived:
            self.messages.append(message)
            self.arrived.notify_all()

    def wait_for(self, count, seconds=20):
        """True when `count` messages have come within that time."""
        with self.arrived:
            return self.arrived.wait_for(lambda: len(self.messages) >= count, seconds)

    async def serve(self, reader, writer):
        self.connections += 1
        self.open += 1
        self.most_open = max(self.most_open, self.open)
        task = asyncio.current_task()
        self.tasks.add(task)
        try:
            await Session(self, reader, writer).run()
        except (ConnectionError, asyncio.CancelledError, asyncio.IncompleteReadError, ssl.SSLError, OSError):
            pass
        finally:
            self.tasks.discard(task)
            self.open -= 1
            writer.close()

    async def main(self, ready):
        self.tasks = set()
        self.stop = asyncio.Event()
        server = await asyncio.start_server(self.serve, "127.0.0.1", self.port, limit=1 << 20,
                                            ssl=self.context if self.implicit_tls else None)
        self.port = server.sockets[0].getsockname()[1]
        ready.set()
        await self.stop.wait()
        server.close()
        for task in list(self.tasks):
            task.cancel()
        await asyncio.sleep(0)

    def __enter__(self):
        ready = threading.Event()
        self.loop = asyncio.new_event_loop()
        self.loop.set_exception_handler(lambda loop, context: None)
        self.thread = threading.Thread(target=lambda: self.loop.run_until_complete(self.main(ready)), daemon=True)
        self.thread.start()
        ready.wait()
        return self

    def __exit__(self, *unused):
        self.loop.call_soon_threadsafe(self.stop.set)
        self.thread.join(5)

    @property
    def url(self):
        return "%s://127.0.0.1:%d" % ("smtps" if self.implicit_tls else "smtp", self.port)
