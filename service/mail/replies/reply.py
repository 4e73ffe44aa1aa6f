"""What a reply says.

The first line that is neither quoted, a greeting nor a gateway's warning decides; everything the person
wrote is kept beside it. Risk is looked for in all of that, and in the quoted text where they wrote nothing
else. What is not plain is unclear, and a person reads it.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from zoneinfo import ZoneInfo

from service.mail.reading.message import InboundMail
from service.mail.replies import acts, dates, quoted, risk
from service.mail.replies.acts import Act as Act

LONDON = ZoneInfo("Europe/London")
GREETING = re.compile(
    r"(?:hi|hiya|hello|hey|dear|good (?:morning|afternoon|evening|day)|morning|afternoon|evening|thanks|thank you"
    r"|many thanks|to whom it may concern|bore da|prynhawn da|helo|annwyl)\b"
    r"(?: (?:all|both|everyone|team|colleagues)\b)?[ ,!.:–—-]*",
    re.I,
)
NAME = re.compile(r"[^\s,.!:–—-]+(?: [^\s,.!:–—-]+){0,4} ?[,.!:–—-]+(?: |$)")
TAG = re.compile(r"\s*(?:[\[*(]{1,3}\s*(?:external|ext|caution|warning)\b[^\])*]{0,60}[\])*]{1,3}[\s:-]*)+", re.I)
BANNER = re.compile(
    r"\W*(?:caution|warning|external|attention|notice|security|this (?:e-?mail|message)|you (?:don['’]t|do not)"
    r"|some people who received|be careful|stop|think)\b"
    r".*\b(?:external|outside|originat\w+|often get e-?mail|click|unknown sender|recogni[sz]e|untrusted)\b",
    re.I,
)
BANNER_GOES_ON = re.compile(
    r"\W*(?:(?:please )?do not|don't|unless|learn why|report|links?|and know|attachments?|(?:the )?sender"
    r"|(?:the )?content is safe)\b",
    re.I,
)


@dataclass(frozen=True)
class Answer:
    """What was said: `act` by `first_line`, the beginning of the line that decided; `said` is the unquoted text.

    `by` is the day that MORE TIME asks for, where it is plain; `risk` whether a risk is stated.
    """

    act: Act
    said: str = field(repr=False)
    first_line: str = field(repr=False)
    by: date | None = None
    risk: bool = False


def understand(mail: InboundMail) -> Answer:
    """What the sender of `mail` says, by its first line that counts."""
    said = quoted.said(mail.text)
    lines = _that_count(said)
    first_line = lines[0] if lines else ""
    act, detail = acts.act_of(first_line) if lines else (Act.UNCLEAR, "")
    by = _day(mail, detail, *lines[1:2]) if act is Act.MORE_TIME else None
    return Answer(act, said, first_line, by, risk.is_stated(quoted.unquoted(mail.text) or mail.text))


def _that_count(said: str) -> list[str]:
    """The lines of `said` from the first one on that is no banner and no greeting; that one without its greeting."""
    lines = [line.strip()[: acts.MOST] for line in _without_banner(said.split("\n")) if line.strip()]
    while lines and not (rest := _without_greeting(TAG.sub("", lines[0], count=1))):
        lines = lines[1:]
    return [rest, *lines[1:]] if lines else []


def _without_banner(lines: list[str]) -> list[str]:
    inside = False
    for at, line in enumerate(lines):
        inside = bool(BANNER.match(line[:300]) or (inside and BANNER_GOES_ON.match(line)))
        if not inside and line.strip():
            return lines[at:]
    return []


def _without_greeting(line: str) -> str:
    """What is left of `line` behind a greeting: nothing, where it only greets."""
    greeting = GREETING.match(line)
    if not greeting:
        return line
    rest = line[greeting.end() :]
    if acts.act_of(rest)[0] is not Act.UNCLEAR:
        return rest
    name = NAME.match(rest)
    if name and not acts.has_word(name[0]):
        return rest[name.end() :].strip()
    return line if len(rest.split()) > 4 or acts.has_word(rest) else ""


def _day(mail: InboundMail, detail: str, *following: str) -> date | None:
    written_on = mail.date.astimezone(LONDON).date() if mail.date else None
    return dates.day_in(detail, written_on) or next(
        (day for line in following if (day := dates.day_in(line, written_on))), None
    )
