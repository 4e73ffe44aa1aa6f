"""A whole service on a real database, with its mail in both hands: bytes go in, what would be sent comes out."""

import json
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import SMTP
from typing import Any
from uuid import uuid4

from sqlalchemy import text

from forms import Answers
from forms.notification import NotificationForm
from service.bootstrap import Service
from service.commands.shown import case_as_json
from service.demo.addresses import AUTHSERV_ID
from service.intake.by_clock.waking import remind_one
from service.intake.by_mail.mails import read_one
from service.intake.by_page.pages import PagesOf
from service.intake.raising.choices import choices
from service.mail.imap.account import Arrival
from service.mail.sending.smtp import Outcome
from service.seam.link_pages import Given
from service.seam.pages import AnswerPage, Receipt
from service.store import Vault, audit, cases, filed, keeping, outbox
from service.store.letters import Claimed
from service.store.tables.base import Table
from workers.mailbox import keep

WEDNESDAY = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)
CHILD = "Zebedee Quill"
SEFTON, LIVERPOOL = "sefton@parley.example", "liverpool@parley.example"
LINCOLNSHIRE, ESCB, KNOWSLEY = "lincolnshire@parley.example", "escb@parley.example", "knowsley@parley.example"
MAILBOXES = (SEFTON, LIVERPOOL, LINCOLNSHIRE, ESCB, KNOWSLEY)
TEACHER = "skipper.lugworm@marram-primary.example"
SCHOOL, SCHOOL_DIRECTOR = "rowan.samphire@marram-primary.example", "perry.glasswort@marram-primary.example"
HEALTH, HEALTH_DEPUTY = "avery.curlew@dunelands-health.example", "teal.dunlin@dunelands-health.example"
COORDINATOR, BUSINESS = "pearl.lighthouse@sefton-partnership.example", "harbour.pilot@sefton-partnership.example"

NOTIFICATION = {
    "risk": "no", "type": "threshold", "area": "Sefton",
    "your_name": "Skipper Lugworm", "your_role": "Class teacher", "your_agency": "Marram Primary School",
    "your_email": TEACHER, "lead_name": "Rowan Samphire", "lead_email": SCHOOL,
    "their_agency": "Dunelands Community Health Trust", "more_agencies": "no", "spoken": "not yet", "stage": "2",
    "child_name": CHILD, "child_born-day": "3", "child_born-month": "3", "child_born-year": "2018",
    "status": "child in need", "decision": "Not to visit Zebedee Quill again.", "reasons": "Attendance fell.",
    "wanted": "A visit.", "concern_on-day": "25", "concern_on-month": "11", "concern_on-year": "2026",
}  # fmt: skip

IN_LIVERPOOL = {
    "area": "Liverpool", "your_name": "Misty Hoarding", "your_agency": "Cobalt Street Primary School",
    "your_email": "misty.hoarding@cobalt-street.example", "lead_name": "Amber Cornice",
    "lead_email": "amber.cornice@cobalt-street.example", "their_agency": "Vermilion Hospitals Trust", "stage": "3",
}  # fmt: skip


@dataclass
class Moment:
    """What the clock on the wall shows; every Clock of the test reads it, and none reads the same instant twice."""

    now: datetime = WEDNESDAY

    def read(self) -> datetime:
        self.now += timedelta(microseconds=1)
        return self.now


@dataclass
class House:
    service: Service
    moment: Moment
    out: list[EmailMessage] = field(default_factory=list)
    written: int = 0

    @property
    def pages(self) -> PagesOf:
        return PagesOf(self.service)

    def pass_time(self, **by: float) -> None:
        """Business and real time go on together."""
        self.moment.now += timedelta(**by)

    def answer(self, token: str, code: str, choice: str, detail: str = "", **given: Any) -> Any:
        """An answer on the page behind a link, to the case as the page shows it now unless `seen_version` is given."""
        shown = self.pages.answer_page(token)
        seen = given.pop("seen_version", shown.seen_version if isinstance(shown, AnswerPage) else 0)
        return self.pages.answer(token, code, Given(choice, detail, seen, **given))

    def turn(self, **by: float) -> None:
        """Business time alone goes on, as on the demo's clock; what came due by then is acted on."""
        with self.service.sessions.begin() as session:
            keeping.turn(session, timedelta(**by))
        put_off: set[str] = set()
        while remind_one(self.service, put_off):
            pass
        assert not put_off

    def notify(self, id: str = "", partnership: str = "sefton", **changed: str) -> Receipt:
        given = NOTIFICATION | changed
        answers = NotificationForm.read(given, choices(self.service, partnership))
        assert isinstance(answers, Answers), [fault.message for fault in answers]
        return self.pages.submit_notification(partnership, id or uuid4().hex, answers)

    def sent(self) -> list[EmailMessage]:
        """What leaves now, each accepted by the next server; all that ever left stays in `out`."""
        return [self._accept(claimed) for claimed in iter(self._claim, None)]

    def _claim(self) -> Claimed | None:
        with self.service.sessions.begin() as session:
            return outbox.claim(session, self.service.vault, self.service.clock.real(), 300)

    def _accept(self, claimed: Claimed) -> EmailMessage:
        with self.service.sessions.begin() as session:
            outbox.mark(session, claimed, Outcome("accepted", 250, "", "data"), self.service.clock.real(), (120,))
        mail = BytesParser(policy=SMTP).parsebytes(claimed.mime)
        assert isinstance(mail, EmailMessage) and mail["To"].addresses[0].addr_spec == claimed.rcpt_to
        self.out.append(mail)
        return mail

    def to(self, address: str, words: str = "") -> list[EmailMessage]:
        """What has left for this reader with these words in its subject or text, oldest first."""
        self.sent()
        return [
            mail for mail in self.out
            if address == mail["To"].addresses[0].addr_spec and words in f"{mail['Subject']}\n{text_in(mail)}"
        ]  # fmt: skip

    def last(self, address: str, words: str = "") -> EmailMessage:
        found = self.to(address, words)
        assert found, f"nothing for {address} with {words!r} among {[(str(m['To']), m['Subject']) for m in self.out]}"
        return found[-1]

    def receive(self, raw: bytes, mailbox: str = SEFTON) -> None:
        """A mail reaches the mailbox, is kept, and is read."""
        self.keep(raw, mailbox)
        while read_one(self.service):
            pass

    def keep(self, raw: bytes, mailbox: str = SEFTON) -> None:
        """A mail reaches the mailbox, and is kept."""
        self.written += 1
        keep(self.service, [Arrival(mailbox, raw, self.written, 1, self.moment.now)])

    def ends(self) -> list[tuple[str, str]]:
        """What became of each mail that came in, oldest first: its disposition and the reason."""
        with self.service.sessions.begin() as session:
            rows = session.execute(text("SELECT disposition, reason FROM inbound ORDER BY uid")).all()
        return [(row[0], row[1]) for row in rows]

    def end(self) -> str:
        return self.ends()[-1][0]

    def held(self) -> list[filed.Held]:
        with self.service.sessions.begin() as session:
            return filed.held(session, MAILBOXES)

    def case(self, reference: str) -> cases.Listed:
        with self.service.sessions.begin() as session:
            return next(one for one in cases.listed(session) if one.reference == reference)

    def all_cases(self) -> list[cases.Listed]:
        with self.service.sessions.begin() as session:
            return cases.listed(session)

    def events(self, reference: str) -> list[str]:
        with self.service.sessions.begin() as session:
            return [line.event for line in cases.history(session, cases.id_of(session, reference))]

    def facts(self, reference: str) -> dict[str, Any]:
        """The case as `parley case REF show --json` gives it."""
        found: dict[str, Any] = json.loads(case_as_json(self.service, reference))
        return found

    def mails_of(self, reference: str) -> list[outbox.Progress]:
        """Every mail about the case as the outbox knows it."""
        with self.service.sessions.begin() as session:
            return outbox.of_case(session, cases.id_of(session, reference))

    def holder(self, officer: str) -> str:
        """The id that mails and audit know an officer by, from a name or an address."""
        found = text("SELECT id FROM officers WHERE lower(name) = lower(:known) OR email = :known")
        with self.service.sessions.begin() as session:
            return f"officer:{session.execute(found, {'known': officer}).scalar_one()}"

    def audited(self, reference: str) -> list[tuple[str, str, dict[str, object] | None]]:
        """Every entry of the case's chain, oldest first: who did what, and the detail, unsealed."""
        with self.service.sessions.begin() as session:
            chain = f"case:{cases.id_of(session, reference)}"
            written = text("SELECT actor, action, seq FROM audit_entries WHERE chain = :chain ORDER BY seq")
            return [
                (actor, action, audit.detail_of(session, self.service.vault, chain, seq))
                for actor, action, seq in session.execute(written, {"chain": chain}).all()
            ]

    def audit_faults(self) -> list[str]:
        with self.service.sessions.begin() as session:
            return audit.verify(session, Vault(self.service.vault.keys))

    def dump(self, but: tuple[str, ...] = ()) -> dict[str, list[str]]:
        """Every row of every table, as the database holds it."""
        tables = [table for name, table in Table.metadata.tables.items() if name not in but]
        with self.service.sessions.begin() as session:
            return {table.name: sorted(repr(row) for row in session.execute(table.select())) for table in tables}


def mail(
    sender: str, words: str, to: str = SEFTON, proof: str = "pass", subject: str = "Hello", **headers: str
) -> bytes:
    """A mail as the mailbox's own host hands it over; `proof` is that host's word on the sender."""
    domain = sender.rpartition("@")[2].rstrip(">")
    lines = {
        "Authentication-Results": f"{AUTHSERV_ID}; dmarc={proof} header.from={domain}",
        "From": sender, "To": to, "Subject": subject, "Date": "Wed, 25 Nov 2026 10:00:00 +0000",
        "Message-ID": f"<{uuid4().hex}@mail.example>", "Content-Type": "text/plain; charset=utf-8",
        **{name.replace("_", "-"): value for name, value in headers.items()},
    }  # fmt: skip
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items() if value)
    return f"{head}\r\n{words}\r\n".encode()


def reply(to: EmailMessage, words: str, sender: str = "", proof: str = "pass", **headers: str) -> bytes:
    """An answer to one of our mails, from its reader unless from somebody else."""
    quoted = "".join(f"> {line}\r\n" for line in text_in(to).splitlines())
    threads = {"In_Reply_To": str(to["Message-ID"]), "References": str(to["Message-ID"]), **headers}
    return mail(
        sender or to["To"].addresses[0].addr_spec, f"{words}\r\n\r\n{quoted}", str(to["Reply-To"]), proof,
        f"Re: {to['Subject']}", **threads,
    )  # fmt: skip


def text_in(mail: EmailMessage) -> str:
    """What the reader reads, without the files beside it."""
    return str(mail.get_body(("plain",)).get_content()).replace("\r\n", "\n")


def token_in(mail: EmailMessage) -> str:
    found = re.search(r"/r/([a-z2-7]{26})", mail.get_content())
    assert found, mail.get_content()
    return found[1]
