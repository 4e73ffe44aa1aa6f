"""A filled notification, from the web or from a mail, opens a case and is routed, or is checked first.

Raising a concern needs no proof; what is sent to another agency does (decision 20): the sender's
address is at the domain of the agency that they name.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from forms.answers import Answers
from forms.choices import Choice, Choices, FurtherQuestion
from forms.reference import check_symbol
from service.bootstrap import Service
from service.carry_out import carry_out
from service.errand import Errand
from service.escalation.calendar import at_opening, local_day
from service.escalation.case import ORIGINATING, Agency
from service.escalation.effects import ORIGINATOR as THE_ORIGINATOR
from service.escalation.effects import Mail
from service.escalation.events import Notified
from service.escalation.facts import Answer
from service.escalation.procedure import Procedure, Question
from service.escalation.routing import Directory
from service.handle import Handled, Source, Take, open_within
from service.mail.address import domain_of
from service.occasion import Occasion
from service.store import cases, directory, people
from service.store.people import NAMED, ORIGINATOR, Person, Subject

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SENSITIVE = (
    "child_address", "child_postcode", "child_numbers", "child_school", "decision", "reasons", "wanted", "child_view",
    "spoken_who", "spoken_outcome", "risk_rung", "type_other", "more_agencies_names",
)  # fmt: skip
NOT_THEIR_ADDRESS = "The sender's address is not one of that agency's."
ANOTHER_ADDRESS = "The mail came from another address than the one it names."
PROVABLE = (NOT_THEIR_ADDRESS, ANOTHER_ADDRESS)  # a code sent to the address proves it (decision 20)


@dataclass(frozen=True)
class Sender:
    """Where the notification came from: `brought_by` names the form or the mail, `mail_from` is the exact From of a
    mail, empty for the web."""

    brought_by: str
    mail_from: str = ""


def choices(service: Service, partnership: str) -> Choices:
    """What this partnership's forms offer today."""
    today = local_day(service.clock.now())
    procedure = service.procedure_of(partnership)
    with service.sessions.begin() as session:
        listed = directory.read(session, partnership)
    stages = [procedure.stage(key) for key in procedure.openings()]
    inside = [t for track in procedure.tracks if track.inside_one_agency for t in track.types]
    return Choices(
        today=today,
        areas=tuple(Choice(area, area) for area in service.partnerships[partnership].areas),
        agencies=tuple(Choice(agency.name, agency.name) for agency in listed.agencies),
        stages=tuple(Choice(s.key, f"{procedure.stage_word.capitalize()} {s.key}: {s.title}") for s in stages),
        inside=frozenset(inside),
        questions=tuple(_further(q) for q in procedure.questions if q.form == "notification"),
        **({"types": tuple(Choice(*pair) for pair in procedure.types.items())} if procedure.types else {}),
    )


def further_questions(procedure: Procedure, form: str) -> tuple[FurtherQuestion, ...]:
    return tuple(_further(question) for question in procedure.questions if question.form == form)


def _further(question: Question) -> FurtherQuestion:
    return FurtherQuestion(question.key, question.ask, question.kind, question.options, optional=True)  # type: ignore[arg-type]


def open_from(occasion: Occasion, answers: Answers, sender: Sender, take: Take) -> Handled | None:
    """Open the case that these answers notify, within the caller's transaction. None: taken before."""
    service, session = occasion.service, occasion.session
    source = Source(
        sender.brought_by, "originator", take, lambda s, case_id: _keep_people(occasion, case_id, answers)
    )
    handled = open_within(service, session, _event(occasion, answers, sender), source)
    if handled and handled.case.being_checked in PROVABLE:
        carry_out(Errand(service, session, handled.case_id, handled.case, occasion.at), Mail("prove", THE_ORIGINATOR))
    return handled


def _event(occasion: Occasion, answers: Answers, sender: Sender) -> Notified:
    procedure, listed, at = occasion.procedure, occasion.directory, occasion.at
    originating = _agency(listed, answers, "your_agency", ORIGINATING)
    receiving = _agency(listed, answers, "their_agency", "r1")
    return Notified(
        at=at,
        reference=free_reference(occasion.session, procedure.prefix),
        partnership=occasion.partnership,
        originating=originating,
        receiving=(receiving,),
        concern=min(at_opening(date.fromisoformat(answers["concern_on"])), at),
        stage=answers.get("stage", "").replace("unsure", ""),
        facts=_facts(procedure, answers),
        risk=answers.get("risk") in ("yes", "unsure"),
        checked=why_checked(listed, answers, sender, originating, receiving),
    )


def _agency(listed: Directory, answers: Answers, key: str, slot: str) -> Agency:
    """The directory's agency of that name; one that it does not list keeps its name, and has no officers."""
    chosen = answers.get(key, "")
    name = answers.get(f"{key}_name", chosen) if chosen == "other" else chosen
    known = directory.agency_named(listed, name)
    return Agency(slot, known.id, known.name, known.kind) if known else Agency(slot, "", name, "other")


def _facts(procedure: Procedure, answers: Answers) -> Mapping[str, Answer]:
    facts: dict[str, Answer] = {"subject": "child"}
    for key in ("type", "status", "area"):
        if key in answers:
            facts[key] = answers[key]
    for question in procedure.questions:
        said = answers.get(f"further_{question.key}")
        if said is not None:
            facts[question.key] = (said == "yes") if question.kind == "yes or no" else said
    return facts


def why_checked(listed: Directory, answers: Answers, sender: Sender, own: Agency, other: Agency) -> str:
    """Why a coordinator looks before anything goes to another agency; empty: nobody needs to."""
    domains = next((agency.domains for agency in listed.agencies if agency.id == own.id), ())
    if not own.id:
        return "The agency that raises it is not in the directory."
    if domain_of(answers["your_email"]) not in domains:
        return NOT_THEIR_ADDRESS
    if sender.mail_from and sender.mail_from != answers["your_email"].lower():
        return ANOTHER_ADDRESS
    return "" if other.id else "The other agency is not in the directory."


def _keep_people(occasion: Occasion, case_id: str, answers: Answers) -> None:
    session, vault, listed = occasion.session, occasion.service.vault, occasion.directory
    own, other = _agency(listed, answers, "your_agency", ORIGINATING), _agency(listed, answers, "their_agency", "r1")
    raiser = Person(
        ORIGINATING, ORIGINATOR, answers["your_name"], answers["your_email"], answers.get("your_phone", ""),
        answers["your_role"], own.name,
    )  # fmt: skip
    people.add_person(session, vault, case_id, raiser)
    theirs = answers.get("their_email", "")
    domains = next((agency.domains for agency in listed.agencies if agency.id == other.id), ())
    if theirs and domain_of(theirs) in domains:
        named = Person(
            "r1", NAMED, answers.get("their_name", ""), theirs, answers.get("their_phone", ""),
            answers.get("their_role", "practitioner"), other.name,
        )  # fmt: skip
        people.add_person(session, vault, case_id, named)
    more = {key: answers[key] for key in SENSITIVE if key in answers}
    child = Subject("child", answers["child_name"], answers.get("child_born", ""), more)
    people.add_subject(session, vault, case_id, child)


def free_reference(session: Session, prefix: str) -> str:
    """A reference that nobody has: seven random symbols, and a check that is a letter or a digit (decision 27)."""
    while True:
        symbols = "".join(secrets.choice(CROCKFORD) for _ in range(7))
        reference = f"{prefix}-{symbols[:4]}-{symbols[4:]}{check_symbol(symbols)}"
        if reference[-1].isalnum() and cases.reference_is_free(session, reference):
            return reference
