"""The words of our mails: every kind can be written, says what to do next, and tells nothing it should not."""

import re

import pytest
from jinja2 import Environment, FileSystemLoader, UndefinedError, meta

from service.escalation.effects import MAIL_KINDS
from service.mail.reading.message import InboundMail
from service.mail.replies.reply import Act, understand
from service.mail.sending.templates import FILTERS, TEMPLATES, kinds, render
from tests.mail.every_mail import MAILS, VARIANTS, told
from tests.mail.mail_values import CHILD, EMPTIEST, EVERYTHING, LINK, REFERENCE, RING, RULE

OF_THE_DOORS = {
    *("acknowledged", "recorded", "unclear", "answer_link", "fresh_link", "code", "prove", "held", "held_sender"),
    *("guessing", "help", "stop", "stop_asked", "not_understood", "words_kept"),
    *("in_your_name", "unbalanced", "answers_stopped", "passed_on"),
    *("could_not_route", "form_received", "form_unreadable", "file_unreadable", "failed"),
    *("different_procedure", "log_asked", "log_received", "log_faulty", "mailbox_trouble", "infected_file"),
    *("draft_saved", "draft_waiting", "experience", "details_asked", "details_answered", "deletion_noted"),
}
OF_THE_PEN = {
    *("held", "held_sender", "in_your_name", "unbalanced", "answers_stopped"),
    *("guessing", "mailbox_trouble", "infected_file", "passed_on"),
}
NO_CODE = ("fresh_link", "experience")  # what shows nothing at all needs none
TO_THE_LISTED = {"details_asked", "details_answered"}
WITHOUT_A_CASE = {"code", "fresh_link", "draft_saved", "draft_waiting", "experience", *TO_THE_LISTED, *OF_THE_PEN}

def test_every_mail_that_the_core_and_the_doors_write_has_its_words_and_no_words_are_unused():
    assert set(kinds()) == MAIL_KINDS | OF_THE_DOORS


def test_the_shared_parts_are_no_kind_of_mail():
    assert (TEMPLATES / "parts" / "letter.txt").is_file()
    assert "parts" not in kinds()


@pytest.mark.parametrize("kind", kinds())
def test_a_mail_uses_only_values_that_every_mail_is_given(kind):
    assert values_used(f"{kind}/subject.txt") | values_used(f"{kind}/body.txt") <= set(EMPTIEST)


def values_used(template: str) -> set[str]:
    """The names that a template and all the parts it draws on look up."""
    environment = Environment(loader=FileSystemLoader(TEMPLATES))
    environment.filters.update(FILTERS)
    source = environment.parse((TEMPLATES / template).read_text("utf-8"))
    parts = [part for part in meta.find_referenced_templates(source) if part]
    return meta.find_undeclared_variables(source).union(*(values_used(part) for part in parts)) - {"whom"}


@pytest.mark.parametrize("kind", kinds())
def test_a_value_that_is_missing_is_an_error(kind):
    with pytest.raises(UndefinedError, match="telephone"):
        render(kind, {name: value for name, value in EVERYTHING.items() if name != "telephone"})


@pytest.mark.parametrize(("kind", "values"), MAILS)
def test_a_subject_fits_a_telephone_and_names_nobody(kind, values):
    subject, _ = render(kind, values)
    assert len(subject) <= 60
    assert subject.startswith(f"{REFERENCE}: ") != (kind in WITHOUT_A_CASE)
    for secret in ("A.B.", "Exampleshire", "Canary", "Safeguarding", "referral", "402913", "Manager"):
        assert secret not in subject


@pytest.mark.parametrize(("kind", "values"), MAILS)
def test_a_line_is_short_enough_to_quote(kind, values):
    ours = re.compile(r"[-\w].*: |^  (?:By|When|Why)|Do not forward|Exampleshire|^- |^[A-Z ]{13} |\bseptember\b", re.I)
    too_long = [line for line in render(kind, values)[1].splitlines() if len(line) > 68 and not ours.search(line)]
    assert not too_long


@pytest.mark.parametrize(("kind", "values"), MAILS)
def test_a_mail_ends_with_who_sent_it_and_how_to_reach_them(kind, values):
    partnership, help_line, last = render(kind, values)[1].rstrip("\n").split("\n")[-3:]
    assert partnership == values["partnership"]
    assert help_line.startswith("Help: 01632 960100")
    assert last.startswith("Do not forward outside your agency. If this reached you by mistake, ")
    assert last.endswith("reply NOT ME." if values["reply_by_mail"] else "ring us.")


@pytest.mark.parametrize("kind", sorted(set(kinds()) - WITHOUT_A_CASE))
def test_a_mail_of_a_case_says_why_what_whom_to_ring_and_how_to_answer_in_that_order(kind):
    _, body = render(kind, EVERYTHING)
    order = ("What to do", "Who to ring first", "How to answer", "Reference SEF", "Help:")
    found = [body.find(f"\n{heading}") for heading in order]
    assert [place for place in found if place >= 0] == sorted(place for place in found if place >= 0)
    assert found[0] > len("Write your reply above this line") + 40
    assert min(found[0], found[3], found[4]) > 0


@pytest.mark.parametrize("kind", sorted(set(kinds()) - {"code", *OF_THE_PEN}))
def test_what_happens_if_nobody_answers_stands_after_how_to_answer(kind):
    _, body = render(kind, EVERYTHING)
    after = body[body.index(LINK) + len(LINK) :]
    assert len(after[: after.find("Reference")].split()) > 6


@pytest.mark.parametrize("kind", ["routed", "routed_own", "reopened", "other_view", "covering", "task", "not_agreed"])
def test_talking_comes_first_and_a_reply_does_not_replace_it(kind):
    body = told(kind)
    assert body.index("Talk first. Ring") < body.index("By: Wednesday 30 September 2026")
    assert body.index("Team Manager, Exampleshire Primary School: 01632 960001") < body.index("RESOLVED you have")
    assert "It does not take the place of talking." in body


def test_a_number_we_do_not_know_is_not_left_blank():
    assert "Duty Officer, Exampleshire Primary School: ask us for the number" in told("routed")


@pytest.mark.parametrize("kind", kinds())
def test_the_reply_line_stands_on_top_wherever_a_reply_acts_and_nowhere_else(kind):
    assert render(kind, EVERYTHING)[1].startswith("Write your reply above this line\n-----")
    for values in (VARIANTS["no word that acts by mail"], {**EVERYTHING, "reply_words": []}):
        assert "above this line" not in render(kind, values)[1]


@pytest.mark.parametrize("kind", kinds())
def test_a_link_says_that_it_shows_nothing_until_a_code_is_entered(kind):
    body = told(kind)
    assert LINK not in body or "It shows no personal details until you enter a code." in body or kind in NO_CODE


@pytest.mark.parametrize("kind", ["routed", "agree", "answer_link", "prove", "fresh_link", "feedback", "recorded"])
def test_the_signed_link_is_given_where_one_is_to_answer(kind):
    assert LINK in told(kind)
    assert "://" not in told(kind, link="")


@pytest.mark.parametrize("kind", sorted(WITHOUT_A_CASE - TO_THE_LISTED | {"prove", "not_sent_on"}))
def test_a_mail_to_someone_not_yet_known_tells_nothing_of_the_case(kind):
    body = told(kind)
    told_to_the_known = ("A.B.", "Exampleshire", "not accepted", "managers talk", "Health visitor", "960001", CHILD)
    for told_only_to_the_known in told_to_the_known:
        assert told_only_to_the_known not in body


@pytest.mark.parametrize("kind", kinds())
def test_only_the_mail_that_brings_a_code_shows_it(kind):
    assert ("402913" in told(kind)) == (kind == "code")


@pytest.mark.parametrize(
    "kind", ["receipt", "routed", "routed_own", "authority", "task", "reminder", "held_sender", "passed_on"]
)
def test_whoever_may_be_near_the_child_is_told_whom_to_ring_at_immediate_risk(kind):
    body = told(kind)
    assert "If a child is at immediate risk, do not wait for us. Ring 999" in body
    assert "Children's services: 01632 960200" in body
    assert "Out of hours: 01632 960300" in body
    assert "This email is not a referral." in body


def test_an_alert_gives_the_numbers_before_anything_else_to_do():
    body = told("act_today")
    assert body.index("Children's services: 01632 960200") < body.index("Your part:")
    assert "This email is not a referral." in body


@pytest.mark.parametrize("quote", ["marked", "headed", "attributed", "bare"])
@pytest.mark.parametrize(("kind", "values"), MAILS)
def test_our_own_words_sent_back_neither_act_nor_raise_an_alert(kind, values, quote):
    subject, body = render(kind, values)
    marked = "".join(f"> {line}\n" for line in body.splitlines())
    sent_back = {
        "marked": marked,
        "headed": f"From: Parley\nSent: Friday\nTo: Sam\nSubject: {subject}\n\n{body}",
        "attributed": f"On Friday 2 October 2026 at 10:04, Parley wrote:\n\n{marked}",
        "bare": body,
    }[quote]
    answer = understand(InboundMail(b"", text=sent_back))
    assert not answer.risk
    assert answer.act is Act.UNCLEAR


def test_a_date_says_why_then_and_keeps_the_procedures_limit_beside_it():
    body = told("routed")
    assert f"By: Wednesday 30 September 2026, 5pm Why then: {RULE}" in body
    assert "The procedure's own limit: Saturday 3 October 2026, 5pm" in body


def test_an_agreed_date_stands_beside_the_procedures_own():
    assert (
        "By: Saturday 3 October 2026, 5pm, as agreed The procedure's own date stays: Wednesday 30 September 2026"
        in told("date_agreed")
    )


def test_what_is_owed_at_once_and_what_waits_for_a_fact_say_so():
    body = told("task")
    assert "Ring the duty team When: at once" in body
    assert "Hold the meeting When: no date yet: it waits for the meeting date" in body


def test_a_stage_is_called_by_its_number_or_by_its_title():
    assert "Where it stands: stage 2, The managers talk, then meet" in told("routed")
    assert "Where it stands: The LSCB Chair" in told("routed", stage="chair", stage_title="The LSCB Chair")
    assert render("outcome", EVERYTHING)[0] == f"{REFERENCE}: resolved at stage 2"


@pytest.mark.parametrize(
    ("kind", "subject", "says"),
    [
        ("before", "reply by Wed 30 September", "A reply is due soon: by Wednesday 30 September 2026."),
        ("today", "reply today", "A reply is due today, Wednesday 30 September 2026."),
        ("overdue", "reply was due Wed 30 September", "A reply was due on Wednesday 30 September 2026."),
        ("review", "where does this stand?", "Nobody is late: we only ask where it stands."),
    ],
)
def test_a_reminder_states_the_fact_and_blames_nobody(kind, subject, says):
    assert render("reminder", {**EVERYTHING, "kind": kind})[0] == f"{REFERENCE}: {subject}"
    assert says in told("reminder", kind=kind)


@pytest.mark.parametrize(
    ("why", "says"),
    [
        ("silence", "We have not heard that anybody there has taken this up."),
        ("returned", "Our email to them came back."),
        ("away", "They are away."),
    ],
)
def test_whoever_covers_hears_why(why, says):
    assert says in told("covering", why=why)


@pytest.mark.parametrize(("count", "subject"), [(1, "1 message to check"), (3, "3 messages to check")])
def test_held_messages_are_counted(count, subject):
    assert render("held", {**EVERYTHING, "held_count": count, "risk": False})[0] == subject


def test_an_answer_that_was_recorded_says_until_when_it_can_be_taken_back():
    assert "reply UNDO before 5pm on Wednesday 30 September 2026" in told("recorded")
    assert "UNDO" not in told("recorded", undo_until=None)
    assert "reply UNDO" not in told("recorded", reply_by_mail=False)


def test_answers_still_needed_are_counted_and_listed_by_number():
    subject, _ = render("form_unreadable", EVERYTHING)
    assert subject == f"{REFERENCE}: 2 answers are still needed"
    assert "6. What should happen next 9. When you spoke" in told("form_unreadable")


@pytest.mark.parametrize("kind", kinds())
def test_a_reason_is_repeated_only_where_our_own_doors_put_it_into_words(kind):
    shown = "reason in our words" in told(kind, why="reason in our words")
    assert shown == (kind in {"answer_link", "could_not_route", "failed"})


@pytest.mark.parametrize(("ring", "says"), [(1, "Ring the person named below"), (2, "Ring one of those named below")])
def test_the_words_fit_how_many_there_are_to_ring(ring, says):
    assert says in told("routed", ring=RING[:ring])


def test_silence_is_never_taken_for_agreement():
    assert "it is not taken as a yes" in told("agree")
