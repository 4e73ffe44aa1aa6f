"""The words a reply acts by, and when a line is taken at its word.

A line acts when it opens with one of the words and what follows is nothing, punctuation or a detail.
Negation beats the keyword. Words that raise attention may stand in a short sentence ("It isn't sorted");
words that lower it may not, and a condition, a plan, a question or a second word undoes them.
"""

import re
from enum import StrEnum


class Act(StrEnum):
    RESOLVED = "resolved"
    NOT_RESOLVED = "not_resolved"
    AGREE = "agree"
    NOT_AGREED = "not_agreed"
    MORE_TIME = "more_time"
    SEEN = "seen"
    WITHDRAW = "withdraw"
    UNDO = "undo"
    NOT_ME = "not_me"
    HELP = "help"
    UNCLEAR = "unclear"


NEGATIVE = (Act.NOT_RESOLVED, Act.NOT_AGREED)
SAME = {Act.AGREE: Act.RESOLVED, Act.NOT_AGREED: Act.NOT_RESOLVED}
NEUTRAL = (Act.SEEN, Act.HELP, Act.UNCLEAR)

SUBJECT = (
    r"(?:(?:it|this|that|we|they|i|the (?:case|matter|issue|disagreement|concern|dispute)|still|sorry|no|unfortunately"
    r"|afraid|i'm afraid)[\s,.:-]+){0,4}(?:(?:is|are|am|was|has|have|had|been|remains?|still|definitely)\s+){0,3}"
)
NOT = r"(?:not|never|no longer|(?:is|has|have|was|are)n't|(?:can't|cannot|can not|won't|could not|couldn't) be)"
FILLER = r"(?:(?:yet|fully|been|be|at all|completely|quite|really|properly|all|entirely|currently|considered)\s+){0,3}"
DONE = r"(?:resolved|sorted|settled|closed|solved|concluded)"
NOT_AGREE = (
    r"(?:not (?:yet )?(?:been )?agreed?|(?:do|does|did|can|could) ?n[o']t agree|don't agree|doesn't agree|didn't agree"
    r"|can't agree|cannot agree|unable to agree|(?:have|are|is)n't agreed|not in agreement|disagree)"
)
YES = r"(?:(?:yes|ok|okay)[,.!]?\s+)?"
WE = r"(?:(?:we|i)\s+)?"
PLEASE = r"(?:please\s+)?"

WORDS = tuple(
    (act, re.compile(rf"(?:{pattern})(?!['\w])"))
    for act, pattern in (
        (Act.NOT_RESOLVED, rf"{SUBJECT}(?:{NOT}\s+{FILLER}{DONE}|unresolved)(?: yet| at all)?"),
        (Act.NOT_RESOLVED, rf"(?:i|we) (?:do not|don't) (?:think|feel|believe|consider) (?:it|this)(?: is|'s|) {DONE}"),
        (Act.NOT_RESOLVED, rf"(?:no[,.]? )?{WE}(?:still {NOT_AGREE}|(?:do|are) still not agreed?)"),
        (Act.NOT_RESOLVED, rf"(?:no[,.]? )?{PLEASE}{WE}escalate"),
        (Act.NOT_RESOLVED, rf"{PLEASE}(?:move (?:it |this )?to (?:the )?)?next stage"),
        (Act.NOT_RESOLVED, r"no[.!]?$"),
        (Act.NOT_AGREED, rf"(?:no[,.]? )?{WE}(?:are |am |have )?{NOT_AGREE}"),
        (Act.NOT_ME, rf"not me|not for me|wrong person|{PLEASE}send (?:this |it )?to"),
        (Act.AGREE, rf"{YES}{WE}(?:both )?agree|yes[,.!]?\s+agreed|{YES}(?:we are|we're|i am) agreed"),
        (Act.RESOLVED, rf"{YES}(?:(?:all|now|fully|both)\s+)?(?:{DONE}|agreed)"),
        (Act.MORE_TIME, rf"{PLEASE}{WE}(?:need )?(?:some |a little |a bit )?more time"),
        (Act.MORE_TIME, rf"{WE}need (?:a bit |a little )?longer"),
        (Act.MORE_TIME, rf"(?:an )?extension|{WE}(?:can't|cannot|can not) make it"),
        (Act.WITHDRAW, rf"{PLEASE}{WE}(?:wish to |want to |would like to )?(?:withdraw|cancel)|withdrawn"),
        (Act.UNDO, r"undo|wrong|mistake"),
        (Act.SEEN, r"seen|noted|received|ok|okay|acknowledged"),
        (Act.HELP, r"help|\?+$"),
    )
)
THANKS = r"thanks|thank you|many thanks|please"
THIS = rf"{THANKS}|this|it|that|the (?:case|notification|concern|escalation|last|reply)|my"
DETAIL = {  # what may follow without punctuation; anything may follow NOT RESOLVED, NOT AGREED and NOT ME
    Act.RESOLVED: rf"{THANKS}|today|yesterday|now|on|at|with|after|following|we|both|as (?:per|agreed)|and|between|by",
    Act.AGREE: rf"{THANKS}|that (?:it|this) is resolved|(?:it|this) is resolved",
    Act.MORE_TIME: rf"{THANKS}|until|till|to|by|needed|required|for|of|tomorrow|\d\w*|(?:mon|tue|wed|thu|fri|s[au])\w*",
    Act.WITHDRAW: THIS,
    Act.UNDO: THIS,
    Act.SEEN: rf"{THANKS}|with thanks|today|by|on|and noted",
    Act.HELP: r"please",
}
SPOKEN_LIGHTLY = re.compile(r".*\b(?:agreed?|closed|sorted|settled|ok|okay)$")
PLAN = re.compile(r"\b(?:will|we'll|i'll|they'll|let's|shall|going to|tomorrow|next week|need to|should|must|meet)\b")
LIGHT_DETAIL = re.compile(rf"\s+(?:{THANKS}|today|yesterday|now|{DETAIL[Act.AGREE]})\b")
HEDGE = re.compile(
    r"\W*(?:if|when|once|unless|provid\w+|subject|assuming|but|except|apart|only|pending|hopefully|probably|possibly"
    r"|perhaps|maybe|soon|should|would|could|in (?:principle|part|theory)|partly|partially|almost|nearly"
    r"|(?:as|so) long as|as far as|with (?:conditions?|reservations?|caveats?|the exception)|on condition"
    r"|apparently|according to)\b"
)
NEGATED = re.compile(rf"\b{NOT}\s+{FILLER}(?:{DONE}|agreed?)\b|\bunresolved\b|{NOT_AGREE}\b|\bescalate\b|n't agree")
CLAUSES = re.compile(r"[.,;:/|!()]|\s[-–—]+\s|\b(?:or|and)\b")
MOST = 500


def act_of(line: str) -> tuple[Act, str]:
    """What `line` asks for and the detail behind the word; UNCLEAR and the whole line unless it is plain."""
    spoken = _spoken(line)
    act, rest = _opening(spoken)
    if act is Act.UNCLEAR or _asks(act, rest) or _contradicts(act, rest):
        return Act.UNCLEAR, spoken
    return act, rest


def has_word(line: str) -> bool:
    """Whether any word that could act stands anywhere in `line`."""
    spoken = _spoken(line)
    return any(pattern.search(spoken) for _, pattern in WORDS)


def _spoken(line: str) -> str:
    plain = line[:MOST].lower().replace("\u2019", "'").replace("\u2018", "'")
    return " ".join(re.sub(r"[\u200b-\u200f\u2060\ufeff*_\"“”\[\]{}#>•·]", " ", plain).split()).lstrip("-–—'. ")


def _opening(spoken: str) -> tuple[Act, str]:
    """The word that a line opens with, taken at its word, and what follows; else UNCLEAR."""
    for act, pattern in WORDS:
        found = pattern.match(spoken)
        if found and _follows(act, found[0], spoken[found.end() :]):
            return act, spoken[found.end() :]
    return Act.UNCLEAR, spoken


def _follows(act: Act, word: str, rest: str) -> bool:
    if act in NEGATIVE or act is Act.NOT_ME:
        return not re.match(r"\s+(?:if|when|only)\b", rest)
    if HEDGE.match(rest):
        return False
    if SPOKEN_LIGHTLY.match(word):
        return not PLAN.search(rest) and bool(re.match(r"$|\s*[-–—.,:;!(/|?]", rest) or LIGHT_DETAIL.match(rest))
    return bool(re.match(rf"$|\s*[-–—.,:;!(/|?]|\s+(?:{DETAIL[act]})\b", rest))


def _asks(act: Act, rest: str) -> bool:
    """Whether the line is a question: anywhere for a word that lowers attention, else in its opening clause."""
    if act is Act.HELP:
        return False
    return "?" in (re.split(r"[.!;:]|\s[-–—]+\s", rest)[0] if act in NEGATIVE else rest)


def _contradicts(act: Act, rest: str) -> bool:
    """Whether a second word in the line wants something else."""
    if act not in NEGATIVE and NEGATED.search(rest):
        return True
    others = {_opening(clause.strip())[0] for clause in CLAUSES.split(rest) if clause and clause.strip()}
    return any(SAME.get(other, other) != SAME.get(act, act) for other in others if other not in NEUTRAL)
