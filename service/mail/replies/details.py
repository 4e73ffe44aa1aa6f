"""What stands behind the word of a reply: who instead, and the reason; as far as the writer's own lines go.

Their own lines end where they sign off ("Kind regards"), or with their name standing by itself.
"""

import re

from service.mail.replies import dates
from service.mail.replies.acts import Act, has_word
from service.mail.replies.tails import THIS
from service.mail.replies.times import time_in

SIGNS_OFF = re.compile(
    r"(?:(?:kind|kindest|warm|best|many|with|yours|thanks|thank you|cheers|regards|rgds|kr|br|diolch|cofion|wishes"
    r"|sincerely|faithfully|again|very|much|and|so|in advance|all|both|you|for your help)\b[\s,.!&-]*)+$",
    re.I,
)
A_NAME = re.compile(r"[A-Z][\w'’-]+(?: [A-Z][\w'’-]*\.?){0,3}$")
SOMEBODY = re.compile(r"\b[A-Z][a-z'’-]+(?: [A-Z][\w'’-]+){1,2}")
ADDRESS = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
WHY = r"because(?: of)?|as(?! soon| agreed| per| far)|since|due to|reason:?"
BECAUSE = re.compile(rf"\b(?:{WHY})\s+(.+?)(?:\.(?:\s|$)|$)", re.I)
BETWEEN = r"[\s.,:;!–—-]*"
LEADS_IN = re.compile(rf"^{BETWEEN}(?:(?:{WHY}|please|many thanks|thanks|thank you|now)\b{BETWEEN})*", re.I)
ITSELF = re.compile(rf"^\s*(?:(?:{THIS})\b\s*)+", re.I)
COURTESY = re.compile(r"\W*(?:please|thanks|thank you|many thanks|if (?:we|i) may|if possible|ok)\W*$", re.I)
PARTS = re.compile(r"[,;:]\s|\.\s|\s[-–—]+\s|\n")


def own_lines(lines: list[str]) -> list[str]:
    """The lines up to where the writer signs off."""
    for at, line in enumerate(lines[1:], 1):
        alone = A_NAME.match(line) and not has_word(line) and not dates.names_a_day(line)
        if SIGNS_OFF.match(line) or (alone and not ADDRESS.match(lines[at + 1] if at + 1 < len(lines) else "")):
            return lines[:at]
    return lines


def who_in(rest: str, following: list[str], sender: str | None) -> str:
    """Who should be asked instead: an address, else the first name of somebody on the line of the word."""
    text = "\n".join((rest, *following))
    for found in ADDRESS.finditer(text):
        if found[0].lower() != sender:
            return found[0].lower()
    somebody = SOMEBODY.search(rest)
    return somebody[0] if somebody else ""


def reason_in(act: Act, rest: str, following: list[str]) -> str:
    """The writer's own words beside the word that acts; of a line that asks for a date, without the date."""
    if act not in (Act.MORE_TIME, Act.MEETING):
        rest = ITSELF.sub("", rest) if act in (Act.WITHDRAW, Act.UNDO) else rest
        text = "\n".join((LEADS_IN.sub("", rest, count=1), *following))
        return "" if COURTESY.match(text) or SIGNS_OFF.match(text) else text.strip()
    text = "\n".join((rest, *following))
    because = BECAUSE.search(text)
    if because:
        return because[1].strip()
    parts = [part.strip(" .!?–—-") for part in PARTS.split(text)]
    kept = [part for part in parts if part and not COURTESY.match(part) and not _is_when(part)]
    return ", ".join(kept)


def _is_when(part: str) -> bool:
    return dates.names_a_day(part) or time_in(part) is not None
