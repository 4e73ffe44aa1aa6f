"""What is shown where another procedure fits: where to turn, and how to go on with all that was typed."""

import pytest

from tests.web.edge import hidden, problems, text, title, tree, values

FORM = "/sefton/raise/details"


def leave(browser, notification, key, **changed):
    along = hidden(browser.get(f"{FORM}?risk=no"))
    return browser.post(FORM, data=along | notification | {"type": f"exit {key}"} | changed)


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


def test_what_is_missing_elsewhere_does_not_matter_to_who_leaves(browser, edge, notification):
    page = leave(browser, notification, "conduct", your_email="", reasons="")
    assert title(page).startswith("This may need a different procedure")
    assert problems(page) == {}
    assert edge.acts == []


def test_a_number_to_ring_is_shown_where_the_procedure_gives_one(browser, notification):
    assert "01632 960 104" in text(leave(browser, notification, "conduct"))
    assert "Ring ." not in text(leave(browser, notification, "complaint"))


@pytest.mark.parametrize("key", ["conduct", "complaint"])
def test_whoever_goes_on_finds_all_that_was_typed_but_for_the_type(key, browser, edge, notification):
    page = leave(browser, notification, key, siblings="Sam Meadow; ; none\r\nAlex Meadow", child_address="1 <Hill>")
    again = browser.post(tree(page).forms[-1].get("action"), data=values(page))
    assert again.status_code == 200
    assert problems(again) == {}
    kept = values(again)
    assert "type" not in kept
    typed = notification | {"siblings": "Sam Meadow; ; none\r\nAlex Meadow", "child_address": "1 <Hill>"}
    for name, said in typed.items():
        if name != "type":
            assert kept[name].strip().replace("\r\n", "\n") == said.replace("\r\n", "\n"), name
    assert edge.acts == []


def test_whoever_went_on_sends_the_form_as_ever(browser, edge, notification):
    page = leave(browser, notification, "complaint")
    again = browser.post(FORM, data=values(page))
    sent = browser.post(FORM, data=values(again) | {"type": "threshold"})
    assert sent.status_code == 303
    (answers,) = edge.sent.values()
    assert answers["type"] == "threshold"
    assert list(edge.sent) == [values(page)["submission_id"]]


def test_an_exit_that_the_partnership_does_not_offer_is_no_answer(browser, edge, notification):
    page = leave(browser, notification, "moon")
    assert problems(page) == {"type": "Select what the disagreement is about"}
    assert edge.acts == []


def test_an_exit_without_a_page_is_not_sent_on_either(browser, edge, notification, monkeypatch):
    monkeypatch.setattr(type(edge), "exit_page", lambda self, partnership, key: None)
    assert leave(browser, notification, "conduct").status_code == 404
    assert edge.acts == []
