"""What the page that moves a case up is filled with: the stage above, what was tried, who takes it on."""

from forms import Choice
from service.escalation.actors import Actor
from service.escalation.calendar import local_day
from service.escalation.case import ORIGINATING
from service.escalation.clocks import long_day
from service.escalation.events import NotResolved
from service.escalation.moving import chooses
from service.escalation.parties import Party, Side
from service.intake.answering.attempts import as_it_is_meant
from service.seam.link_pages import MovingOn
from service.telling.chronicle import Past, stage_in_words, story_of
from service.telling.errand import Errand
from service.telling.recipients import holders_of


def moving_on(errand: Errand, by: Actor, stage: str) -> MovingOn:
    """For somebody who may say of that stage that it is not resolved; what their answer does is not decided here."""
    case, tried = errand.case, _tried(errand)
    said = NotResolved(errand.at, by, stage)
    if by.slot != ORIGINATING or not case.is_at(stage) or as_it_is_meant(errand, said) != said:
        return MovingOn(tried=tried)
    known = {one.key for one in case.procedure.stages}
    ways = [way for way in case.procedure.ways_on(stage, case.track) if way in known]
    if len(ways) == 1:
        return MovingOn(_title(errand, ways[0]), tried, _posts(errand, by, ways[0]))
    here = case.procedure.stage(stage)
    if not ways or not chooses(case, here, by):
        return MovingOn(tried=tried)
    choices = tuple(Choice(way, _title(errand, way)) for way in ways)
    return MovingOn(tried=tried, ways=choices, several=here.choose != "one")


def _title(errand: Errand, key: str) -> str:
    return stage_in_words(errand.case.procedure, key)


def _posts(errand: Errand, by: Actor, stage: str) -> str:
    people = errand.case.procedure.stage(stage).people
    found = (one for role in people for one in holders_of(errand, Party(Side.EACH, role), (by.slot,)))
    return " and ".join(dict.fromkeys(holder.post for each in found for holder in each.holders if holder.post))


def _tried(errand: Errand) -> str:
    return "\n".join(map(_line, story_of(errand.case, None)["so_far"]))


def _line(past: Past) -> str:
    until = f" to {long_day(local_day(past.ended))}, {past.how}" if past.ended else ", until now"
    return f"{past.stage[:1].upper()}{past.stage[1:]}: {long_day(local_day(past.opened))}{until}."
