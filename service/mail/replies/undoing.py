"""What takes a word back on its own line, sets a condition, defers it, or turns it to another object."""

import re

from service.mail.replies.act import LOWERING, NEGATIVE, Act
from service.mail.replies.lightly import AGREEMENT, HAS_VERB, clauses

HEDGE = re.compile(
    r"\W*(?:if|when|once|unless|provid\w+|subject|assuming|but|except|apart|only|pending|hopefully|probably|possibly"
    r"|perhaps|maybe|soon|should|would|could|in (?:principle|part|theory)|partly|partially|almost|nearly"
    r"|(?:as|so) long as|as far as|with (?:(?:\w+ ){0,2}exceptions?|conditions?|reservations?|caveats?)"
    r"|on (?:the )?(?:condition|understanding|basis|assumption)"
    r"|touch wood|fingers crossed|in a (?:manner|way|sense)|sort of|kind of|so to speak|on the face of it"
    r"|apparently|according to|(?:i|we) (?:think|hope|believe|suppose|guess|assume)|for now|for the moment)\b"
)
NO_HARM = (
    r"(?:no (?:further|longer needed|need|other|immediate|more)"
    r"|not (?:needed|required|necessary|at (?:immediate )?risk))"
)
AFRAID = (
    r"(?:still|remain\w*|very|really|deeply|are|am|is|'re|'m|feel\w*)"
    r" (?:\w+ ){0,2}(?:worr\w+|concerned|unhappy|anxious)"
    r"|not (?:\w+ )?(?:happy|satisfied|content|good enough|safe|convinced|comfortable)"
)
REPORTS = (
    r"according to|apparently|supposedly|allegedly|on paper|(?:i'm|we're|i am|we are|was|were) told"
    r"|(?:he|she|they|mum|dad|the school|health|social care) (?:said|says?|claims?|tells?|told|thinks?|wants?|wanted)"
)
HEDGED_BEHIND = (
    rf"{REPORTS}|only|news to|but|however|(?:al)?though|except|apart from|unless|subject to|provid(?:ed|ing)"
    r"|on (?:the )?(?:condition|understanding|basis|assumption)|hopefully"
    r"|pending|if(?! (?:needed|necessary|required|any))|(?:i|we) (?:think|hope|assume|suppose|guess)"
)
DEFERS = (
    r"await\w*|waiting|when|once|still|yet to|to follow up|has to|have to|tbc"
    r"|to be (?:confirmed|agreed|decided|seen)|again|fell|broken?|falling"
)
CHANGES = (
    r"(?:please|can you|could you|need to) (?:move|change|amend|alter|revise|add|remove|rebook|reschedule|ensure|make)"
)
NEGATION = rf"(?!{NO_HARM}\b)(?:no|not|never|nobody|none|nothing|cannot|\w+n't|neither|nor)"
TAKES_BACK = re.compile(rf"\b(?:{HEDGED_BEHIND}|{AFRAID}|{DEFERS}|{CHANGES})\b|\b{NEGATION}(?!['\w])|\bnot\W*$")
ADMITS = r"(?:(?!not\b|never\b|no\b|nobody\b|cannot\b|\w+n't\b)[\w']+ )"
HOLDS_BACK = re.compile(
    rf"\bbut {ADMITS}{{0,4}}(?:accept\w*|agree\w*|content|happy|fine|willing|able|wait|leave it|live with)\b"
    r"|\b(?:no need|not necessary|unnecessary) (?:to|for)\b|\bno (?:further )?action (?:is )?(?:needed|required)\b"
    r"|\bbut (?:it|this|that)(?:'s| is| has)(?! not| been no)\b"
    r"|\b(?:don't|do not|not|never|rather than) (?:\w+ ){0,2}escalat\w+"
    rf"|\b(?:we|i)(?:'ll| will| can| should| may| hope to| expect to| plan to) {ADMITS}{{0,4}}"
    r"(?:resolve|sort|settle|agree)\b"
    r"|\bbefore (?:you|we|it|this) (?:\w+ )?(?:move|escalat|go)\w*|\bleave (?:it|this) with (?:us|me)\b"
    r"|\b(?:hold (?:off|on|fire)|bear with|nearly there|getting there)\b"
)
NO_MEETING = re.compile(
    r"\b(?:cancel\w*|postpone\w*|not|did|didn't|no|need\w*|should|could|would|if|unless|off|tb[ac])\b"
    r"|\bwith (?:the |his |her |their )?(?:mum|mother|dad|father|parents?|family|child\w*|grand\w+|carers?)\b"
    r"|^ .{0,40}\bby (?!teams|phone|telephone|video|zoom)"
)
BUT_WE = re.compile(r"\bbut (?:i|we|i'll|we'll|the|my|our|somebody|someone)\b")
TOLD = re.compile(rf"\W*(?:{REPORTS})\b")
WITHDRAWS_WITH = re.compile(rf"\b(?:{HEDGED_BEHIND})\b")
UNDONE_BY = {
    Act.RESOLVED: TAKES_BACK,
    Act.AGREE: TAKES_BACK,
    Act.WITHDRAW: WITHDRAWS_WITH,
    Act.MEETING: NO_MEETING,
    Act.NOT_ME: BUT_WE,
}
MAY_BE_HEDGED = (Act.MORE_TIME, Act.NOT_ME)
ANOTHER_THING = re.compile(r"(?:that|the|a|an|his|her|their|my|our|its) ")
LEAD = r"(?:(?:please|so|now|sorry|just|no|oops|actually|and|or|then|(?:can|could) you)\W+){0,3}"
REVOKES = re.compile(
    rf"{LEAD}(?:(?:ignore|disregard|scrap|forget) (?:that|this|it|(?:the|my) (?:above|last|first|previous))\b"
    r"|(?:i|we) meant?\b(?! it\b)|(?:i|we) take (?:it|that|this|the above) back|on (?:reflection|second thoughts?)\b"
    r"|(?:i|we)(?:'ve| have) changed (?:my|our) minds?\b)"
    r"|(?:sorry|no|actually)\W+(?:it|this|that)(?:'s| is| has been) (?:now )?\w+\W*$"
)


def revokes(spoken: str) -> bool:
    """Whether a clause of `spoken` takes back what was said before it, whatever that was."""
    return any(REVOKES.match(clause) for clause in (spoken, *clauses(spoken)))


def undoes(act: Act, rest: str) -> bool:
    """Whether `rest`, behind the word of `act`, leaves that word without effect."""
    if act is not Act.UNDO and revokes(rest):
        return True
    if act in NEGATIVE:
        return bool(HOLDS_BACK.search(rest))
    if TOLD.match(rest) or (act not in MAY_BE_HEDGED and HEDGE.match(rest)):
        return True
    return bool(act in UNDONE_BY and UNDONE_BY[act].search(rest)) or (act in LOWERING and turns_to_another(rest))


def turns_to_another(rest: str) -> bool:
    """Whether a clause behind the word is a bare thing of the world: "Sorted - the room for Tuesday"."""
    return any(
        ANOTHER_THING.match(clause) and not HAS_VERB.search(clause) and not re.search(rf"\b{AGREEMENT}\b", clause)
        for clause in clauses(rest)[1:]
    )
