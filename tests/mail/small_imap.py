"""A small IMAP server that does what providers do and Dovecot will not: it gives way to no wish, or to every one.

It knows as much of RFC 3501 as the mail room says, one mailbox, and any number of connections.
"""

import base64
import re
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

CUT, HANG = "cut", "hang"
WHOLE = "IMAP4rev1 IDLE MOVE UIDPLUS NAMESPACE AUTH=PLAIN AUTH=XOAUTH2 SASL-IR"
DATE = '"25-Nov-2026 10:00:00 +0000"'


@dataclass
class Server:
    """`behaviour` overrides the answer to a command, or GREETING: other words, CUT or HANG. It may change at any time.

    Mail lies in `folders` by its UID; `sizes` are lies about RFC822.SIZE; `prefix` is what own folders begin with.
    """

    capability: str = WHOLE
    certificate: ssl.SSLContext | None = None
    at_once: bool = False  # TLS from the first byte
    believes: Callable[[str], bool] = lambda token: False
    behaviour: dict[str, str] = field(default_factory=dict)
    folders: dict[str, dict[int, bytes]] = field(default_factory=lambda: {"INBOX": {}})
    sizes: dict[int, int] = field(default_factory=dict)
    short: int = 0  # bytes that a literal has less than it says
    percent: int = 0  # how full it is
    prefix: str = ""
    uidvalidity: int = 7
    port: int = 0
    connections: int = 0
    said: list[str] = field(default_factory=list)
    safe: list[bool] = field(default_factory=list)  # whether each sign-in came over TLS
    released: threading.Event = field(default_factory=threading.Event)

    def deliver(self, *mails: bytes) -> None:
        inbox = self.folders["INBOX"]
        for mail in mails:
            inbox[max(inbox, default=0) + 1] = mail

    def converse(self, wire: socket.socket) -> None:
        talk = Talk(self, wire)
        with suppress(OSError, ValueError):
            if self.at_once:
                talk.wrap()
            talk.hold()
        talk.lines.close()
        talk.wire.close()


class Talk:
    """One connection."""

    def __init__(self, server: Server, wire: socket.socket) -> None:
        self.server, self.wire, self.lines = server, wire, wire.makefile("rb")
        self.open = "INBOX"

    def hold(self) -> None:
        if not self.answers("GREETING", "*", "OK ready"):
            return
        while line := self.lines.readline().decode().strip():
            tag, _, words = line.partition(" ")
            verb, _, rest = words.removeprefix("UID ").partition(" ")
            self.server.said.append(verb if verb in ("LOGIN", "AUTHENTICATE") else words)
            does = getattr(self, f"do_{verb.lower()}", None)
            if verb in self.server.behaviour and self.server.behaviour[verb] in (CUT, HANG):
                self.server.released.wait(0 if self.server.behaviour[verb] == CUT else 30)
                break
            closing = "OK done" if verb in self.server.behaviour or does is None else does(rest)
            if not self.answers(verb, tag, closing) or verb == "LOGOUT":
                break
            if verb == "STARTTLS" and self.server.certificate:
                self.wrap()

    def wrap(self) -> None:
        self.lines.close()
        self.wire = self.server.certificate.wrap_socket(self.wire, server_side=True)
        self.lines = self.wire.makefile("rb")

    def answers(self, verb: str, tag: str, usual: str) -> bool:
        words = self.server.behaviour.get(verb, usual)
        if words in (CUT, HANG):
            self.server.released.wait(0 if words == CUT else 30)
            return False
        self.tell(f"{'*' if words.startswith('BYE') else tag} {words}")
        return not words.startswith("BYE")

    def tell(self, line: str | bytes) -> None:
        self.wire.sendall((line.encode() if isinstance(line, str) else line) + b"\r\n")

    def do_capability(self, rest: str) -> str:
        self.tell(f"* CAPABILITY {self.server.capability}")
        return "OK done"

    def do_login(self, rest: str) -> str:
        self.server.safe.append(isinstance(self.wire, ssl.SSLSocket))
        return "OK signed in"

    def do_authenticate(self, rest: str) -> str:
        self.server.safe.append(isinstance(self.wire, ssl.SSLSocket))
        self.tell("+ ")
        token = re.search(rb"auth=Bearer (.+?)\x01", base64.b64decode(self.lines.readline()))
        if token and self.server.believes(token[1].decode()):
            return "OK signed in"
        self.tell("+ " + base64.b64encode(b'{"status":"400"}').decode())
        self.lines.readline()
        return "NO AUTHENTICATE failed."

    def do_namespace(self, rest: str) -> str:
        self.tell(f'* NAMESPACE (("{self.server.prefix}" "{"." if self.server.prefix else "/"}")) NIL NIL')
        return "OK done"

    def do_select(self, rest: str) -> str:
        self.open = rest.strip('"')
        if self.open not in self.server.folders:
            return "NO [NONEXISTENT] no such folder"
        self.tell(f"* {len(self.server.folders[self.open])} EXISTS")
        self.tell(f"* OK [UIDVALIDITY {self.server.uidvalidity}] valid")
        return "OK [READ-WRITE]"

    do_examine = do_select

    def do_search(self, rest: str) -> str:
        wanted = re.search("<.+>", rest)
        mails = self.server.folders[self.open].items()
        found = [str(uid) for uid, mail in mails if not wanted or wanted[0].encode() in mail]
        self.tell(" ".join(["* SEARCH", *found]))
        return "OK done"

    def do_fetch(self, rest: str) -> str:
        which, _, wanted = rest.partition(" ")
        for uid in map(int, which.split(",")):
            if uid in self.server.folders[self.open]:
                self.give(uid, self.server.folders[self.open][uid], wanted)
        return "OK done"

    def give(self, uid: int, mail: bytes, wanted: str) -> None:
        if "SIZE" in wanted:
            self.tell(f"* {uid} FETCH (UID {uid} RFC822.SIZE {self.server.sizes.get(uid, len(mail))})")
        elif "HEADER" in wanted:
            head = mail.partition(b"\r\n\r\n")[0] + b"\r\n\r\n"
            name = f"BODY[HEADER]{'<0>' if '<0.' in wanted else ''} {{{len(head)}}}"
            self.tell(f"* {uid} FETCH (UID {uid} INTERNALDATE {DATE} {name}\r\n".encode() + head + b")")
        else:
            name = f"BODY[] {{{len(mail) + self.server.short}}}"
            self.tell(f"* {uid} FETCH (UID {uid} INTERNALDATE {DATE} {name}\r\n".encode() + mail + b")")

    def do_getquotaroot(self, rest: str) -> str:
        self.tell(f"* QUOTAROOT {rest} own")
        self.tell(f"* QUOTA own (STORAGE {self.server.percent} 100)")
        return "OK done"

    def do_list(self, rest: str) -> str:
        name = rest.split(" ")[-1].strip('"')
        if name in self.server.folders:
            self.tell(f'* LIST () "." "{name}"')
        return "OK done"

    def do_create(self, rest: str) -> str:
        name = rest.strip('"')
        if not name.startswith(self.server.prefix):
            return "NO [CANNOT] own folders begin otherwise"
        self.server.folders[name] = {}
        return "OK done"

    def do_move(self, rest: str) -> str:
        which, _, name = rest.partition(" ")
        into = self.server.folders.get(name.strip('"'))
        if into is None:
            return "NO [TRYCREATE] no such folder"
        for uid in map(int, which.split(",")):
            into[uid] = self.server.folders["INBOX"].pop(uid)
        return "OK done"

    def do_idle(self, rest: str) -> str:
        self.tell("+ idling")
        self.lines.readline()
        return "OK done"


@contextmanager
def serving(**facts) -> Iterator[Server]:
    """A running Server on 127.0.0.1."""
    server = Server(**facts)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server.port = listener.getsockname()[1]

        def listen() -> None:
            with suppress(OSError):
                while True:
                    wire, _ = listener.accept()
                    wire.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                    server.connections += 1
                    threading.Thread(target=server.converse, args=(wire,), daemon=True).start()

        threading.Thread(target=listen, daemon=True).start()
        try:
            yield server
        finally:
            server.released.set()
            listener.shutdown(socket.SHUT_RDWR)
