"""The resolution report, filled in beforehand with what the case holds, for whoever owes it (Liverpool 293-305)."""

from collections.abc import Mapping

from service.seam.link_pages import Filled
from service.store import papers
from service.store.people import ORIGINATOR
from service.telling.errand import Errand
from service.telling.recipients import is_one_of

REPORT = "resolution_report"


def is_owed_by(errand: Errand, recipient: str) -> bool:
    """Whether one of the tasks that wait for the report is this person's."""
    case = errand.case
    forms = {form.key for form in case.procedure.forms if form.uses == REPORT}
    owed = [duty for duty in case.owed if (task := case.task(duty)) and task.form in forms]
    return any(is_one_of(errand, recipient, duty.owed_by, duty.slots) for duty in owed)


def report(errand: Errand, proof: str) -> Filled:
    known = {**_the_case(errand), **_the_child(errand), **_who_raised_it(errand)}
    return Filled(errand.case.partnership, {key: said for key, said in known.items() if said}, proof)


def _the_case(errand: Errand) -> Mapping[str, str]:
    written = papers.of_case(errand.session, errand.service.vault, errand.case_id)
    first: Mapping[str, str] = next((paper.says for paper in written if paper.kind == "notification"), {})
    return {"reference": errand.case.reference, "level_of_need": first.get("level_of_need", "")}


def _the_child(errand: Errand) -> Mapping[str, str]:
    about = errand.subjects[0]
    born = about.born or about.more.get("due", "")
    return {"child_name": about.name, "child_born": born, "child_address": about.more.get("child_address", "")}


def _who_raised_it(errand: Errand) -> Mapping[str, str]:
    raiser = errand.person(ORIGINATOR)
    if raiser is None:
        return {}
    return {
        "escalated_name": raiser.name, "escalated_email": raiser.email, "escalated_role": raiser.post,
        "escalated_agency": raiser.agency,
    }  # fmt: skip
