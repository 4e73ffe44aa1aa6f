"""Cases as the command line shows them, in words and as JSON; never a child's name."""

import json
from datetime import datetime
from typing import Any

from service.bootstrap import Service, stored_procedure
from service.errand import Errand
from service.escalation.calendar import LONDON
from service.escalation.case import Duty
from service.store import audit, cases, inbox, outbox
from service.wording import words_of


def listed_as_json(service: Service) -> str:
    with service.sessions.begin() as session:
        listed = cases.listed(session)
        return json.dumps([_facts(service, session, one.id) for one in listed], indent=1)


def listed_in_words(service: Service) -> str:
    with service.sessions.begin() as session:
        lines = [
            f"{one.reference}  {one.procedure:<10} {one.state:<12} stage {one.stage or '-':<6} next {_at(one.next_due)}"
            for one in cases.listed(session)
        ]
    return "\n".join(lines) or "There is no case yet."


def case_as_json(service: Service, reference: str) -> str:
    with service.sessions.begin() as session:
        return json.dumps(_facts(service, session, cases.id_of(session, reference)), indent=1)


def case_in_words(service: Service, reference: str) -> str:
    with service.sessions.begin() as session:
        facts = _facts(service, session, cases.id_of(session, reference))
    owed = [f"  {o['id']}: {o['do']}, by {o['who']}, {o['ask'] or 'no date'} ({o['why']})" for o in facts["owed"]]
    mails = [f"  {m['at']}  {m['kind']:<16} to {m['to']:<44} {m['state']}" for m in facts["out"]]
    came = [f"  {m['at']}  {m['disposition']}: {m['reason']}" for m in facts["in"]]
    told = [f"  {line}" for line in facts["history"]]
    head = f"{facts['reference']}  {facts['procedure']}  {facts['state']}  stage {facts['stage'] or '-'}"
    between = f"{facts['originating']} with {', '.join(facts['receiving'])}"
    return "\n".join([head, between, "Owed:", *owed, "Mail out:", *mails, "Mail in:", *came, "History:", *told])


def _facts(service: Service, session: Any, case_id: str) -> dict[str, Any]:
    """Reference, procedure, stage, state, what is owed by whom and when, messages in and out with their state."""
    case = cases.load(session, case_id, stored_procedure)
    errand = Errand(service, session, case_id, case, case.moments["receipt"])
    return {
        "reference": case.reference,
        "partnership": case.partnership,
        "procedure": case.procedure.key,
        "state": case.state.value,
        "being_checked": case.being_checked,
        "stage": ", ".join(visit.stage for visit in case.open_visits),
        "risk": case.risk.value,
        "originating": case.originating.name,
        "receiving": [agency.name for agency in case.receiving],
        "owed": [_owed(errand, duty) for duty in case.owed],
        "out": [_sent(one) for one in outbox.of_case(session, case_id)],
        "in": [
            {"at": _at(one.arrived_at), "disposition": one.disposition, "reason": one.reason}
            for one in inbox.of_case(session, case_id)
        ],
        "history": [f"{_at(line.at)}  {line.event} by {line.actor}" for line in cases.history(session, case_id)],
        "audit_faults": audit.verify(session, service.vault, f"case:{case_id}"),
    }


def _owed(errand: Errand, duty: Duty) -> dict[str, Any]:
    due = duty.deadline
    return {
        "id": duty.id,
        "stage": duty.stage,
        "task": duty.task,
        "do": words_of(errand, duty),
        "who": " or ".join(str(party) for party in duty.owed_by),
        "agencies": [agency.name for agency in errand.case.agencies if agency.slot in duty.slots],
        "due": due.at.isoformat() if due and due.at else None,
        "ask": due.ask.isoformat() if due and due.ask else None,
        "why": due.why if due else "no time limit is stated",
        "agreed": duty.agreed.isoformat() if duty.agreed else None,
    }


def _sent(one: outbox.Progress) -> dict[str, Any]:
    return {
        "at": _at(one.queued_at),
        "kind": one.kind,
        "to": one.recipient,
        "stage": one.stage,
        "state": "bounced" if one.bounced_at else one.state,
        "message_id": one.message_id,
    }


def _at(at: datetime | None) -> str:
    return at.astimezone(LONDON).strftime("%Y-%m-%d %H:%M") if at else "-"
