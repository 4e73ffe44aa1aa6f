"""A form by mail, in its text or as a file: the same case as the page's, and what is missing asked for by number."""

from collections.abc import Mapping
from email.message import EmailMessage
from uuid import uuid4

import pytest

from forms import PUBLISHED, Answers, PublishedForm
from forms.documents import pdf, word
from forms.paper import in_words, label_of
from service.demo.addresses import AUTHSERV_ID
from service.intake.raising.choices import OF_THE_FORM
from service.store import cases, papers
from tests.forms.filled import table_of, typed_into
from tests.intake.house import (
    COORDINATOR,
    HEALTH,
    LIVERPOOL,
    NOTIFICATION,
    SCHOOL,
    SEFTON,
    TEACHER,
    House,
    mail,
    reply,
    text_in,
    token_in,
)
from tests.intake.test_writing_up import SETTLED, confirm
from tests.intake.writing import FROM_LIVERPOOL, MISTY

QUALITY_OFFICER = "ochre.almanac@liverpool-partnership.example"
LACKING = {"area": "", "concern_on-day": "", "concern_on-month": "", "concern_on-year": "", "their_agency": ""}


@pytest.fixture
def database_kind() -> str:
    """SQLite alone: what is read here is read before a database is asked."""
    return "sqlite"


def asking(house: House, form: str, given: Mapping[str, str] | None = None) -> PublishedForm:
    return PUBLISHED[form].asking(OF_THE_FORM[form](house.service, "sefton"), given)


def answers(house: House, **changed: str) -> Answers:
    """As many of the answers of a notification as are sound."""
    form = asking(house, "notification", NOTIFICATION | changed)
    wrong = form.answers()
    faulty = {fault.key for fault in wrong} if not isinstance(wrong, Answers) else set()
    found = form.answers(only=[key for key in form.data if key not in faulty])
    assert isinstance(found, Answers)
    return found


def as_text(house: House, given: Answers) -> bytes:
    form = asking(house, given.form)
    said = (f"{label_of(q)} {in_words(q, given[q.short_name])}" for q in form.questions if q.short_name in given)
    return "\n".join(said).encode()


def as_pdf(house: House, given: Answers, flat: bool = False) -> bytes:
    form = asking(house, given.form)
    said = {q.short_name: in_words(q, given[q.short_name]) for q in form.questions if q.short_name in given}
    return typed_into(pdf(form), said, flat)


def as_word(house: House, given: Answers) -> bytes:
    return word(asking(house, given.form), given)


AS = {
    "word": ("form.docx", as_word), "text": ("form.txt", as_text), "pdf": ("form.pdf", as_pdf),
    "flat pdf": ("form.pdf", lambda house, given: as_pdf(house, given, flat=True)),
}  # fmt: skip


def with_file(
    content: bytes, name: str = "form.docx", sender: str = TEACHER, to: str = SEFTON, words: str = "Attached.",
    proof: str = "pass", subject: str = "A disagreement", **headers: str,
) -> bytes:
    made = EmailMessage()
    domain = sender.partition("@")[2]
    made["Authentication-Results"] = f"{AUTHSERV_ID}; dmarc={proof} header.from={domain}"
    made["From"], made["To"], made["Subject"] = sender, to, subject
    made["Date"], made["Message-ID"] = "Wed, 25 Nov 2026 10:00:00 +0000", f"<{uuid4().hex}@mail.example>"
    for name, value in headers.items():
        made[name.replace("_", "-")] = value
    made.set_content(words)
    made.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return made.as_bytes()


def told(house: House, reference: str) -> dict[str, object]:
    """The case but for what tells one way from the other: its reference, the mails of it, the paper of its form."""
    apart = ("reference", "in", "out", "written")
    return {key: said for key, said in house.facts(reference).items() if key not in apart}


# The same case, whichever way it came


@pytest.mark.parametrize("way", AS)
def test_a_filled_form_is_the_case_that_the_page_would_make(way: str, house: House) -> None:
    name, make = AS[way]
    count = len(answers(house))
    house.receive(with_file(make(house, answers(house)), name))
    assert house.ends()[-1][0] == "case_created", house.ends()
    by_mail = house.all_cases()[0].reference
    assert house.last(HEALTH, "NOT RESOLVED")["Subject"].startswith(by_mail)
    assert f"We read {count} of {count} answers." in text_in(house.last(TEACHER, "we have your form"))
    by_page = house.notify().reference
    mailed, typed = told(house, by_mail), told(house, by_page)
    assert {key: mailed[key] for key in mailed if mailed[key] != typed[key]} == {}


def test_the_record_says_how_it_came_and_what_it_said_besides(house: House) -> None:
    given = answers(house)
    form = asking(house, "notification")
    rows = [(q.label.text, in_words(q, given[q.short_name])) for q in form.questions if q.short_name in given]
    house.receive(with_file(table_of([*rows, ("GP surgery", "Hill Road")])))
    with house.service.sessions.begin() as session:
        [paper] = papers.of_case(session, house.service.vault, cases.listed(session)[0].id)
    assert paper.says["came as"] == "Word: its questions without the form"
    assert paper.says["said besides"] == "GP surgery Hill Road"
    assert "Hill Road" not in str(house.dump())


@pytest.mark.parametrize("quote", ["", "> "])
def test_a_form_in_the_text_is_read_top_or_bottom_quoted(quote: str, house: House) -> None:
    lines = as_text(house, answers(house)).decode().splitlines()
    house.receive(mail(TEACHER, "See below.\r\n" + "\r\n".join(quote + line for line in lines)))
    assert house.end() == "case_created"


# What is missing is asked for, and the case exists meanwhile


def test_a_case_exists_while_its_missing_answers_are_asked_for_by_number(house: House) -> None:
    known = answers(house, **LACKING)
    house.receive(with_file(as_word(house, known)))
    assert house.end() == "case_created"
    [case] = house.all_cases()
    assert not house.to(HEALTH)
    assert "missing" in str(house.facts(case.reference)["being_checked"])
    asked = house.to(TEACHER)
    assert len(asked) == 1, [str(one["Subject"]) for one in asked]
    said = " ".join(text_in(asked[0]).split())
    assert f"We read {len(known)} of {len(known) + 3} answers" in said
    assert "6. Which area does the child live in" in said and "17. Which agency do you disagree with" in said
    assert "Zebedee" not in said and "Attendance" not in said


def test_the_numbered_answers_complete_it_and_it_goes_on(house: House) -> None:
    house.receive(with_file(as_word(house, answers(house, **LACKING))))
    reference = house.all_cases()[0].reference
    asked = house.last(TEACHER, reference)
    house.pass_time(hours=2)
    house.receive(reply(asked, "Hello,\r\n6: Sefton\r\n17. Dunelands Community Health Trust\r\n\r\nSkipper"))
    assert house.end() == "note_added"
    assert not house.to(HEALTH)
    again = " ".join(text_in(house.last(TEACHER, "answers")).split())
    assert "When did the concern arise" in again and "Which area" not in again
    house.receive(reply(house.last(TEACHER, reference), f"{date_number(house)}) 25 November 2026"))
    assert house.events(reference) == ["Notified", "Completed", "Completed"]
    assert house.last(HEALTH, "NOT RESOLVED")["Subject"].startswith(reference)
    facts = house.facts(reference)
    assert not facts["being_checked"] and facts["receiving"] == ["Dunelands Community Health Trust"]
    assert house.audit_faults() == []


def date_number(house: House) -> int:
    return int(asking(house, "notification")["concern_on"].number)


@pytest.mark.parametrize(("sender", "proof"), [("mary.tern@away.example", "pass"), (TEACHER, "fail")])
def test_nobody_else_completes_it(sender: str, proof: str, house: House) -> None:
    house.receive(with_file(as_word(house, answers(house, **LACKING))))
    reference = house.all_cases()[0].reference
    house.receive(reply(house.last(TEACHER, reference), "6: Sefton", sender=sender, proof=proof))
    assert "Completed" not in house.events(reference)
    assert "missing" in str(house.facts(reference)["being_checked"])


def test_where_too_little_is_known_it_is_held_and_the_numbered_reply_opens_it(house: House) -> None:
    house.receive(with_file(as_word(house, answers(house, child_name="", area=""))))
    assert house.end() == "held" and not house.all_cases()
    asked = house.last(TEACHER, "still needed")
    said = " ".join(text_in(asked).split())
    assert "too little is known" in said and "Child's full name" in said
    del asked["Reply-To"]
    asked["Reply-To"] = SEFTON
    number = next(line.split(".")[0] for line in text_in(asked).splitlines() if "Child's full name" in line)
    house.receive(reply(asked, f"{number}: Zebedee Quill\r\n6: Sefton"))
    assert [end for end, _ in house.ends()] == ["note_added", "case_created"]
    assert house.last(HEALTH, "NOT RESOLVED")


def test_nobody_else_adds_to_what_is_held(house: House) -> None:
    house.receive(with_file(as_word(house, answers(house, child_name="", area=""))))
    asked = house.last(TEACHER, "still needed")
    del asked["Reply-To"]
    asked["Reply-To"] = SEFTON
    number = asking(house, "notification")["child_name"].number
    house.receive(reply(asked, f"6: Sefton\r\n{number}: Zebedee Quill", sender="mary.tern@away.example"))
    assert [end for end, _ in house.ends()] == ["held", "held"] and not house.all_cases()


# What cannot be opened


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "has a password"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old Word format"),
        (b"\xff\xd8\xff\xe0" + b"\0" * 90_000, "a picture, or a scan"),
        (b"PK\x03\x04" + b"\0" * 90, "damaged"),
    ],
)
def test_a_file_that_cannot_be_opened_is_held_and_told_in_plain_words_with_three_other_ways(
    content: bytes, says: str, house: House
) -> None:
    house.receive(with_file(content))
    assert house.end() == "held"
    answer = text_in(house.last(TEACHER, "could not open your file"))
    assert says in answer
    assert answer.count("\n- ") == 3
    assert house.last(COORDINATOR, "to check")


def test_a_badge_under_a_name_is_no_form(house: House) -> None:
    house.receive(with_file(b"\x89PNG" + b"\0" * 9_000, "image001.png", words="Good morning."))
    assert house.end() == "held"
    assert not house.to(TEACHER, "could not open")


@pytest.mark.parametrize("proof", ["none", "fail"])
def test_a_sender_who_is_not_proven_is_told_nothing_of_the_file(proof: str, house: House) -> None:
    house.receive(with_file(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, proof=proof))
    assert house.end() == "held"
    assert not house.to(TEACHER, "could not open")


def test_a_form_with_a_failed_proof_is_held_and_opens_nothing(house: House) -> None:
    house.receive(with_file(as_word(house, answers(house)), proof="fail"))
    assert house.end() == "held" and not house.all_cases() and not house.to(TEACHER)


# A stage outcome and a report


def settled(house: House, reference: str) -> Answers:
    given = {"reference": reference, **SETTLED}
    found = PUBLISHED["stage_outcome"].read(given, house.pages.outcome_choices("sefton"))
    assert isinstance(found, Answers)
    return found


def test_an_outcome_by_mail_waits_for_its_person_and_then_does_what_the_pages_would(house: House) -> None:
    reference = house.notify().reference
    house.receive(with_file(as_word(house, settled(house, reference)), sender=SCHOOL))
    assert house.end() == "note_added"
    assert house.events(reference) == ["Notified", "ToldMore"]
    confirm(house)
    assert house.events(reference)[-1] == "Resolved"


def test_an_outcome_that_lacks_an_answer_cannot_be_confirmed_before_it_is_given(house: House) -> None:
    reference = house.notify().reference
    routed = house.last(SCHOOL, "NOT RESOLVED")
    known = {key: said for key, said in settled(house, reference).items() if key != "agreed"}
    house.receive(with_file(as_word(house, Answers("stage_outcome", known)), sender=SCHOOL))
    page = house.pages.answer_page(token_in(routed))
    assert not any(value.startswith("confirm:") for value, _ in page.choices)  # type: ignore[union-attr]
    asked = house.last(SCHOOL, "an answer is still needed")
    house.receive(reply(asked, f"{asking(house, 'stage_outcome')['agreed'].number}: She is seen weekly."))
    confirm(house)
    assert house.events(reference)[-1] == "Resolved"


def test_an_outcome_in_a_reply_belongs_to_the_case_of_its_thread(house: House) -> None:
    reference = house.notify().reference
    asked = house.last(SCHOOL, "NOT RESOLVED")
    content = as_word(house, Answers("stage_outcome", {**settled(house, reference), "reference": ""}))
    house.receive(with_file(content, sender=SCHOOL, to=str(asked["Reply-To"]), In_Reply_To=str(asked["Message-ID"])))
    assert house.events(reference) == ["Notified", "ToldMore"]
    confirm(house)
    assert house.events(reference)[-1] == "Resolved"


def test_an_outcome_of_no_case_that_we_know_is_held_and_its_reference_asked_for(house: House) -> None:
    house.receive(with_file(as_word(house, settled(house, "SEF-4T9K-2MC2")), sender=SCHOOL))
    assert house.end() == "held"
    assert "Case reference" in text_in(house.last(SCHOOL, "still needed"))


def test_a_summary_log_by_mail_is_kept_as_its_agencys(house: House) -> None:
    form = asking(house, "summary_log")
    log = {"agency": "Marram Primary School", "child_name": "Zebedee Quill", "concern": "Neglect."}
    house.receive(with_file(word(form, log), sender=SCHOOL))
    disposition, reason = house.ends()[-1]
    assert disposition == "note_added" and "Marram Primary School" in reason


APPENDIX = [
    ("Name of Child / young Person:", "Zebedee Quill"), ("Date of Birth:", "3 3 2018"),
    ("Name and email of Professional Escalating concern:", "Misty Hoarding"),
    ("Name(s) of other professionals involved", ""), ("Please indicate level of need:", "S17"),
    ("Brief details of inter-agency disagreement (including agreed outcomes)", "It stays open."),
    ("Date of discussion/ Meeting re disagreement:", "24 November 2026"),
    ("Methodology used to resolve conflict:", "Panel"),
    ("Disagreement resolved at:", "Level 3"), ("GP surgery", "Hill Road"), ("Form completed by:", "Misty Hoarding"),
    ("Please indicate lessons learned from this disagreement resolution", "Staff need training"),
]  # fmt: skip


def test_LON_65_an_old_appendix_by_mail_is_accepted_labelled_and_routed_to_todays_holders(house: House) -> None:
    reference = house.notify(partnership="liverpool", **FROM_LIVERPOOL).reference
    house.receive(
        with_file(table_of(APPENDIX), sender=MISTY, to=LIVERPOOL, subject=f"Appendix ii {reference}"), LIVERPOOL
    )
    end, reason = house.ends()[-1]
    assert end == "note_added" and "another body's printed form" in reason
    assert "another body's printed form" in " ".join(text_in(house.last(QUALITY_OFFICER, "1 message to check")).split())
    asked = house.last(MISTY, "still needed")
    assert reference in asked["Subject"]
    said = text_in(asked)
    assert "Their agency or school" in said and "When was it completed" in said
    numbers = [line.split(".")[0] for line in said.splitlines() if "agency or school" in line or "completed" in line]
    house.receive(reply(asked, f"{numbers[0]}: Cobalt Street Primary School\r\n{numbers[1]}: 25 11 2026"), LIVERPOOL)
    assert house.end() == "note_added"
    assert house.last(MISTY, "confirm your answer")
    assert house.events(reference)[-1] == "ToldMore"
