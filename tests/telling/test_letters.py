"""What our mails say to whoever gets them, from the case that they are about."""

from datetime import datetime
from email.message import EmailMessage

import pytest

from service.escalation.calendar import LONDON
from service.escalation.case import State
from service.escalation.effects import COORDINATOR as COORDINATORS
from service.escalation.effects import ORIGINATOR as THE_ORIGINATOR
from service.escalation.effects import Mail, parties
from service.escalation.parties import Party
from tests.intake.house import COORDINATOR, HEALTH, SCHOOL, SCHOOL_DIRECTOR, TEACHER, House, reply, text_in, token_in
from tests.intake.test_notifications import code_in
from tests.intake.writing import errand_of, post

OWN_LEAD = parties((Party("originating", "safeguarding_lead"),), ("o",))
OTHER_LEAD = parties((Party("receiving", "safeguarding_lead"),), ("r1",))
WHEN = datetime(2026, 7, 6, 14, 0, tzinfo=LONDON)


def flat(mail: EmailMessage) -> str:
    return " ".join(text_in(mail).split())


@pytest.fixture
def reference(house: House) -> str:
    return house.notify().reference


def calendar_of(mail: EmailMessage) -> dict[str, str]:
    file = next(mail.iter_attachments())
    assert file.get_content_type() == "text/calendar" and file.get_param("method") == "PUBLISH"
    lines = str(file.get_content()).replace("\r\n", "\n").replace("\n ", "").splitlines()
    return dict(line.split(":", 1) for line in lines) | {"file": str(file.get_filename())}


def test_a_meeting_goes_into_the_calendars_of_both_sides_by_its_reference(house: House, reference: str) -> None:
    post(house, reference, *(Mail("meeting", to, stage="2", values={"when": WHEN}) for to in (OWN_LEAD, OTHER_LEAD)))  # type: ignore[dict-item]
    invited = [house.last(reader, "resolution meeting") for reader in (SCHOOL, HEALTH)]
    assert {mail["Subject"] for mail in invited} == {f"{reference}: resolution meeting, Mon 6 July 2pm"}
    first, second = map(calendar_of, invited)
    assert first == second
    assert (first["DTSTART"], first["file"]) == ("20260706T130000Z", f"{reference}.ics")
    assert first["SUMMARY"] == f"{reference}: resolution meeting"
    assert first["UID"].startswith(reference)


def test_a_meeting_that_is_set_again_moves_its_entry(house: House, reference: str) -> None:
    set_once = Mail("meeting", OTHER_LEAD, stage="2", values={"when": WHEN})  # type: ignore[dict-item]
    post(house, reference, set_once)
    before = calendar_of(house.last(HEALTH, "resolution meeting"))
    house.receive(reply(house.last(HEALTH, "NOT RESOLVED"), "SEEN"))
    post(house, reference, set_once)
    after = calendar_of(house.last(HEALTH, "resolution meeting"))
    assert after["UID"] == before["UID"] and int(after["SEQUENCE"]) > int(before["SEQUENCE"])


def test_a_meeting_without_a_day_has_no_file(house: House, reference: str) -> None:
    post(house, reference, Mail("meeting", OTHER_LEAD, stage="2"))
    assert not list(house.last(HEALTH, "a meeting is to be arranged").iter_attachments())


def test_the_first_line_of_the_mail_that_brings_a_case_says_whom_to_ring(house: House, reference: str) -> None:
    lines = [line for line in text_in(house.last(HEALTH, "NOT RESOLVED")).splitlines() if line]
    assert lines[2] == "Ring first: Safeguarding Lead, Marram Primary School, 01632 960103"


def test_the_lead_of_who_raised_it_is_asked_to_support_them(house: House, reference: str) -> None:
    assert "Nobody should have to see that through alone: support them." in flat(house.last(SCHOOL, "your colleague"))


def test_a_receipt_goes_to_the_file_says_how_to_add_and_what_to_do_if_harm_is_known(house: House) -> None:
    house.notify()
    receipt = flat(house.last(TEACHER, "we have your disagreement"))
    assert "Save this email to the child's file." in receipt
    assert "If the risk to the child changes, ring 01632 960101 at once." in receipt
    assert "To add something, reply to this email. To withdraw, reply WITHDRAW." in receipt
    assert "Act at once if harm is known or suspected." in receipt
    assert "Carry on safeguarding the child while this is settled. This email is not a referral." in receipt


def test_whoever_gets_it_further_up_reads_what_has_happened_so_far(house: House, reference: str) -> None:
    assert "What has happened so far" not in text_in(house.last(HEALTH, "NOT RESOLVED"))
    house.receive(reply(house.last(SCHOOL, "NOT RESOLVED"), "NOT RESOLVED"))
    director = house.last(SCHOOL_DIRECTOR, "NOT RESOLVED")
    story = text_in(director).partition("What has happened so far\n")[2].partition("\n\n")[0].splitlines()
    assert [line.partition(":")[0] for line in story] == [
        "- Raised", "- Stage 2, The managers talk, then meet", "- Stage 3, The directors",
    ]  # fmt: skip
    assert story[1].endswith("Wed 25 November to Wed 25 November, not resolved")
    assert "now at stage 3" in director["Subject"]


def test_who_raised_it_is_told_of_a_move_and_whom_to_ring_on_their_own_side(house: House, reference: str) -> None:
    house.receive(reply(house.last(SCHOOL, "NOT RESOLVED"), "NOT RESOLVED"))
    moved = house.last(TEACHER, "it has moved on")
    assert "- Director, Marram Primary School: 01632 960108" in text_in(moved)


def test_who_is_still_concerned_after_the_end_says_so_by_the_link_in_the_mail(house: House, reference: str) -> None:
    house.receive(reply(house.last(HEALTH, "NOT RESOLVED"), "RESOLVED"))
    house.receive(reply(house.last(SCHOOL, "AGREE"), "AGREE"))
    ended = house.last(TEACHER, "resolved at stage 2")
    assert "Are you still concerned about the child? Say so by the link above." in flat(ended)
    assert "Say so by the link" not in flat(house.last(HEALTH, "resolved at stage 2"))
    token = token_in(ended)
    page = house.pages.answer_page(token)
    assert page and ("still_concerned", "I am still concerned") in page.choices  # type: ignore[union-attr]
    house.pages.send_code(token)
    house.answer(token, code_in(house, TEACHER), "still_concerned")
    assert house.events(reference)[-1] == "StillConcerned" and house.case(reference).state == "open"


def test_an_answer_that_was_not_understood_is_answered_with_the_words_that_count(house: House, reference: str) -> None:
    house.receive(reply(house.last(HEALTH, "NOT RESOLVED"), "We had a word about it."))
    assert "NOT RESOLVED  it needs to go further" in text_in(house.last(HEALTH, "one word"))
    house.receive(reply(house.last(HEALTH, "NOT RESOLVED"), "RESOLVED"))
    house.receive(reply(house.last(SCHOOL, "AGREE"), "We had a word about it."))
    assert "AGREE         it is resolved" in text_in(house.last(SCHOOL, "one word"))


def test_what_is_late_names_the_way_on_and_blames_nobody(house: House, reference: str) -> None:
    post(house, reference, Mail("reminder", OTHER_LEAD, stage="2", values={"kind": "overdue"}))
    assert "it can go on to: stage 3, The directors" in flat(house.last(HEALTH, "due"))


def test_a_part_that_is_long_late_comes_with_its_story_to_the_coordinator_and_to_the_lead(
    house: House, reference: str
) -> None:
    with errand_of(house, reference) as errand:
        duty = next(duty for duty in errand.case.owed if duty.task == "conclude")
    late = {"stage": "2", "duty": duty.id, "values": {"days": 3}}
    post(house, reference, Mail("late", COORDINATORS, **late), Mail("late", OTHER_LEAD, **late))  # type: ignore[arg-type]
    to_coordinator, to_lead = house.last(COORDINATOR, "late by"), house.last(HEALTH, "late by")
    assert to_lead["Subject"] == f"{reference}: late by 3 working days"
    assert "3. If it cannot be settled there, move the case on." in text_in(to_coordinator)
    assert "sign in" in flat(to_coordinator) and "sign in" not in flat(to_lead)
    for mail in (to_coordinator, to_lead):
        assert "What is late: - Say whether this stage has resolved it" in flat(mail)
        assert "- Raised: Wednesday 25 November 2026, by Marram Primary School" in text_in(mail)


def test_the_text_for_the_file_can_be_copied_whole_and_names_nobody(house: House, reference: str) -> None:
    house.receive(reply(house.last(SCHOOL, "NOT RESOLVED"), "NOT RESOLVED"))
    text = text_in(house.last(HEALTH, "this has moved on"))
    assert text.partition("Text to copy\n")[2].partition("End of the text")[0].splitlines() == [
        f"Professional disagreement {reference}",
        "Raised by: Class teacher, Marram Primary School",
        "Asked to respond: Dunelands Community Health Trust",
        "Raised on: Wednesday 25 November 2026",
        "Where: stage 2, The managers talk, then meet",
        "Opened: Wednesday 25 November 2026",
        "Ended: Wednesday 25 November 2026",
        "How it ended: not resolved",
        "What was recorded: see the record of your agency",
        "Kept by: Sefton Safeguarding Children Partnership (demo)",
        "Written on: Wednesday 25 November 2026",
    ]
    assert "Where the procedure keeps it: record of the discussions" in text


def test_the_end_is_told_in_a_line_with_how_long_it_is_kept(house: House, reference: str) -> None:
    post(house, reference, Mail("closed", OTHER_LEAD), state=State.CLOSED, outcome="resolved")
    closed = flat(house.last(HEALTH, f"{reference}: closed"))
    assert "How it ended: both sides agree that it is resolved" in closed
    assert "The partnership keeps this record until November 2051." in closed
    assert "/sefton/outcome" in closed


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("The Director at Marram Primary School told us so.", "The Director at Marram Primary School told us so."),
        ("", "Nobody has told us yet that they spoke to you."),
    ],
)
def test_who_raised_it_hears_who_said_that_they_told_them(house: House, reference: str, said: str, shown: str) -> None:
    post(house, reference, Mail("feedback_given", THE_ORIGINATOR, stage="2", values={"say": said}))
    mail = house.last(TEACHER, "were you told what happened?")
    assert shown in flat(mail) and "ring us, or reply" in flat(mail)


def test_a_wish_for_a_debrief_says_nothing_else(house: House, reference: str) -> None:
    post(house, reference, Mail("debrief", OWN_LEAD))
    mail = flat(house.last(SCHOOL, "debrief"))
    for told in ("Dunelands", "Z.Q.", "Class teacher", "stage", "not resolved"):
        assert told not in mail
