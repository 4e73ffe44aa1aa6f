"""For how long somebody is away, by the words of their absence notice, in the languages that these come in.

Only what is plainly said is read: a day after "until", a day before "back on", or two days with one month. A day that
lies before the notice, or more than a year after it, is not believed.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from service.mail.replies.dates import day_in
from service.mail.replies.quoted import Written

MONTHS = (  # German, French, Spanish, Italian, Dutch, Welsh, in the order of the year
    "januar|janvier|enero|gennaio|januari|ionawr", "februar|février|fevrier|febrero|febbraio|februari|chwefror",
    "märz|maerz|mars|marzo|maart|mawrth", "april|avril|abril|aprile|ebrill", "mai|mayo|maggio|mei",
    "juni|juin|junio|giugno|mehefin", "juli|juillet|julio|luglio|gorffennaf", "august|août|aout|agosto|augustus|awst",
    "september|septembre|septiembre|settembre|medi", "oktober|octobre|octubre|ottobre|hydref",
    "november|novembre|noviembre|tachwedd", "dezember|décembre|decembre|diciembre|dicembre|december|rhagfyr",
)  # fmt: skip
ENGLISH = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
           "December")  # fmt: skip
FOREIGN = tuple((re.compile(rf"\b(?:{names})\b", re.I), month) for names, month in zip(MONTHS, ENGLISH, strict=True))
PLAINER = (
    (re.compile(r"\b(\d{1,2})(?:er|\.)?\s+(?:de\s+|of\s+)?(?=[A-Z][a-z]+)"), r"\1 "),  # 28. November, 1er, 28 de
    (re.compile(r"\b(\d{1,2})\.(\d{1,2})\.(?!\d)"), r"\1/\2"),
    (re.compile(r"\b(?:lunes|lundi|montag|lunedì|maandag|dydd \w+|le|el|il|den|dem|zum|au)\s+(?=\d)", re.I), ""),
)
TO = r"(?:until|till|through|to|and|bis(?: zum)?|au|al|hasta(?: el)?|fino al|tot(?: en met)?|tan|hyd at|[-–—])"
RANGE = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?\s*{TO}\s*(\d{{1,2}}(?:st|nd|rd|th)?\s+[A-Z][a-z]+(?:\s+\d{{4}})?)")
FIRST = re.compile(r"\b(?:from|starting|since|vom|von|ab|seit|du|depuis|desde|del|dal|van|vanaf|rhwng|between)\b", re.I)
LAST = re.compile(
    r"\b(?:until|till|through|up to|to|and|bis(?: zum)?|einschließlich|jusqu['’ ]?(?:au|à|en)?|au|hasta|fino a[l]?|al"
    r"|tot(?: en met)?|t/m|tan|hyd at|hyd)\b",
    re.I,
)
BACK = re.compile(
    r"\b(?:back|return(?:ing)?|available again|zurück|zurueck|wieder|de retour|retour|rientro|rientrerò|di ritorno"
    r"|vuelvo|regreso|reincorporo|terug|yn ôl|dychwelyd)\b",
    re.I,
)
ENOUGH = re.compile(r"[.;!\n](?:\s|$)|\b(?:and|und|et|y|e|en|a|with|for|mit|pour)\s+(?=\D)")
REACH = 48  # characters after such a word in which its day must stand
LONGEST = timedelta(days=366)


@dataclass(frozen=True)
class Absence:
    """The first and the last day of being away; None where the words do not say."""

    first: date | None = None
    last: date | None = None


def absence(subject: str, text: str, written_on: date | None) -> Absence:
    """What subject and text say. A day without a year is the next from `written_on`; without that, full dates alone."""
    said = _in_english(f"{subject}. {Written(text).unquoted}")
    for read in (_range, _back, _until):
        found = read(said, written_on)
        if found.last and (written_on is None or written_on <= found.last <= written_on + LONGEST):
            return found
    return Absence()


def _range(said: str, written_on: date | None) -> Absence:
    """24 to 28 November: the month stands once."""
    found = RANGE.search(said)
    last = day_in(found[2], written_on) if found else None
    if found is None or last is None or not 1 <= int(found[1]) <= last.day:
        return Absence()
    return Absence(last.replace(day=int(found[1])), last)


def _until(said: str, written_on: date | None) -> Absence:
    last = next((day for one in LAST.finditer(said) if (day := _day_after(said, one, written_on))), None)
    first = next((day for one in FIRST.finditer(said) if (day := _day_after(said, one, written_on))), None)
    if first and last and first > last:  # it has begun: a day without a year was read as the next such day
        first = first.replace(year=first.year - 1) if first.year > last.year else None
    return Absence(first if last else None, last)


def _back(said: str, written_on: date | None) -> Absence:
    """The day of coming back is no day of being away."""
    day = next((day for one in BACK.finditer(said) if (day := _day_after(said, one, written_on))), None)
    return Absence(None, day - timedelta(days=1)) if day else Absence()


def _day_after(said: str, word: re.Match[str], written_on: date | None) -> date | None:
    """The day that stands right after that word, before anything else begins."""
    rest = ENOUGH.split(said[word.end() : word.end() + REACH], maxsplit=1)[0]
    return day_in(rest if word.re is BACK else LAST.split(rest, maxsplit=1)[0], written_on)


def _in_english(said: str) -> str:
    for name, month in FOREIGN:
        said = name.sub(month, said)
    for pattern, plain in PLAINER:
        said = pattern.sub(plain, said)
    return " ".join(said.split(" "))
