"""What takes two coordinators (decision 20), at the desk: one asks with a reason, another one confirms it or declines.

Who asked, and why, stands in the paper that the asking left; another one is another person, whatever posts they hold.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from service.desk.looking.timeline import who_is
from service.errors import NotAllowed
from service.escalation.actors import Actor
from service.escalation.coordinating import Closed, RiskLowered, SecondAsked, SecondDeclined
from service.escalation.duty import Duty
from service.escalation.ending import holds_the_close
from service.escalation.events import Event
from service.escalation.restricting import named_staff
from service.escalation.routing import Officer
from service.escalation.tasks import CONFIRMED_AS
from service.seam.desk_acts import Act, Option, Requested
from service.store import papers
from service.store.papers import Paper
from service.telling.errand import Errand
from service.telling.wording import words_of

CONFIRM, DECLINE = "confirm", "decline"
ASKED_FOR = ("unsettle", "lower")  # the acts of the pages
WHAT = {"close": "Close the case without agreement", "lower": "Lower the risk"}
SAID = {
    ("close", CONFIRM): "Confirm: close the case without agreement",
    ("close", DECLINE): "Decline: the case stays open",
    ("lower", CONFIRM): "Confirm: lower the risk",
    ("lower", DECLINE): "Decline: the risk stands",
}
ONLY_ANOTHER = "Only another coordinator can confirm it"
CONFIRMED: Mapping[str, Callable[[datetime, Actor, str], Event]] = {"close": Closed, "lower": RiskLowered}


@dataclass(frozen=True)
class Request:
    """`paper` is what the asking said, and whose it was."""

    act: str
    duty: Duty
    paper: Paper

    @property
    def asker(self) -> str:
        return self.paper.author


def _open(errand: Errand) -> Iterator[Request]:
    """What is asked for and not answered yet."""
    kept = {paper.at: paper for paper in papers.of_case(errand.session, errand.service.vault, errand.case_id)
            if paper.kind == "second"}  # fmt: skip
    for act, task in CONFIRMED_AS.items():
        for duty in errand.case.owed_at("", task):
            if duty.opened in kept:
                yield Request(act, duty, kept[duty.opened])


def requests(errand: Errand) -> tuple[Requested, ...]:
    return tuple(
        Requested(WHAT[one.act], who_is(errand, one.asker), one.duty.opened, one.paper.says.get("said", ""))
        for one in _open(errand)
    )


# Asking


def asks(act: str) -> Callable[[Act, datetime, Actor, Errand], Event]:
    return lambda asked, at, by, errand: SecondAsked(at, by, act)


def holds_the_end(errand: Errand) -> str:
    """Why nobody can ask to close it without agreement now; empty where they can."""
    return owed_first(errand) or _holds(errand, "close")


def owed_first(errand: Errand) -> str:
    """What is owed before the case can be closed, in a sentence; empty where nothing is."""
    holding = [words_of(errand, duty) for duty in errand.case.owed if holds_the_close(errand.case, duty)]
    return f"Before this case can be closed, this is owed: {'; '.join(holding)}." if holding else ""


def holds_the_lowering(errand: Errand) -> str:
    return _holds(errand, "lower")


def _holds(errand: Errand, act: str) -> str:
    if errand.case.owed_at("", CONFIRMED_AS[act]):
        return "Another coordinator has been asked already, and has not answered yet."
    return "" if _others(errand) else NOBODY_ELSE


NOBODY_ELSE = (
    "This takes a second coordinator, and the directory lists nobody else. Have somebody entered and invited: then they"
    " can confirm it here. Or whoever runs the service enters it for you both, with --second on the command line."
)


def others(errand: Errand) -> tuple[str, ...]:
    """Who can confirm it, by name."""
    return tuple(one.name for one in _others(errand))


def _others(errand: Errand) -> list[Officer]:
    """The other people who coordinate this partnership."""
    return [one for one in _team(errand) if not _is_the_same(errand, f"officer:{one.id}", errand.actor)]


def _team(errand: Errand) -> list[Officer]:
    post = errand.partnership.coordinator_post
    named = named_staff(errand.case, errand.directory, errand.day)
    team = (one for one in errand.directory.officers if not one.agency_id and one.has_post(post))
    return [one for one in team if not named or one.email.casefold() in named]


def _is_the_same(errand: Errand, one: str, other: str) -> bool:
    """Whether these are one person: somebody may be listed for several posts."""
    address = {f"officer:{officer.id}": officer.email.casefold() for officer in errand.directory.officers}
    return one == other or address.get(one, one) == address.get(other, other)


# Answering


def is_for(errand: Errand, duty: Duty) -> bool:
    """Whether it is for whoever looks to answer: it is, unless they asked for it themselves."""
    return all(one.duty != duty or not _is_the_same(errand, one.asker, errand.actor) for one in _open(errand))


def holds_the_answer(errand: Errand) -> str:
    return "" if requests(errand) else "Nothing waits for a second coordinator in this case now."


def offers(errand: Errand) -> Iterator[Option]:
    for one in _open(errand):
        if _is_the_same(errand, one.asker, errand.actor):
            yield Option(f"{DECLINE} {one.act}", "Take back what you asked for", ONLY_ANOTHER)
        else:
            for answer in (CONFIRM, DECLINE):
                yield Option(f"{answer} {one.act}", SAID[one.act, answer])


def answers(act: Act, at: datetime, by: Actor, errand: Errand) -> Event:
    """Raises NotAllowed where nobody asks for it, or they asked for it themselves."""
    answer, _, of = act.choice.partition(" ")
    asked = next((one for one in _open(errand) if one.act == of), None)
    if asked is None:
        raise NotAllowed("Nobody asks for that any more. Look at the case again.")
    if answer == DECLINE:
        return SecondDeclined(at, by, of)
    if _is_the_same(errand, asked.asker, by.holder):
        raise NotAllowed("You asked for this yourself. Another coordinator confirms it.")
    return CONFIRMED[of](at, by, asked.asker)
