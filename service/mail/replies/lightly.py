"""Words that people say of everything: "sorted", "wrong", "nothing to report", "correct".

They act only with courtesies, or with something behind them that is about the case or the mail itself.
"""

import re

from service.mail.replies.act import Act
from service.mail.replies.words import FINITE, THANKS

COURTEOUS = re.compile(
    rf"(?:(?:and |with )?(?:{THANKS})|sorry|(?:my )?apologies|(?:(?:kind|warm|best) )?(?:regards|wishes)"
    r"|from us|to all|both|all|again|great|good"
    r"|see (?:above|attached|below|my))\b(?: [\w']+){0,7}"
)
AGREEMENT = (
    r"(?:plan|agree\w*|resol\w+|visit\w*|met|meeting|spoke\w*|talk\w*|discuss\w*|conversation|call\w*|rang|phone\w*"
    r"|telephon\w*|conference|refer\w*|review\w*|minutes|core group|strategy|early help|happy|content|pleased|actions?"
    r"|record\w*|outcome|written|reopen\w*|attend\w*|matter|case|disagreement|escalation|stage|no further)"
)
REPLIED = r"(?:repl(?:y|ied)|answer|sent|pressed|clicked|meant|button|wrong (?:one|case|word|line)|email)"
RAISED = (
    r"(?:raised|concern|case|escalat\w+|notification|disagreement|resolved|sorted|agreed|family|moved|in error"
    r"|by mistake|duplicate|twice|(?:not|no longer) (?:needed|required))"
)
RETURNED = (
    r"(?:return|quarter|month|period|no (?:cases|changes|disagreements|escalations)|nothing|log|list|nil|correct|q\d)"
)
MAILS = r"(?:e-?mail\w*|mail\w*|messages?|writing|sending|contact\w*|list|reminders?|me|us)"
LOST = r"(?:what|how|which|who|don't|do not|not sure|unsure|stuck)"
A_VERB = rf"(?:{FINITE}|be|been|have|\w+ed|met|spoke|rang|held|sent|goes|go|stands?|agree|put|set|to \w+)"
HAS_VERB = re.compile(rf"\b{A_VERB}\b")
OF_OTHERS = r"(?:he|she|mum|dad|mother|father|the (?:nursery|room|police|child|baby))"
OF_THE_CASE = rf"(?!{OF_OTHERS}\b).*\b{AGREEMENT}"
ABOUT = tuple(  # words that are said of everything, and what must then be spoken of
    (act, re.compile(word), re.compile(rf".*\b{about}\b" if about is not OF_THE_CASE else rf"{about}\b"))
    for act, word, about in (
        (Act.RESOLVED, r".*\b(?:agreed|closed|sorted|settled|concluded)$", OF_THE_CASE),
        (Act.RESOLVED, r"", rf"(?:{AGREEMENT}|{A_VERB})"),
        (Act.AGREE, r".*\bagreed?$", OF_THE_CASE),
        (Act.NOT_RESOLVED, r".*\b(?:closed|settled|concluded)$", OF_THE_CASE),
        (Act.WITHDRAW, r".*\bcancel$", RAISED),
        (Act.UNDO, r".*\b(?:wrong|mistake)$", REPLIED),
        (Act.STOP, r"", MAILS),
        (Act.NIL, r"", RETURNED),
        (Act.CORRECT, r"", RETURNED),
        (Act.HELP, r"", LOST),
    )
)
LONGEST_NAME = 2
SAID = re.compile(r".*\b(?:agreed?|closed|sorted|settled|concluded|ok|okay)$")
PLAN = re.compile(r"\b(?:will|we'll|i'll|they'll|let's|shall|going to|tomorrow|next week|need to|should|must|meet)\b")
CLAUSES = re.compile(r"[.,;:!?()/|]+|\s[-–—]+\s|^\s*[-–—]+")


def is_about_it(act: Act, word: str, rest: str) -> bool:
    """Whether a word that is said of everything is followed by courtesies alone, or by something about the case."""
    said = _said(rest)
    looked_at = said if word.endswith("resolved") else said[:1]
    wanted = next((about for of, lightly, about in ABOUT if act is of and lightly.match(word)), None)
    return not said or wanted is None or any(wanted.match(clause) for clause in looked_at)


def _said(rest: str) -> list[str]:
    """The clauses behind the word that say something: no courtesies, and no name below one."""
    first, *others = clauses(rest)
    said, thanked = [], bool(COURTEOUS.match(first))
    for clause in others:
        courteous = bool(COURTEOUS.match(clause))
        if not courteous and not (thanked and len(clause.split()) <= LONGEST_NAME):
            said.append(clause)
        thanked = thanked or courteous
    return said


def clauses(rest: str) -> list[str]:
    """What stands before the first stop, and each clause behind it."""
    first, *others = (clause.strip() for clause in CLAUSES.split(rest))
    return [first, *(clause for clause in others if clause)]
