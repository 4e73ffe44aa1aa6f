"""What happened in a case, the newest first: what it was, who did it and through which door, what followed."""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime

from service.escalation.routing import Directory
from service.seam.desk_pages import Happened
from service.store import audit, cases, papers
from service.telling.errand import Errand
from service.telling.recipients import by_id
from service.telling.wording import words_of

TITLES: Mapping[str, str] = {
    "Notified": "The disagreement was raised",
    "Completed": "What was missing has come",
    "Released": "It was checked, and sent on",
    "Refused": "It was refused, and not sent on",
    "LookedAtAgain": "The refusal was taken back",
    "RiskStated": "An immediate risk was stated",
    "RiskAnswered": "Somebody took up the alert",
    "RiskLowered": "The risk was lowered",
    "ToldMore": "Something was added",
    "WrittenTo": "A coordinator wrote to people of the case",
    "StillConcerned": "The person who raised it is still concerned",
    "Acknowledged": "Somebody has it",
    "Done": "A task was done",
    "Considered": "An optional task was considered, and left",
    "GateRefused": "A manager refused",
    "Answered": "An answer became known",
    "StatusChanged": "The help or plan in place changed",
    "Agreed": "Something was undertaken",
    "MeetingSet": "A meeting has a date",
    "RecordKept": "A record is on the child’s file",
    "OfficeNoted": "The office noted something",
    "DebriefAsked": "A debrief is wished",
    "FeedbackGiven": "The person who raised it was told",
    "Resolved": "One side says that it is resolved",
    "NotAgreed": "One side does not agree that it is resolved",
    "NotResolved": "It is not resolved",
    "NotResolvedUnproven": "A message that is not proven says that it is not resolved",
    "Decided": "Those who decide at this stage have spoken",
    "Named": "Somebody was named",
    "DateAgreed": "A date was agreed",
    "MoreTimeAsked": "More time was asked for",
    "NotMine": "Somebody says that it is not for them",
    "WithdrawalAsked": "The side that raised it asks to withdraw",
    "Withdrawn": "It was withdrawn",
    "Redirected": "A part was given to somebody else",
    "HandedOver": "It goes on under another procedure",
    "Closed": "It was closed",
    "Corrected": "Something that was written was corrected",
    "Restricted": "Who may see it was changed",
    "Paired": "It was held against another case",
    "Merged": "It was merged into another case",
    "FeedbackAsked": "A case goes on here, whose raiser is to be told",
    "Parted": "It goes on by itself again",
    "AgencyCorrected": "An agency was corrected",
    "DeletionAsked": "People were asked to delete a message",
    "MessagesDeleted": "Somebody has deleted the message",
    "SecondAsked": "A coordinator asked for a second one",
    "SecondDeclined": "A second coordinator declined",
    "Undone": "The last act was taken back",
    "TimePassed": "A date came",
    "Unavailable": "Somebody could not be reached",
    "CalendarChanged": "The calendar changed",
}
DOORS = {
    "mail": "by email",
    "form": "on a form",
    "signed link": "through their link",
    "command line": "at the command line",
    "desk": "at the desk",
}
OF_THE_CLOCK = ("TimePassed", "CalendarChanged", "Unavailable")
KEPT_APART = ("TimePassed", "CalendarChanged")  # of these, only what came of them is worth a line


def happened(errand: Errand) -> tuple[Happened, ...]:
    return tuple(reversed(tuple(_each(errand))))


def _each(errand: Errand) -> Iterator[Happened]:
    followed = _followed(errand)
    written = papers.of_case(errand.session, errand.service.vault, errand.case_id)
    wrote = {paper.at: f"paper-{paper.id}" for paper in written}
    for line in cases.history(errand.session, errand.case_id):
        lines = followed.get(line.at, ())
        if line.event in KEPT_APART and not lines:
            continue
        kind = "clock" if line.event in OF_THE_CLOCK else "people"
        who = ", ".join(filter(None, (who_is(errand, line.actor), door_of(line.source))))
        if line.event == "ToldMore" and line.source.startswith("mail") and line.actor in _own_team(errand):
            who = f"a message that {who_is(errand, line.actor)} filed here"
        yield Happened(TITLES[line.event], who, line.at, lines, kind, wrote.get(line.at, ""))


def _own_team(errand: Errand) -> frozenset[str]:
    return frozenset(f"officer:{one.id}" for one in errand.directory.officers if not one.agency_id)


def _followed(errand: Errand) -> dict[datetime, tuple[str, ...]]:
    """What was recorded of each event, by its instant; duties by their words."""
    chain, vault = f"case:{errand.case_id}", errand.service.vault
    found: dict[datetime, tuple[str, ...]] = {}
    for entry in audit.entries(errand.session, chain):
        if entry.action == "recorded":
            detail = audit.detail_of(errand.session, vault, chain, entry.seq) or {}
            found[entry.at] = (*found.get(entry.at, ()), in_words(errand, str(detail.get("says", ""))))
    return found


def in_words(errand: Errand, line: str) -> str:
    """A line of the record, with each duty's words in the place of its id."""
    ids = sorted((duty.id for duty in errand.case.duties), key=len, reverse=True)
    pattern = "|".join(re.escape(id) for id in ids)
    if not pattern:
        return line
    words = {duty.id: f"“{words_of(errand, duty)}”" for duty in errand.case.duties}
    return re.sub(rf"(?<![\w.])(?:{pattern})(?![\w@#.-]*\w)", lambda found: words[found[0]], line)


def door_of(source: str) -> str:
    """Through which door it came, in words; empty for what came through none."""
    return next((words for name, words in DOORS.items() if source.startswith(name)), "")


ITSELF = {"the clock": "the service", "the procedure": "the service", "the mail room": "the service"}


def who_is(errand: Errand, actor: str) -> str:
    """Who did something, by post and agency; of the partnership's own team, by name."""
    if actor in ITSELF or not actor:
        return ITSELF.get(actor, "the service")
    if actor == "originator":
        return f"the person who raised it, {errand.case.originating.name}"
    holder = next(iter(by_id(errand, actor).holders), None)
    if holder is None:
        return "somebody who is no longer in the directory"
    return of_the_team(errand.directory, actor) or f"{holder.post or 'practitioner'}, {holder.agency}"


def of_the_team(directory: Directory, actor: str) -> str:
    """Somebody of the partnership's own team, by name and post; empty for anybody else."""
    known = (one for one in directory.officers if actor == f"officer:{one.id}" and not one.agency_id)
    return next((f"{one.name}, {one.post.lower()}" for one in known), "")
