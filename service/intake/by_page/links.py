"""The page behind a signed link (ux.md 1.6): it shows no child, and changes nothing until an answer and a code come.

The link was made for one person, case and stage; the code goes to that person's address on record.
"""

from dataclasses import replace

from service.bootstrap import Service
from service.carry_out import carry_out
from service.escalation.case import Case, State
from service.escalation.clocks import Deadline
from service.escalation.effects import Mail, person
from service.intake.answering import filled_in
from service.intake.answering.agreement import agreement
from service.intake.answering.answers import AGREE
from service.intake.answering.asked import asked_of
from service.intake.answering.linked import FILL_IN, READ, STANDING, Linked, find
from service.intake.answering.moving_on import moving_on
from service.intake.answering.record import open_record
from service.intake.answering.recording import record
from service.intake.answering.standing import standing
from service.intake.answering.standing_in import by_others
from service.intake.by_page import copies
from service.seam.link_pages import NOWHERE, Expired, Given, MovingOn, WrongCode
from service.seam.pages import Answered, AnswerPage, Changed
from service.store import cases, tokens
from service.telling.recipients import by_id


def page(service: Service, token: str) -> AnswerPage | Expired | None:
    """What the link shows today; None when nobody knows it. Nothing is changed by looking."""
    at = service.clock.now()
    with service.sessions.begin() as session:
        linked = find(service, session, token, at)
        return _page(linked) if linked else None


def _page(linked: Linked) -> AnswerPage | Expired:
    errand, case = linked.errand, linked.errand.case
    if not linked.choices:
        return Expired(case.partnership, _why_nothing(linked))
    due = _due(case, linked.stage)
    holder = next(iter(by_id(errand, linked.grant.recipient).holders), None)
    said = cases.last_act(errand.session, errand.case_id, linked.grant.recipient)
    return AnswerPage(
        partnership=case.partnership, reference=case.reference,
        stage_title=_title(case, linked.stage),
        originating=case.originating.name, receiving=" and ".join(agency.name for agency in case.receiving),
        reply_by=due.ask if due else None,
        role=f"the {holder.post} at {holder.agency}" if holder else "", choices=linked.choices,
        answered=SAID.get(said.event) if said else None, seen_version=case.version, today=errand.day,
        undo_until=linked.undo_until(said.at) if said else None,
        asks_date=any(value in ASK_A_DATE for value, _ in linked.choices), needs=linked.offered.needs(),
        moving=_moving_on(linked), by_others=by_others(linked),
        asked=asked_of(errand, linked.grant.recipient, linked.stage),
    )  # fmt: skip


def _due(case: Case, stage: str) -> Deadline | None:
    """By when the stage's outcome is asked for; where that has no date, what else is due there."""
    here = [duty for duty in case.owed if duty.stage == stage and duty.task != "acknowledge"]
    outcome_first = sorted(here, key=lambda duty: duty.task != "conclude")
    dated = [duty.deadline for duty in outcome_first if duty.deadline and duty.deadline.ask]
    return next(iter(dated), None)


def _moving_on(linked: Linked) -> MovingOn:
    offers = "not_resolved" in dict(linked.choices)
    return moving_on(linked.errand, linked.actor, linked.stage) if offers else NOWHERE


LEADS_ON = ("add", "withdraw", "still_concerned")
ASK_A_DATE = frozenset({"meeting", "more_time"})


def _title(case: Case, key: str) -> str:
    word = case.procedure.stage_word.capitalize()
    return f"{word} {key}: {case.procedure.stage(key).title}" if key else "Being checked"


SAID = {
    "Resolved": "You said that it is resolved.",
    "NotAgreed": "You said that you do not agree.",
    "NotResolved": "You said that it is not resolved.",
    "MoreTimeAsked": "You asked for more time.",
    "Acknowledged": "You said that you have this.",
    "Done": "You said that your part is done.",
}


def _why_nothing(linked: Linked) -> str:
    case = linked.errand.case
    if case.state is State.REFUSED:
        return f"A coordinator did not send case {case.reference} on. If it was yours and should go on, ring us."
    if not case.is_open:
        return f"Case {case.reference} is {case.state.value}: there is nothing left to answer here."
    if case.being_checked:
        return f"A coordinator checks case {case.reference} before it goes on. If something should be known, ring us."
    if case.is_at(linked.stage):
        return f"Nothing in case {case.reference} waits for your answer here. If something should, ring us."
    return f"The {case.procedure.stage_word} that this link was made for has ended."


def send_code(service: Service, token: str) -> None:
    """Six digits to the address on record; nothing when nobody knows the token, and nobody can tell which."""
    at = service.clock.now()
    with service.sessions.begin() as session:
        linked = find(service, session, token, at)
        if linked is None:
            return
        code = tokens.send_code(session, service.vault, tokens.token_hash(token), service.clock.real())
        to = person(linked.grant.recipient)
        carry_out(linked.errand, Mail("code", to, stage=linked.grant.stage, values={"code": code}))
        linked.note("code sent")
    service.bell.ring()


def fresh_link(service: Service, token: str) -> None:
    """A new link to the same address only (ux.md 1.6, L8)."""
    at = service.clock.now()
    with service.sessions.begin() as session:
        linked = find(service, session, token, at)
        if linked is None:
            return
        stage = linked.errand.case.stage
        mail = Mail("fresh_link", person(linked.grant.recipient), stage=stage.key if stage else "")
        carry_out(linked.errand, mail)
        linked.note("fresh link sent")
    service.bell.ring()


def answer(service: Service, token: str, code: str, given: Given) -> Answered:
    """Record the chosen answer, once the code proves who gives it. Raises ServiceError as `decide` does."""
    at = service.clock.now()
    with service.sessions.begin() as session:
        hash, now = tokens.token_hash(token), service.clock.real()
        if not tokens.check_code(session, service.vault, hash, code, now):
            return WrongCode(tokens.why_not(session, hash, now))
        linked = find(service, session, token, at)
        shown = _page(linked) if linked else None
        if linked is None or not isinstance(shown, AnswerPage):
            return WrongCode("expired")
        if shown.seen_version != given.seen_version or given.choice not in dict(shown.choices):
            return Changed(shown)
        if given.choice == READ:
            linked.note("opened what is written")
            proof = tokens.send_code(session, service.vault, hash, now)
            record_of_it = open_record(linked.errand, linked.actor)
            return replace(record_of_it, proof=proof, raised_it=bool(copies.sent_by(linked)))
        if given.choice == AGREE and not given.has_read:
            linked.note("opened what they say was agreed")
            proof = tokens.send_code(session, service.vault, hash, now)
            return agreement(linked.errand, linked.actor, linked.stage, proof)
        if given.choice == STANDING:
            linked.note("looked where it stands")
            may = tuple(one for one in linked.choices if one[0] in LEADS_ON)
            return standing(linked.errand, tokens.send_code(session, service.vault, hash, now), may)
        if given.choice == FILL_IN and given.answers is None:
            linked.note("opened the report, filled in")
            return filled_in.report(linked.errand, tokens.send_code(session, service.vault, hash, now))
        recorded = record(linked, given)
    service.bell.ring()
    return recorded
