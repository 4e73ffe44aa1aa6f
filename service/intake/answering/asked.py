"""What is asked of whoever reads a page, as the mail that brought them would say it now."""

from service.escalation.effects import Mail, person
from service.seam.pages import DatedStep
from service.telling.errand import Errand
from service.telling.recipients import by_id, slot_of
from service.telling.wording import Owing, owed_by

TOLD = "We have told them for you. Talk to them too."


def asked_of(errand: Errand, reader: str, stage: str, kind: str = "routed") -> tuple[DatedStep, ...]:
    """The nearest date first; whether they agree stands for all else at its stage, as it settles that. What their
    agency has said of the stage is not asked again."""
    holder = next(iter(by_id(errand, reader).holders), None)
    if holder is None or errand.case.being_checked:
        return ()
    owed = owed_by(errand, Mail(kind, person(reader), stage=stage), holder)
    visit = errand.case.visit(stage)
    has_said = visit is not None and bool(visit.says(slot_of(errand, holder)))
    agree = [one for one in owed if one.kind == "agree"]
    return tuple(map(_step, agree or [one for one in owed if one.kind != "conclude" or not has_said]))


def _step(one: Owing) -> DatedStep:
    what = f"{one.do}. {TOLD}" if one.told else one.do
    return DatedStep(what, "", None, one.by, "as agreed" if one.agreed else one.why)
