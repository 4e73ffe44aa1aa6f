"""The fields of a mail: every value that its template may name, for one reader.

What belongs to the child is at the level that the reader may have (disclosure); the rest names nobody but agencies
and roles.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from service.escalation.case import ORIGINATING
from service.escalation.effects import Mail
from service.escalation.procedure import Stage
from service.escalation.routing import Holder
from service.seam.pages import Partnership
from service.store.people import ORIGINATOR
from service.telling.chronicle import story_of
from service.telling.convening import brief
from service.telling.disclosure import CALLED, Told, is_of_the_team, of_the_child, told_of, without_names
from service.telling.errand import Errand
from service.telling.gaps import gaps
from service.telling.learning import learned
from service.telling.recipients import slot_of
from service.telling.reply_words import words_for
from service.telling.standing_in import stands_in
from service.telling.wording import (
    ACT_AT_ONCE,
    Owing,
    across,
    act_at_once,
    asked_words,
    next_dates,
    owed_by,
    own_words,
    ring,
)

IN_OWN_WORDS = frozenset(  # how a reply answers them
    {"log_asked", "feedback_given", "form_unreadable", "message", "not_sent_on"}
)


def values_for(errand: Errand, mail: Mail, holder: Holder, link: str) -> dict[str, Any]:
    """Everything that a template may name, for this reader."""
    told = told_of(errand, mail, holder)
    return {
        **NOTHING,
        **of_the_partnership(errand.partnership, errand.service.config.base_url, errand.day),
        **_of_the_area(errand),
        **_of_the_case(errand, mail),
        **story_of(errand.case, _stage_of(errand, mail)),
        **brief(errand, _stage_of(errand, mail)),
        **of_the_child(errand, told, holder),
        **_of_the_reader(errand, mail, holder),
        **_of_the_form(errand, mail),
        "link": link,
        **_of_its_own(errand, mail, told),
    }


NOTHING: Mapping[str, Any] = {
    # whose mail it is
    "partnership": "", "service_name": "", "telephone": "", "hours": "", "front_door": "", "out_of_hours": "",
    "base_url": "", "desk_page": "", "outcome_page": "", "kept_until": None,
    # the case, and whom it is about
    "reference": "", "stage_word": "stage", "stage": "", "stage_title": "", "originating": "", "receiving": "",
    "across": "the other agency", "category": "", "raised_by_role": "", "received": None, "told": [],
    "next_dates": [], "risk": False, "check_reason": "", "gaps": [], "today": None, "so_far": [],
    "moved_up": False, "this_stage": None, "ways_on": [], "ended_how": "", "records": [],
    "act_at_once": ACT_AT_ONCE, "urgent_ring": "",
    "a_child": CALLED["child"].one, "the_child": CALLED["child"].this, "any_child": CALLED["child"].any,
    "initials": "", "own_reference": "", "children": [],
    # the people of the stage
    "arranged": [], "attending": [], "your_power": "", "options": [], "sent_in": [],
    # the reader, and what is asked of them
    "your_role": "", "your_agency": "", "addressee": "", "may_reopen": False, "own_team": False,
    "raised_by_you": False, "covering_for": "", "absent": "", "owed": [],
    "ask": None, "due": None, "why": "", "ring": [], "reply_words": [], "reply_by_mail": False, "link": "",
    "form_title": "", "form_link": "",
    # what a mail brings of its own
    "kind": "", "to": "", "how": "", "title": "", "say": "",
    "recorded": "", "still_needed": "", "files": 0, "undo_until": None,
    "when_sent": (), "code": "", "held_count": 0, "questions": [], "when": None,
    "days": 0, "passed_on": False, "urgent": False,
    "nobody_reads": False, "entries": [],
}  # fmt: skip


def of_the_partnership(its: Partnership, base_url: str, day: date) -> dict[str, Any]:
    page = f"{base_url.rstrip('/')}/{its.key}"
    years = int(its.kept_for_years or 0)
    return {
        "partnership": its.name, "service_name": its.service_name, "telephone": its.telephone, "hours": its.hours,
        "front_door": its.front_door, "out_of_hours": its.out_of_hours, "base_url": base_url,
        "desk_page": f"{page}/desk", "outcome_page": f"{page}/outcome",
        "kept_until": date(day.year + years, day.month, 1) if years else None,
    }  # fmt: skip


def _of_the_area(errand: Errand) -> dict[str, Any]:
    """Whom to ring about a child who lives where this one does."""
    its, area = errand.partnership, str(errand.case.facts.get("area", ""))
    return {"front_door": its.front_door_of(area), "out_of_hours": its.out_of_hours_of(area)}


def _of_the_case(errand: Errand, mail: Mail) -> dict[str, Any]:
    case, procedure = errand.case, errand.case.procedure
    stage, urgent = _stage_of(errand, mail), procedure.urgent
    raiser = errand.person(ORIGINATOR)
    return {
        "reference": "" if mail.kind == "learning" and case.between_two else case.reference,
        "stage_word": procedure.stage_word,
        "stage": stage.key if stage else "", "stage_title": stage.title if stage else "",
        "originating": case.originating.name,
        "receiving": _names([agency.name for agency in case.receiving if not case.between_two]),
        "across": across(case), "category": procedure.types.get(str(case.facts.get("type", "")), ""),
        "raised_by_role": raiser.post if raiser else "",
        "received": case.moments.get("receipt", errand.at),
        "told": [
            *(f"{_capital(asked)} has been asked." for asked in asked_words(errand)),
            *(f"{_capital(told)} has been told." for told in own_words(errand)),
        ],
        "risk": bool(case.risk.value), "check_reason": case.being_checked,
        "gaps": gaps(case),
        "today": errand.day,
        "records": [*dict.fromkeys((*procedure.records, *(stage.records if stage else ())))],
        "act_at_once": act_at_once(procedure),
        "urgent_ring": urgent.ring if urgent else "",
    }  # fmt: skip


def _stage_of(errand: Errand, mail: Mail) -> Stage | None:
    """The stage that the mail speaks of, else the one that the case is at."""
    named = mail.stage and mail.stage != "urgent"
    return errand.case.procedure.stage(mail.stage) if named else errand.case.stage


def _of_the_reader(errand: Errand, mail: Mail, holder: Holder) -> dict[str, Any]:
    owed = owed_by(errand, mail, holder)
    first = _first(owed, mail)
    words = words_for(errand, mail, holder.id)
    return {
        "your_role": holder.post, "your_agency": holder.agency, "addressee": holder.name,
        "may_reopen": slot_of(errand, holder) == ORIGINATING, "own_team": is_of_the_team(errand, holder),
        "raised_by_you": _raised_it(errand, holder),
        **stands_in(errand, holder),
        "owed": owed,
        "next_dates": [step for step in next_dates(errand, holder.id) if step.what not in {one.do for one in owed}],
        "ask": first.ask if first else None, "due": first.due if first else None, "why": first.why if first else "",
        "ring": ring(errand, mail, holder),
        "reply_words": words,
        "reply_by_mail": bool(words) or mail.kind in IN_OWN_WORDS,
    }  # fmt: skip


def _raised_it(errand: Errand, holder: Holder) -> bool:
    """Whether it is theirs: whoever raised it may hold a post that is written to."""
    raiser = errand.person(ORIGINATOR)
    return raiser is not None and raiser.email.casefold() == holder.email.casefold()


def _first(owed: list[Owing], mail: Mail) -> Owing | None:
    """What the mail's own date is that of: what a reminder reminds of, else what is asked for soonest."""
    dated = [one for one in owed if one.ask]
    reminded = [one for one in dated if mail.kind == "reminder" and one.id == mail.duty]
    return min(reminded or dated, key=lambda one: one.ask.timestamp() if one.ask else 0, default=None)


def _of_the_form(errand: Errand, mail: Mail) -> dict[str, str]:
    """The form that the mail's task asks for, under its local name, and its page."""
    duty = errand.case.duty(mail.duty)
    task = errand.case.task(duty) if duty else None
    form = next((form for form in errand.case.procedure.forms if task and form.key == task.form), None)
    if form is None:
        return {}
    page = FORM_PAGES.get(form.uses, "")
    place = f"{errand.service.config.base_url.rstrip('/')}/{errand.partnership.key}/{page}"
    return {"form_title": form.title, "form_link": place if page else ""}


FORM_PAGES = {"resolution_report": "report", "stage_outcome": "outcome"}


def _of_its_own(errand: Errand, mail: Mail, told: Told) -> dict[str, Any]:
    """What the event gave this mail to say."""
    given: Mapping[str, Any] = {**mail.values, **({"say": learned(errand)} if mail.kind == "learning" else {})}
    said = {name: without_names(errand, told, value) for name, value in given.items() if isinstance(value, str)}
    return {**given, **said}


def _names(names: list[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
