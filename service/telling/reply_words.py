"""The words that a mail offers for an answer: only those that would take effect for its reader, at its stage."""

from collections.abc import Mapping
from dataclasses import dataclass

from service.escalation.actors import Actor
from service.escalation.case import ORIGINATING, Case
from service.escalation.effects import Mail
from service.mail.authority import needs_the_stage
from service.mail.replies.acts import Act
from service.telling.errand import Errand
from service.telling.speaking import actor_of, may_speak_of_the_stage


@dataclass(frozen=True)
class ReplyWord:
    word: str
    meaning: str


WORDS: Mapping[Act, ReplyWord] = {
    Act.RESOLVED: ReplyWord("RESOLVED", "you have both agreed what happens next"),
    Act.NOT_RESOLVED: ReplyWord("NOT RESOLVED", "it needs to go further"),
    Act.AGREE: ReplyWord("AGREE", "it is resolved"),
    Act.NOT_AGREED: ReplyWord("NOT AGREED", "and what you do not agree with"),
    Act.MORE_TIME: ReplyWord("MORE TIME", "and the date you need"),
    Act.MEETING: ReplyWord("MEETING", "and its day and time"),
    Act.SEEN: ReplyWord("SEEN", "you have this, and it is not settled yet"),
    Act.WITHDRAW: ReplyWord("WITHDRAW", "you no longer want this to go on"),
    Act.UNDO: ReplyWord("UNDO", "we understood you wrongly"),
    Act.NOT_ME: ReplyWord("NOT ME", "and who we should ask"),
    Act.DELETED: ReplyWord("DELETED", "you have deleted it"),
}
OF_THE_LOG: Mapping[str, object] = {
    "reply_by_mail": True,
    "reply_words": (
        ReplyWord("CORRECT", "the log that we hold is right"),
        ReplyWord("NIL", "there is nothing to log"),
    ),
}
OF_AN_ENTRY: Mapping[str, object] = {
    "reply_by_mail": True, "reply_words": (ReplyWord("CORRECT", "all of it is right"),),
}  # fmt: skip
OF_A_RETURN: Mapping[str, object] = {"reply_by_mail": True, "reply_words": (WORDS[Act.UNDO],)}
TO_AGREE = (Act.AGREE, Act.NOT_AGREED)
TO_SETTLE = (Act.RESOLVED, Act.NOT_RESOLVED, Act.MORE_TIME, Act.MEETING, Act.SEEN)
ABOUT_THE_STAGE = frozenset(
    ("routed", "routed_own", "reminder", "covering", "other_view", "not_agreed", "agree", "unclear")
)
ASKED_FOR: Mapping[str, tuple[Act, ...]] = {
    "receipt": (Act.WITHDRAW,),
    "help": tuple(act for act in WORDS if act is not Act.DELETED),
    "delete_message": (Act.DELETED,),
    "stop": (Act.NOT_ME,),
    **dict.fromkeys(("recorded", "acknowledged"), (Act.UNDO,)),
    **dict.fromkeys(("told", "act_today", "task", "review_child", "meeting", "late"), (Act.SEEN,)),
}
SIMPLY_SEEN = ReplyWord("SEEN", "you have this")


def words_for(errand: Errand, mail: Mail, holder: str) -> tuple[ReplyWord, ...]:
    """The words for the first line of an answer to that mail, by its reader."""
    stage = errand.case.spoken_of(mail.stage)
    by = actor_of(errand, holder, stage)
    takes_effect = (*open_to(errand.case, by, stage), Act.UNDO, Act.NOT_ME, Act.DELETED)
    if not may_speak_of_the_stage(errand, by, mail.stage):
        takes_effect = tuple(act for act in takes_effect if not needs_the_stage(act, by.slot == ORIGINATING))
    if mail.kind not in ABOUT_THE_STAGE:
        wanted = ASKED_FOR.get(mail.kind, ())
        seen = SIMPLY_SEEN if wanted == (Act.SEEN,) else WORDS[Act.SEEN]
        return tuple(seen if act is Act.SEEN else WORDS[act] for act in wanted if act in takes_effect)
    asked = TO_AGREE if Act.AGREE in takes_effect else TO_SETTLE
    return tuple(WORDS[act] for act in asked if act in takes_effect)


def open_to(case: Case, by: Actor, stage: str) -> tuple[Act, ...]:
    """What would take effect if `by` said it of that stage now; an authority decides by its link, not in a word."""
    if not case.is_open:
        return ()
    withdraw = (Act.WITHDRAW,) if by.slot == ORIGINATING else ()
    if not case.is_at(stage):
        return withdraw
    if by.slot not in case.slots:
        return (Act.SEEN,)
    asked = any(by.slot in duty.slots for duty in case.owed_at(stage, "agree"))
    outcome = TO_AGREE if asked else (Act.RESOLVED, Act.NOT_RESOLVED)
    meets = any(task.done_by.startswith("meeting") for task in case.procedure.stage(stage).tasks)
    return (*outcome, Act.MORE_TIME, *((Act.MEETING,) if meets else ()), Act.SEEN, *withdraw)
