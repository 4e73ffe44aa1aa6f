"""What `parley doctor` looks at in each mailbox, and what it says of it: what is wrong or doubtful, and what to do."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from service.accounts import account_of, outside_of, relay_of
from service.config import Config, Mailbox
from service.errors import MailboxUnreachable
from service.mail import canary
from service.mail.authority import Rule
from service.mail.canary import Canary
from service.mail.imap.account import Account
from service.mail.imap.inspection import PLENTY, Inspection, inspecting
from service.mail.sending.smtp import Outcome, Post, Relay

LOOKS_EVERY = 0.5  # seconds


class Health(StrEnum):
    WELL = "well"
    DOUBTFUL = "doubtful"
    WRONG = "wrong"


@dataclass(frozen=True)
class Finding:
    health: Health
    says: str


def well(says: str) -> Finding:
    return Finding(Health.WELL, says)


def doubtful(says: str) -> Finding:
    return Finding(Health.DOUBTFUL, says)


def wrong(says: str) -> Finding:
    return Finding(Health.WRONG, says)


@dataclass(frozen=True)
class Examination:
    """One mailbox to be examined: with which settings, by whose verdict, at what time, for how long."""

    config: Config
    box: Mailbox
    rule: Rule
    key: bytes
    at: datetime
    within: float

    @property
    def account(self) -> Account:
        return account_of(self.config, self.box)

    def findings(self) -> Iterator[Finding]:
        try:
            with inspecting(self.account) as inspection:
                yield from self._of_the_line(inspection)
                yield from self._of_the_folders(inspection)
                yield from self._of_two_mails(inspection)
        except MailboxUnreachable as fault:
            yield wrong(str(fault))

    def _of_the_line(self, inspection: Inspection) -> Iterator[Finding]:
        how = f"over {inspection.tls}" if inspection.tls else "in plain text, on this machine alone"
        yield well(f"Signed in at {self.account.host} port {self.account.port}, {how}.")
        if not inspection.has("IDLE"):
            yield doubtful(
                "The server has no IDLE: mail is looked for every PARLEY_IMAP_POLL seconds, and not found sooner."
            )
        if not (inspection.has("MOVE") or inspection.has("UIDPLUS")):
            yield doubtful(
                "The server can move no mail safely: what is read stays in INBOX. It is kept once; clear it by hand."
            )

    def _of_the_folders(self, inspection: Inspection) -> Iterator[Finding]:
        names = [inspection.folder(name) for name in (self.account.filed, self.account.large)]
        yield well(f"The folders {' and '.join(names)} are there.")
        full = inspection.percent_full()
        if full is not None and full >= PLENTY:
            yield doubtful(f"The mailbox is {full} % full. Move old mail out of it, or ask for more room.")

    def _of_two_mails(self, inspection: Inspection) -> Iterator[Finding]:
        ours = canary.plain(self.box.address, self.key, self.at)
        forged = canary.forged(self.box.address, self.key, self.at, self.config.canary_from, self.rule)
        sent = _send(relay_of(self.config), ours)
        if sent.kind != "accepted":
            yield wrong(of_sending(relay_of(self.config), ours, sent))
            return
        outside = _send(outside_of(self.config), forged)
        found = self._come_round(inspection, [ours, *([forged] if outside.kind == "accepted" else [])])
        if ours.message_id not in found:
            yield wrong(
                f"A mail to itself was taken by {self.config.smtp_host}, and did not come within {self.within:.0f} "
                "seconds. Look for it among the mailbox's junk, and ask the host where it went."
            )
            return
        yield well("A mail to itself left, and came back.")
        yield of_our_own(found[ours.message_id], self.rule)
        yield of_the_forged(outside, found.get(forged.message_id), self.rule)

    def _come_round(self, inspection: Inspection, sent: list[Canary]) -> dict[str, bytes]:
        """The headers of those that came, by their Message-IDs."""
        found: dict[str, bytes] = {}
        until = time.monotonic() + self.within
        while len(found) < len(sent) and time.monotonic() < until:
            for one in sent:
                if one.message_id not in found and (headers := inspection.headers_of(one.message_id)):
                    found[one.message_id] = headers
            time.sleep(LOOKS_EVERY if len(found) < len(sent) else 0)
        return found


def _send(relay: Relay, mail: Canary) -> Outcome:
    with Post(relay) as post:
        return post.send(mail.mailbox, mail.mailbox, mail.mime)


UNSENT = {  # by the step at which it went wrong
    "connect": "cannot be reached. Check PARLEY_SMTP_HOST and PARLEY_SMTP_PORT, and that nothing stands between",
    "ehlo": "will not talk to us. Ask its host why",
    "starttls": "offers no TLS, or shows a certificate that nobody vouches for: nothing was said to it. Check "
    "PARLEY_SMTP_HOST, or name your own authority in PARLEY_CA_FILE",
    "auth": "refused the sign-in. Check PARLEY_SMTP_USER and PARLEY_SMTP_PASSWORD, or the PARLEY_MICROSOFT settings",
}


def of_sending(relay: Relay, mail: Canary, outcome: Outcome) -> str:
    server = f"The server that mail leaves through, {relay.host} port {relay.port},"
    if outcome.phase in UNSENT:
        return f"{server} {UNSENT[outcome.phase]}."
    answer = " ".join(str(word) for word in (outcome.code, outcome.enhanced) if word) or "no answer"
    return (
        f"{server} did not take a mail from {mail.mailbox} to itself ({answer}). Check that the account may send as "
        "that address."
    )


def of_our_own(headers: bytes, rule: Rule) -> Finding:
    """Whether the host's word on a sender is understood, as far as a mail of our own can show."""
    verdict, signer = canary.verdict_on(headers, rule), canary.signer_of(headers)
    if verdict == "pass":
        return well("The host confirmed its sender, in its own name.")
    if verdict == "fail":
        return wrong(
            "The host says that our own mail is forged (dmarc=fail); other hosts will say so too. Set SPF, DKIM and "
            "DMARC right for the mailbox's domain."
        )
    if signer and rule.authserv_id and signer != rule.authserv_id:
        return wrong(
            f"The host signs its word on a sender as {signer}, and PARLEY_AUTHSERV_ID says {rule.authserv_id}: no "
            f"reply would ever act. If {signer} is your host, set PARLEY_AUTHSERV_ID to it."
        )
    return doubtful(
        "The host did not confirm the sender of our own mail. Some hosts say nothing of mail from inside: answer one "
        "of our mails from outside, and see that the reply acts."
    )


def of_the_forged(outcome: Outcome, headers: bytes | None, rule: Rule) -> Finding:
    if outcome.kind in ("refused_perm", "refused_temp"):
        return well("A forged mail was refused at the door.")
    if outcome.kind != "accepted":
        return doubtful("A forged mail could not be sent: nobody knows what becomes of one. Check PARLEY_CANARY_HOST.")
    if headers is None:
        return well("A forged mail did not come in: the host kept it out, or put it elsewhere.")
    if canary.verdict_on(headers, rule) == "pass":
        return wrong(
            "A forged mail was believed: anybody could answer for anybody. Ask the host to strike out the "
            "Authentication-Results that come with a mail, and check PARLEY_AUTHSERV_ID and PARLEY_MAIL_PROVIDER."
        )
    return well("A forged mail came in, and the host did not vouch for it.")
