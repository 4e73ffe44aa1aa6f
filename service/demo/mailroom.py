"""The provider of the demo: an IMAP and an SMTP server on one machine, with its mails in memory.

    python -m service.demo.mailroom --accounts FILE --imap-port N --smtp-port N --ready FILE

Port 0 is any free one. Once both servers answer, their ports are written to --ready, a file or the
number of an open descriptor, as one line of JSON.
"""

import argparse
import asyncio
import json
import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from service.demo import addresses as directory
from service.demo.addresses import AUTHSERV_ID, PASSWORD, POST_ROOM, SENDER, Addresses
from service.demo.boxes import Boxes
from service.demo.stamp import Sender, stamped

LARGEST_MAIL = 64 * 1024 * 1024


@dataclass(frozen=True)
class Ports:
    imap_port: int
    smtp_port: int


class Counter:
    """Where mail is handed in: refused for an unknown person of a known domain, else laid into a box."""

    def __init__(self, addresses: Addresses, boxes: Boxes) -> None:
        self._addresses, self._boxes = addresses, boxes

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self._addresses.account_of(address) is None:
            return f"550 5.1.1 <{address}>: nobody here has that address"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        sender = Sender(_user(session), session.host_name or "unknown")
        for recipient in envelope.rcpt_tos:
            mail = stamped(envelope.original_content or b"", recipient, sender, self._addresses)
            await self._boxes.lay(self._addresses.account_of(recipient) or POST_ROOM, mail)
            if sender.user == SENDER:
                await self._boxes.lay(POST_ROOM, mail)
        return "250 2.0.0 Delivered"

    def sign_in(self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, given: Any) -> AuthResult:
        known = isinstance(given, LoginPassword) and given.login.decode("utf-8", "replace") in self._addresses.accounts
        return AuthResult(success=known and given.password == PASSWORD.encode(), handled=False, auth_data=given)


def _user(session: Session) -> str:
    """The account signed in, empty for none."""
    return bytes(getattr(session.auth_data, "login", b"")).decode()


@asynccontextmanager
async def serving(addresses: Addresses, ports: Ports) -> AsyncIterator[Ports]:
    """Both servers on 127.0.0.1 while the block runs; the ports they really have."""
    boxes = Boxes(addresses.accounts, PASSWORD)
    counter = Counter(addresses, boxes)
    loop = asyncio.get_running_loop()
    line = partial(
        SMTP,
        counter,
        hostname=AUTHSERV_ID,
        data_size_limit=LARGEST_MAIL,
        enable_SMTPUTF8=True,
        auth_require_tls=False,
        authenticator=counter.sign_in,
        loop=loop,
    )
    imap = await boxes.serve(ports.imap_port)
    smtp = await loop.create_server(line, "127.0.0.1", ports.smtp_port)
    async with imap, smtp:
        yield Ports(_port(imap), _port(smtp))


def _port(server: asyncio.Server) -> int:
    return int(server.sockets[0].getsockname()[1])


def tell(ready: str, ports: Ports) -> None:
    """Write the ports to `ready`: a file, whole or not at all, or an open descriptor's number."""
    line = json.dumps(asdict(ports)) + "\n"
    if ready.isdigit():
        os.write(int(ready), line.encode())
        return
    part = Path(f"{ready}.part")
    part.write_text(line, encoding="utf-8")
    part.replace(ready)


async def run(addresses: Addresses, ports: Ports, ready: str) -> None:
    """Serve until SIGTERM or SIGINT."""
    stop = asyncio.Event()
    for sign in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(sign, stop.set)
    async with serving(addresses, ports) as real:
        tell(ready, real)
        await stop.wait()


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="service.demo.mailroom", description="IMAP and SMTP for the demo.")
    parser.add_argument("--accounts", type=Path, required=True, help="a file as service.demo.addresses writes it")
    parser.add_argument("--imap-port", type=int, default=0)
    parser.add_argument("--smtp-port", type=int, default=0)
    parser.add_argument("--ready", required=True, help="file, or number of a descriptor, that the ports go to")
    given = parser.parse_args(arguments)
    asyncio.run(run(directory.read(given.accounts), Ports(given.imap_port, given.smtp_port), given.ready))


if __name__ == "__main__":
    main()
