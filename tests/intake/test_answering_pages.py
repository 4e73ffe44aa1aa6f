"""An answer given on the pages behind a link, from the mail to what the record says, over HTTP."""

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from service.app import create_app
from service.intake.by_desk.releasing import accept
from service.intake.by_mail.mails import read_one
from service.intake.by_page.pages import act_on_waiting
from tests.intake.house import CHILD, COORDINATOR, HEALTH, SCHOOL, TEACHER, House, reply, token_in
from tests.intake.test_notifications import code_in
from tests.web.answers import NOT_RESOLVED, RESOLVED
from tests.web.seen import problems, text, title, tree, values

COLLEAGUE = "tern.saltmarsh@marram-primary.example"
SETTLED = RESOLVED | {"settled_on-day": "25", "actions-1-who": "Dunelands Community Health Trust"}


@pytest.fixture
def reference(house: House) -> str:
    return house.notify().reference


@pytest.fixture
def browser(house: House) -> FlaskClient:
    return create_app(house.pages).test_client()


class Reader:
    """Somebody with their link in a browser."""

    def __init__(self, house: House, browser: FlaskClient, address: str, words: str = "NOT RESOLVED") -> None:
        self.house, self.browser, self.address = house, browser, address
        self.path = f"/r/{token_in(house.last(address, words))}"
        self.seen = browser.get(self.path)

    def press(self, step: str, **said: str) -> TestResponse:
        self.seen = self.browser.post(self.path, data=values(self.seen) | said | {"step": step})
        return self.seen

    def answer(self, choice: str, **said: str) -> TestResponse:
        """The whole way: the choice, its questions, the check, and the code."""
        self.press("choose", choice=choice)
        self.press("details", **said)
        self.press("rung")
        self.press("code")
        return self.press("answer", code=code_in(self.house, self.address))


def test_what_was_agreed_is_written_up_and_each_side_owes_what_it_undertook(
    house: House, reference: str, browser: FlaskClient
) -> None:
    done = Reader(house, browser, HEALTH).answer("resolved", **SETTLED)
    assert title(done).startswith("Thank you")
    assert {"Agreed", "Resolved"} <= set(house.events(reference)) and house.events(reference)[-1] == "Resolved"
    owed = [one for one in house.facts(reference)["owed"] if ".action" in one["id"]]
    assert [one["due"][:10] for one in owed] == ["2026-12-04"]
    others = "Safeguarding Lead at Marram Primary School and the Team Manager at Marram Primary School"
    assert f"The {others}: say whether you agree that it is resolved" in text(done)
    assert house.to(SCHOOL, "AGREE")
    assert "Canary" not in str(house.dump())


def test_not_resolved_moves_the_case_and_its_words_are_kept(
    house: House, reference: str, browser: FlaskClient
) -> None:
    lead = Reader(house, browser, SCHOOL)
    asked = lead.press("choose", choice="not_resolved")
    assert title(asked).startswith("Move to stage 3") and values(asked)["taken_on_by"]
    assert "Wednesday 25 November 2026, until now" in values(asked)["tried"]
    lead.answer("not_resolved", reason="Nobody visits.", risk="higher")
    assert house.case(reference).stage == "3"
    shown = Reader(house, browser, SCHOOL)
    shown.press("choose", choice="read")
    written = text(shown.press("answer", code=code_in(house, SCHOOL)))
    assert "Nobody visits." in written


def test_whoever_is_asked_to_agree_reads_what_was_agreed_and_answers_with_the_same_code(
    house: House, reference: str, browser: FlaskClient
) -> None:
    Reader(house, browser, HEALTH).answer("resolved", **SETTLED)
    lead = Reader(house, browser, SCHOOL, "AGREE")
    lead.press("choose", choice="read")
    code = code_in(house, SCHOOL)
    read = text(lead.press("answer", code=code))
    assert "Canary Meadow is seen every week." in read and "By 4 December 2026" in read
    assert "changed since the last stage" not in read  # nobody was asked it
    lead.press("back")
    lead.press("choose", choice="agree")
    assert "Dunelands Community Health Trust says that you agreed" in text(lead.press("code"))
    assert house.case(reference).state != "resolved"
    assert "Thank you, we have recorded this" in text(lead.press("agree"))
    assert house.case(reference).state == "resolved" and code_in(house, SCHOOL) == code


def test_an_immediate_risk_is_alerted_with_the_move(house: House, reference: str, browser: FlaskClient) -> None:
    Reader(house, browser, SCHOOL).answer("not_resolved", **NOT_RESOLVED)
    assert {"RiskStated", "NotResolved"} <= set(house.events(reference))
    assert house.to(COORDINATOR, "act today")


def test_more_time_and_not_me_reach_the_coordinator(house: House, reference: str, browser: FlaskClient) -> None:
    later = {"on-day": "11", "on-month": "12", "on-year": "2026", "detail": "The nurse is away."}
    Reader(house, browser, HEALTH).answer("more_time", **later)
    assert house.events(reference)[-1] == "MoreTimeAsked"
    Reader(house, browser, HEALTH).answer("not_me", who="Jay Turnstone", phone="01632 960 101")
    assert house.events(reference)[-1] == "NotMine"
    assert house.to(COORDINATOR, "not for them")


def test_the_other_side_agrees_in_part_and_the_case_stays_open(
    house: House, reference: str, browser: FlaskClient
) -> None:
    Reader(house, browser, HEALTH).answer("resolved", **SETTLED)
    lead = Reader(house, browser, SCHOOL, "AGREE")
    assert "do you agree that it is resolved?" in title(lead.seen)
    assert problems(lead.press("details", choice="partly")) == {"detail": "Enter what you do not agree with"}
    lead.answer("partly", detail="The first visit comes too late.")
    assert house.events(reference)[-1] == "NotAgreed"
    assert house.case(reference).state != "resolved"


def test_a_page_that_others_overtook_keeps_what_was_typed_and_records_nothing(
    house: House, reference: str, browser: FlaskClient
) -> None:
    late = Reader(house, browser, HEALTH)
    late.press("choose", choice="resolved")
    late.press("details", **SETTLED)
    Reader(house, browser, SCHOOL).answer("seen")
    before = house.events(reference)
    again = late.press("code")
    assert again.status_code == 409 and values(again)["agreed"].split() == SETTLED["agreed"].split()
    assert house.events(reference) == before


def test_an_answer_for_somebody_else_waits_for_the_coordinator_who_accepts_it_with_one_act(
    house: House, reference: str, browser: FlaskClient
) -> None:
    passed_on = Reader(house, browser, SCHOOL)
    passed_on.press("choose", choice="not_resolved")
    passed_on.press("details", reason="Nobody visits.", risk="higher")
    passed_on.press("for them")
    done = passed_on.press("hand over", stand_in_name="Tern Saltmarsh", stand_in_email=COLLEAGUE)
    assert "Nothing is recorded yet" in text(done)
    while read_one(house.service):
        pass
    [waiting] = house.held()
    assert house.events(reference) == ["Notified"] and house.case(reference).stage == "2"
    assert house.to(COORDINATOR, "waits")
    accept(house.service, waiting.id, "Pearl Lighthouse", "I rang the school.")
    assert house.events(reference)[-1] == "NotResolved" and house.case(reference).stage == "3"


def test_who_raised_it_finds_the_way_back_sees_where_it_stands_and_asks_to_withdraw(
    house: House, reference: str, browser: FlaskClient
) -> None:
    house.receive(reply(house.last(SCHOOL, "NOT RESOLVED"), "NOT RESOLVED\nNobody visits."))
    before = len(house.to(TEACHER))
    asked = {"reference": reference, "email": TEACHER}
    said = {browser.post("/sefton/find", data=asked | {"email": who}).data for who in (TEACHER, COLLEAGUE)}
    said.add(browser.post("/sefton/find", data=asked | {"reference": "SEF-4T9K-2MC2"}).data)
    said.add(browser.post("/liverpool/find", data=asked).data.replace(b"liverpool", b"sefton"))
    assert len(said) <= 2  # the other partnership has another name and number
    while act_on_waiting(house.service):
        pass
    browser.post("/sefton/find", data=asked)
    act_on_waiting(house.service)
    assert len(house.to(TEACHER)) == before + 1 and not house.to(COLLEAGUE)
    raiser = Reader(house, browser, TEACHER, "/r/")
    raiser.press("choose", choice="standing")
    shown = raiser.press("answer", code=code_in(house, TEACHER))
    assert "not resolved" in text(shown) and "Here since Wednesday 25 November 2026" in text(shown)
    assert CHILD not in shown.text
    forms = {form.fields["choice"]: dict(form.form_values()) for form in tree(shown).forms}
    raiser.seen = browser.post(raiser.path, data=forms["withdraw"] | {"step": "choose"})
    raiser.press("details", detail="We have settled it ourselves.")
    done = raiser.press("code")
    assert title(done).startswith("Thank you")
    assert house.events(reference)[-1] == "WithdrawalAsked"


def test_what_can_be_learned_is_passed_on_without_a_childs_name(
    house: House, reference: str, browser: FlaskClient
) -> None:
    reader = Reader(house, browser, HEALTH)
    house.receive(reply(house.last(SCHOOL, "NOT RESOLVED"), "NOT RESOLVED\nNobody visits."))
    reader.seen = browser.get(reader.path)
    learned = {"helped": "talking", "prevented": "roles", "debrief": "yes", "learned": "Ring before Quill's letter."}
    named = reader.answer("learned", **learned)
    assert problems(named) == {"": "Remove the child's name so we can share the learning."}
    assert values(named)["helped"] == "talking" and "DebriefAsked" not in house.events(reference)
    reader.answer("learned", **learned | {"learned": "Ring before the letter goes."})
    assert house.events(reference)[-2:] == ["Agreed", "DebriefAsked"]
    assert ".learning" in str(house.facts(reference)["owed"])
