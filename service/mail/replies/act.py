"""What a reply can ask for."""

from enum import StrEnum


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
