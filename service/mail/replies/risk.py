"""Whether a reply says that a child may not be safe now.

Raising attention needs little proof, so any of these phrases counts wherever the sender wrote it, in a
question too. It does not count only where it is plainly negated: a word of negation stands right before
it, with nothing between but small words ("is not currently at immediate risk", "no immediate risk"), or a
form answers "Immediate risk: no"; and where it is only advice, "if a child is at immediate risk, ring ...",
as our own mails say. "Not only", "not sure", "cannot rule out" and the like negate nothing.
"""

import re

PHRASES = re.compile(
    r"\b(?:"
    r"(?:immediate|imminent|serious|grave|high|significant) (?:risk|danger|harm)|risk of (?:\w+ )?(?:harm|injury|death)"
    r"|at risk (?:now|tonight|today)|(?:is|are|remains?|still|child|children|baby|he|she|they) (?:all )?at risk"
    r"|in (?:\w+ )?danger|danger to life|life[- ]threatening|unsafe|in fear of"
    r"|suicid\w+|self[- ]harm\w*|overdose\w*|strangl\w+|stabbed|being (?:abused|beaten|hurt|hit)"
    r"|(?:gone|went) missing|(?:child|he|she|they|baby) (?:is|are|was|has been|have been) missing"
    r"|police protection|(?:rang|called|dialled) 999"
    r"|(?:this|it) is (?:(?!not )\w+ )?urgent|(?:very|really|extremely|most) urgent"
    r"|(?:child|children|baby|he|she|they) (?:is|are|will be|was|were|goes?|stays?|sleeps?)\b[^.?!]{0,60}\btonight"
    r")\b",
    re.I,
)
NOT_SAFE = re.compile(r"(?:\b(?:not|never|no longer)|n't) (?:\w+ )?safe\b", re.I)
SMALL = (
    r"(?:currently|now|presently|at|any|an|a|in|of|the|be|being|been|considered|believed|thought|felt|deemed|assessed"
    r"|to|as|longer|there|is|are|further|evidence|signs?|known|identified|immediate|imminent|significant|serious|risk|harm|danger|or)"
)
NEGATED = re.compile(rf"(?:\b(?:not|no|no ?one|nobody|never|without|nor|neither)|n't)(?: {SMALL})* ?$", re.I)
ADVICE = re.compile(
    r"\b(?:if|where|when) (?:a|any|the|another) (?:child|person|adult|baby) (?:is|may be|might be)(?: \w+)? ?$", re.I
)
ANSWERED_NO = re.compile(r"^[^.\n\w]{0,3}(?:\?|:)\W{0,3}(?:no|none|n/a)\b(?! (?:one|contact|answer|reply))", re.I)
BEFORE = 80


def is_stated(said: str) -> bool:
    """Whether `said` states a risk, by the rule above; True when in doubt."""
    text = re.sub(r"[ \t]+", " ", said.replace("\u2019", "'").replace("\n", " "))
    return bool(NOT_SAFE.search(text)) or any(not _set_aside(text, found) for found in PHRASES.finditer(text))


def _set_aside(text: str, found: re.Match[str]) -> bool:
    before = text[max(0, found.start() - BEFORE) : found.start()]
    return bool(
        NEGATED.search(before) or ADVICE.search(before) or ANSWERED_NO.match(text[found.end() : found.end() + 20])
    )
