"""What is shown where another procedure fits: where to turn, and how to carry on with all that was typed."""

import pytest

from tests.web.seen import problems, text, tree
from tests.web.test_raising import RAISE, sent_by
from tests.web.walking import raise_up_to, send


def leave(browser, notification, key):
    return raise_up_to(browser, notification | {"type": f"exit {key}"}, f"instead/{key}")


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("conduct", ["Someone's conduct", "This procedure is not for that.", "Tell the designated officer."]),
        ("complaint", ["A complaint about a service", "Use the complaints process.", "can run beside it"]),
    ],
)
def test_another_procedure_is_answered_with_where_to_turn_and_nothing_is_sent(key, said, browser, edge, notification):
    page = leave(browser, notification, key)
    assert page.status_code == 200
    for words in (*said, "The other agency was told nothing", "01632 960 101", "01632 960 102"):
        assert words in text(page)
    assert edge.acts == []


def test_what_was_chosen_is_kept_nowhere(browser, edge, notification):
    leave(browser, notification, "conduct")
    assert [draft.typed for draft in edge.drafts.kept.values()] == [{"risk": "no"}]


def test_a_number_to_ring_is_shown_where_the_procedure_gives_one(browser, notification):
    assert "01632 960 104" in text(leave(browser, notification, "conduct"))
    assert "Ring ." not in text(leave(browser, notification, "complaint"))


@pytest.mark.parametrize("key", ["conduct", "complaint"])
def test_whoever_carries_on_chooses_again_and_sends_it_as_ever(key, browser, edge, notification):
    page = leave(browser, notification, key)
    [back] = tree(page).xpath("//a[@role='button']/@href")
    assert back == f"{RAISE}/matter"
    assert tree(browser.get(back)).xpath("//input[@checked]") == []
    send(browser, notification)
    assert sent_by(edge)["type"] == "threshold"


def test_an_exit_that_the_partnership_does_not_offer_is_no_answer(browser, edge, notification):
    page = leave(browser, notification, "moon")
    assert problems(page) == {"type": "Select what the disagreement is about"}
    assert browser.get(f"{RAISE}/instead/moon").status_code == 404
    assert edge.acts == []
