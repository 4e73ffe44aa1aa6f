"""An SMTP server that misbehaves to order: it cuts the line, keeps silent or talks nonsense at a chosen step."""

import socket
import threading
from collections.abc import Callable
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import BinaryIO

CUT, HANG = "cut", "hang"
SLOW = "half a second later: "
GREETING, BODY, DOT = "greeting", "body", "dot"
ANSWERS = {
    GREETING: "220 ready",
    "EHLO": "250-here\r\n250 AUTH PLAIN",
    "AUTH": "235 2.7.0 welcome",
    "MAIL": "250 2.1.0 OK",
    "RCPT": "250 2.1.5 OK",
    "DATA": "354 go on",
    DOT: "250 2.0.0 kept",
    "RSET": "250 OK",
    "QUIT": "221 bye",
}


@dataclass
class Server:
    """`behaviour` overrides an answer by step: other words, CUT or HANG; it may be changed at any time."""

    behaviour: dict[str, str] = field(default_factory=dict)
    port: int = 0
    connections: int = 0
    mails: list[bytes] = field(default_factory=list)
    shown: list[bytes] = field(default_factory=list)  # what each sign-in showed
    taken: Callable[[bytes], None] = lambda mail: None  # what becomes of a mail that was accepted
    released: threading.Event = field(default_factory=threading.Event)

    def converse(self, wire: socket.socket) -> None:
        with suppress(OSError), wire, wire.makefile("rb") as lines:
            going = self.answer(wire, GREETING)
            while going and (line := lines.readline()):
                verb = line.split()[0].decode().upper()
                self.shown += [line.split()[-1]] if verb == "AUTH" else []
                going = self.answer(wire, verb) and verb != "QUIT"
                if going and verb == "DATA" and self.answers("DATA").startswith("354"):
                    going = self.take(wire, lines)

    def take(self, wire: socket.socket, lines: BinaryIO) -> bool:
        """Read a mail up to its final dot; it is kept before the dot is answered."""
        mail = bytearray(lines.readline())
        if BODY in self.behaviour and not self.answer(wire, BODY):
            return False
        while (line := lines.readline()) and line != b".\r\n":
            mail += line
        if not line:
            return False
        self.mails.append(bytes(mail))
        if self.answers(DOT).startswith("250"):
            self.taken(bytes(mail))
        return self.answer(wire, DOT)

    def answers(self, step: str) -> str:
        return self.behaviour.get(step, ANSWERS.get(step, "500 what?"))

    def answer(self, wire: socket.socket, step: str) -> bool:
        """Whether the conversation goes on."""
        words = self.answers(step)
        if words.startswith(SLOW):
            self.released.wait(0.5)
            words = words.removeprefix(SLOW)
        if words == HANG:
            self.released.wait(30)
        if words in (CUT, HANG):
            return False
        wire.sendall(words.encode() + b"\r\n")
        return True


@contextmanager
def misbehaving(**behaviour: str):
    """A running Server on 127.0.0.1; steps are given as greeting, EHLO, AUTH, MAIL, RCPT, DATA, body, dot, RSET."""
    server = Server(behaviour)
    talks: list[threading.Thread] = []
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server.port = listener.getsockname()[1]

        def listen() -> None:
            while True:
                try:
                    wire, _ = listener.accept()
                except OSError:
                    return
                server.connections += 1
                talks.append(threading.Thread(target=server.converse, args=(wire,)))
                talks[-1].start()

        listening = threading.Thread(target=listen)
        listening.start()
        try:
            yield server
        finally:
            server.released.set()
            listener.shutdown(socket.SHUT_RDWR)
            listening.join()
            for talk in talks:
                talk.join(5)
