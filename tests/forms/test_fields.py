"""Text, addresses and numbers, from keyboards, word processors and worse."""

import pytest

from forms import Answers, Faults, NotificationForm


def message(given, notification, choices) -> str:
    found = NotificationForm.read(notification | given, choices)
    assert isinstance(found, Faults)
    assert len(found) == 1
    return next(iter(found)).message


def kept(given, notification, choices) -> Answers:
    found = NotificationForm.read(notification | given, choices)
    assert isinstance(found, Answers)
    return found


def test_what_word_processors_leave_behind_is_made_plain(notification, choices):
    pasted = {"your_name": "\u200b Jo\u00a0O’Field\ufeff ", "reasons": "one\r\ntwo\u2028three"}
    answers = kept(pasted, notification, choices)
    assert answers["your_name"] == "Jo O’Field"
    assert answers["reasons"] == "one\ntwo\nthree"


def test_names_from_everywhere_are_kept(notification, choices):
    for name in ("Ó", "Zoë Ní Bhriain", "محمد", "李", "Anne-Marie D'Arcy"):
        assert kept({"child_name": name}, notification, choices)["child_name"] == name


@pytest.mark.parametrize("sign", ["\x00", "\x07", "\x1b", "\x7f", "\x9b", "\ud800"])
def test_a_control_character_is_named_as_such(sign, notification, choices):
    said = message({"reasons": f"Because{sign} of it"}, notification, choices)
    assert said == "Why you disagree must not include control characters – retype it"


def test_a_line_may_not_hold_a_line_end(notification, choices):
    assert "control characters" in message({"your_name": "Jo\nBcc: x@evil.example"}, notification, choices)


def test_a_hundred_kilobytes_are_too_long_and_still_there(notification, choices):
    form = NotificationForm.asking(choices, notification | {"reasons": "x" * 100_000})
    found = form.answers()
    assert [fault.message for fault in found] == ["Why you disagree must be 4,000 characters or less"]
    assert len(form["reasons"].typed) == 100_000


def test_exactly_as_many_characters_as_allowed_are_taken(notification, choices):
    assert len(kept({"reasons": "x\r\n" * 1999 + "ab"}, notification, choices)["reasons"]) == 4000


@pytest.mark.parametrize(
    "address",
    [
        "jo", "jo@school", "jo@@school.example", "jo@sch ool.example", "jö@school.example", "a@b..example",
        "Jo <jo@a.example>", "jo@a.example, mo@b.example", "jo@-a.example",
    ],
)
def test_an_address_that_mail_cannot_be_sent_to_is_refused(address, notification, choices):
    said = message({"your_email": address}, notification, choices)
    assert said == "Enter an email address in the correct format, like name@example.com"


@pytest.mark.parametrize("number", ["01632 960 001", "+44 1632 960001", "(01632) 960-001 ext 12", "07700900982"])
def test_a_telephone_number_is_taken_as_people_write_it(number, notification, choices):
    assert kept({"your_phone": number}, notification, choices)["your_phone"] == number


def test_a_postcode_is_kept_in_its_proper_form(notification, choices):
    assert kept({"child_postcode": "l201ab"}, notification, choices)["child_postcode"] == "L20 1AB"


def test_answers_travel_as_json_and_show_no_answer_in_a_log(notification, choices):
    answers = kept({}, notification, choices)
    assert Answers.from_json(answers.as_json()) == answers
    assert "Robin Meadow" not in repr(answers)
