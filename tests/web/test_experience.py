"""How did this go for you? Four questions behind a link."""

from tests.web.edge import Edge
from tests.web.experiences_at_hand import ANSWERED, EXPERIENCE
from tests.web.seen import controls, hidden, problems, text, title, tree

PAGE = f"/h/{EXPERIENCE}"


def test_it_asks_four_questions_and_looking_changes_nothing(browser, edge: Edge):
    for _ in range(2):
        assert browser.head(PAGE).status_code == 200
        page = browser.get(PAGE)
    assert title(page).startswith("How did this go for you?") and "SEF-4T9K-2MC2" in text(page)
    assert {"clear", "heard", "helped", "comment"} <= set(controls(page))
    assert tree(page).xpath("//input[@checked]") == [] and edge.experiences.said == []
    assert "Set-Cookie" not in page.headers


def test_every_question_is_optional_and_an_empty_answer_is_none(browser, edge: Edge):
    assert "Thank you" in text(browser.post(PAGE, data=hidden(browser.get(PAGE))))
    assert edge.experiences.said == []


def test_what_is_answered_is_kept_in_words_and_thanked_for(browser, edge: Edge):
    said = hidden(browser.get(PAGE)) | {"clear": "partly", "comment": "Sooner."}
    assert "without a name" in text(browser.post(PAGE, data=said))
    assert edge.experiences.said == [{"clear": "Partly", "heard": "", "helped": "", "comment": "Sooner."}]
    assert "There is nothing more to do" in text(browser.get(PAGE))


def test_without_a_mark_it_is_shown_again_with_all_that_was_typed(browser, edge: Edge):
    again = browser.post(PAGE, data={"comment": "Sooner."})
    assert again.status_code == 422 and "Sooner." in text(again) and edge.experiences.said == []


def test_too_long_a_comment_says_so(browser, edge: Edge):
    long = browser.post(PAGE, data=hidden(browser.get(PAGE)) | {"comment": "x" * 2001})
    assert problems(long) == {"comment": "Your comment must be 2,000 characters or less"}


def test_a_link_that_was_answered_by_and_one_that_nobody_knows(browser):
    assert "What was answered by this link is kept" in text(browser.get(f"/h/{ANSWERED}"))
    assert browser.get("/h/nobody").status_code == 404
