"""Reply tags and our own Message-IDs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.mail import address

KEY = b"a key for the tests, 32 bytes lo"
TOKEN = "k5q2m7xw3znv4tjy6dbpr2ohcf"
MAILBOX = "sefton@parley.example"


def test_a_tag_put_on_a_mailbox_is_found_again_whatever_the_case_of_its_letters():
    tagged = address.tagged(MAILBOX, TOKEN)
    assert tagged == f"sefton+{TOKEN}@parley.example"
    assert address.tag_of(["other@x.example", tagged.upper()], MAILBOX) == TOKEN


@pytest.mark.parametrize(
    "recipients",
    [
        [],
        [MAILBOX],
        [f"sefton+{TOKEN}@elsewhere.example"],
        [f"liverpool+{TOKEN}@parley.example"],
        ["sefton+short@parley.example"],
        [f"sefton+{TOKEN}1@parley.example"],
        [f"sefton+{TOKEN[:-1]}!@parley.example"],
    ],
)
def test_an_address_that_is_not_the_mailbox_with_a_whole_token_has_no_tag(recipients):
    assert address.tag_of(recipients, MAILBOX) is None


def test_two_different_tags_are_as_good_as_none():
    two = [address.tagged(MAILBOX, TOKEN), address.tagged(MAILBOX, TOKEN[::-1])]
    assert address.tag_of(two, MAILBOX) is None
    assert address.tag_of([two[0], two[0]], MAILBOX) == TOKEN


def test_our_message_id_is_known_again_and_never_repeats():
    first, second = address.message_id(KEY, "Parley.example"), address.message_id(KEY, "parley.example")
    assert first != second
    assert first.startswith("<") and first.endswith("@parley.example>")
    assert address.is_ours(KEY, first) and address.is_ours(KEY, f" {first.upper()} ")


def test_a_message_id_made_under_another_key_is_not_ours():
    assert not address.is_ours(KEY, address.message_id(b"another key", "parley.example"))


def test_every_single_altered_sign_of_a_message_id_makes_it_a_stranger_s():
    ours = address.message_id(KEY, "parley.example")
    for at in range(1, len(ours) - 1):
        other = "a" if ours[at] != "a" else "b"
        assert not address.is_ours(KEY, ours[:at] + other + ours[at + 1 :]), ours[:at]


@given(st.text(max_size=120))
def test_no_text_at_all_is_taken_for_our_message_id_or_breaks_the_check(text):
    assert not address.is_ours(KEY, text)
    assert not address.is_ours(KEY, f"<{text}@parley.example>")


@pytest.mark.parametrize(
    ("whole", "domain"),
    [("jo@Council.Example", "council.example"), ("a@b@c.example", "c.example"), ("jo", ""), ("", "")],
)
def test_the_domain_of_an_address_is_what_follows_the_last_at(whole, domain):
    assert address.domain_of(whole) == domain
