"""The table of replies, and the clothes that mail programs and councils put on them."""

import tomllib
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from service.mail.reading.message import InboundMail
from service.mail.replies.reply import Act, Answer, understand
from service.mail.sending.templates import render
from tests.mail.mail_values import EVERYTHING

FOLDER = Path(__file__).parent / "replies"
WRITTEN_ON = datetime(2026, 11, 25, 10, 12, tzinfo=UTC)
SUBJECT, ASKED = render("routed", EVERYTHING)
MARKED = "".join(f"> {line}".rstrip() + "\n" for line in ASKED.splitlines())
COUNCIL = """

Avery Curlew
Service Manager, Dunelands Community Health Trust
Tel: 01632 960 121 | avery.curlew@dunelands-health.example

This email and any attachments are confidential. If you are not the intended recipient, you must not act on it. The
views in it are not agreed by the Trust.
Stop and think before you print. To unsubscribe from our bulletins see our site.
"""
CAUTION = (
    "CAUTION: This email originated from outside of the Trust. Do not click links or open attachments unless you"
    " recognise the sender and know the content is safe.\n\n"
)

CLOTHES = {
    "bare": "{said}",
    "gmail": f"{{said}}\n\nOn Wed, 25 Nov 2026 at 09:30, Sefton <sefton@parley.example> wrote:\n\n{MARKED}",
    "outlook desktop": (
        f"{{said}}{COUNCIL}\nFrom: Sefton <sefton@parley.example>\nSent: 25 November 2026 09:30\n"
        f"To: Avery Curlew <avery.curlew@dunelands-health.example>\nSubject: {SUBJECT}\n\n{ASKED}"
    ),
    "outlook mobile": (
        f"{{said}}\n\nGet Outlook for iOS\n________________________________\nFrom: Sefton <sefton@parley.example>\n"
        f"Sent: Wednesday, November 25, 2026 9:30:12 AM\nTo: Avery Curlew\nSubject: {SUBJECT}\n\n{ASKED}"
    ),
    "apple": (
        f"{{said}}\n\nSent from my iPhone\n\n"
        f"> On 25 Nov 2026, at 09:30, Sefton <sefton@parley.example> wrote:\n>\n{MARKED}"
    ),
    "groupwise": f"{{said}}\n\n>>> Sefton <sefton@parley.example> 25/11/2026 09:30 >>>\n{ASKED}",
    "behind a gateway": f"{CAUTION}{{said}}\n\n--\nAvery Curlew\nNot agreed? Ring us.\n\n{MARKED}",
}


@dataclass(frozen=True)
class Reply:
    """One reply of the table, and what it should be understood as; what is not given is not looked at."""

    number: int
    says: str
    act: Act
    details: dict[str, Any]

    def read(self, clothes: str) -> Answer:
        text = CLOTHES[clothes].replace("{said}", self.says)
        return understand(InboundMail(b"", text=text, date=WRITTEN_ON, sender="avery.curlew@dunelands-health.example"))

    def faults(self, answer: Answer) -> list[str]:
        """What was understood otherwise."""
        found = [] if answer.act is self.act else [f"act {answer.act}"]
        for name, expected in self.details.items():
            said = getattr(answer, name)
            if said != expected and not (name == "reason" and expected and expected in said):
                found.append(f"{name} {said!r}")
        return found


def replies() -> list[Reply]:
    found = [given for path in sorted(FOLDER.glob("*.toml")) for given in _of_file(path)]
    return [Reply(number, *given) for number, given in enumerate(found)]


def _of_file(path: Path) -> list[tuple[str, Act, dict[str, Any]]]:
    rows = []
    for act, given in tomllib.loads(path.read_text("utf-8")).items():
        for one in given:
            row = dict(one) if isinstance(one, dict) else {"says": one}
            of_the_act = {"date": None, "time": None} if act in ("more_time", "meeting") else {}
            rows.append((row.pop("says"), Act(row.pop("act", act)), {**of_the_act, **row}))
    return rows
