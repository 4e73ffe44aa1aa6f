"""Answers by number in a reply."""

import pytest

from service.mail.replies.numbered import numbered_answers


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("6: The school nurse", {6: "The school nurse"}),
        ("6. The school nurse\n9) On Tuesday", {6: "The school nurse", 9: "On Tuesday"}),
        ("6 - The school nurse\n\n9 – On Tuesday", {6: "The school nurse", 9: "On Tuesday"}),
        ("Q6: the nurse\nNo. 9: Tuesday", {6: "the nurse", 9: "Tuesday"}),
        ("Hi Pearl\n\n6: First line\nsecond\n\nthird\n9: x", {6: "First line\nsecond\n\nthird", 9: "x"}),
        ("12: Yes\n\nKind regards\nRowan\n01632 960 103", {12: "Yes"}),
        ("6: one\n6: two", {6: "two"}),
        ("6:\nThe nurse", {6: "The nurse"}),
        ("6: see you at\n10:30 on Friday", {6: "see you at\n10:30 on Friday"}),
        ("> 6: quoted\n9: mine", {9: "mine"}),
        ("9: mine\n\nFrom: Sefton\nSent: Friday\nTo: Rowan\nSubject: x\n\n6: theirs", {9: "mine"}),
        ("10.30 on Friday suits us", {}),
        ("RESOLVED", {}),
        ("", {}),
    ],
)
def test_each_number_has_what_stands_behind_it(text: str, expected: dict[int, str]):
    assert numbered_answers(text) == expected
