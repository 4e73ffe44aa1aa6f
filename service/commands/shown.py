"""Cases as the command line shows them, in words and as JSON; never a child's name."""

import json
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from service.bootstrap import Service, stored_procedure
from service.desk.showing.written import on_file, opened_by
from service.escalation.calendar import LONDON
from service.escalation.duty import Duty
from service.seam.link_pages import Record
from service.store import audit, cases, filed, outbox, papers
from service.telling.errand import Errand
from service.telling.wording import rung_in_words, words_of


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


def reports_in_words(service: Service) -> str:
    """The cases whose report has come, and whose outcome the board has not been told of yet (Liverpool 362)."""
    with service.sessions.begin() as session:
        waiting = [one for one in cases.listed(session) if _waits_for_the_board(service, session, one.id)]
        lines = [f"{one.reference}  {one.procedure:<10} {one.state}" for one in waiting]
    return "\n".join(lines) or "No report waits for the board."


def _waits_for_the_board(service: Service, session: Session, case_id: str) -> bool:
    case = cases.load(session, case_id, stored_procedure)
    written = papers.of_case(session, service.vault, case_id)
    return "notified" not in case.office and any(paper.kind == "report" for paper in written)


def case_as_json(service: Service, reference: str) -> str:
    with service.sessions.begin() as session:
        return json.dumps(_facts(service, session, cases.id_of(session, reference)), indent=1)


def case_in_words(service: Service, reference: str) -> str:
    with service.sessions.begin() as session:
        facts = _facts(service, session, cases.id_of(session, reference))
    head = f"{facts['reference']}  {facts['procedure']}  {facts['state']}  stage {facts['stage'] or '-'}"
    lines = [head, f"{facts['originating']} with {', '.join(facts['receiving'])}"]
    for title, key, line in SECTIONS:
        told = [text for one in facts[key] if (text := line(one))]
        lines += [f"{title}:", *(f"  {text}" for text in told)]
    return "\n".join(lines)


SECTIONS: tuple[tuple[str, str, Callable[[Any], str]], ...] = (
    ("About", "about", lambda a: f"{a['key']}: {a['kind']}, {a['status'] or 'no status'}"),
    ("Owed", "owed", lambda o: f"{o['id']}: {o['do']}, by {o['who']}, {o['ask'] or 'no date'} ({o['why']})"),
    ("Not on file yet", "on_file", lambda f: "" if f["kept"] else f"{f['stage']}: {f['record']}, {f['agency']}"),
    ("Written", "written", lambda w: f"{w['at']}  {w['kind']} by {w['by'] or '-'}, opened by {w['opened_by'] or '-'}"),
    ("Mail out", "out", lambda m: f"{m['at']}  {m['kind']:<16} to {m['to']:<44} {m['state']} {m['reason']}".rstrip()),
    ("Mail in", "in", lambda m: "  ".join([m["at"], m["id"], _end_of(m)])),
    ("History", "history", str),
)


def _end_of(mail: dict[str, Any]) -> str:
    """What became of a mail, and of its files."""
    scans = mail["files"]
    files = f"  ({len(scans)} file{'s' * (len(scans) != 1)}: {', '.join(dict.fromkeys(scans))})" if scans else ""
    return f"{mail['disposition']}: {mail['reason']}{files}"


def record_in_words(record: Record) -> str:
    """All that is written; it names the child, and is printed for whoever asked for it with a reason."""
    lines = [record.reference]
    for paper in record.written:
        lines += ["", f"{paper.title}{', ' + paper.stage if paper.stage else ''}: {paper.who}, {_at(paper.at)}"]
        lines += [f"  {question}: {said}" for question, said in paper.lines]
    return "\n".join(lines)


def _facts(service: Service, session: Session, case_id: str) -> dict[str, Any]:
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
        "about": [{"key": one.key, "kind": one.kind, "status": one.status} for one in case.subjects],
        "on_file": [asdict(one) for one in on_file(case)],
        "office": {what: on.date().isoformat() for what, on in case.office.items()},
        "written": _written(errand),
        "owed": [_owed(errand, duty) for duty in case.owed],
        "out": [_sent(one) for one in outbox.of_case(session, case_id)],
        "in": [
            {
                "id": one.id, "at": _at(one.arrived_at), "disposition": one.disposition, "reason": one.reason,
                "files": list(one.scans),
            }
            for one in filed.of_case(session, case_id)
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
        "with": rung_in_words(errand, duty),
        "agencies": [agency.name for agency in errand.case.agencies if agency.slot in duty.slots],
        "due": due.at.isoformat() if due and due.at else None,
        "ask": due.ask.isoformat() if due and due.ask else None,
        "why": due.why if due else "no time limit is stated",
        "agreed": duty.agreed.isoformat() if duty.agreed else None,
    }


def _written(errand: Errand) -> list[dict[str, Any]]:
    """What papers there are, and which agencies have opened each; not what they say."""
    opened = opened_by(errand)
    return [
        {"kind": paper.kind, "stage": paper.stage, "about": paper.about, "by": paper.slot, "at": _at(paper.at),
         "opened_by": ", ".join(slot or "-" for slot in opened[paper.id])}
        for paper in papers.of_case(errand.session, errand.service.vault, errand.case_id)
    ]  # fmt: skip


def _sent(one: outbox.Progress) -> dict[str, Any]:
    return {
        "at": _at(one.queued_at),
        "kind": one.kind,
        "to": one.recipient,
        "stage": one.stage,
        "state": "bounced" if one.bounced_at else one.state,
        "reason": one.ended_reason or "",
        "message_id": one.message_id,
    }


def _at(at: datetime | None) -> str:
    return at.astimezone(LONDON).strftime("%Y-%m-%d %H:%M") if at else "-"
