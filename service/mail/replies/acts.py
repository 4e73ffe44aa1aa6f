"""The words a reply acts by, and when a line is taken at its word.

A line acts when it opens with one of the words and what follows is nothing, punctuation or a detail.
Negation beats the keyword. Words that raise attention may stand in a short sentence ("It isn't sorted");
words that lower it may not, and a condition, a plan, a question or a second word undoes them.
"""

import re
from enum import StrEnum

from service.mail.replies import slips


class Act(StrEnum):
    RESOLVED = "resolved"
    NOT_RESOLVED = "not_resolved"
    AGREE = "agree"
    NOT_AGREED = "not_agreed"
    MORE_TIME = "more_time"
    MEETING = "meeting"
    NOT_ME = "not_me"
    SEEN = "seen"
    NIL = "nil"
    CORRECT = "correct"
    WITHDRAW = "withdraw"
    UNDO = "undo"
    DELETED = "deleted"
    HELP = "help"
    STOP = "stop"
    UNCLEAR = "unclear"


NEGATIVE = (Act.NOT_RESOLVED, Act.NOT_AGREED)
LOWERING = (Act.RESOLVED, Act.AGREE, Act.WITHDRAW)  # attention is less when they are taken at their word
SAME = {Act.AGREE: Act.RESOLVED, Act.NOT_AGREED: Act.NOT_RESOLVED}
NEUTRAL = (Act.SEEN, Act.MEETING, Act.HELP, Act.CORRECT, Act.UNCLEAR)  # beside another word they change nothing

SUBJECT = (
    r"(?:(?:(?:it|this|that)(?:'s)?|we|they|i|issue|the (?:case|matter|issue|disagreement|concern|dispute)"
    r"|still|sorry|no|unfortunately|sadly|afraid|i'm afraid)[\s,.:-]+){0,4}"
    r"(?:(?:is|are|am|was|has|have|had|been|remains?|still|definitely)\s+){0,3}"
)
NOT = r"(?:not|never|no longer|(?:is|has|have|was|are)n't|(?:can't|cannot|can not|won't|could not|couldn't) be)"
FILLER = r"(?:(?:yet|fully|been|be|at all|completely|quite|really|properly|all|entirely|currently|considered)\s+){0,3}"
DONE = r"(?:resolved|sorted|settled|closed|solved|concluded)"
NOT_AGREE = (
    r"(?:not (?:yet )?(?:been )?agreed?|(?:do|does|did|can|could) ?n[o']t agree|don't agree|doesn't agree|didn't agree"
    r"|can't agree|cannot agree|unable to agree|(?:have|are|is)n't agreed|not in agreement|disagree)"
)
YES = r"(?:(?:yes|ok|okay)[\s,.!–—-]+)?"
WE = r"(?:(?:we|i)\s+)?"
WISH = r"(?:(?:we|i) (?:(?:wish|want|would like) to )?|(?:we|i)'d like to )?"
REGRET = r"(?:(?:no|(?:i'm )?sorry|unfortunately|sadly|i'm afraid)[\s,.]+(?:but )?)?"
PLEASE = r"(?:please\s+)?"
MAY_WE = rf"{PLEASE}(?:can|could|may) (?:we|i) (?:please )?"
SPELL = r"(?:another|a further|one more|an extra|a|one|two|three|\d{1,2}) (?:more |extra )?(?:weeks?|days?|fortnight)"
MADE = r"(?:booked|arranged|set|fixed|agreed|scheduled|confirmed|planned|held)"
MEETING = r"(?:(?:the|a|our) )?(?:resolution |strategy |professionals'? )?meeting"
I_AM = r"(?:(?:this|it) is |it's |i am |i'm )?"
THE_RETURN = r"(?:(?:it|this|that|(?:the|our) (?:log|return)) is|all)"
LIST = r"(?:this|the|your) (?:mailing |email )?list"

WORDS = tuple(
    (act, re.compile(rf"(?:{pattern})(?!['\w])"))
    for act, pattern in (
        (Act.NOT_RESOLVED, rf"{SUBJECT}(?:{NOT}\s+{FILLER}{DONE}|unresolved)(?: yet| at all)?|heb ei ddatrys"),
        (Act.NOT_RESOLVED, rf"(?:i|we) (?:do not|don't) (?:think|feel|believe|consider) (?:it|this)(?: is|'s|) {DONE}"),
        (Act.NOT_RESOLVED, rf"(?:no[,.]? )?{WE}(?:(?:are )?still {NOT_AGREE}|(?:do|are) still not agreed?)"),
        (Act.NOT_RESOLVED, rf"(?:no[,.]? )?{PLEASE}(?:{WISH}|{MAY_WE})escalate|can (?:this|it) be escalated please"),
        (Act.NOT_RESOLVED, rf"{PLEASE}(?:move (?:it |this )?to (?:the )?)?next stage"),
        (Act.NOT_RESOLVED, rf"{PLEASE}move (?:it |this )?to stage \w+"),
        (Act.NOT_RESOLVED, r"no[.!]?$"),
        (Act.NOT_AGREED, rf"{REGRET}{WE}(?:are |am |have )?{NOT_AGREE}"),
        (Act.NOT_ME, rf"{I_AM}not (?:me|for me|the right person)|this isn't (?:me|for me)"),
        (Act.NOT_ME, r"(?:(?:you have|you've) (?:got )?the |(?:i am|i'm) the )?wrong person"),
        (Act.NOT_ME, rf"{PLEASE}(?:(?:can|could) you (?:please )?)?send (?:this |it )?to"),
        (Act.AGREE, rf"{YES}{WE}(?:both )?agree|yes[\s,.!–—-]+agreed|{YES}(?:we are|we're|i am) agreed"),
        (Act.RESOLVED, rf"{YES}(?:(?:all|now|fully|both)\s+){{0,2}}(?:{DONE}|agreed)|datryswyd"),
        (Act.MORE_TIME, rf"(?:{MAY_WE}(?:have|get) )?{PLEASE}{WE}(?:need )?(?:some |a little |a bit )?more time"),
        (Act.MORE_TIME, rf"(?:{MAY_WE}(?:have|get|ask for) )?(?:an )?extension(?: request\w*)?|{MAY_WE}have until"),
        (Act.MORE_TIME, rf"{WE}need (?:(?:a bit |a little )?longer|{SPELL})|{WE}(?:can't|cannot|can not) make it"),
        (Act.MEETING, rf"{MEETING}(?: (?:is|was|has been|(?:to|will) be held|now|date|{MADE})){{0,4}}"),
        (Act.MEETING, rf"(?:we(?:'ve| have)? )?{MADE} {MEETING}|met(?= (?:on|at|yesterday|today|\d))"),
        (Act.WITHDRAW, rf"{PLEASE}(?:{MAY_WE}|{WISH})(?:withdraw|cancel)|withdrawn"),
        (Act.UNDO, rf"(?:sorry[,.!]? )?{PLEASE}(?:undo|wrong|mistake)"),
        (Act.DELETED, r"(?:(?:i|we)(?: have|'ve)? )?(?:now )?deleted"),
        (Act.NIL, r"nil(?: returns?)?|nothing to (?:report|log)"),
        (Act.NIL, r"no (?:cases|escalations|disagreements)(?: to (?:report|log))?"),
        (Act.CORRECT, rf"(?:{THE_RETURN} )?correct|no changes(?: (?:needed|required|to make))?"),
        (Act.STOP, rf"{PLEASE}(?:stop|unsubscribe)(?: (?:emailing|mailing|sending|writing to|contacting)| me)?"),
        (Act.STOP, rf"{PLEASE}(?:remove|take) me (?:from|off) {LIST}"),
        (Act.SEEN, r"seen|noted|received|ok|okay|acknowledged"),
        (Act.HELP, r"help|\?+$"),
    )
)
THANKS = r"thanks|thank you|many thanks|tks|thx|ta|cheers|please"
OURS = r"(?:last |earlier )?(?:case|notification|concern|escalation|referral|reply|answer|response|email|message|one)"
THIS = rf"{THANKS}|(?:this|it|that)(?! (?:meeting|visit|date|appointment))|(?:the|my|our) {OURS}"
WHY = r"as|because|since|due to"
DAY = r"today|tomorrow|noon|midday|\d\w*|(?:this|next|the|a|an|another|one|two|end)\b|(?:mon|tue|wed|thu|fri|s[au])\w*"
DETAIL = {  # what may follow without punctuation; anything may follow NOT RESOLVED, NOT AGREED and NOT ME
    Act.RESOLVED: rf"{THANKS}|today|yesterday|now|on|at|with|after|following|we|both|as (?:per|agreed)|and|between"
    r"|via|by (?:tele)?phone|by e?-?mail|by agreement|by \d",
    Act.AGREE: rf"{THANKS}|that (?:it|this) is resolved|(?:it|this) is resolved",
    Act.MORE_TIME: rf"{THANKS}|{WHY}|{DAY}|until|till|to|by|needed|required|for|of|if possible",
    Act.MEETING: rf"{DAY}|on|at|for|with|yesterday|date",
    Act.WITHDRAW: rf"{THIS}|{WHY}",
    Act.UNDO: THIS,
    Act.DELETED: rf"{THANKS}|them|all|both|everything|and|from|today|yesterday|{THIS}",
    Act.NIL: rf"{THANKS}|q\d|\d|for|this|from|in|to report",
    Act.CORRECT: rf"{THANKS}|from us",
    Act.STOP: rf"{THANKS}|me|us|these|this|emails?",
    Act.SEEN: rf"{THANKS}|with thanks|and noted|by (?:me|us|email)",
    Act.HELP: r"please",
}
SPOKEN_LIGHTLY = re.compile(r".*\b(?:agreed?|closed|sorted|settled|ok|okay)$")
PLAN = re.compile(r"\b(?:will|we'll|i'll|they'll|let's|shall|going to|tomorrow|next week|need to|should|must|meet)\b")
FROM_US = r"from (?:us|me|health|school|our side)"
LIGHT_DETAIL = re.compile(
    rf"\s+(?:{THANKS}|and thank(?:s| you)|{FROM_US}|today|yesterday|now|{DETAIL[Act.AGREE]})\b"
)
HEDGE = re.compile(
    r"\W*(?:if|when|once|unless|provid\w+|subject|assuming|but|except|apart|only|pending|hopefully|probably|possibly"
    r"|perhaps|maybe|soon|should|would|could|in (?:principle|part|theory)|partly|partially|almost|nearly"
    r"|(?:as|so) long as|as far as|with (?:(?:\w+ ){0,2}exceptions?|conditions?|reservations?|caveats?)|on condition"
    r"|apparently|according to|(?:i|we) (?:think|hope|believe|suppose|guess|assume)|for now|for the moment)\b"
)
HEDGED_BEHIND = re.compile(
    r"\b(?:but|however|(?:al)?though|except|apart from|unless|subject to|provid(?:ed|ing)|on condition|hopefully"
    r"|pending|if (?:they|the|she|he|we|you agree|school|health|social)|(?:i|we) (?:think|hope|assume|suppose|guess))\b"
    r"|\bnot\W*$"
)
TURNS = re.compile(r"\W*(?:but|however|(?:al)?though|except|subject to|provid(?:ed|ing)|only if|unless|actually)\b")
NO_MEETING = re.compile(
    r"\b(?:cancel\w*|postpone\w*|not|did|didn't|no|need\w*|should|could|would|if|unless|off|tb[ac])\b"
)
NO_NEGATION = re.compile(
    r"\s+(?:if|or|when|only|unless|with (?:nothing|none|no)"
    r"|(?:to|on|with) (?:that|this|the|a) (?:date|time|day|venue))\b"
)
MEANT_OTHERWISE = re.compile(r"\b(?:i meant|we meant|should (?:be|have been|say|have said)|instead)\b")
NOT_ABOUT_ME = re.compile(r"\s+(?:if|when|only|who|that|which|but|to)\b")
NEGATED = re.compile(rf"\b{NOT}\s+{FILLER}(?:{DONE}|agreed?)\b|\bunresolved\b|{NOT_AGREE}\b|\bescalate\b|n't agree")
CLAUSES = re.compile(r"[.,;:/|!()]|\s[-–—]+\s|\b(?:or|and)\b")
TAG = re.compile(r",? (?:is|isn't|are|has|hasn't|right|correct)\b[^?]{0,12}\?")
MOST = 500


def act_of(line: str) -> tuple[Act, str]:
    """What `line` asks for, and what stands behind the word, as written; UNCLEAR and all of it unless it is plain."""
    plain = _plain(line)
    spoken = plain.lower()
    act, rest = _opening(spoken)
    if act is Act.UNCLEAR or _asks(act, rest) or _contradicts(act, rest):
        return Act.UNCLEAR, plain
    return act, plain[len(plain) - len(rest) :] if rest else ""


def has_word(line: str) -> bool:
    """Whether any word that could act stands anywhere in `line`."""
    spoken = _plain(line).lower()
    return any(pattern.search(spoken) for _, pattern in WORDS)


def takes_back(act: Act, line: str) -> bool:
    """Whether a later line of the same reply takes back, or hedges, a word that lowers attention."""
    spoken = _plain(line).lower()
    turned = NEGATED.search(spoken) or TURNS.match(spoken) or _opening(spoken)[0] in NEGATIVE
    return act in LOWERING and bool(turned)


def _plain(line: str) -> str:
    """The line without marks and slips of the pen, its capitals kept."""
    plain = line[:MOST].replace("\u2019", "'").replace("\u2018", "'")
    plain = " ".join(re.sub(r"[\u200b-\u200f\u2060\ufeff*_\"“”\[\]{}#>•·]", " ", plain).split()).lstrip("-–—'. ")
    plain = re.sub(r"\b(not)-?(?=re?s|agreed)", r"\1 ", plain, flags=re.I)
    return slips.mended(plain)


def _opening(spoken: str) -> tuple[Act, str]:
    """The word that a line opens with, taken at its word, and what follows; else UNCLEAR."""
    for act, pattern in WORDS:
        found = pattern.match(spoken)
        if found and _follows(act, found[0], spoken[found.end() :]):
            return act, spoken[found.end() :]
    return Act.UNCLEAR, spoken


def _follows(act: Act, word: str, rest: str) -> bool:
    if act in NEGATIVE:
        return not NO_NEGATION.match(rest)
    if act is Act.NOT_ME:
        return not NOT_ABOUT_ME.match(rest)
    if (HEDGE.match(rest) and act is not Act.MORE_TIME) or (act in LOWERING and HEDGED_BEHIND.search(rest)):
        return False
    if act is Act.MEETING and NO_MEETING.search(rest):
        return False
    if SPOKEN_LIGHTLY.match(word) and act is not Act.MEETING:
        return not PLAN.search(rest) and bool(re.match(r"$|\s*[-–—.,:;!(/|?]", rest) or LIGHT_DETAIL.match(rest))
    return bool(re.match(rf"$|\s*[-–—.,:;!(/|?]|\s+(?:{DETAIL[act]})\b", rest))


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
    if act not in NEGATIVE and NEGATED.search(rest):
        return True
    others = {_opening(clause.strip())[0] for clause in CLAUSES.split(rest) if clause and clause.strip()}
    return any(SAME.get(other, other) != SAME.get(act, act) for other in others if other not in NEUTRAL)
