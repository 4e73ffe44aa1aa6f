"""Two colleagues of one agency: each speaks for themself, and no other for either."""

import pytest

from forms import Answers, Faults, NotificationForm
from forms.documents import pdf, word
from forms.paper import in_words, label_of
from service.intake.by_mail.mails import read_one
from service.intake.raising.choices import choices
from service.seam.link_pages import Given, StandIn
from service.seam.pages import AnswerPage
from tests.desk.sitting import sitting
from tests.forms.filled import typed_into
from tests.intake.desk import PEARL, Parley, act, refused
from tests.intake.house import ESCB, NOTIFICATION, House, reply, text_in, token_in
from tests.intake.test_form_mails import told, with_file

SANDY, CAIRN = "sandy.silt@slatefield-high.example", "cairn.shale@slatefield-high.example"
FLINT, GALE = "flint.moraine@slatefield-high.example", "Gale Stormglass"
FORM = {
    **NOTIFICATION, "area": "ESCB", "type": "inside", "stage": "1", "your_name": "Sandy Silt", "your_email": SANDY,
    "your_agency": "Slatefield High School", "their_agency": "", "their_name": "Cairn Shale", "their_role": "Year head",
    "their_email": CAIRN, "more_agencies": "",
}  # fmt: skip


@pytest.fixture
def database_kind() -> str:
    """SQLite alone: nothing of this depends on the database."""
    return "sqlite"


@pytest.fixture
def reference(house: House) -> str:
    return house.notify(partnership="escb", **FORM).reference


def filled(house: House, **changed: str) -> NotificationForm:
    return NotificationForm.asking(choices(house.service, "escb"), FORM | changed)


def said_of(house: House, **changed: str) -> dict[str, str]:
    faults = filled(house, **changed).answers()
    return {fault.key: fault.message for fault in faults} if isinstance(faults, Faults) else {}


# What the form asks


def test_there_is_no_other_agency_to_name_and_a_colleague_instead(house: House) -> None:
    assert said_of(house) == {}
    assert said_of(house, their_name="", their_role="", their_email="") == {
        "their_name": "Enter your colleague’s full name", "their_role": "Enter your colleague’s job title",
        "their_email": "Enter your colleague’s work email address",
    }  # fmt: skip


@pytest.mark.parametrize("own", [SANDY, SANDY.upper(), SANDY.replace("@", "+also@")])
def test_nobody_is_their_own_colleague(house: House, own: str) -> None:
    assert said_of(house, their_email=own) == dict.fromkeys(
        ("your_email", "their_email"), "Your colleague’s email address must be different from your own"
    )


@pytest.mark.parametrize("elsewhere", ["cairn.shale@granite-health.example", "cairn.shale@home.example"])
def test_the_colleague_is_written_to_at_the_agency(house: House, elsewhere: str) -> None:
    said = said_of(house, their_email=elsewhere)
    assert said == {"their_email": "Enter an email address that your agency has in our directory"}


# By mail


def as_file(house: House, way: str, their_email: str = CAIRN) -> bytes:
    """The form as it is published for everybody, filled in by one of two colleagues."""
    blank, whole = NotificationForm.asking(choices(house.service, "escb")), filled(house).answers()
    assert isinstance(whole, Answers)
    given = Answers(whole.form, {**whole, "their_email": their_email})
    said = {q.short_name: in_words(q, given[q.short_name]) for q in blank.questions if given.get(q.short_name)}
    if way == "docx":
        return word(blank, given)
    if way == "pdf":
        return typed_into(pdf(blank), said)
    return "\n".join(f"{label_of(q)} {said[q.short_name]}" for q in blank.questions if q.short_name in said).encode()


@pytest.mark.parametrize("way", ["docx", "pdf", "txt"])
def test_a_form_by_mail_opens_it_between_the_two_as_the_page_does(house: House, way: str) -> None:
    house.receive(with_file(as_file(house, way), f"form.{way}", sender=SANDY))
    [case] = house.all_cases()
    assert case.partnership == "escb"
    by_page = house.notify(partnership="escb", **FORM).reference
    mailed, typed = told(house, case.reference), told(house, by_page)
    assert {key: mailed[key] for key in mailed if mailed[key] != typed[key]} == {}
    assert house.to(CAIRN, case.reference)


@pytest.mark.parametrize("named", ["", SANDY, "cairn@home.example"])
def test_a_form_that_names_nobody_who_can_be_written_to_is_shown_the_route(house: House, named: str) -> None:
    house.receive(with_file(as_file(house, "txt", named), "form.txt", sender=SANDY))
    assert house.all_cases() == []
    assert "your own line manager or child protection" in text_in(house.last(SANDY))
    assert [one for one in house.out if one["To"] == CAIRN] == []


# Whose word it is


@pytest.mark.parametrize(("first", "asked", "then"), [
    (SANDY, "we have your disagreement", CAIRN), (CAIRN, "RESOLVED", SANDY),
])  # fmt: skip
def test_nobody_agrees_with_themself(
    house: House, parley: Parley, reference: str, first: str, asked: str, then: str
) -> None:
    """Neither twice in their own name, nor by the mail that asked the other: not though a coordinator accepts it."""
    for word_of_theirs in ("RESOLVED", "RESOLVED", "AGREE"):
        house.receive(reply(house.last(first, asked), word_of_theirs))
    house.receive(reply(house.last(then, "AGREE"), "AGREE", sender=first))
    assert house.case(reference).state == "open"
    [held] = house.held()
    status, _, why = parley("release", held.id, "--accept", "--as", PEARL, "--why", "A colleague.")
    assert status != 0 and "nobody answers for either" in why
    assert house.case(reference).state == "open"
    house.receive(reply(house.last(then, "AGREE"), "AGREE"))
    assert house.case(reference).state == "resolved"


@pytest.mark.parametrize("sender", ["sandy.silt@home.example", SANDY, FLINT, CAIRN])
def test_nobody_answers_on_the_page_for_either(house: House, reference: str, sender: str) -> None:
    token = token_in(house.last(CAIRN, "RESOLVED"))
    page = house.pages.answer_page(token)
    assert isinstance(page, AnswerPage) and "resolved" in dict(page.choices) and page.by_others == ()
    house.pages.answer_for(token, StandIn("Sandy Silt", sender), Given("resolved", "", page.seen_version))
    assert not read_one(house.service) and house.held() == []


@pytest.mark.parametrize("sender", ["sandy.silt@home.example", FLINT])
def test_no_coordinator_accepts_a_word_for_either(
    house: House, parley: Parley, reference: str, sender: str
) -> None:
    house.receive(reply(house.last(SANDY, "we have your disagreement"), "RESOLVED"))
    house.receive(reply(house.last(CAIRN, "AGREE"), "AGREE", sender=sender), ESCB)
    [held] = house.held()
    assert "Accept it" not in held.reason
    with sitting(house, "gale.stormglass@escb-board.example", "escb") as gale:
        offered = gale.open(f"/messages/{held.id}").xpath("//input[@name='choice']/@value")
    assert "accept" not in offered and "refuse" in offered
    status, _, why = parley("release", held.id, "--accept", "--as", GALE, "--why", "A colleague.")
    assert status != 0 and "nobody answers for either" in why
    assert house.case(reference).state == "open" and len(house.held()) == 1


def test_a_risk_that_somebody_states_for_either_is_alerted_once_it_is_accepted(
    house: House, parley: Parley, reference: str
) -> None:
    asked = house.last(CAIRN, "RESOLVED")
    house.receive(reply(asked, "RESOLVED\n\nThe child is at immediate risk.", sender=FLINT), ESCB)
    [held] = house.held()
    parley("release", held.id, "--accept", "--as", GALE, "--why", "A colleague.")
    assert house.events(reference) == ["Notified", "RiskStated"] and len(house.held()) == 1


def test_an_officer_of_their_agency_answers_for_neither(house: House, reference: str) -> None:
    house.receive(reply(house.last(CAIRN, "RESOLVED"), "RESOLVED", sender=FLINT))
    house.receive(reply(house.last(SANDY, "we have"), "RESOLVED", sender=FLINT))
    assert house.events(reference) == ["Notified"]


def test_the_colleague_is_a_practitioner_of_the_directory_and_speaks_for_themself_alone(
    house: House, reference: str
) -> None:
    """Cairn Shale holds a post there: it gives them no second voice, and nobody else theirs."""
    house.receive(reply(house.last(CAIRN, "NOT ME"), "NOT ME"))
    house.turn(days=10)
    house.sent()
    readers = {one["To"].addresses[0].addr_spec for one in house.out}
    assert {address for address in readers if address.endswith("@slatefield-high.example")} == {SANDY, CAIRN}


# What a coordinator may do


def test_a_coordinator_puts_nobody_in_the_place_of_either(house: House, parley: Parley, reference: str) -> None:
    flint = ("redirect", "--for", "o", "--to", FLINT, "--role", "practitioner")
    assert "nobody answers for either" in refused(parley, reference, *flint, name=GALE)
    ours = ("redirect", "--for", "r1", "--to", "zephyr.skylark@escb-board.example", "--role", "practitioner")
    assert "nobody answers for either" in refused(parley, reference, *ours, name=GALE)
    hers = ("redirect", "--for", "o", "--to", CAIRN, "--role", "manager")
    assert "one of the two who disagree" in refused(parley, reference, *hers, name=GALE)


def test_what_is_between_two_is_merged_with_no_other_case(house: House, parley: Parley, reference: str) -> None:
    other = house.notify(partnership="escb", **FORM).reference
    merge = ("same-as", "--to", other, "--answer", "merge")
    assert "between two colleagues" in refused(parley, reference, *merge, name=GALE)


def test_what_is_theirs_alone_is_in_no_log_of_their_agency(house: House, parley: Parley, reference: str) -> None:
    def log() -> str:
        return parley("log", "escb", "--agency", FORM["your_agency"], "--as", GALE, "--why", "Asked for.")[1]

    assert reference not in log()
    house.receive(reply(house.last(SANDY, "we have your disagreement"), "NOT RESOLVED"))
    assert reference in log()


def test_the_partnership_opens_what_they_say_for_a_reason_alone(house: House, parley: Parley, reference: str) -> None:
    act(parley, reference, "read", name=GALE)
    [detail] = [detail for _, action, detail in house.audited(reference) if action == "opened what is written"]
    assert detail is not None and detail["before_its_stage"]


def test_it_is_counted_as_no_case_with_another_agency(house: House, parley: Parley, reference: str) -> None:
    _, said, _ = parley("count", "escb")
    assert said.count("Slatefield High School") == 1
