"""A reference as people write it: found however it is spaced, and where one symbol slipped."""

import pytest

from forms.reference import named_in

REFERENCE, OTHER = "SEF-4T9K-2MC2", "LIV-7QW1-0BD8"


@pytest.mark.parametrize(
    "words",
    [
        "About SEF-4T9K-2MC2, please", "RE: sef 4t9k 2mc2", "sef4t9k2mc2.", "SEF–4T9K–2MC2", "Fw: SEF-4T9K-2MC2: by",
        "SEF-4T9K-2MCZ", "SEF-4T9K-2CM2", "SEF-4T9K-2M2", "SEF-4T99K-2MC2", "SFE-4T9K-2MC2",
    ],
)  # fmt: skip
def test_a_reference_is_found_exactly_or_with_one_slip(words: str) -> None:
    assert list(named_in(words, [OTHER, REFERENCE])) == [REFERENCE]


@pytest.mark.parametrize("words", ["SEF-4T9K-2MZZ", "4T9K", "The meeting is today", "SEF-2MC2-4T9K", ""])
def test_what_is_further_off_is_no_reference(words: str) -> None:
    assert not named_in(words, [OTHER, REFERENCE])


def test_look_alikes_are_the_same() -> None:
    assert list(named_in("L1V 7QWI OBD8", [OTHER])) == [OTHER]
