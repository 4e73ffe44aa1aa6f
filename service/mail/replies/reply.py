"""What a reply says.

The first line that is neither quoted, a greeting nor a gateway's warning decides; everything the person
wrote is kept beside it. Risk is looked for in all of that, and in the quoted text where they wrote nothing
else. What is not plain is unclear, and a person reads it.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date as Day
from datetime import time as TimeOfDay
from typing import TypeVar
from zoneinfo import ZoneInfo

from service.mail.reading.message import InboundMail
from service.mail.replies import acts, below, dates, details, risk, times
from service.mail.replies.acts import Act as Act
from service.mail.replies.quoted import Written

LONDON = ZoneInfo("Europe/London")
Found = TypeVar("Found")
SEND_TO = re.compile(r"\W*(?:please )?(?:(?:can|could) you (?:please )?)?send\b", re.I)
GREETING = re.compile(
    r"(?:hi|hiya|hello|hey|dear|good (?:morning|afternoon|evening|day)|morning|afternoon|evening|thanks|thank you"
    r"|many thanks|to whom it may concern|bore da|prynhawn da|helo|annwyl)\b"
    r"(?: (?:all|both|everyone|team|colleagues)\b)?[ ,!.:–—-]*",
    re.I,
)
COURTESY = re.compile(
    r"(?:that's (?:great|fine|helpful)|great|lovely|perfect|thank(?:s| you) for|(?:my )?apologies|sorry (?:for|about)"
    r"|(?:i )?(?:hope|trust) (?:you|this)|further to|in (?:response|reply|answer) to|please (?:see|find) my)\b"
    r"|just to (?:confirm|say|let you know)\W*$",
    re.I,
)
NAME = re.compile(r"[^\s,.!:–—-]+(?: [^\s,.!:–—-]+){0,4} ?[,.!:–—-]+(?: |$)")
TAG = re.compile(r"\s*(?:[\[*(]{1,3}\s*(?:external|ext|caution|warning)\b[^\])*]{0,60}[\])*]{1,3}[\s:-]*)+", re.I)


@dataclass(frozen=True)
class Answer:
    """What was said: `act` by `first_line`, the beginning of the line that decided; `said` is the unquoted text.

    `date` and `time` are when MORE TIME ends or a MEETING begins, where they are plain: a day and a time of day in
    London. `who` is whom NOT ME names, an address or a name. `reason` is what was said beside the word. `risk`:
    whether a risk is stated.
    """

    act: Act
    said: str = field(repr=False)
    first_line: str = field(repr=False)
    date: Day | None = None
    time: TimeOfDay | None = None
    who: str = field(default="", repr=False)
    reason: str = field(default="", repr=False)
    risk: bool = False


def understand(mail: InboundMail, written: Written | None = None) -> Answer:
    """What the sender of `mail` says, by its first line that counts; `written` is its text, where it is marked already.
    Never raises."""
    written = written or Written(mail.text)
    said = written.said
    lines = below.whole_sentence(details.own_lines(_that_count(said)))
    first_line = lines[0] if lines else ""
    act, rest = acts.act_of(first_line) if lines else (Act.UNCLEAR, "")
    if below.take_back(act, lines[1:]):
        act, rest = Act.UNCLEAR, first_line
    read = DETAILS.get(act, _reason)(Said(mail, act, first_line, rest, lines[1:]))
    stated = risk.is_stated(written.unquoted or mail.text)
    return replace(read, said=said, first_line=first_line, risk=stated)


@dataclass(frozen=True)
class Said:
    """The lines of a reply, from the one on that decided; `rest` follows its word."""

    mail: InboundMail
    act: Act
    line: str
    rest: str
    following: list[str]

    @property
    def written_on(self) -> Day | None:
        return self.mail.date.astimezone(LONDON).date() if self.mail.date else None

    @property
    def reason(self) -> str:
        return details.reason_in(self.act, self.rest, self.following)

    def when(self, read: Callable[[str], Found | None]) -> Found | None:
        """What `read` finds on the line of the word, else on the one below."""
        found = read(self.line)
        return found if found is not None or not self.following else read(self.following[0])


def _reason(said: Said) -> Answer:
    return Answer(said.act, "", "", reason=said.reason if said.act is not Act.UNCLEAR else "")


def _limit(said: Said) -> Answer:
    until = said.when(lambda line: dates.limit_in(line, said.written_on))
    return Answer(said.act, "", "", until, said.when(times.time_in), reason=said.reason)


def _meeting(said: Said) -> Answer:
    past = said.line.lower().startswith(("met ", "we met "))
    on = said.when(lambda line: dates.day_in(line, said.written_on, past))
    return Answer(said.act, "", "", on, said.when(times.time_in), reason=said.reason)


def _somebody_else(said: Said) -> Answer:
    """"Please send to" says so only where somebody is named."""
    who = details.who_in(said.rest, said.following, said.mail.sender)
    act = said.act if who or not SEND_TO.match(said.line) else Act.UNCLEAR
    return Answer(act, "", "", who=who, reason=said.reason)


DETAILS: Mapping[Act, Callable[[Said], Answer]] = {
    Act.MORE_TIME: _limit,
    Act.MEETING: _meeting,
    Act.NOT_ME: _somebody_else,
}


def _that_count(said: str) -> list[str]:
    """The lines of `said` from the first one on that is no greeting; that one without its greeting."""
    lines = [line.strip()[: acts.MOST] for line in said.split("\n") if line.strip()]
    while lines and not (rest := _without_greeting(TAG.sub("", lines[0], count=1))):
        lines = lines[1:]
    return [rest, *lines[1:]] if lines else []


def _without_greeting(line: str) -> str:
    """What is left of `line` behind a greeting: nothing, where it only greets, or is a courtesy."""
    greeting = GREETING.match(line)
    if not greeting:
        return "" if COURTESY.match(line) and not acts.has_word(line) else line
    rest = line[greeting.end() :]
    if acts.act_of(rest)[0] is not Act.UNCLEAR:
        return rest
    name = NAME.match(rest)
    if name and not acts.has_word(name[0]):
        rest = rest[name.end() :].strip()
        return "" if COURTESY.match(rest) and not acts.has_word(rest) else rest
    return line if len(rest.split()) > 4 or acts.has_word(rest) else ""
