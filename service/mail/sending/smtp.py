"""Handing one mail to the SMTP server, and saying exactly how far that went.

    connect, ehlo, starttls, auth    not_sent       whatever goes wrong here is not the recipient's doing
    mail, rcpt, data, body           refused_temp   a 4xx answer
                                     refused_perm   a 5xx answer
                                     not_sent       the line was cut, or time ran out
    dot                              accepted, refused_temp, refused_perm
                                     unknown        cut or out of time: the server may have kept the mail

After the final dot there is no way to know, so it is sent by itself and not together with the body.
"""

import re
import select
import smtplib
import socket
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

from service.errors import NoToken
from service.mail.sending.compose import address
from service.mail.tokens import Tokens, xoauth2
from service.mail.trust import trust

DOT_TAKES = 4  # the answer to the final dot may take four times as long as any other
ENHANCED = re.compile(rb"[245]\.\d{1,3}\.\d{1,3}\b")  # RFC 3463
REFUSALS = {4: "refused_temp", 5: "refused_perm"}
SERVICE_CLOSING = 421
AUTHENTICATION_REQUIRED = 530  # RFC 4954: our own account is at fault, not the recipient


@dataclass(frozen=True)
class Relay:
    """The server that mail leaves through. `timeout` is in seconds, for one command.

    Whoever has `tokens` signs in by one, and by the password otherwise; without a user, nobody signs in.
    """

    host: str
    port: int
    tls: bool = True
    user: str = ""
    password: str = field(default="", repr=False)
    tokens: Tokens | None = None
    ca_file: Path | None = None
    timeout: float = 30


@dataclass(frozen=True)
class Outcome:
    """What became of one attempt; code and enhanced status (5.1.1) as the server gave them, if it did."""

    kind: str  # accepted | refused_temp | refused_perm | not_sent | unknown
    code: int | None
    enhanced: str | None
    phase: str


class Post:
    """One connection, kept over several mails and opened anew when the server has closed it."""

    def __init__(self, relay: Relay) -> None:
        self._relay = relay
        self._line: smtplib.SMTP | None = None
        self._phase = "connect"

    def send(self, mail_from: str, rcpt_to: str, mime: bytes) -> Outcome:
        """Offer one mail to one recipient. Never raises for the server's faults; UnsafeHeader for a bad address."""
        envelope = address(mail_from), address(rcpt_to)
        self._phase = "connect"
        try:
            return self._offer(self._open_line(), envelope, mime)
        except smtplib.SMTPResponseException as refusal:
            return self._broken_off(refusal.smtp_code, refusal.smtp_error)
        except (OSError, NoToken):  # smtplib's other errors are among them
            return self._broken_off()

    def close(self) -> None:
        """Say goodbye; a line that is gone already is no fault."""
        line, self._line = self._line, None
        if line is not None:
            try:
                line.quit()
            except OSError:
                line.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def _open_line(self) -> smtplib.SMTP:
        if self._line is None or not _answers(self._line):
            self._drop()
            relay = self._relay
            self._line = smtplib.SMTP(relay.host, relay.port, socket.gethostname(), relay.timeout)
            self._sign_in(self._line)
        return self._line

    def _sign_in(self, line: smtplib.SMTP) -> None:
        assert line.sock is not None
        line.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # or the lone dot waits 40 ms
        self._phase = "ehlo"
        line.ehlo_or_helo_if_needed()
        if self._relay.tls:
            self._phase = "starttls"
            line.starttls(context=trust(self._relay.ca_file))
            line.ehlo_or_helo_if_needed()
        if self._relay.user:
            self._phase = "auth"
            _prove(line, self._relay)

    def _offer(self, line: smtplib.SMTP, envelope: tuple[str, str], mime: bytes) -> Outcome:
        mail_from, rcpt_to = envelope
        for phase, command, wanted in (
            ("mail", f"MAIL FROM:<{mail_from}>", 2),
            ("rcpt", f"RCPT TO:<{rcpt_to}>", 2),
            ("data", "DATA", 3),
        ):
            self._phase = phase
            code, text = line.docmd(command)
            if code // 100 != wanted:
                return self._refused(code, text)
        self._phase = "body"
        line.send(dot_stuffed(mime))
        assert line.sock is not None  # held since it was opened; send() would have raised
        if _speaks(line.sock):
            return self._refused(*line.getreply())
        line.send(b".\r\n")
        self._phase = "dot"
        line.sock.settimeout(self._relay.timeout * DOT_TAKES)
        code, text = line.getreply()
        line.sock.settimeout(self._relay.timeout)
        if code // 100 == 2:
            return Outcome("accepted", code, _enhanced(text), "dot")
        return self._refused(code, text)

    def _refused(self, code: int, text: bytes) -> Outcome:
        """The server's refusal by its first digit; an answer that is none is a line that is broken."""
        if code // 100 not in REFUSALS or (self._phase, code) == ("mail", AUTHENTICATION_REQUIRED):
            return self._broken_off(code, text)
        if code == SERVICE_CLOSING or self._phase == "body":
            self._drop()
        return Outcome(REFUSALS[code // 100], code, _enhanced(text), self._phase)

    def _broken_off(self, code: int = -1, text: bytes | str = b"") -> Outcome:
        self._drop()
        answer = text.encode() if isinstance(text, str) else text
        kind = "unknown" if self._phase == "dot" else "not_sent"
        return Outcome(kind, code if code > 0 else None, _enhanced(answer), self._phase)

    def _drop(self) -> None:
        if self._line is not None:
            self._line.close()
            self._line = None


def _prove(line: smtplib.SMTP, relay: Relay) -> None:
    """Sign in. A token that is refused is asked for anew, once."""
    if relay.tokens is None:
        line.login(relay.user, relay.password)
        return
    try:
        _show(line, relay.user, relay.tokens.token())
    except smtplib.SMTPAuthenticationError:
        _show(line, relay.user, relay.tokens.renewed())


def _show(line: smtplib.SMTP, user: str, token: str) -> None:
    """XOAUTH2. The server explains a refusal, and hears an empty line before it refuses."""
    line.auth("XOAUTH2", lambda explained=None: "" if explained else xoauth2(user, token))


def dot_stuffed(mime: bytes) -> bytes:
    """`mime` with leading dots doubled and its last line ended (RFC 5321 4.5.2); the final dot is not part of it."""
    stuffed = re.sub(rb"(?m)^\.", b"..", mime)
    return stuffed if stuffed.endswith(b"\r\n") else stuffed + b"\r\n"


def _answers(line: smtplib.SMTP) -> bool:
    """Whether a kept line is still there, cleared for the next mail."""
    try:
        return line.rset()[0] == 250
    except OSError:
        return False


def _speaks(wire: socket.socket) -> bool:
    """Whether the server has something to say before the dot: a refusal, or that it has gone."""
    return bool(select.select([wire], [], [], 0)[0])


def _enhanced(text: bytes) -> str | None:
    found = ENHANCED.match(text)
    return found.group().decode() if found else None
