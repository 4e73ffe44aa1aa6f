"""What may stand right behind a word that acts: nothing, a stop, a courtesy, a reason, or a detail of that word.

Behind a stop or a dash anything may follow that adds (undoing, lightly say what does not).
"""

import re

from service.mail.replies import dates, lightly, undoing
from service.mail.replies.act import NEGATIVE, Act
from service.mail.replies.words import DONE, FINITE, THANKS, WHY

OF_A_CASE = r"(?:last |earlier )?(?:case|notification|concern|escalation|referral)"
OURS = rf"(?:{OF_A_CASE}|(?:last |earlier )?(?:reply|answer|response|email|message|one))"
ENDS = r"(?:$|\s*[-–—.,:;!(/|?])"
ITSELF = rf"{THANKS}|(?:this|it|that)(?={ENDS}|\s+(?:{WHY}|{THANKS}|now|{OURS})\b)"
THIS = rf"{ITSELF}|(?:(?:the|my|our) |(?<=this )){OURS}"
THE_CASE = rf"{ITSELF}|(?:(?:the|my|our) |(?<=this )){OF_A_CASE}"
DAY = r"today|tomorrow|noon|midday|\d\w*|(?:this|next|the|a|an|another|one|two|end)\b|(?:mon|tue|wed|thu|fri|s[au])\w*"
WHOSE = r"(?:the|this|that|your|their|our|his|her)"
THING = (
    rf"(?:(?:this|that|it)(?={ENDS}|\s+(?:{WHY}|and|at)\b)|(?:this|that) being {DONE}"
    r"|what (?:is|was|has been|(?:the )?\w+ (?:has|have)) (?:recorded|written|said|agreed|put)"
    rf"|{WHOSE} (?:\w+ ){{0,2}}(?:decision|outcome|conclusion|closure|plan|threshold|assessment|recommendation|wording"
    r"|response|reply|rationale|record|resolution|proposal|position|view|summary|statement|minutes)"
    r"(?: (?:recorded|written|made|given|proposed"
    r"|to (?:close|end|refuse|decline|step down|reduce)(?: (?:the|this|our) \w+)?"
    r"|as (?:(?:you|they|we) have )?(?:recorded|written|drafted|it stands)(?: it)?))?)"
)
OUR_SIDE = (
    r"(?:from|on|in|to|for|by|at|between) (?:us|me|ourselves"
    r"|(?:our|my|this|school's?|health|the school's?)(?: \w+){0,2})"
    r"|at stage \w+|from (?:\w+ ){1,3}(?:side|perspective|view|end)"
)
ADVERBS = (
    rf"{THANKS}|(?:this|it|that)(?={ENDS}|\s+(?:{WHY}|yet|at|and|so|between|with)\b)|yet|still|at all|so far"
    r"|to date|today|now|any ?more|either|unfortunately|sadly|sorry|though"
    r"|(?:i'm|i am|we are|we're) (?:afraid|sorry)|as of \w+ \w+"
)
IT_IS = (
    r"(?:that )?(?:it|this|the (?:case|matter|issue|disagreement))(?:'s| is| has been| should be| can be)"
    rf" (?:now )?{DONE}"
)
GOES_ON = r"and|so|(?:please )?escalate|we|i|they(?! (?:say|said|think|claim|told))|there|no|nobody"
DENIES = (
    rf"(?:\s+(?:{ADVERBS}|{OUR_SIDE}|(?:with|to|about|on) {THING}(?: of (?:the|our|that) \w+)?|{IT_IS})(?!['\w]))*"
    rf"(?:{ENDS}|\s+(?:{WHY}|{GOES_ON})\b)"
)
TO_WHOM = (
    r"(?:this|it|that|the (?:case|matter|issue|disagreement|concern|dispute)|our (?:case|concern)|further|up|now|today"
    r"|to (?:the )?(?:next )?(?:stage|level|step|head|director|service|senior|manager|chair)\w*(?: of \w+| \w+)?"
    rf"|{THANKS})"
)
MOVES_ON = re.compile(rf"(?:\s+{TO_WHOM}(?!['\w]))*(?:{ENDS}|\s+(?:{WHY}|so|and)\b)")
COLLEAGUES = (
    r"(?:the |our |all |both )?(?:[\w']+ )?(?:schools?|health\w*|social|agenc\w+|managers?|leads?|trust|team|nurse"
    r"|workers?|dsl|head|gp|police|colleagues|professionals|sides|parties|children's)"
)
ME = rf"(?:to )?(?:me|us)|these|this|(?:(?:these|those|the|this) )?e-?mails?|about (?:this|it)|now|{THANKS}"

WORK = (
    r"(?:respond|reply|answer|finish|complete|speak|talk|check|read|prepare|consult|consider|review|gather|look|get|make"
    r"|meet|arrange|write|see|discuss|do|decide)"
)

BEGINS = {  # what may begin there without a stop; it may go on as it likes
    Act.RESOLVED: rf"{THANKS}|today|yesterday|now|on|at"
    rf"|(?:after|following)(?= (?:[\w']+ ){{0,5}}{lightly.AGREEMENT}\b)"
    r"|we|both(?! ways)|as (?:per|agreed)|and(?! then)|between"
    rf"|with (?:thanks|{COLLEAGUES}|(?:an? )?(?:\w+ )?(?:plan|agreement|visit))"
    r"|via|by (?:tele)?phone|by e?-?mail|by agreement|by \d",
    Act.AGREE: rf"{THANKS}|that (?:it|this) is resolved|(?:it|this) is resolved",
    Act.MORE_TIME: rf"{THANKS}|{WHY}|{DAY}|until|till?|to (?:{DAY}|{WORK})|by|needed|required|for|on this|if possible",
    Act.MEETING: rf"{DAY}|on|at|for|with {COLLEAGUES}|with (?!(?:the|a|an|my|his|her|their) )\w+|yesterday|date",
    Act.DELETED: rf"{THANKS}|them|all|both|everything|and|from|today|yesterday|{THIS}",
    Act.NIL: rf"{THANKS}|q\d|\d|for|this|from|in|to report",
    Act.CORRECT: rf"{THANKS}|from us",
    Act.SEEN: rf"{THANKS}|with thanks|and (?:noted|will|passed|shared)|by (?:me|us|email)",
    Act.HELP: THANKS,
}
CHAINS = {  # the whole of what may stand there up to a stop, a reason or the end
    Act.NOT_RESOLVED: DENIES,
    Act.NOT_AGREED: DENIES,
    Act.NOT_ME: rf"(?!\s+(?:if|when|only|who|that|which|but|to|he|she|it|you|rang|called|{FINITE})\b)",
    Act.WITHDRAW: rf"(?:\s+(?:{THE_CASE})(?!['\w]))*(?:{ENDS}|\s+(?:{WHY})\b)",
    Act.UNDO: rf"(?:\s+(?:{THIS})(?!['\w]))*{ENDS}",
    Act.STOP: rf"(?:\s+(?:{ME})(?!['\w]))*{ENDS}",
}
JOINS = {act: re.compile(rf"{ENDS}|\s+(?:{begins})(?!['\w])") for act, begins in BEGINS.items()}
JOINS |= {act: re.compile(chain) for act, chain in CHAINS.items()}

IS_SPOKEN_OF = re.compile(rf"[^.,;:!?()–—-]*?\b{FINITE}\b")
REASON_ON = re.compile(rf"\s(?:{WHY}|until (?:he|she|we|they|i|our|my|the))\b")
A_STEP = "next stage"
NAMES_A_STEP = re.compile(r"escalate$|stage$| stage ")
TITLES = re.compile(r"\s*[:–—-]")
CONDITION = re.compile(r"\b(?:if(?! possible)|unless|only|when)\b")
A_LIMIT = re.compile(r"\s+(?:for|to|\d)")
A_NOUN = re.compile(r"(?:next stage|escalate|more time|(?:an )?extension|(?:the )?meeting|no changes|nothing to)")

LIGHT_CHAIN = re.compile(
    rf"(?:\s+(?:(?:{THANKS})(?: (?!for\b)\w+)?|and thank(?:s| you)|from (?:us|me|health|school|our side)"
    rf"|today|yesterday|now|with thanks|with {THING}|as (?:recorded|written|discussed|drafted)"
    rf"|{BEGINS[Act.AGREE]})(?!['\w]))*"
    rf"(?:{ENDS}|\s+(?:thank you|thanks) for\b)"
)


def follow(act: Act, word: str, rest: str) -> bool:
    """Whether `rest` may stand behind `word`, by which a line would be taken for `act`."""
    return _is_joined(act, word, rest) and not undoing.undoes(act, rest) and lightly.is_about_it(act, word, rest)


def _is_joined(act: Act, word: str, rest: str) -> bool:
    if A_NOUN.match(word) and IS_SPOKEN_OF.match(REASON_ON.split(rest, maxsplit=1)[0]):
        return False
    if lightly.SAID.match(word) and act not in (Act.MEETING, *NEGATIVE):
        return bool(LIGHT_CHAIN.match(rest)) and not lightly.PLAN.search(rest)
    if NAMES_A_STEP.search(word):
        return bool(MOVES_ON.match(rest)) and not CONDITION.search(rest) and not (word == A_STEP and TITLES.match(rest))
    if act is Act.MORE_TIME and A_NOUN.match(word) and A_LIMIT.match(rest):
        return dates.names_a_day(rest)
    return bool(JOINS[act].match(rest))
