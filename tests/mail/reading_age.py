"""How hard a mail is to read: its sentences, their length, and the school grade they take (Flesch and Kincaid).

Terms that nobody can put more simply are left out of the grade where that is asked for: names of agencies, posts and
stages, dates, and the words of the field.
"""

import re
from dataclasses import dataclass

OF_THE_FIELD = (
    r"safeguarding|coordinators?|disagreements?|procedures?|professional|partnerships?|agency|agencies|deputy"
    r"|referral|recommend(?:ed|ation)|notification|immediate|directory"
)
DATES = (
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Mon|Tue|Wed|Thu|Fri|Sat|Sun) \d{1,2} [A-Z][a-z]+(?: \d{4})?"
    r"|\d{1,2} [A-Z][a-z]+ \d{4}|[A-Z][a-z]+ \d{4}|\d{1,2}(?::\d\d)?[ap]m|midday|midnight"
)
ADDRESSES = r"https?://\S+|\b0\d{4} \d{6}\b|\b[A-Z]{3}-\w{4}-\w{4}\b"
REPLY_WORDS = r"^[A-Z][A-Z ]{12} .*$"  # in a column of its own: a list, not a sentence
LABELLED = r"^[A-Z][\w' ]{0,40}:(?: .*)?$"
SIGNED = r"^Write your reply above.*\n-+$|^Help: .*$|^Reference .*$"
ENDS = re.compile(r"[.?!]$")
SHORT = 40  # a heading is shorter
SILENT = re.compile(r"(?:[^l]e|[^td]ed|[^cgsxz]es|[cs]hes)$")
VOWELS = re.compile(r"[aeiouy]+")


@dataclass(frozen=True)
class Reading:
    words: int
    sentences: int
    syllables: int
    longest: int

    @property
    def mean(self) -> float:
        return self.words / self.sentences

    @property
    def grade(self) -> float:
        return 0.39 * self.mean + 11.8 * self.syllables / self.words - 15.59


def reading(text: str, without: str = "") -> Reading:
    """How the text reads; what the pattern `without` matches counts as no word."""
    left = (re.sub(without, " ", sentence) if without else sentence for sentence in sentences(text))
    said = [words for sentence in left if (words := words_of(sentence))]
    every = [word for words in said for word in words]
    return Reading(len(every), len(said), sum(map(syllables, every)), max(map(len, said)))


def sentences(text: str) -> list[str]:
    """What runs to a full stop, over the ends of lines. Headings, labels and lists are no sentences: short as they are,
    they would make a hard text look easy."""
    plain = re.sub(f"{ADDRESSES}|{DATES}", " ", re.sub(f"{REPLY_WORDS}|{LABELLED}|{SIGNED}", "", text, flags=re.M))
    found: list[str] = []
    for block in re.split(r"\n\s*\n|\n(?=- |\d\. )", plain):
        lines = [line.strip() for line in block.splitlines() if line.strip()]
        while lines and _is_a_heading(lines[0], *lines[1:2]):
            lines = lines[1:]
        found += re.split(r"(?<=[.?!])\s", " ".join(lines))
    return [sentence for sentence in found if ENDS.search(sentence)]


def _is_a_heading(line: str, following: str = "") -> bool:
    return len(line) < SHORT and not ENDS.search(line) and not following[:1].islower()


def words_of(sentence: str) -> list[str]:
    return re.findall(r"[a-z]+(?:'[a-z]+)?", sentence.lower())


def syllables(word: str) -> int:
    """Groups of vowels, but for an end that is not spoken."""
    return max(1, len(VOWELS.findall(word)) - bool(SILENT.search(word)))
