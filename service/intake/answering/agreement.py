"""What the others say was agreed, for whoever is asked to agree: they read it before their answer is recorded."""

from dataclasses import replace

from service.escalation.actors import Actor
from service.escalation.case import Agency
from service.intake.answering.record import written
from service.seam.link_pages import Agreement, Written
from service.store import papers
from service.store.papers import Paper
from service.telling.errand import Errand

KNOWN = ("outcome", "reference", "your_name", "your_email")  # of the form: the page says it already
SAYS = "{agency} says that you agreed"
NOT_WRITTEN = (("What was agreed", "They did not write it down. Ring them before you agree."),)


def agreement(errand: Errand, actor: Actor, stage: str, proof: str) -> Agreement:
    """Each paper that says it is marked as opened by them: in the transaction that shows it."""
    case, visit = errand.case, errand.case.visit(stage)
    others = [one for one in case.agencies if one.slot != actor.slot and visit and visit.says(one.slot) == "resolved"]
    found = papers.of_case(errand.session, errand.service.vault, errand.case_id)
    told = tuple(_said_by(errand, one, [paper for paper in found if _is_of(paper, stage, one)]) for one in others)
    return Agreement(case.partnership, case.reference, told, proof)


def _is_of(paper: Paper, stage: str, agency: Agency) -> bool:
    is_outcome = (paper.kind, paper.stage, paper.slot) == ("outcome", stage, agency.slot)
    only_the_word = paper.says.get("said", "").strip(" .!\n").casefold() == "resolved"
    return is_outcome and not only_the_word and paper.says.get("outcome") != "not resolved"


def _said_by(errand: Errand, agency: Agency, found: list[Paper]) -> Written:
    """What they wrote last."""
    title = SAYS.format(agency=agency.name)
    if not found:
        return Written(title, "", agency.name, errand.at, NOT_WRITTEN)
    papers.opened(errand.session, found[-1].id, errand.actor, errand.at)
    says = {key: said for key, said in found[-1].says.items() if key not in KNOWN}
    one = written(errand, replace(found[-1], says=says))
    return Written(title, "", one.who, one.at, one.lines)
