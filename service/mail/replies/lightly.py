"""Words that people say of everything: "sorted", "wrong", "nothing to report", "correct".

They act only with courtesies, or with something behind them that is about the case or the mail itself.
"""

import re

from service.mail.replies.act import Act
from service.mail.replies.words import THANKS

COURTEOUS = (
    rf"(?:{THANKS}|sorry|apologies|my apologies|regards|from us|to all|both|all|again|great|good)\b(?: [\w']+){{0,7}}"
)
AGREEMENT = (
    r"(?:plan|agree\w*|resol\w+|visit\w*|met|meeting|spoke\w*|talk\w*|discuss\w*|conversation|call\w*|rang|phone\w*"
    r"|telephon\w*|conference|refer\w*|review\w*|minutes|core group|strategy|early help|happy|content|pleased|actions?"
    r"|record\w*|outcome|written|reopen\w*|attend\w*|matter|case|disagreement|escalation|stage|no further)"
)
REPLIED = r"(?:repl(?:y|ied)|answer|sent|pressed|clicked|meant|button|wrong (?:one|case|word|line)|email)"
RETURNED = (
    r"(?:return|quarter|month|period|no (?:cases|changes|disagreements|escalations)|nothing|log|list|nil|correct|q\d)"
)
LOST = r"(?:what|how|which|who|don't|do not|not sure|unsure|stuck)"
OF_OTHERS = re.compile(r"(?:he|she|mum|dad|mother|father|the (?:nursery|room|police|child|baby))\b")
ABOUT = (  # words that are said of everything, and what must then be spoken of
    (Act.RESOLVED, re.compile(r".*\b(?:agreed|closed|sorted|settled|concluded)$"), AGREEMENT),
    (Act.AGREE, re.compile(r".*\bagreed?$"), AGREEMENT),
    (Act.UNDO, re.compile(r".*\b(?:wrong|mistake)$"), REPLIED),
    (Act.NIL, re.compile(r""), RETURNED),
    (Act.CORRECT, re.compile(r""), RETURNED),
    (Act.HELP, re.compile(r""), LOST),
)
SAID = re.compile(r".*\b(?:agreed?|closed|sorted|settled|concluded|ok|okay)$")
PLAN = re.compile(r"\b(?:will|we'll|i'll|they'll|let's|shall|going to|tomorrow|next week|need to|should|must|meet)\b")
CLAUSES = re.compile(r"[.,;:!?()/|]+|\s[-–—]+\s|^\s*[-–—]+")


def is_about_it(act: Act, word: str, rest: str) -> bool:
    """Whether a word that is said of everything is followed by courtesies alone, or by something about the case."""
    for of, lightly, about in ABOUT:
        if act is of and lightly.match(word):
            said = [clause for clause in clauses(rest)[1:] if not re.match(COURTEOUS, clause)]
            return not said or bool(re.search(rf"\b{about}\b", said[0]) and not OF_OTHERS.match(said[0]))
    return True


def clauses(rest: str) -> list[str]:
    """What stands before the first stop, and each clause behind it."""
    first, *others = (clause.strip() for clause in CLAUSES.split(rest))
    return [first, *(clause for clause in others if clause)]
