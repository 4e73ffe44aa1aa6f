"""What is asked follows from what is known: the agency from an address, what it is about from the two agencies."""

from dataclasses import replace

from forms import Agency, FurtherQuestion, Matter
from tests.web.edge import CHOICES
from tests.web.seen import controls, hidden, text, tree
from tests.web.test_raising import CHECK, RAISE, sent_by
from tests.web.walking import answer, raise_up_to

SCHOOL, CHILDRENS_SERVICES, POLICE = CHOICES.agencies
OTHERS = Agency("academy", "Southfield Academy", kind="school", domains=("northfield.example", "southfield.example"))
OF_THE_SCHOOL = (
    Matter("refused", f"A referral refused ({SCHOOL.label})", only_for=SCHOOL.label, receiving=("childrens_services",)),
    Matter("inside", f"Is one needed? ({SCHOOL.label})", only_for=SCHOOL.label),
)
TWO_PROCEDURES = replace(CHOICES, types=CHOICES.types + OF_THE_SCHOOL, inside=frozenset({"inside"}))


def offered(page):
    return [str(value) for value in tree(page).xpath("//input[@name='type']/@value")]


def test_an_address_says_the_agency_and_it_can_be_changed(browser, edge, notification):
    checked = raise_up_to(browser, notification)
    [change] = tree(checked).xpath("//a[@id='change-your_agency']/@href")
    assert "Northfield Primary School" in text(checked) and "/your-agency?" in change
    page = browser.get(change)
    assert tree(page).xpath("//input[@name='your_agency'][@checked]/@value") == ["school"]
    answer(browser, page, {"your_agency": "police"})
    browser.post(CHECK, data=hidden(browser.get(CHECK)))
    assert sent_by(edge)["your_agency"] == "police"


def test_an_address_of_two_agencies_or_of_none_leaves_it_asked(browser, edge, notification):
    edge.choices = replace(CHOICES, agencies=(*CHOICES.agencies, OTHERS))
    assert "your_agency" in controls(raise_up_to(browser, notification, "your-agency"))
    edge.choices = CHOICES
    elsewhere = notification | {"your_email": "jo@elsewhere.example"}
    assert "your_agency" in controls(raise_up_to(browser, elsewhere, "your-agency"))


def test_what_a_school_has_of_its_own_is_offered_to_its_people_alone(browser, edge, notification):
    edge.choices = TWO_PROCEDURES
    first = raise_up_to(browser, notification, "matter")
    assert "refused" not in offered(first) and "threshold" in offered(first)
    answer(browser, first, notification)
    again = answer(browser, browser.get(f"{RAISE}/about-you"), notification)
    assert again.request.full_path.endswith("matter?from=about-you")
    assert "Choose again" in text(again) and "A referral refused" in text(again)
    assert offered(again)[:2] == ["refused", "inside"] and "Northfield" not in text(again)
    on = browser.post(again.request.full_path, data=hidden(again) | {"type": "refused"})
    assert on.headers["Location"] == f"{RAISE}/other-agency"


def test_what_is_not_with_that_agency_is_asked_again(browser, edge, notification):
    edge.choices = TWO_PROCEDURES
    named = notification | {"type": "refused", "their_agency": "police"}
    answer(browser, raise_up_to(browser, notification, "about-you"), named)
    again = answer(browser, raise_up_to(browser, named, "other-agency"), named)
    assert again.request.full_path.endswith("matter?from=other-agency")
    assert "threshold" in offered(again) and "refused" not in offered(again)
    on = browser.post(again.request.full_path, data=hidden(again) | {"type": "other"})
    assert "/something-else?from=other-agency" in on.headers["Location"]


def test_a_question_about_one_kind_of_agency_is_not_asked_about_another(browser, edge, notification):
    edge.choices = replace(CHOICES, questions=(
        FurtherQuestion("service", "Which service is it?", optional=True, receiving=("childrens_services",)),
        FurtherQuestion("sent", "Has the form been sent?", optional=True, types=("referral",)),
    ))  # fmt: skip
    asked = [name for name in controls(raise_up_to(browser, notification, "further")) if name.startswith("further")]
    assert asked == ["further_service"]
    browser.delete_cookie("draft", path="/sefton/")
    last = raise_up_to(browser, notification | {"their_agency": "police"}, "(further|check)")
    assert last.request.path == CHECK

