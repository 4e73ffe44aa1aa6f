"""The words a reply acts by, and when a line is taken at its word.

A line acts when it opens with one of the words and what follows is of a known kind (tails).
Negation beats the keyword. Words that raise attention may stand in a short sentence ("It isn't sorted");
words that lower it may not, and a condition, a plan, a question or a second word undoes them.
"""

import re

from service.mail.reading.charset import NOT_SHOWN
from service.mail.replies import slips, tails
from service.mail.replies.act import LOWERING as LOWERING
from service.mail.replies.act import NEGATIVE, SAME
from service.mail.replies.act import NEUTRAL as NEUTRAL
from service.mail.replies.act import Act as Act
from service.mail.replies.words import DONE, FILLER, NOT, NOT_AGREE, WORDS

NEGATED = re.compile(rf"\b{NOT}\s+{FILLER}(?:{DONE}|agreed?)\b|\bunresolved\b|{NOT_AGREE}\b|\bescalate\b|n't agree")
MEANT_OTHERWISE = re.compile(r"\b(?:i meant|we meant|should (?:be|have been|say|have said)|instead)\b")
CLAUSES = re.compile(r"[.,;:/|!()]|\s[-–—]+\s|\b(?:or|and)\b")
TAG = re.compile(r",? (?:is|isn't|are|has|hasn't|right|correct)\b[^?]{0,12}\?")
NO_APOSTROPHE = re.compile(r"\b(is|has|have|was|are|does|do|did|ca|could|would|should)nt\b", re.I)
MARKS = re.compile(r"[*_\"“”\[\]{}#•·]")  # not ">", which marks another's word
GLAD = re.compile(r"[👍👌🙏✅✔👏🙌🤝🎉💯💚❤😀😁😃😄😉😊😌🙂🤗☺][\ufe0f\u200d\U0001f3fb-\U0001f3ff]*")
SAD = re.compile(r"[👎🚫❌❎✖😔😕😞😟😠😡😢😣😤😥😩😫😭🙁☹🤔🙄😬🤷❓❔][\ufe0f\u200d\U0001f3fb-\U0001f3ff♀♂]*|:'?-\(")
SADLY = ":("
MOST = 500


def act_of(line: str) -> tuple[Act, str]:
    """What `line` asks for, and what stands behind the word, as written; UNCLEAR and all of it unless it is plain."""
    written = plain(line)
    act, rest = opening(written.lower())
    if act is Act.UNCLEAR or _asks(act, rest) or _contradicts(act, rest):
        return Act.UNCLEAR, written
    return act, written[len(written) - len(rest) :] if rest else ""


def has_word(line: str) -> bool:
    """Whether any word that could act stands anywhere in `line`."""
    spoken = plain(line).lower()
    return any(pattern.search(spoken) for _, pattern in WORDS)


def plain(line: str) -> str:
    """The line without marks, smiles and slips of the pen, its capitals kept."""
    shown = line[:MOST].replace("\u2019", "'").replace("\u2018", "'")
    shown = SAD.sub(f" {SADLY} ", GLAD.sub(" ", shown))
    shown = " ".join(MARKS.sub(" ", NOT_SHOWN.sub(" ", shown)).split()).lstrip("-–—'. ")
    shown = NO_APOSTROPHE.sub(r"\1n't", shown)
    shown = re.sub(r"\b(not)-?(?=re?s|agreed)", r"\1 ", shown, flags=re.I)
    return slips.mended(shown)


def opening(spoken: str) -> tuple[Act, str]:
    """The word that a line opens with, taken at its word, and what follows; else UNCLEAR."""
    for act, pattern in WORDS:
        found = pattern.match(spoken)
        if found and tails.follow(act, found[0], spoken[found.end() :]):
            return act, spoken[found.end() :]
    return Act.UNCLEAR, spoken


def _asks(act: Act, rest: str) -> bool:
    """Whether the line is a question: anywhere for a word that lowers attention, else in its opening clause."""
    if act in (Act.HELP, Act.MORE_TIME, Act.NOT_ME):
        return False
    if act in NEGATIVE:
        return "?" in re.split(r"[.,!;:]|\s[-–—]+\s", rest)[0] or bool(TAG.match(rest))
    return "?" in rest


def _contradicts(act: Act, rest: str) -> bool:
    """Whether a second word in the line wants something else, other than what an undoing was meant to be."""
    if act is Act.UNDO and MEANT_OTHERWISE.search(rest):
        return False
    if act not in NEGATIVE and (NEGATED.search(rest) or (act in LOWERING and SADLY in rest)):
        return True
    others = {opening(clause.strip())[0] for clause in CLAUSES.split(rest) if clause and clause.strip()}
    return any(SAME.get(other, other) != SAME.get(act, act) for other in others if other not in NEUTRAL)
