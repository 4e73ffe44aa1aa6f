"""Absence notices as mail programs send them: the headers that each writes, and its words, in six languages."""

from dataclasses import dataclass
from email.header import Header


@dataclass(frozen=True)
class Notice:
    """The marks that a program leaves, subject and words; the days that these say, ISO or empty."""

    marks: tuple[str, ...]
    subject: str
    words: str
    first: str = ""
    last: str = ""


EXCHANGE = (
    "X-Auto-Response-Suppress: All", "Auto-Submitted: auto-generated",
    "X-MS-Exchange-Generated-Message-Source: Mailbox Rules Agent",
)  # fmt: skip
RE = "SEF-4T9K-2MC2: reply by Wed 2 December"
NOTICES = {
    "Exchange": Notice(EXCHANGE, f"Automatic reply: {RE}",
        "I am out of the office until Friday 27 November.", "", "2026-11-27"),
    "Exchange, on premises": Notice(("X-MS-Has-Attach:", "Auto-Submitted: auto-generated"), f"Automatic reply: {RE}",
        "On annual leave from 24 to 28 November. For urgent matters ring the duty team.",
        "2026-11-24", "2026-11-28"),
    "Outlook rule": Notice((), f"Automatic reply: {RE}",
        "I am on leave and will be back on Monday 30 November.", "", "2026-11-29"),
    "Gmail": Notice(("Precedence: bulk", "X-Autoreply: yes", "Auto-Submitted: auto-replied"), f"Out of office Re: {RE}",
        "Away 23 - 27 November, with no email.", "2026-11-23", "2026-11-27"),
    "Apple iCloud": Notice(("Auto-Submitted: auto-replied (vacation)", "X-Auto-Response-Suppress: OOF"), f"Re: {RE}",
        "I am away until 01/12/2026.", "", "2026-12-01"),
    "GroupWise": Notice(("X-Autoreply: yes",), f"Re: {RE} (Out of office)",
        "Returning to work on Thursday 3 December 2026.", "", "2026-12-02"),
    "Lotus Notes": Notice(("Auto-Submitted: auto-generated", "X-Mailer: Lotus Domino"),
        "Jo Harker is out of the office (returning 07/12/2026)",
        "I will respond to your message when I return.", "", "2026-12-06"),
    "Sieve vacation": Notice(("Auto-Submitted: auto-replied (vacation)",), f"Auto: {RE}",
        "I am away until further notice."),
    "Zimbra": Notice(("Auto-Submitted: auto-replied (zimbra; vacation)", "Precedence: bulk"), f"Out of Office: {RE}",
        "I'm away up to and including 4 December.", "", "2026-12-04"),
    "NHSmail": Notice(EXCHANGE, f"Automatic reply: [EXTERNAL] {RE}",
        "This message originated from outside of NHSmail.\n\nI don't work Wednesdays."),
    "Welsh council": Notice((), f"Ateb awtomatig: {RE}",
        "Nid wyf yn y swyddfa tan 28 Tachwedd.\n\nI am not in the office until 28 November.",
        "", "2026-11-28"),
    "Welsh alone": Notice((), f"Ateb awtomatig: {RE}",
        "Byddaf yn ôl ar 7 Rhagfyr.", "", "2026-12-06"),
    "German": Notice((), f"Abwesenheitsnotiz: {RE}",
        "Ich bin vom 24. November bis zum 4. Dezember 2026 nicht im Haus.", "2026-11-24", "2026-12-04"),
    "French": Notice(("Auto-Submitted: auto-replied",), f"Réponse automatique : {RE}",
        "Je suis absent du bureau jusqu'au 1er décembre inclus.", "", "2026-12-01"),
    "Spanish": Notice(("X-Autorespond: vacaciones",), f"Respuesta automática: {RE}",
        "Estaré fuera de la oficina hasta el 30 de noviembre de 2026.", "", "2026-11-30"),
    "Dutch": Notice((), f"Automatisch antwoord: {RE}",
        "Ik ben afwezig tot en met 28 november.", "", "2026-11-28"),
}  # fmt: skip


def notice_of(name: str, sender: str, to: str, **headers: str) -> bytes:
    """The notice as bytes, in answer to a mail of ours that was written to `sender`."""
    notice = NOTICES[name]
    lines = [
        f"Return-Path: <{sender}>", f"From: Jo Harker <{sender}>", f"To: {to}",
        f"Subject: {Header(notice.subject, 'utf-8', maxlinelen=900).encode()}", "Date: Wed, 25 Nov 2026 10:12:00 +0000",
        f"Message-ID: <away-{abs(hash(name))}@council.example>", "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: 8bit", *notice.marks,
        *(f"{key.replace('_', '-')}: {value}" for key, value in headers.items()),
    ]  # fmt: skip
    return ("\r\n".join(lines) + "\r\n\r\n" + notice.words.replace("\n", "\r\n") + "\r\n").encode()
