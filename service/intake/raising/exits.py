"""What another procedure is for (decision 22): offered at the form, and answered with where to turn.

A procedure declares its own exits; where it has none for conduct, for a complaint or for a disagreement inside one
agency, there is one of ours.
"""

from collections.abc import Mapping

from forms.choices import EXIT, Choice
from service.escalation.procedure import Exit, Procedure
from service.seam.pages import ExitPage

OURS = (
    Exit(
        "conduct", "Someone's behaviour or conduct",
        "This procedure is not for concerns about someone's conduct. They never go to the agency concerned from here.",
    ),
    Exit(
        "complaint", "A complaint about a service",
        "This procedure does not replace an agency's complaints process.", alongside=True,
    ),
    Exit(
        "inside", "A disagreement inside my own agency", "This procedure is for disagreements between agencies.",
    ),
)  # fmt: skip
WHERE_TO_TURN: Mapping[str, tuple[str, ...]] = {
    "conduct": (
        "Tell the local authority's designated officer (LADO).",
        "Use your own agency's whistleblowing policy.",
    ),
    "complaint": ("Use the complaints process of the agency that it is about.",),
    "inside": (
        "Go to your own manager or safeguarding lead.",
        "In a school, still contact children's services about a child who may be at risk.",
    ),
}


def choices(procedure: Procedure) -> tuple[Choice, ...]:
    return tuple(Choice(f"{EXIT}{leaving.key}", leaving.title) for leaving in offered(procedure))


def offered(procedure: Procedure) -> tuple[Exit, ...]:
    """The procedure's exits, but for the ways on of a case that has begun; then ours that it lacks."""
    ways_on = {way for stage in procedure.stages for way in stage.unresolved}
    own = tuple(
        leaving
        for leaving in procedure.exits
        if f"{EXIT}{leaving.key}" not in ways_on and not procedure.is_between_two(procedure.track_of(leaving.key))
    )
    has = {leaving.key for leaving in procedure.exits}
    if any(track.inside_one_agency for track in procedure.tracks):
        has.add("inside")
    return own + tuple(leaving for leaving in OURS if leaving.key not in has)


def page(procedure: Procedure, key: str) -> ExitPage | None:
    """What is shown to somebody who chose this exit; a type between two colleagues is answered with
    where they turn first. None where it is not offered."""
    leaving = next((one for one in offered(procedure) if one.key == key), None)
    if leaving is None:
        return _route(procedure, key)
    return ExitPage(leaving.title, leaving.say, leaving.ring, WHERE_TO_TURN.get(key, ()), leaving.alongside)


def _route(procedure: Procedure, kind: str) -> ExitPage | None:
    """Where two colleagues turn first: the words of the exit that is called like their type, where there is one."""
    if not procedure.is_between_two(procedure.track_of(kind)):
        return None
    own = next((leaving for leaving in procedure.exits if leaving.key == kind), Exit(kind, ""))
    return ExitPage(procedure.types[kind], own.say, own.ring, WHERE_TO_TURN["inside"][bool(own.say) :], alongside=True)
