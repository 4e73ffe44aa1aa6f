"""Two IMAP servers to hold the same contract against, and a line to them that can be cut."""

import asyncio
import socket
import threading
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from imapclient import IMAPClient

from service.demo import addresses as demo
from service.demo.addresses import Addresses
from service.demo.mailroom import Ports, serving
from service.mail.imap.account import Account
from tests.mail import dovecot

ADDRESS = "sefton@parley.example"
AT_ONCE = 500
PEOPLE = ("head@school.example", "lead@health.example")


@dataclass(frozen=True)
class Provider:
    port: int
    password: str

    def account(self, **other) -> Account:
        facts = {"port": self.port, "password": self.password, "tls": False, "answers_within": 2.0, **other}
        return Account(**{"address": ADDRESS, "host": "127.0.0.1", "user": ADDRESS, **facts})

    @contextmanager
    def person(self):
        """Somebody else signed in to the same mailbox, with INBOX open."""
        with IMAPClient("127.0.0.1", self.port, ssl=False, timeout=10) as client:
            client.login(ADDRESS, self.password)
            client.select_folder("INBOX")
            yield client

    def deliver(self, *mails: bytes) -> None:
        with self.person() as person:
            for first in range(0, len(mails), AT_ONCE):
                person.multiappend("INBOX", mails[first : first + AT_ONCE])

    def folder(self, name: str) -> list[bytes]:
        """The mails in a folder, in order."""
        with self.person() as person:
            person.select_folder(name)
            uids = person.search("ALL")
            found = person.fetch(uids, ["BODY.PEEK[]"])
            return [found[uid][b"BODY[]"] for uid in uids]


@contextmanager
def mail_room(people: tuple[str, ...] = PEOPLE):
    """The demo's own servers in a thread; yields their ports."""
    stop, started, running = asyncio.Event(), threading.Event(), []

    async def serve() -> None:
        async with serving(Addresses({"sefton": ADDRESS}, people), Ports(0, 0)) as ports:
            running.append((asyncio.get_running_loop(), ports))
            started.set()
            await stop.wait()

    thread = threading.Thread(target=lambda: asyncio.run(serve()))
    thread.start()
    assert started.wait(10)
    [(loop, ports)] = running
    try:
        yield ports
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join(10)


@contextmanager
def pymap(**_):
    with mail_room() as ports:
        yield Provider(ports.imap_port, demo.PASSWORD)


@contextmanager
def debian_dovecot(capability: str = "", **settings: str):
    with dovecot.serving([ADDRESS], capability, **settings) as port:
        yield Provider(port, dovecot.PASSWORD)


class Wire:
    """A forwarding line to `target` that passes `allowance` bytes of answers, then is cut or falls silent."""

    def __init__(self, target: int) -> None:
        self.target, self.allowance, self.silent = target, None, False
        self._ends: list[socket.socket] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._listen, daemon=True).start()

    def cut(self) -> None:
        shut(*self._ends)

    def close(self) -> None:
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self.cut()
        for end in self._ends:
            end.close()

    def _listen(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._listener.accept()
                far = socket.create_connection(("127.0.0.1", self.target))
                self._ends += [near, far]
                for end in (near, far):
                    end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                for pump in (self._ask, self._answer):
                    threading.Thread(target=pump, args=(near, far), daemon=True).start()

    def _ask(self, near: socket.socket, far: socket.socket) -> None:
        with suppress(OSError):
            while data := near.recv(65536):
                if not self.silent:
                    far.sendall(data)

    def _answer(self, near: socket.socket, far: socket.socket) -> None:
        with suppress(OSError):
            while data := far.recv(65536):
                if self.allowance is not None:
                    data, self.allowance = data[: self.allowance], max(0, self.allowance - len(data))
                near.sendall(data)
                if self.allowance == 0:
                    shut(near, far)


def shut(*ends: socket.socket) -> None:
    for end in ends:
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
