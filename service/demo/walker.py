"""What the story's people use: a browser that posts forms, a mail account each, and the operator's shell.

Everything goes by HTTP, SMTP, IMAP and `parley`, as people's own programs would; nothing looks into the database.
"""

import re
import smtplib
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.message import EmailMessage, Message
from email.parser import BytesParser
from email.policy import default
from email.utils import formatdate, make_msgid
from html.parser import HTMLParser
from http.cookiejar import CookieJar
from typing import Any, TypeVar

from imapclient import IMAPClient

from service.demo.part import ROOT

Urls = dict[str, Any]
Found = TypeVar("Found")
PATIENCE = 40.0  # seconds that a step waits for what must come of it
GLANCE = 0.1


class StepFailed(Exception):
    """What was to be seen was not seen; the text says what."""


class _Hidden(HTMLParser):
    """The hidden inputs of a page's forms."""

    def __init__(self) -> None:
        super().__init__()
        self.values: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        if tag == "input" and known.get("type") == "hidden":
            self.values[known.get("name") or ""] = known.get("value") or ""


@dataclass(frozen=True)
class Page:
    address: str
    text: str

    @property
    def hidden(self) -> dict[str, str]:
        reader = _Hidden()
        reader.feed(self.text)
        return reader.values


class Browser:
    """A browser without JavaScript, which keeps its cookies."""

    def __init__(self) -> None:
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))

    def get(self, address: str) -> Page:
        return self._open(urllib.request.Request(address))

    def send(self, page: Page, answers: Mapping[str, str | list[str]], to: str = "") -> Page:
        """Fill in the form of `page` and press its button; of boxes, several may be ticked."""
        body = urllib.parse.urlencode({**page.hidden, **answers}, doseq=True).encode()
        origin = "{0.scheme}://{0.netloc}".format(urllib.parse.urlsplit(page.address))
        return self._open(urllib.request.Request(to or page.address, body, {"Origin": origin}))

    def _open(self, request: urllib.request.Request) -> Page:
        """A web process that is being restarted is tried again, as a person would."""
        ends = time.monotonic() + PATIENCE
        while True:
            try:
                with self._opener.open(request, timeout=PATIENCE) as answer:
                    return Page(answer.url, answer.read().decode())
            except urllib.error.HTTPError as refusal:
                return Page(request.full_url, refusal.read().decode())
            except OSError:
                if time.monotonic() > ends:
                    raise StepFailed(f"{request.full_url} does not answer") from None
                time.sleep(GLANCE)


class Reader:
    """A person with a mail account: waits for a mail, answers it, writes one."""

    def __init__(self, urls: Urls, address: str) -> None:
        self.urls, self.address = urls, address
        self.password: str = urls["imap"]["accounts"].get(address, "demo")
        self._read: set[int] = set()
        self._came: dict[int, Message] = {}

    def mails(self) -> list[tuple[int, Message]]:
        imap = self.urls["imap"]
        with IMAPClient(imap["host"], port=imap["port"], ssl=False, timeout=10) as box:
            box.login(self.address, self.password)
            box.select_folder("INBOX", readonly=True)
            new = [uid for uid in box.search("ALL") if uid not in self._came]
            raw = box.fetch(new, ["BODY.PEEK[]"]) if new else {}
        self._came |= {uid: BytesParser(policy=default).parsebytes(raw[uid][b"BODY[]"]) for uid in new}
        return list(self._came.items())

    def wait_for(self, words: str) -> Message:
        """The first unread mail with these words in its subject or text."""
        return until(lambda: self.find(words), f"a mail to {self.address} with “{words}”")

    def find(self, words: str) -> Message | None:
        for uid, mail in self.mails():
            if uid not in self._read and words in f"{mail['Subject']}\n{text_of(mail)}":
                self._read.add(uid)
                return mail
        return None

    def reply(self, mail: Message, words: str, as_owner: bool = True) -> None:
        """Answer in the mail program's usual way: the words on top, the mail quoted below."""
        quoted = "".join(f"> {line}\n" for line in text_of(mail).splitlines())
        references = f"{mail['References'] or ''} {mail['Message-ID']}".strip()
        threads = {"In-Reply-To": str(mail["Message-ID"]), "References": references}
        body = f"{words}\n\nOn {mail['Date']}, we wrote:\n{quoted}"
        self.write(str(mail["Reply-To"]), f"Re: {mail['Subject']}", body, threads, as_owner)

    def write(
        self, to: str, subject: str, body: str, headers: dict[str, str] | None = None, as_owner: bool = True
    ) -> None:
        mail = EmailMessage()
        mail["From"], mail["To"], mail["Subject"] = self.address, to, subject
        mail["Date"], mail["Message-ID"] = formatdate(), make_msgid(domain="mail.example")
        for name, value in (headers or {}).items():
            mail[name] = value
        mail.set_content(body)
        smtp = self.urls["smtp"]
        with smtplib.SMTP(smtp["host"], smtp["port"], timeout=10) as room:
            if as_owner:
                room.login(self.address, self.password)
            room.send_message(mail)


def parley(*words: str) -> str:
    """What whoever types this where the parts run is answered. Raises StepFailed with the refusal."""
    command = [sys.executable, "-m", "service.cli", *words]
    typed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE, check=False)
    if typed.returncode:
        raise StepFailed(f"parley {' '.join(words)}: {typed.stderr.strip()}")
    return typed.stdout


def text_of(mail: Message) -> str:
    payload = mail.get_payload(decode=True)
    return payload.decode("utf-8", "replace") if isinstance(payload, bytes) else ""


def link_in(mail: Message) -> str:
    """The signed link that a mail carries."""
    found = re.search(r"https?://\S+/r/\S+", text_of(mail))
    if not found:
        raise StepFailed(f"the mail “{mail['Subject']}” carries no link")
    return found[0]


def until(looks: Callable[[], Found | None], wanted: str) -> Found:
    """What `looks` finds, within PATIENCE. Raises StepFailed naming what was wanted."""
    ends = time.monotonic() + PATIENCE
    while time.monotonic() < ends:
        found = looks()
        if found is not None:
            return found
        time.sleep(GLANCE)
    raise StepFailed(f"waited {PATIENCE:.0f} s for {wanted}")
