"""Who may open what: every route of the desk, for every role, about a case of this partnership and of another (S29).
And no view is without an entry of the audit (S34).
"""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from sqlalchemy import text

from service.app import create_app
from service.desk.pages import DeskOf
from service.seam.access import MAY, Action, Role
from service.store import audit, cases, directory, papers
from tests.desk.added import with_a_document
from tests.desk.sitting import Sitting, sitting
from tests.intake.house import BUSINESS, COORDINATOR, IN_LIVERPOOL, LIVERPOOL, House, mail

NEEDED = {
    "desk.lists.start": Action.LIST, "desk.lists.inbox": Action.LIST, "desk.lists.posts": Action.LIST,
    "desk.lists.cases": Action.LIST, "desk.lists.board": Action.LIST,
    "desk.case.shown": Action.READ, "desk.case.names": Action.READ, "desk.case.without_names": Action.READ,
    "desk.case.ask_why": Action.WRITTEN, "desk.case.written": Action.WRITTEN,
    "desk.mail.opened": Action.DECIDE, "desk.mail.file": Action.DECIDE, "desk.mail.decided": Action.DECIDE,
    "desk.documents.ask": Action.WRITTEN, "desk.documents.file": Action.WRITTEN,
    "desk.writing.ask": Action.ACT, "desk.writing.answered": Action.ACT,
    **dict.fromkeys(("desk.correcting.entries", "desk.correcting.ask", "desk.correcting.answered",
                     "desk.correcting.ask_before", "desk.correcting.before", "desk.pairing.which",
                     "desk.pairing.ask", "desk.pairing.answered", "desk.pairing.ask_part", "desk.pairing.part"),
                    Action.ACT),
    "desk.adding.ask": Action.ACT, "desk.adding.sent": Action.ACT,
    "desk.acting.ask": Action.ACT, "desk.acting.answered": Action.ACT,
    "desk.returns.shown": Action.LIST, "desk.returns.ask": Action.ACT, "desk.returns.asked": Action.ACT,
    "desk.returns.ask_why": Action.WRITTEN, "desk.returns.opened": Action.WRITTEN,
    "desk.directory.agencies": Action.LOOK_UP, "desk.directory.one": Action.LOOK_UP, "desk.away.absent": Action.LOOK_UP,
} | dict.fromkeys(
    [*(f"desk.directory.{one}" for one in ("file", "checked", "ask_change", "changed")),
     *(f"desk.officers.{one}" for one in ("ask_agency", "new_agency", "ask_another", "another")),
     *(f"desk.officers.{one}" for one in ("ask", "changed", "ask_off", "off")),
     "desk.importing.ask", "desk.importing.given_file", "desk.away.ask", "desk.away.set_away", "desk.away.not_away",
     "desk.wanted.shown", "desk.wanted.decided"],
    Action.DIRECTORY,
)  # fmt: skip
REFUSED = 404
UNAUDITED = {"desk.importing.ask", "desk.officers.ask_agency"}  # they show nothing yet
AUDITED_WHERE_THEY_LEAD = {"desk.lists.start", "desk.case.without_names"}
PEOPLE = {Role.COORDINATOR: COORDINATOR, Role.MANAGER: BUSINESS,
          Role.SCRUTINEER: "wave.logbook@sefton-partnership.example",
          Role.ADMINISTRATOR: "ebb.springtide@sefton-partnership.example"}  # fmt: skip
POSTS = {Role.SCRUTINEER: "LSCB Administrator", Role.ADMINISTRATOR: "LSCB Chair"}


def routes(house: House) -> Iterator[tuple[str, str, str]]:
    """Each route behind the guard: its endpoint, its rule and each of its methods."""
    for rule in create_app(house.pages, DeskOf(house.service)).url_map.iter_rules():
        for method in sorted((rule.methods or set()) - {"OPTIONS"}):
            if rule.endpoint.startswith("desk."):
                yield rule.endpoint, rule.rule.replace("<int:number>", "0"), method


@dataclass(frozen=True)
class Theirs:
    """What addresses name in one partnership: a case, a message, an agency, an officer."""

    case: str
    id: str
    agency: str = "team"
    officer: str = "x"
    entry: str = "paper-x"
    other: str = "SEF-0000-0000"

    @classmethod
    def of(cls, house: House, case: str, id: str, partnership: str = "sefton") -> "Theirs":
        other = house.notify(partnership=partnership, **({} if partnership == "sefton" else IN_LIVERPOOL)).reference
        with house.service.sessions.begin() as session:
            listed = directory.read(session, partnership)
            (paper,) = papers.of_case(session, house.service.vault, cases.id_of(session, case))
        officer = next(one for one in listed.officers if one.agency_id)
        return cls(case, id, officer.agency_id, officer.id, f"paper-{paper.id}", other)


def filled(rule: str, theirs: Theirs) -> str:
    path = rule.replace("/<partnership>/desk", "").replace("<act>", "call").replace("<reference>", theirs.case)
    path = path.replace("documents/0", "documents/1")
    path = path.replace("<entry>", theirs.entry).replace("<other>", theirs.other)
    return path.replace("<id>", theirs.id).replace("<agency>", theirs.agency).replace("<officer>", theirs.officer)


@pytest.mark.parametrize("role", Role)
def test_every_route_is_for_those_who_may_and_about_their_own_cases(
    house: House, role: Role, monkeypatch: pytest.MonkeyPatch
) -> None:
    its = house.service.partnerships["sefton"]
    for one, post in POSTS.items():  # the demo has nobody of these two roles
        monkeypatch.setitem(vars(its), f"{one}_post", post)
    here, there = house.notify().reference, house.notify(partnership="liverpool", **IN_LIVERPOOL).reference
    house.receive(mail("mary.tern@away.example", "Hello"))
    house.receive(mail("mary.tern@away.example", "Good day"), LIVERPOOL)
    ours, theirs = sorted(house.held(), key=lambda one: one.mailbox == LIVERPOOL)
    own, foreign_ones = Theirs.of(house, here, ours.id), Theirs.of(house, there, theirs.id, "liverpool")
    with sitting(house, PEOPLE[role]) as somebody:
        for endpoint, rule, method in routes(house):
            status = somebody.status_of(filled(rule, own), method)
            allowed = NEEDED[endpoint] in MAY[role] or (endpoint == "desk.lists.start" and Action.LOOK_UP in MAY[role])
            assert (status != REFUSED) is allowed, (endpoint, method, status)
            if filled(rule, own) != filled(rule, foreign_ones):
                foreign = somebody.status_of(filled(rule, foreign_ones), method)
                assert foreign == REFUSED or (allowed and endpoint in AUDITED_WHERE_THEY_LEAD), (endpoint, method)


def test_whoever_is_not_signed_in_is_asked_to(house: House) -> None:
    here = house.notify().reference
    client = create_app(house.pages, DeskOf(house.service)).test_client()
    for endpoint, rule, method in routes(house):
        answer = client.open(f"/sefton/desk{filled(rule, Theirs(here, 'x'))}", method=method)
        asked = answer.status_code == 303 and "/sign-in" in answer.location
        assert asked or (method == "POST" and answer.status_code == 409), (endpoint, method)
        assert "Marram" not in answer.get_data(as_text=True)


def test_no_view_is_without_its_entry_in_the_audit(house: House, pearl: Sitting) -> None:
    here = with_a_document(house)
    house.receive(mail("mary.tern@away.example", "Hello"))
    (held,) = house.held()
    own = Theirs.of(house, here, held.id)
    for endpoint, rule, method in routes(house):
        if method in ("GET", "HEAD") and endpoint not in AUDITED_WHERE_THEY_LEAD | UNAUDITED:
            before = entries(house)
            assert pearl.status_of(filled(rule, own), method) == 200
            assert entries(house) > before, (endpoint, method)
    assert not house.audit_faults()


def entries(house: House) -> int:
    with house.service.sessions.begin() as session:
        return sum(head.seq for head in audit.heads(session))


def test_looking_changes_nothing_but_the_audit(house: House, pearl: Sitting) -> None:
    here = house.notify().reference
    house.receive(mail("mary.tern@away.example", "Hello"))
    (held,) = house.held()
    own = Theirs.of(house, here, held.id)
    kept = ("audit_entries", "audit_heads", "data_keys", "sittings")
    before = house.dump(but=kept)
    for _, rule, method in routes(house):
        if method in ("GET", "HEAD"):
            pearl.status_of(filled(rule, own), method)
    assert house.dump(but=kept) == before


def test_a_coordinator_who_leaves_the_post_is_out_at_the_next_page(house: House, pearl: Sitting) -> None:
    assert pearl.status_of("/inbox") == 200
    with house.service.sessions.begin() as session:
        session.execute(text("DELETE FROM officers WHERE email = :email"), {"email": COORDINATOR})
    assert pearl.status_of("/inbox") in (303, 404)


def test_who_is_signed_in_is_named_and_can_sign_out(pearl: Sitting) -> None:
    page = pearl.open("/inbox")
    (out,) = page.xpath("//header//form")
    assert "Pearl Lighthouse" in out.text_content()
    pearl.client.post(out.get("action"))
    assert pearl.status_of("/inbox") == 303
