"""What people read when a page cannot be shown."""

import pytest

from service.errors import NotNow
from tests.web.edge import NOTIFICATION, TOKEN
from tests.web.seen import text, title


@pytest.mark.parametrize(
    ("method", "address", "status", "heading"),
    [
        ("GET", "/sefton/nowhere", 404, "Page not found"),
        ("DELETE", "/sefton/raise", 405, "This page cannot be used like that"),
        ("POST", "/sefton/", 405, "This page cannot be used like that"),
    ],
)
def test_a_fault_is_told_in_words_with_the_partnerships_number(method, address, status, heading, browser):
    response = browser.open(address, method=method)
    assert response.status_code == status
    assert title(response) == f"{heading} – Sefton professional disagreements"
    assert "01632 960 101" in text(response)


def test_where_no_partnership_is_known_every_number_is_shown(browser):
    page = text(browser.get("/a/b/c"))
    assert "01632 960 101" in page
    assert "01632 960 201" in page


def test_what_may_be_done_instead_is_named_to_machines(browser):
    assert "POST" in browser.delete("/sefton/raise").headers["Allow"]


def test_a_breakdown_is_told_in_words_and_logged_without_what_was_written(browser, edge, monkeypatch, caplog):
    child = NOTIFICATION["child_name"]

    def breaks(self, token):
        raise RuntimeError(child)

    monkeypatch.setattr(type(edge), "answer_page", breaks)
    response = browser.get(f"/r/{TOKEN}")
    assert response.status_code == 500
    assert title(response).startswith("Sorry, there is a problem with the service")
    assert "RuntimeError at respond.ask" in caplog.text
    assert child not in caplog.text + text(response)
    assert TOKEN not in caplog.text


def test_a_service_that_says_why_not_is_quoted(browser, edge, monkeypatch):
    def closed(self, partnership):
        raise NotNow("This procedure is being replaced today. Ring the coordinator.")

    monkeypatch.setattr(type(edge), "notification_choices", closed)
    response = browser.get("/sefton/raise")
    assert response.status_code == 409
    assert "This procedure is being replaced today." in text(response)
