"""Each answer that a signed link can offer: the event that it reports, what it lacks, and what it is kept as.

A value names the answer, and, where it is about one duty or one record, which: "done:2.talk", "done:2.talk:1".
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from service.errors import NotNow
from service.escalation.actors import Actor
from service.escalation.calendar import OPENS, at_close, moment
from service.escalation.coordinating import Released
from service.escalation.duty import Plan
from service.escalation.events import (
    Acknowledged,
    Agreed,
    Considered,
    DebriefAsked,
    Decided,
    Done,
    Event,
    FeedbackGiven,
    GateRefused,
    MeetingSet,
    MoreTimeAsked,
    NotAgreed,
    NotMine,
    NotResolved,
    RecordKept,
    Resolved,
    RiskStated,
    StillConcerned,
    ToldMore,
    Undertaken,
    WithdrawalAsked,
)


@dataclass(frozen=True)
class Said:
    """What somebody answered: `of` is the duty or the record, `words` what they added, `on` and `clock` a date and a
    time of day that they gave."""

    at: datetime
    by: Actor
    stage: str
    of: str = ""
    words: str = ""
    on: date | None = None
    clock: time | None = None

    @property
    def begins(self) -> datetime | None:
        """The beginning of a meeting on that date; nine o'clock where no time was given."""
        return moment(self.on, self.clock or OPENS) if self.on else None

    @property
    def until(self) -> datetime | None:
        return at_close(self.on) if self.on else None


@dataclass(frozen=True)
class Answering:
    """One kind of answer. `paper` is what its words are kept as; `needs` names the box that cannot stay empty, and
    what to tell who left it so."""

    label: str
    event: Callable[[Said], Event]
    recorded: str
    paper: str = "outcome"
    needs: tuple[str, str] = ("", "")


OUTCOMES = {"resolved": "resolved", "not_resolved": "not resolved"}  # those that the published form asks about
IN_A_WORD = {  # the answers that a reply by mail gives with its first line
    "resolved": "RESOLVED", "not_resolved": "NOT RESOLVED", "agree": "AGREE", "partly": "NOT AGREED",
    "not_agreed": "NOT AGREED", "more_time": "MORE TIME", "meeting": "MEETING", "seen": "SEEN", "not_me": "NOT ME",
    "withdraw": "WITHDRAW",
}  # fmt: skip
AGREE = "agree"  # it acts once they have read what the others say was agreed
CONFIRM = "confirm"  # what was filled in on a form acts from now (writing_up)
LIVES_ON = timedelta(days=14)
WHY = ("detail", "Enter why")
WHEN = ("on", "Enter the date of the meeting")
DIFFERS = ("detail", "Enter what you do not agree with")

ANSWERS: Mapping[str, Answering] = {
    "resolved": Answering(
        "We have resolved it", lambda said: Resolved(said.at, said.by, said.stage), "You say that it is resolved."
    ),
    "not_resolved": Answering(
        "We have not resolved it", lambda said: NotResolved(said.at, said.by, said.stage),
        "You say that it is not resolved.",
    ),
    "agree": Answering(
        "I agree that it is resolved", lambda said: Resolved(said.at, said.by, said.stage),
        "You agree that it is resolved.",
    ),
    "partly": Answering(
        "I agree in part", lambda said: NotAgreed(said.at, said.by, said.stage),
        "You agree in part, so it is not resolved yet.", paper="view", needs=DIFFERS,
    ),
    "not_agreed": Answering(
        "I do not agree", lambda said: NotAgreed(said.at, said.by, said.stage), "You do not agree that it is resolved.",
        paper="view",
    ),
    "more_time": Answering(
        "We need more time", lambda said: MoreTimeAsked(said.at, said.by, said.stage, said.until),
        "You ask for more time.", paper="reason",
    ),
    "not_me": Answering(
        "I am not the right person", lambda said: NotMine(said.at, said.by, said.stage),
        "This is not for you. The coordinator finds out who has it, and we write to you no more about it.",
        paper="reason", needs=("detail", "Enter who we should ask"),
    ),
    "seen": Answering(
        "I have this, and it is not settled yet", lambda said: Acknowledged(said.at, said.by, said.stage),
        "You have this.", paper="view",
    ),
    "risk": Answering(
        "The child is at immediate risk", lambda said: RiskStated(said.at, said.by),
        "You say that the child is at immediate risk. This is not a referral: ring today.", paper="view",
    ),
    "decided": Answering(
        "I have decided, or said what I recommend", lambda said: Decided(said.at, said.by, said.stage),
        "Your decision or recommendation is recorded.", needs=("detail", "Enter what you decided or recommend"),
    ),
    "done": Answering(
        "Done: {of}", lambda said: Done(said.at, said.by, said.of.partition(":")[0], said.of.partition(":")[2]),
        "Your part is done.", paper="done",
    ),
    "turned": Answering(
        "Not agreed with {of}: on to the next", lambda said: Done(said.at, said.by, said.of, not_agreed=True),
        "The next person is asked.", paper="reason",
    ),
    "considered": Answering(
        "Considered, and not needed: {of}", lambda said: Considered(said.at, said.by, said.of, said.words),
        "You have considered it, and it is not needed.", paper="reason", needs=WHY,
    ),
    "refused": Answering(
        "No: {of}", lambda said: GateRefused(said.at, said.by, said.of, said.words),
        "You say no, with your reason. The person who raised it is told, and the case stays open.",
        paper="reason", needs=WHY,
    ),
    "meeting": Answering(
        "The meeting has a date", lambda said: MeetingSet(said.at, said.by, said.stage, said.begins),
        "Everyone who attends is told the date.", paper="minutes", needs=WHEN,
    ),
    "feedback": Answering(
        "I have told the person who raised it", lambda said: FeedbackGiven(said.at, said.by, said.of),
        "You have told the person who raised it.", paper="feedback",
        needs=("detail", "Enter in your own words what you told them, or on which day you rang"),
    ),
    "on_file": Answering(
        "It is on file: {of}", lambda said: RecordKept(said.at, said.by, said.stage, said.of), "It is on file.",
        paper="done",
    ),
    "learned": Answering(
        "I can say what others can learn from it",
        lambda said: Agreed(said.at, said.by, said.stage, (Undertaken(Plan.LEARNING, ""),)),
        "What you say can be learned goes to the partnership, without your name.", paper="learning",
    ),
    "debrief": Answering(
        "A debrief would help me", lambda said: DebriefAsked(said.at, said.by, said.stage),
        "Your lead hears that you would like a debrief, and nothing else.", paper="debrief",
    ),
    "prove": Answering(
        "This is my address: send the disagreement on", lambda said: Released(said.at, said.by),
        "Your disagreement is on its way.",
    ),
    "add": Answering(
        "I want to add something", lambda said: ToldMore(said.at, said.by), "What you added is kept with the case.",
        paper="view", needs=("detail", "Enter what you want to add"),
    ),
    "withdraw": Answering(
        "I want to withdraw it", lambda said: WithdrawalAsked(said.at, said.by),
        "You ask to withdraw. The coordinator confirms it.", paper="reason",
        needs=("detail", "Enter why you want to withdraw it"),
    ),
    "still_concerned": Answering(
        "I am still concerned", lambda said: StillConcerned(said.at, said.by), "You are still concerned.", paper="view"
    ),
}  # fmt: skip


def event_of(verb: str, said: Said) -> Event:
    """The event that an answer reports. Raises NotNow where it needs words or a date that were not given."""
    answering = ANSWERS[verb]
    box, asked_for = answering.needs
    if box and not {"detail": said.words.strip(), "on": said.on}[box]:
        raise NotNow(f"{asked_for}.")
    return answering.event(said)
