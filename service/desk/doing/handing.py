"""A case that belongs elsewhere (C14): it is handed to another procedure, or to another area with all that it says.

To a partnership that is served here it goes as the form that it was raised with, and is checked there; to any other
area it is for whoever raised it to take, and everybody who was told is told where. What came here is kept here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import NAMESPACE_URL, uuid5

from sqlalchemy.orm import Session

from forms.answers import Answers
from service.bootstrap import Service
from service.errors import NotAllowed
from service.escalation.actors import Actor
from service.escalation.coordinating import HandedOver
from service.intake.answering.record import REMOVED
from service.intake.by_desk.desk import exit_to
from service.seam.desk_acts import Act, Option
from service.store import papers, submissions
from service.store.submissions import Submission
from service.telling.errand import Errand

EXIT, AREA, ELSEWHERE = "exit ", "area ", "elsewhere"
WHERE = "Enter where it should go: the safeguarding partnership of that area."
OF_THIS_PLACE = ("stage", "also_receiving", "type")  # what another procedure calls otherwise
IS_SENT = "It is sent there as it was raised, and a coordinator there checks it. What came here is kept here."
IS_NOT_SENT = "Nobody there has heard from us: send it there yourself. What came here is kept here."


def options(errand: Errand) -> Iterator[Option]:
    """The exits of the procedure, the areas of the other partnerships that are served here, and any other area."""
    for leaving in errand.case.procedure.exits:
        if not leaving.alongside:
            yield Option(f"{EXIT}{leaving.key}", leaving.title, "It goes on as that procedure says")
    for its in errand.service.partnerships.values():
        for area in its.areas if its.key != errand.case.partnership else ():
            yield Option(f"{AREA}{its.key} {area}", f"{area}: {its.name}", "It is sent there, and checked there")
    yield Option(ELSEWHERE, "An area that is not served here", "Say below where it should go")


def hand_over(act: Act, at: datetime, by: Actor, errand: Errand) -> HandedOver:
    """Raises NotAllowed where nobody said where."""
    if act.choice.startswith(EXIT):
        return HandedOver(at, by, *exit_to(errand.service, errand, act.choice.removeprefix(EXIT)))
    if act.choice == ELSEWHERE:
        where = act.says.get("where", "")
        if not where:
            raise NotAllowed(WHERE)
        return HandedOver(at, by, to=where, say=IS_NOT_SENT)
    key, _, area = act.choice.removeprefix(AREA).partition(" ")
    return HandedOver(at, by, to=f"{errand.service.partnerships[key].name}, {area}", say=IS_SENT)


@dataclass(frozen=True)
class Sending:
    """The form that another partnership gets: kept in the transaction of the act, then acted on, or by the clock."""

    submission: Submission | None = None

    def keep(self, service: Service, session: Session) -> None:
        if self.submission:
            submissions.keep(session, service.vault, self.submission)


def sending(act: Act, errand: Errand) -> Sending:
    """What the act sends to another partnership; nothing for any other act."""
    if act.kind != "redirect" or not act.choice.startswith(AREA):
        return Sending()
    key, _, area = act.choice.removeprefix(AREA).partition(" ")
    told = [one for one in papers.of_case(errand.session, errand.service.vault, errand.case_id)
            if one.kind == "notification"]  # fmt: skip
    says = {name: said for name, said in told[-1].says.items() if said != REMOVED} if told else {}
    kept = {name: said for name, said in says.items() if name not in OF_THIS_PLACE and not name.startswith("further_")}
    words = Answers("notification", {**kept, "area": area}).as_json()
    id = uuid5(NAMESPACE_URL, f"handed over {errand.case_id} {key}").hex  # however often it is tried: once
    return Sending(Submission(id, "notification", key, words, errand.at, "kept", None))
