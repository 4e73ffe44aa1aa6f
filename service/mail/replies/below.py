"""What the lines below the word do to it: take it back, turn it, hedge it, or go on with its sentence.

A word that lowers attention is undone by any doubt below it. Every other word stands but where it is plainly revoked:
what people give as a reason is full of doubts.
"""

import re
from collections.abc import Callable, Mapping

from service.mail.replies import acts, lightly, undoing
from service.mail.replies.act import LOWERING, NEGATIVE, Act
from service.mail.replies.words import DONE

Says = Callable[[str], object]
LEAD = undoing.LEAD
ACTUALLY = re.compile(r"\W*actually\b")
TURNS = re.compile(
    r"\W*(?:but|however|(?:al)?though|except\w*|excluding|apart from|aside from|other than|not counting|subject to"
    r"|provid(?:ed|ing)|only if|unless)\b"
)
FAULTS = re.compile(
    r"(?<!\bno )(?<!nothing )\b(?:wrong|incorrect|inaccurate|mistakes?|errors?|missing|missed|left out"
    r"|should (?:be|say|read)|not (?:right|correct))\b"
)
NOT_DONE = re.compile(r"\b(?:it|this) (?:(?:is|was|has) not|(?:is|was|has)n't)(?: been)?\W*$")
DOUBTS = re.compile(
    rf"\b(?:{undoing.AFRAID}|disagrees?|still (?:need|want|wait|await|require|to|no|not|outstanding|missing)\w*"
    r"|(?:not|\w+n't)\b.{0,40}\byet|yet to|not there|nowhere near)\b"
)
QUESTIONS = re.compile(r"[^.?!]*\?(?=[\s)\"']|$)")
A_REQUEST = re.compile(rf"{LEAD}(?:close|record|note|update|confirm (?:receipt|you)|send (?:me|us) a copy)\b")
WAITS = re.compile(
    r"\W*(?:once|until|till|before|when|as soon as|if(?! (?:you|needed|any))|assuming|pending|as long as)"
    r"(?!.*\b(?:agreed|met|spoke|rang|had|was|were|did|will|would)\b)(?: [^\s,]+){1,9}$"
)
CALLED_OFF = re.compile(
    r"(?!.*\b(?:last|previous|first|earlier) )"
    r".*\b(?:cancel\w*|postpon\w*|called off|f[ae]ll(?:en)? through"
    r"|(?:(?:did|will) not|didn't|won't|not) (?:happen|go)\w*)\b"
)
SETTLED = re.compile(
    rf"{LEAD}(?:(?:it|this|that)(?:'s| is| has been)(?: now)? {DONE}"
    rf"|(?:we|i)(?:'ve| have)(?: now| just| since)? {DONE} (?:it|this)\b)"
)
OPEN = r"keep (?:it|this|the case) (?:open|going)|leave (?:it|this|the case) open"
NOT_TO = {
    act: re.compile(rf"\b(?:(?:do not|don't|not to) (?:{words})|{instead})\b")
    for words, instead, denied in (
        ("close", OPEN, (Act.RESOLVED, Act.AGREE)),
        ("withdraw|cancel|close", OPEN, (Act.WITHDRAW,)),
        ("escalate", "hold off", NEGATIVE),
        ("stop", "carry on|keep (?:sending|writing)", (Act.STOP,)),
    )
    for act in denied
}
AND = re.compile(r"\s+and\s+")
IS_ME = re.compile(rf"{LEAD}(?:it|this)(?:'s| is| was) (?:me|mine|for me)\b")


def _in_a_clause(pattern: re.Pattern[str]) -> Says:
    return lambda line: any(pattern.match(clause) for part in AND.split(line) for clause in lightly.clauses(part))


def _asks(line: str) -> bool:
    return any(not A_REQUEST.match(question.strip()) for question in QUESTIONS.findall(line))


def _says_not(line: str) -> bool:
    return acts.opening(line)[0] in NEGATIVE


def _says_more(line: str) -> bool:
    return acts.opening(line)[0] in (*LOWERING, *NEGATIVE)


LOWERED: tuple[Says, ...] = (
    acts.NEGATED.search, TURNS.match, DOUBTS.search, NOT_DONE.search, WAITS.match, _asks, _says_not,
)  # fmt: skip
TAKEN_BACK_BY: Mapping[Act, tuple[Says, ...]] = {
    **dict.fromkeys(LOWERING, LOWERED),
    **dict.fromkeys(NEGATIVE, (_in_a_clause(SETTLED),)),
    **dict.fromkeys((Act.NIL, Act.CORRECT), (TURNS.match, FAULTS.search)),
    Act.DELETED: (TURNS.match,),
    Act.MORE_TIME: (_in_a_clause(SETTLED),),
    Act.MEETING: (CALLED_OFF.match, _says_more),
    Act.NOT_ME: (_in_a_clause(IS_ME),),
}

ENDED = re.compile(r"[.,:;!?)]\W*$")
GOES_ON = re.compile(
    r"(?:the|a|an|my|our|his|her|their|your|this|that|these|those|or|and|but|if|once|when|until|unless|before|after"
    r"|because|as|with|without|by|for|from|to|of|on|in|at|about|except|what (?:[iI]|we))\b"
)
OF_ITS_OWN = re.compile(r"(?:the|a|an|my|our|his|her|their|your|this|that|these|those)\b")
HAS_VERB = re.compile(rf"{lightly.HAS_VERB.pattern}|\b(?:will|have|know|think|want)\b|'(?:ll|ve)\b")
A_WORD = 3
MOST_LINES = 400
NO_AND_ON = re.compile(r"[Nn][Oo]\W*\n(?:I\b|[a-z])")


def take_back(act: Act, lines: list[str]) -> bool:
    """Whether the later lines of the same reply take the word back, or hedge one that lowers attention, which no word
    does above more of them than are heard."""
    unheard = act in LOWERING and len(lines) > MOST_LINES
    return unheard or any(_takes_back(act, acts.plain(line).lower()) for line in lines[:MOST_LINES])


def _takes_back(act: Act, spoken: str) -> bool:
    if act in NOT_TO and NOT_TO[act].search(spoken):
        return True
    revoked = undoing.revokes(spoken) or (act not in NEGATIVE and ACTUALLY.match(spoken))
    return bool(revoked and act not in (Act.UNDO, Act.UNCLEAR)) or any(
        says(spoken) for says in TAKEN_BACK_BY.get(act, ())
    )


def whole_sentence(lines: list[str]) -> list[str]:
    """`lines`, the first one with the second where that only goes on with its sentence: "Cancel / the meeting"."""
    if len(lines) < 2 or ENDED.search(lines[0]) or len(lines[0].split()) > A_WORD:
        return lines
    second = lines[1]
    a_sentence = OF_ITS_OWN.match(second) and HAS_VERB.search(lightly.clauses(second)[0])
    if NO_AND_ON.match("\n".join(lines[:2])) or (GOES_ON.match(second) and not a_sentence):
        return [f"{lines[0]} {second}", *lines[2:]]
    return lines
